// Three-valued conditions over facts.
#pragma once

#include "imprimatur/policy.h"

#include <string>
#include <string_view>
#include <vector>

namespace imprimatur::decide {

/// Unknown when the fact is not there.
Truth truth_of(const Facts& facts, std::string_view id);

/// "words.age_exact: caption, characters 3 to 6"; says so when the fact is unknown or missing.
std::string told(const Facts& facts, std::string_view id);

/// Does the rule fire? An unknown fact counts as present in `all` and `any` and as absent in `none` for a rule that
/// refuses, refers or obliges; a rule that permits asks for certainty in all three.
bool fires(const Rule& rule, const Facts& facts);

/// The facts that made it fire.
std::vector<std::string> triggers(const Rule& rule, const Facts& facts);

}  // namespace imprimatur::decide
