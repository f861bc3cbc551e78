#include "decide/condition.h"

#include <algorithm>

namespace imprimatur::decide {

namespace {

bool possible(const Facts& facts, std::string_view id) { return truth_of(facts, id) != Truth::No; }
bool certain(const Facts& facts, std::string_view id) { return truth_of(facts, id) == Truth::Yes; }
bool certainly_not(const Facts& facts, std::string_view id) { return truth_of(facts, id) == Truth::No; }

}  // namespace

Truth truth_of(const Facts& facts, std::string_view id)
{
    const auto at = facts.find(id);
    return at == facts.end() ? Truth::Unknown : at->second.truth;
}

std::string told(const Facts& facts, std::string_view id)
{
    const auto at = facts.find(id);
    if (at == facts.end())
        return std::string(id) + ": nobody established it";
    const auto& fact = at->second;
    const std::string_view state = fact.truth == Truth::Unknown ? "not known" : fact.truth == Truth::Yes ? "yes" : "no";
    if (fact.evidence.empty())
        return std::string(id) + ": " + std::string(state);
    if (fact.truth == Truth::Unknown)
        return std::string(id) + ": not known: " + fact.evidence;
    return std::string(id) + ": " + fact.evidence;
}

bool fires(const Rule& rule, const Facts& facts)
{
    const auto& when = rule.when;
    if (when.all.empty() && when.any.empty() && when.none.empty())
        return rule.effect != Effect::Permit;
    const bool permits = rule.effect == Effect::Permit;
    const auto present = [&](const std::string& id) { return permits ? certain(facts, id) : possible(facts, id); };
    const auto absent = [&](const std::string& id) { return permits ? certainly_not(facts, id) : !certain(facts, id); };
    return std::all_of(when.all.begin(), when.all.end(), present)
        && (when.any.empty() || std::any_of(when.any.begin(), when.any.end(), present))
        && std::all_of(when.none.begin(), when.none.end(), absent);
}

std::vector<std::string> triggers(const Rule& rule, const Facts& facts)
{
    std::vector<std::string> lines;
    for (const auto& id : rule.when.all)
        lines.push_back(told(facts, id));
    for (const auto& id : rule.when.any) {
        if (possible(facts, id))
            lines.push_back(told(facts, id));
    }
    for (const auto& id : rule.when.none)
        lines.push_back(told(facts, id));
    return lines;
}

}  // namespace imprimatur::decide
