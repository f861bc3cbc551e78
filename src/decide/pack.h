// Loading of policy: the closed list of facts, the packs, their cases and the presets the cases start from.
#pragma once

#include "imprimatur/policy.h"
#include "imprimatur/result.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace imprimatur::decide {

struct FactEntry {
    std::string id;
    std::string says;  ///< what is so when the fact is true
    std::string given_by;  ///< the folder that establishes it
};

/// policy/facts.toml: there are no other facts.
struct FactList {
    std::vector<FactEntry> facts;
    [[nodiscard]] bool knows(std::string_view id) const;
};

using Truths = std::map<std::string, Truth, std::less<>>;

/// One row of cases.toml: a preset, what differs from it, and what must come of it.
struct PackCase {
    std::string name;
    std::string preset;
    Truths facts;
    Verdict expect = Verdict::Deny;
    std::vector<std::string> rules;  ///< must fire
    std::vector<std::string> silent;  ///< must not fire
};

/// policy/presets.toml: complete sets of facts by name.
using Presets = std::map<std::string, Truths, std::less<>>;

Result<FactList> load_facts(std::string_view toml);
Result<Presets> load_presets(std::string_view toml, const FactList& facts);
Result<std::vector<PackCase>> load_cases(std::string_view toml, const FactList& facts);

/// An error starts with the line: "line 12: unknown fact 'x'". A pack does not load with an unknown key or fact, a rule
/// that lacks citation, requirement, reason or remedy, a rule that no case exercises, or without cases at all. Only the
/// pack `base` may hold permit rules; a local pack may tighten and never loosen (LAW-LOCAL).
Result<PolicyPack> load_pack(std::string_view toml, std::optional<std::string_view> cases_toml, const FactList& facts);

/// A rule that no case exercises could vanish unseen.
Result<void> every_rule_has_a_case(const PolicyPack& pack, const std::vector<PackCase>& cases);

}  // namespace imprimatur::decide
