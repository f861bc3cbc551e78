#include "cli/next_steps.h"

#include "cli/text.h"

#include <algorithm>

namespace imprimatur::cli {

namespace {

// Beside the output folder and not in it: that one is replaced as a whole by the next run.
constexpr const char* kSigned = "consent.json";
constexpr const char* kAnswered = "attestation.toml";
constexpr const char* kAccount = "account.toml";

bool answered_yes(const Decision& decision, std::string_view question)
{
    return std::any_of(
        decision.questions.begin(), decision.questions.end(), [&](const auto& each) { return each.id == question && each.yes; });
}

bool triggered(const Decision& decision, std::string_view fact)
{
    return std::any_of(decision.reasons.begin(), decision.reasons.end(), [&](const auto& reason) {
        return std::any_of(reason.triggered_by.begin(), reason.triggered_by.end(), [&](const auto& by) { return by.starts_with(fact); });
    });
}

void add(std::string& command, std::string_view option, const std::string& value)
{
    if (!value.empty())
        command += " " + std::string(option) + " " + shell_quoted(value);
}

void add_all(std::string& command, std::string_view option, const Words& values)
{
    for (const auto& value : values)
        add(command, option, value);
}

/// What still has to change before the same case is asked about again.
struct Changes {
    bool caption = false;
    bool attestation = false;
    bool consent = false;
    bool account = false;
};

std::string again(const ClearWords& words, const Cleared& cleared, const Changes& changes)
{
    std::string command = "imprimatur clear";
    add(command, "--case", words.case_file);
    add(command, "--purpose", words.purpose.value_or(""));
    add(command, "--platform", words.platform.value_or(""));
    add(command, "--audience", words.audience.value_or(""));
    if (changes.caption)
        add(command, "--caption", "@" + cleared.proposed_caption.string());
    else if (words.caption)
        command += " --caption " + shell_quoted(*words.caption);
    if (words.alt_text)
        command += " --alt " + shell_quoted(*words.alt_text);
    add(command, "--account", changes.account ? kAccount : words.account);
    add_all(command, "--consent", words.consents);
    if (changes.consent)
        add(command, "--consent", kSigned);
    add(command, "--attest", changes.attestation ? kAnswered : words.attestation);
    add_all(command, "--policy", words.policies);
    add_all(command, "--pack", words.packs);
    add_all(command, "--keep", words.keep);
    add_all(command, "--fill", words.fill);
    add_all(command, "--leave", words.leave);
    add(command, "--out", words.out);
    if (std::any_of(words.files.begin(), words.files.end(), [](const auto& file) { return file.starts_with('-'); }))
        command += " --";
    for (const auto& file : words.files)
        command += " " + shell_quoted(file);
    return command;
}

std::vector<NextStep> after_permit(const CaseRequest& request, const Cleared& cleared)
{
    std::vector<NextStep> steps;
    if (!cleared.decision.obligations.empty())
        steps.push_back({ "Fulfil the obligations above first.", "" });
    if (cleared.package)
        steps.push_back({ "Publish only what stands in the package; check it before you do:",
            "imprimatur verify " + shell_quoted(cleared.package->string()) });
    if (!cleared.release_id.empty())
        steps.push_back({ "Say where it was posted, so that a withdrawal can reach it:",
            "imprimatur posted " + shell_quoted(cleared.release_id) + " --platform "
                + shell_quoted(request.platform.empty() ? "NAME" : request.platform) + " --at URL" });
    return steps;
}

}  // namespace

std::vector<NextStep> next_steps(const ClearWords& words, const CaseRequest& request, const Cleared& cleared)
{
    const auto verdict = cleared.decision.verdict;
    if (verdict == Verdict::Permit || verdict == Verdict::PermitWithObligations)
        return after_permit(request, cleared);
    std::vector<NextStep> steps;
    Changes changes;
    const auto& screening = cleared.screening;
    changes.caption = screening.rewrite_passes && screening.rewrite != request.post.caption && !cleared.proposed_caption.empty();
    // An attestation or a consent for other copies or words counts for nothing, and then its question stays unanswered.
    const bool attested = request.attestation && answered_yes(cleared.decision, "educational_value");
    changes.attestation = !cleared.attestation_request.empty() && !attested;
    changes.consent = !cleared.consent_request.empty() && !answered_yes(cleared.decision, "explicit_consent");
    changes.account = !request.account_given && triggered(cleared.decision, "account.missing");
    if (changes.account)
        steps.push_back({ "Describe the account that will post in " + std::string(kAccount)
                + ": name, handle, bio, location, visibility, each like handle = \"...\"",
            "" });
    if (changes.caption)
        steps.push_back(
            { "Take the proposed caption, or change it and ask again. Consent and answers below are for these very words.", "" });
    if (changes.attestation)
        steps.push_back({ "Look at the pictures and answer the questions, in a copy of this file:",
            "cp -i " + shell_quoted(cleared.attestation_request.string()) + " " + kAnswered });
    if (changes.consent)
        steps.push_back({ "Show the patient the pictures and the words, and record the answer (only what happened):",
            "imprimatur consent sign " + shell_quoted(cleared.consent_request.string())
                + " --as self --capacity --saw-images --copy-given --informed-of all --form-location WHERE --out "
                + std::string(kSigned) });
    if (verdict == Verdict::Refer)
        steps.push_back(
            { "Ask your data guardian (Caldicott Guardian, DPO, privacy officer) and note the advice in the attestation.", "" });
    steps.push_back(
        { steps.empty() ? "When what is said above has been put right, ask again:" : "Then ask again:", again(words, cleared, changes) });
    return steps;
}

}  // namespace imprimatur::cli
