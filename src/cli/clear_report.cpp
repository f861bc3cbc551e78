#include "cli/clear_report.h"

#include "cli/text.h"

#include <fmt/format.h>

#include <algorithm>

namespace imprimatur::cli {

namespace {

std::string heading(const World& world, std::string_view text) { return "\n" + toned(world, Tone::Strong, text) + "\n"; }

std::string verdict_line(const World& world, Verdict verdict)
{
    switch (verdict) {
    case Verdict::Permit:
        return toned(world, Tone::Good, "PERMITTED.") + " This case may be published, as it stands in the package and nowhere else.\n";
    case Verdict::PermitWithObligations:
        return toned(world, Tone::Good, "PERMITTED, WITH OBLIGATIONS.")
            + " This case may be published when what is listed below is done.\n";
    case Verdict::Refer:
        return toned(world, Tone::Doubt, "REFERRED.") + " A person has to decide; until then this case may not be published.\n";
    case Verdict::Deny: break;
    }
    return toned(world, Tone::Bad, "DENIED.") + " This case may not be published as it is.\n";
}

/// "22 rules deny, 8 refer": how far it is to a yes, before the reasons one by one.
std::string tally(const Decision& decision)
{
    const auto count = [&](Effect effect) {
        return static_cast<std::size_t>(
            std::count_if(decision.reasons.begin(), decision.reasons.end(), [&](const auto& reason) { return reason.effect == effect; }));
    };
    const auto denials = count(Effect::Deny);
    const auto referrals = count(Effect::Refer);
    if (denials + referrals == 0)
        return {};
    return counted(denials, "rule") + (denials == 1 ? " denies, " : " deny, ") + std::to_string(referrals)
        + (referrals == 1 ? " refers" : " refer") + ". What to do next stands at the end.\n";
}

std::string questions(const World& world, const Decision& decision)
{
    auto text = heading(world, "The three questions");
    for (const auto& question : decision.questions) {
        const auto answer = question.yes ? toned(world, Tone::Good, "yes") + "  " : toned(world, Tone::Bad, "no") + "   ";
        // The colour takes no column, so the line is wrapped without the answer and begins with it.
        const auto wrapped_text = wrapped(printable(question.text), world.width, "       ");
        text += "  " + answer + wrapped_text.substr(7) + "\n";
        for (const auto& evidence : question.evidence)
            text += wrapped(printable(evidence), world.width, "       - ") + "\n";
    }
    return text;
}

std::string source_of(const Citation& cite)
{
    auto text = cite.source + (cite.pinpoint.empty() ? "" : " " + cite.pinpoint);
    if (!cite.status.empty() && cite.status != "current")
        text += ", " + cite.status;
    return text;
}

/// What is wrong, once, with what puts it right; below it every rule that says so and its source.
std::string group_text(const World& world, const ReasonGroup& group, std::size_t number)
{
    const Reason& first = *group.reasons.front();
    std::string text = wrapped(printable(first.why), world.width, fmt::format("{:>3}. ", number)) + "\n";
    const auto add = [&](std::string_view name, const std::string& value) {
        if (!value.empty())
            text += wrapped(printable(value), world.width, fmt::format("     {:<9}", name)) + "\n";
    };
    for (const auto& trigger : first.triggered_by)
        add("here", trigger);
    add("to do", first.remedy);
    for (const Reason* reason : group.reasons)
        add("source", source_of(reason->cite) + " [" + reason->rule + ", " + spoken(to_string(reason->effect)) + "]");
    return text;
}

std::string reasons(const World& world, std::string_view title, const std::vector<Reason>& all)
{
    if (all.empty())
        return {};
    auto text = heading(world, title);
    const auto groups = group_reasons(all);
    for (std::size_t i = 0; i < groups.size(); ++i)
        text += group_text(world, groups[i], i + 1);
    return text;
}

std::string disagreements(const World& world, const Decision& decision)
{
    if (decision.disagreements.empty())
        return {};
    auto text = heading(world, "Where the sources differ");
    for (const auto& each : decision.disagreements)
        text += wrapped(printable(each.about + ": " + each.positions + " Here governs: " + each.governs), world.width, "  - ") + "\n";
    return text;
}

std::string pictures(const World& world, const Cleared& cleared)
{
    auto text = heading(world, "The pictures");
    for (const auto& item : cleared.items) {
        std::size_t identifying = 0;
        for (const auto& finding : item.findings)
            identifying += finding.action != Action::Keep && finding.kind != IdentifierKind::Technical ? 1 : 0;
        const auto what = item.refused ? "no copy: " + *item.refused
                                       : counted(item.item_sha256.size(), "verified frame") + ", " + counted(item.filled.size(), "area")
                + " covered, " + counted(identifying, "identifying place") + " not carried over";
        text += wrapped(printable(item.label + ": " + what), world.width, "  - ") + "\n";
    }
    return text;
}

std::string words(const World& world, const CaseRequest& request, const Cleared& cleared)
{
    const auto& screening = cleared.screening;
    auto text = heading(world, "The words");
    text += wrapped(
                spoken(to_string(screening.post_class)) + ", " + counted(screening.spans.size(), "place") + " to change", world.width, "  ")
        + "\n";
    for (const auto& why : screening.cannot_fix)
        text += wrapped(printable(why), world.width, "  - ") + "\n";
    // A wording that did not pass still says who it is: it is not repeated here.
    if (!screening.rewrite_passes)
        return text + "  No wording was found that is safe to propose.\n";
    if (screening.rewrite == request.post.caption)
        return text + "  The caption can stay as it is.\n";
    text += "  Proposed caption:\n";
    return text + wrapped(screening.rewrite.empty() ? "(none)" : printable_lines(screening.rewrite), world.width, "    ") + "\n";
}

std::string risk(const World& world, const RiskEstimate& estimate)
{
    auto text = heading(world, "Who could still be recognised");
    const auto odds = fmt::format("About {:.3g} other people fit what is told ({:.3g} to {:.3g}); risk {:.2f}, cautiously {:.2f}: {}",
        estimate.lambda, estimate.lambda_lo, estimate.lambda_hi, estimate.risk, estimate.risk_hi, spoken(to_string(estimate.band)));
    text += wrapped(odds, world.width, "  ") + "\n";
    if (!estimate.stricter_because.empty())
        text += wrapped("One step stricter, because: " + printable(estimate.stricter_because), world.width, "  ") + "\n";
    if (!estimate.binding_factor.empty())
        text += wrapped("What narrows it down most: " + printable(estimate.binding_factor), world.width, "  ") + "\n";
    if (!estimate.cheapest_generalisation.empty())
        text += wrapped("What to leave out first: " + printable(estimate.cheapest_generalisation), world.width, "  ") + "\n";
    for (const auto& input : estimate.inputs) {
        const auto line = fmt::format("{}: {:.3g}, gsd {:.2g}, {}{}", printable(input.factor), input.value, input.gsd,
            printable(input.source), input.assumed ? " (assumed)" : "");
        text += wrapped(line, world.width, "    ") + "\n";
    }
    return text + wrapped(kEstimateStatement, world.width, "  ") + "\n";
}

std::string files(const World& world, const Cleared& cleared)
{
    auto text = heading(world, "Files");
    const auto add = [&](std::string_view name, const std::filesystem::path& path) {
        if (!path.empty())
            text += fmt::format("  {:<20}  {}\n", name, printable(path.string()));
    };
    add("package to publish", cleared.package.value_or(std::filesystem::path()));
    add("decision", cleared.decision_page);
    add("proposed caption", cleared.proposed_caption);
    add("consent request", cleared.consent_request);
    add("attestation", cleared.attestation_request);
    if (!cleared.release_id.empty())
        text += fmt::format("  {:<20}  {}\n", "release id", printable(cleared.release_id));
    return text;
}

}  // namespace

std::string clear_report(const World& world, const CaseRequest& request, const Cleared& cleared, const std::vector<NextStep>& steps)
{
    const auto& decision = cleared.decision;
    const bool permitted = decision.verdict == Verdict::Permit || decision.verdict == Verdict::PermitWithObligations;
    auto text = verdict_line(world, decision.verdict) + tally(decision) + questions(world, decision);
    text += reasons(world, permitted ? "Why it may" : "Why not", decision.reasons);
    text += reasons(world, permitted ? "What has to be done" : "What would have to be done as well", decision.obligations);
    text += disagreements(world, decision) + pictures(world, cleared) + words(world, request, cleared) + risk(world, cleared.risk);
    text += files(world, cleared) + heading(world, "Next");
    for (const auto& step : steps) {
        text += wrapped(step.what, world.width, "  - ") + "\n";
        // Never wrapped: a command is copied whole.
        if (!step.command.empty())
            text += "      " + printable(step.command) + "\n";
    }
    return text;
}

}  // namespace imprimatur::cli
