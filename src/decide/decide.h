// Facts and packs -> Decision: XACML's deny-overrides over three-valued facts. A pure function of its arguments.
#pragma once

#include "base/clock.h"
#include "imprimatur/policy.h"

#include <optional>
#include <vector>

namespace imprimatur::decide {

/// Nothing defaults to yes (GATE-3): no pack, a pack that failed to load, a pack not in force, two packs of one name, or
/// no permit rule that fires is a denial with a reason of its own. A fact that is missing or unknown triggers every rule
/// that refuses or obliges and none that permits. Whatever the packs say, no verdict permits while one of the three
/// questions of GATE-1 is answered no.
Decision decide(const Facts& facts, const std::vector<PolicyPack>& packs, const std::vector<PackFailure>& failures, Instant as_of);

/// The only maker of a Permit.
class Permitter {
public:
    static std::optional<Permit> permit(const Decision& decision);
};

}  // namespace imprimatur::decide
