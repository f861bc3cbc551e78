// What a few words say in numbers: an age, a time window, a condition, a country. Text is in lower case.
#pragma once

#include "risk/tables.h"

namespace imprimatur::risk {

/// Sets facts.age, or the careful age_share when the words hold no number that is understood.
void read_age(RiskFacts& facts, std::string_view text);

/// Width of the time window: a day for a date, two for "today" or "last night", seven for a week, thirty for a month.
double days_said(std::string_view text, bool absolute);

/// Name or code of a country among the parts of a location; empty when there is none.
std::string country_in(std::string_view location, const RiskTables& tables);
Sex sex_in(std::string_view words);

/// What the words (of name_key) touch that makes the estimate stricter: "child", "mental health" ...; empty when nothing.
std::string sensitive_subject(const std::vector<std::string>& words, const RiskTables& tables);

}  // namespace imprimatur::risk
