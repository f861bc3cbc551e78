// One [[rule]] of a TOML file into a Rule and its examples. The only file of this folder that knows TOML is its .cpp.
#pragma once

#include "caption/rule.h"
#include "imprimatur/result.h"

#include <optional>
#include <string_view>

namespace imprimatur::caption {

struct RuleSource {
    Rule rule;
    std::vector<std::string> patterns;  ///< fragments unfolded, for the triggers
    std::vector<std::string> matches;  ///< "[[...]]" in an example marks the span that must come out
    std::vector<std::string> no_match;
};

/// The value of a rule's `rewrite` key.
std::optional<Mend> mend_named(std::string_view name);

Result<std::vector<RuleSource>> read_rules(std::string_view name, std::string_view toml, const std::vector<std::string>& lists);

}  // namespace imprimatur::caption
