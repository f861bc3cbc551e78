// The tables of policy/risk: conditions, populations, age shares.
#pragma once

#include "imprimatur/result.h"
#include "risk/facts.h"

#include <array>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace imprimatur::risk {

struct ConditionRow {
    std::string term;  ///< lower case, as it stands in captions
    ConditionKind kind = ConditionKind::Acute;
    double rate = 0;
    double gsd = 2;
    bool sensitive = false;  ///< mental, sexual, reproductive, abuse
    std::string citation;  ///< or "unverified"
};

/// How much more often a condition is met from this age on: RR in the formula.
struct AgeRiskRow {
    std::string term;
    int from_age = 0;
    double relative_risk = 1;
};

/// Shares of the population by ten-year band: 0-9 ... 70-79, 80 and over.
inline constexpr std::size_t kAgeBands = 9;
using AgeShares = std::array<double, kAgeBands>;

struct RiskTables {
    std::vector<ConditionRow> conditions;
    std::vector<AgeRiskRow> age_risks;
    std::map<std::string, double, std::less<>> countries;  ///< lower-case name or ISO code -> population
    std::map<std::string, double, std::less<>> cities;  ///< lower-case name -> population; the largest bearer of a name
    std::map<std::string, AgeShares, std::less<>> ages;  ///< lower-case country -> shares; "world" is always there
};

/// Files of policy/risk by name: conditions.tsv, population.tsv, age_share.tsv; cities.txt and cities_ambiguous.txt of
/// policy/words/lists may come along. A missing table or a row that does not parse is an Error that names the line.
Result<RiskTables> load_risk_tables(const std::vector<std::pair<std::string, std::string>>& named_texts);

/// Share of people of this age, both ends included; a band is divided evenly, the one over 80 falls off by a tenth a year.
double age_share(const RiskTables& tables, std::string_view country, AgeRange age);

/// 1 when the table says nothing about this condition at this age.
double relative_risk(const RiskTables& tables, std::string_view term, AgeRange age);

const ConditionRow* find_condition(const RiskTables& tables, std::string_view term);

}  // namespace imprimatur::risk
