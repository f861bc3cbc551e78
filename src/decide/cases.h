// Running a pack's own cases: `imprimatur policy check` and the tests use the same function.
#pragma once

#include "base/clock.h"
#include "decide/pack.h"
#include "imprimatur/policy.h"

#include <string>
#include <vector>

namespace imprimatur::decide {

/// The preset with the case's differences; evidence is "preset" or "case". An unknown preset yields no facts at all.
Facts facts_of(const PackCase& pack_case, const Presets& presets);

/// Decides each case with `packs` and says what came out otherwise than expected; empty when every case holds.
std::vector<std::string> failed_cases(
    const std::vector<PackCase>& cases, const std::vector<PolicyPack>& packs, const Presets& presets, Instant as_of);

}  // namespace imprimatur::decide
