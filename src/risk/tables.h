// The tables of policy/risk. policy/risk/SOURCES.md says where each comes from; scripts/make_risk_tables.py writes the large ones.
#pragma once

#include "imprimatur/result.h"
#include "risk/facts.h"
#include "risk/sorted_rows.h"

#include <array>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace imprimatur::risk {

/// Shares of the population by ten-year band: 0-9 ... 70-79, 80 and over.
inline constexpr std::size_t kAgeBands = 9;
using AgeShares = std::array<double, kAgeBands>;

struct Country {
    std::string iso;
    std::string name;
    std::string region;  ///< of Orphadata: "Europe"; empty where it has none
    double population = 0;
    AgeShares ages {};
};

struct ConditionRow {
    std::string term;  ///< as people read it
    ConditionKind kind = ConditionKind::Acute;
    double rate = 0;
    double gsd = 2;
    bool sensitive = false;  ///< mental, sexual, reproductive, abuse
    std::string broader;  ///< term of the row that says less; empty: none
    bool verified = false;  ///< the figure was read in the source or its abstract; else it is from memory
    std::string citation;
};

/// How much more often a condition is met from this age on: RR in the formula.
struct AgeRiskRow {
    std::string term;
    int from_age = 0;
    double relative_risk = 1;
};

/// A word that makes the estimate one band stricter, unless it stands in one of the phrases.
struct SensitiveWord {
    std::vector<std::string> words;  ///< of its key
    std::string subject;  ///< child, mental health, sexual or reproductive health, abuse, crime
    std::vector<std::vector<std::string>> not_in;
};

struct RiskTables {
    std::vector<Country> countries;
    std::map<std::string, std::size_t, std::less<>> country_names;  ///< name_key of every name and code -> index
    std::size_t world = 0;
    std::vector<ConditionRow> conditions;
    SortedRows condition_names;  ///< key, index of `conditions`
    std::vector<AgeRiskRow> age_risks;
    SortedRows rare_names;  ///< key, Orphanet code
    std::map<std::string, std::pair<std::string, std::string>, std::less<>> rare_diseases;  ///< code -> name, records
    SortedRows cities;  ///< key, ISO code, population
    std::map<std::string, double, std::less<>> regions;  ///< key of a state or province -> population
    std::vector<SensitiveWord> sensitive;
};

/// Files of policy/risk by name; others are passed over. A missing table or a row that does not parse is an Error that names the line.
Result<RiskTables> load_risk_tables(const std::vector<std::pair<std::string, std::string>>& named_texts);

/// nullptr when no table knows the name or code.
const Country* find_country(const RiskTables& tables, std::string_view name);

/// People of a town by name, and how that was decided: the smallest of the name in the country, else the smallest anywhere, because a
/// reader may know which one is meant. nullopt when no table knows it.
struct Place {
    double population = 0;
    std::string how;
};
std::optional<Place> find_place(const RiskTables& tables, std::string_view name, std::string_view country);

/// Share of people of this age, both ends included; a band is divided evenly, the one over 80 falls off by a tenth a year.
double age_share(const RiskTables& tables, std::string_view country, AgeRange age);

/// Mean over the people of this age, never more than all cases together; 1 when the table says nothing about this condition.
double relative_risk(const RiskTables& tables, std::string_view term, AgeRange age, std::string_view country);

}  // namespace imprimatur::risk
