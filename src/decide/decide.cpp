#include "decide/decide.h"

#include "decide/condition.h"
#include "decide/questions.h"

#include <algorithm>
#include <iterator>
#include <set>

namespace imprimatur::decide {

namespace {

/// Reasons that stand whatever the packs say carry this in place of a pack.
constexpr std::string_view kBuiltIn = "imprimatur";

Reason built_in(std::string rule, std::string requirement, std::string why, std::string remedy, std::vector<std::string> triggered_by)
{
    const Citation cite { "Imprimatur, requirements", requirement, "current", "2026-11-21" };
    return { std::string(kBuiltIn), std::move(rule), Effect::Deny, std::move(requirement), cite, std::move(why), std::move(remedy),
        std::move(triggered_by) };
}

Reason reason_of(const Rule& rule, const PolicyPack& pack, const Facts& facts)
{
    return { pack.id, rule.id, rule.effect, rule.requirement, rule.cite, rule.why,
        rule.effect == Effect::Obligate ? rule.obligation : rule.remedy, triggers(rule, facts) };
}

bool in_force(const PolicyPack& pack, Instant as_of)
{
    const auto from = parse_iso8601(pack.in_force_from);
    if (!from || as_of < *from)
        return false;
    if (pack.in_force_until.empty())
        return true;
    const auto until = parse_iso8601(pack.in_force_until);
    return until && as_of < *until;
}

/// What is wrong with the policy itself: each of these alone denies (GATE-3).
std::vector<Reason> policy_problems(const std::vector<PolicyPack>& packs, const std::vector<PackFailure>& failures, Instant as_of)
{
    std::vector<Reason> reasons;
    if (packs.empty()) {
        reasons.push_back(built_in("gate3.no_pack", "GATE-3", "No policy pack was in use, so nothing could permit.",
            "Name at least the pack base.", { "policy: no pack" }));
    }
    for (const auto& failure : failures) {
        reasons.push_back(built_in("gate3.pack_failure", "GATE-3", "A policy pack that was asked for could not be used.",
            "Put the pack right, or take it out of the list on purpose.", { failure.pack + ": " + failure.problem }));
    }
    std::set<std::string> seen;
    for (const auto& pack : packs) {
        if (!in_force(pack, as_of)) {
            reasons.push_back(built_in("gate3.pack_not_in_force", "GATE-3", "A policy pack is not in force at the time of the decision.",
                "Use the version that is in force.",
                { pack.id + "@" + pack.version + ": in force from " + pack.in_force_from
                    + (pack.in_force_until.empty() ? "" : " until " + pack.in_force_until) }));
        }
        if (!seen.insert(pack.id).second) {
            reasons.push_back(
                built_in("gate3.pack_twice", "GATE-3", "Two policy packs carry the same name, so it is not clear which governs.",
                    "Give the institution's own pack a name of its own.", { "policy: " + pack.id + " twice" }));
        }
    }
    return reasons;
}

/// A permit rule outside base would loosen (LAW-LOCAL). Loading refuses it; here it is not heard even if it got this far.
bool may_permit(const PolicyPack& pack) { return pack.id == "base" && !pack.local; }

struct Fired {
    std::vector<Reason> permits;
    std::vector<Reason> obligations;
    std::vector<Reason> refers;
    std::vector<Reason> denies;
    std::set<std::string> rules;
};

void fire(const Rule& rule, const PolicyPack& pack, const Facts& facts, Fired& fired)
{
    if (!fires(rule, facts) || (rule.effect == Effect::Permit && !may_permit(pack)))
        return;
    fired.rules.insert(rule.id);
    switch (rule.effect) {
    case Effect::Permit: fired.permits.push_back(reason_of(rule, pack, facts)); break;
    case Effect::Obligate: fired.obligations.push_back(reason_of(rule, pack, facts)); break;
    case Effect::Refer: fired.refers.push_back(reason_of(rule, pack, facts)); break;
    case Effect::Deny: fired.denies.push_back(reason_of(rule, pack, facts)); break;
    }
}

/// A disagreement is shown when the rule that settles it spoke (GATE-4). `governs` starts with that rule's id.
void show_disagreements(const PolicyPack& pack, const std::set<std::string>& fired, Decision& decision)
{
    for (const auto& disagreement : pack.disagreements) {
        const auto rule = disagreement.governs.substr(0, disagreement.governs.find(':'));
        if (fired.contains(rule))
            decision.disagreements.push_back(disagreement);
    }
}

void deny_without_yes(const std::array<Question, 3>& questions, std::vector<Reason>& denies)
{
    for (const auto& question : questions) {
        if (!question.yes) {
            denies.push_back(built_in("gate1." + question.id, "GATE-1", "One of the three questions is not answered yes: " + question.text,
                "Answer it with evidence.", question.evidence));
        }
    }
}

void conclude(Fired fired, Decision& decision)
{
    // With a denial of a pack on the table these would only say the same again in other words.
    if (fired.denies.empty())
        deny_without_yes(decision.questions, fired.denies);
    if (fired.denies.empty() && fired.permits.empty()) {
        fired.denies.push_back(built_in("gate3.no_permit", "GATE-3", "No rule of the policy in force permits this.",
            "Ask the data guardian which route is meant; nothing defaults to yes.", { "policy: no permit rule fired" }));
    }
    decision.obligations = std::move(fired.obligations);
    if (!fired.denies.empty() || !fired.refers.empty()) {
        decision.verdict = fired.denies.empty() ? Verdict::Refer : Verdict::Deny;
        decision.reasons = std::move(fired.denies);
        std::move(fired.refers.begin(), fired.refers.end(), std::back_inserter(decision.reasons));
        return;
    }
    decision.verdict = decision.obligations.empty() ? Verdict::Permit : Verdict::PermitWithObligations;
    decision.reasons = std::move(fired.permits);
}

bool permits(Verdict verdict) { return verdict == Verdict::Permit || verdict == Verdict::PermitWithObligations; }

bool every_answer_is_yes(const Decision& decision)
{
    return std::all_of(decision.questions.begin(), decision.questions.end(), [](const Question& question) { return question.yes; });
}

}  // namespace

Decision decide(const Facts& facts, const std::vector<PolicyPack>& packs, const std::vector<PackFailure>& failures, Instant as_of)
{
    Decision decision;
    decision.as_of = to_iso8601(as_of);
    decision.questions = answer_questions(facts);
    Fired fired;
    fired.denies = policy_problems(packs, failures, as_of);
    for (const auto& pack : packs) {
        decision.packs.push_back(pack.id + "@" + pack.version + " sha256:" + pack.sha256);
        for (const auto& rule : pack.rules)
            fire(rule, pack, facts, fired);
    }
    for (const auto& pack : packs)
        show_disagreements(pack, fired.rules, decision);
    conclude(std::move(fired), decision);
    return decision;
}

std::optional<Permit> Permitter::permit(const Decision& decision)
{
    const auto refuses = [](const Reason& reason) { return reason.effect == Effect::Deny || reason.effect == Effect::Refer; };
    if (!permits(decision.verdict) || !every_answer_is_yes(decision) || decision.packs.empty() || decision.reasons.empty()
        || std::any_of(decision.reasons.begin(), decision.reasons.end(), refuses))
        return std::nullopt;
    return Permit(decision);
}

}  // namespace imprimatur::decide
