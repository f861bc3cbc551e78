#include "imprimatur/policy.h"

#include <algorithm>

namespace imprimatur {

namespace {

/// "words.age_exact: caption, characters 1 to 3" -> "words.age_exact". Purpose, audience and platform say when a rule
/// applies, not what is wrong: they group only what has nothing else.
std::string main_fact(const Reason& reason)
{
    const auto name = [](const std::string& trigger) { return trigger.substr(0, trigger.find(':')); };
    for (const auto& trigger : reason.triggered_by) {
        if (!trigger.starts_with("purpose.") && !trigger.starts_with("audience.") && !trigger.starts_with("platform."))
            return name(trigger);
    }
    return reason.triggered_by.empty() ? reason.rule : name(reason.triggered_by.front());
}

}  // namespace

std::vector<ReasonGroup> group_reasons(const std::vector<Reason>& reasons)
{
    std::vector<ReasonGroup> groups;
    for (const auto& reason : reasons) {
        const std::string fact = main_fact(reason);
        auto group = std::find_if(groups.begin(), groups.end(), [&](const ReasonGroup& known) { return known.fact == fact; });
        if (group == groups.end())
            group = groups.insert(groups.end(), { fact, {} });
        group->reasons.push_back(&reason);
    }
    return groups;
}

}  // namespace imprimatur
