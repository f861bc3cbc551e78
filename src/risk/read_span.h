// What a few words say in numbers: an age, a time window, a condition, a country. Text is in lower case.
#pragma once

#include "risk/tables.h"

namespace imprimatur::risk {

/// Sets facts.age, or the careful age_share when the words hold no number that is understood.
void read_age(RiskFacts& facts, std::string_view text);

/// Width of the time window: a day for a date, two for "today" or "last night", seven for a week, thirty for a month.
double days_said(std::string_view text, bool absolute);

/// Longest term of conditions.tsv that stands in the words as whole words; empty when none does.
std::string condition_in(std::string_view words, const RiskTables& tables);

std::string country_in(std::string_view location, const RiskTables& tables);
Sex sex_in(std::string_view words);
bool speaks_of_child(std::string_view words);
std::string_view sensitive_word_in(std::string_view words);

}  // namespace imprimatur::risk
