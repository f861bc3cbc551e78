#include "decide/pack.h"

#include <algorithm>
#include <set>

namespace imprimatur::decide {

bool FactList::knows(std::string_view id) const
{
    return std::any_of(facts.begin(), facts.end(), [id](const FactEntry& fact) { return fact.id == id; });
}

Result<void> every_rule_has_a_case(const PolicyPack& pack, const std::vector<PackCase>& cases)
{
    std::set<std::string> named;
    for (const auto& pack_case : cases)
        named.insert(pack_case.rules.begin(), pack_case.rules.end());
    for (const auto& rule : pack.rules) {
        if (!named.contains(rule.id))
            return Error { ErrorCode::Malformed, "line 1: no case names rule '" + rule.id + "'", "cases.toml", "write one" };
    }
    return {};
}

}  // namespace imprimatur::decide
