// Conditions by name: the curated table first, then the rare diseases of Orphadata, by area.
#pragma once

#include "risk/tables.h"

namespace imprimatur::risk {

struct Condition {
    std::string name;
    ConditionKind kind = ConditionKind::Chronic;
    double rate = 0;  ///< per person and year, or prevalence when chronic
    double gsd = 3;
    bool sensitive = false;
    bool assumed = false;  ///< a rare disease without a class in the tables
    std::string broader;  ///< what could be said instead; empty: nothing the tables know
    std::string source;
};

/// By term, alias, or Orphanet's name or synonym. Of a rare disease the lower bound of its class: country, else region, else worldwide,
/// else Europe, else the rarest of any other area; prevalence before incidence. nullopt: no table knows it.
std::optional<Condition> find_condition(const RiskTables& tables, std::string_view term, std::string_view country);

/// One name in a caption: where it stands among the words of name_key, longest names first, none inside another.
struct ConditionMention {
    std::string name;
    std::size_t at = 0;
};
std::vector<ConditionMention> conditions_in(const std::vector<std::string>& words, const RiskTables& tables);

/// Share of a population of whom it is true within 90 days: what makes an acute and a chronic condition comparable.
double share_within_quarter(const Condition& condition);

}  // namespace imprimatur::risk
