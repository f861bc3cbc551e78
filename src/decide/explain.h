// Packs as text for people: `imprimatur policy explain` and `imprimatur policy diff`.
#pragma once

#include "imprimatur/policy.h"

#include <string>
#include <vector>

namespace imprimatur::decide {

/// Several lines: what the rule does, when, why, on which clause, and what puts it right.
std::string explain(const Rule& rule, const PolicyPack& pack);

/// One line a change, in the order of the pack; empty when nothing changed that a decision could show.
std::vector<std::string> diff(const PolicyPack& before, const PolicyPack& after);

}  // namespace imprimatur::decide
