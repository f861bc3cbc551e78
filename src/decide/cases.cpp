#include "decide/cases.h"

#include "decide/condition.h"
#include "decide/decide.h"

#include <set>

namespace imprimatur::decide {

namespace {

/// What the decision shows, and the permit rules that fired, which it shows only when nothing stood against them.
std::set<std::string> fired_rules(const Decision& decision, const std::vector<PolicyPack>& packs, const Facts& facts)
{
    std::set<std::string> ids;
    for (const auto& reason : decision.reasons)
        ids.insert(reason.rule);
    for (const auto& reason : decision.obligations)
        ids.insert(reason.rule);
    for (const auto& pack : packs) {
        for (const auto& rule : pack.rules) {
            if (rule.effect == Effect::Permit && fires(rule, facts))
                ids.insert(rule.id);
        }
    }
    return ids;
}

}  // namespace

Facts facts_of(const PackCase& pack_case, const Presets& presets)
{
    Facts facts;
    const auto preset = presets.find(pack_case.preset);
    if (preset == presets.end())
        return facts;
    for (const auto& [id, truth] : preset->second)
        facts[id] = { truth, "preset" };
    for (const auto& [id, truth] : pack_case.facts)
        facts[id] = { truth, "case" };
    return facts;
}

std::vector<std::string> failed_cases(
    const std::vector<PackCase>& cases, const std::vector<PolicyPack>& packs, const Presets& presets, Instant as_of)
{
    std::vector<std::string> failed;
    for (const auto& pack_case : cases) {
        if (!presets.contains(pack_case.preset)) {
            failed.push_back(pack_case.name + ": unknown preset '" + pack_case.preset + "'");
            continue;
        }
        const auto facts = facts_of(pack_case, presets);
        const auto decision = decide(facts, packs, {}, as_of);
        if (decision.verdict != pack_case.expect) {
            failed.push_back(pack_case.name + ": expected " + std::string(to_string(pack_case.expect)) + ", decided "
                + std::string(to_string(decision.verdict)));
        }
        const auto fired = fired_rules(decision, packs, facts);
        for (const auto& rule : pack_case.rules) {
            if (!fired.contains(rule))
                failed.push_back(pack_case.name + ": rule " + rule + " did not fire");
        }
        for (const auto& rule : pack_case.silent) {
            if (fired.contains(rule))
                failed.push_back(pack_case.name + ": rule " + rule + " fired");
        }
    }
    return failed;
}

}  // namespace imprimatur::decide
