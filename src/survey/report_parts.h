// The sections of the survey's report.
#pragma once

#include "survey/run_facts.h"
#include "survey/tally.h"

#include <array>
#include <map>
#include <string>
#include <string_view>

namespace imprimatur::survey {

inline constexpr std::array<std::string_view, kClasses> kClassWords { "compliant", "at risk", "non-compliant" };

std::string classes_part(const Tally& tally, const RunFacts& facts);
std::string found_part(const Tally& tally);
std::string consent_part(const Tally& tally);
std::string images_part(const Tally& tally, const RunFacts& facts);
std::string accounts_part(const Tally& tally);
std::string groups_part(
    std::string_view id, std::string_view heading, std::string_view of, const std::map<std::string, ClassCounts>& groups, bool in_time);
std::string method_part(const Tally& tally, const RunFacts& facts, std::size_t problems);

}  // namespace imprimatur::survey
