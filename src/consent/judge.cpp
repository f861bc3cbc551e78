#include "consent/judge.h"

#include "base/sha256.h"
#include "consent/signers.h"
#include "consent/vocabulary.h"

#include <algorithm>

namespace imprimatur::consent {

namespace {

/// Opaque ids only (see is_id): they may stand on a decision page.
std::string which(const ConsentRecord& record) { return "consent " + (is_id(record.id) ? record.id : std::string("without a proper id")); }
std::string which(const ConsentRecord& record, const Grant& grant)
{
    return which(record) + ", grant " + (is_id(grant.id) ? grant.id : std::string("without a proper id"));
}

bool contains(const std::vector<std::string>& list, std::string_view value)
{
    return std::find(list.begin(), list.end(), value) != list.end();
}

void judge_scope(const Grant& grant, const ConsentQuestion& question, const std::string& name, Failures& failures)
{
    if (grant.purpose != question.purpose || !is_purpose(question.purpose))
        failures[Failure::WrongPurpose] = name + " is for another purpose; consent is given purpose by purpose.";
    // A platform is required for social media: "on a specific social media platform".
    const bool platform_missing = question.purpose == "social" && question.platform.empty();
    if (grant.platform != question.platform || platform_missing)
        failures[Failure::WrongPlatform] = name + " does not name the platform that is asked for.";
    if (!audience_covers(grant.audience, question.audience))
        failures[Failure::WrongAudience] = name + " is for another audience.";
    if (grant.caption_sha256 != question.caption_sha256 || !is_sha256_hex(question.caption_sha256))
        failures[Failure::WrongCaption] = name + " is for other words; a changed caption is a different disclosure.";
}

/// The period is half open, in UTC. A date that is none is no period at all.
void judge_time(
    const ConsentRecord& record, const Grant& grant, const ConsentQuestion& question, const std::string& name, Failures& failures)
{
    const auto from = parse_iso8601(grant.valid_from);
    const auto until = parse_iso8601(grant.valid_until);
    const auto signed_at = parse_iso8601(record.signed_at);
    if (!from || question.as_of < *from)
        failures[Failure::NotYetValid] = name + " is not valid yet.";
    if (!until || question.as_of >= *until)
        failures[Failure::Expired] = name + " has expired.";
    if (signed_at && question.as_of < *signed_at)
        failures[Failure::NotYetValid] = name + " was signed after the time that is asked for.";
    if (!signed_at)
        failures[Failure::NotGiven] = name + " bears no date of signature.";
}

void judge_state(const ConsentRecord& record, const Grant& grant, const std::string& name, Failures& failures)
{
    switch (grant.state) {
    case GrantState::Given:
    case GrantState::Renewed: break;
    case GrantState::Refused: failures[Failure::Refused] = name + " was refused."; break;
    case GrantState::Withdrawn: failures[Failure::Withdrawn] = name + " was withdrawn."; break;
    case GrantState::Expired: failures[Failure::Expired] = name + " has expired."; break;
    case GrantState::Draft:
    case GrantState::Requested:
    case GrantState::Deferred:
    case GrantState::Invalidated:
    case GrantState::Superseded: failures[Failure::NotGiven] = name + " is " + std::string(to_string(grant.state)) + ", not given."; break;
    }
    if (!record.withdrawn_at.empty())
        failures[Failure::Withdrawn] = which(record) + " was withdrawn.";
}

void judge_signers(const ConsentRecord& record, const ConsentQuestion& question, Failures& failures)
{
    const auto needed = who_must_sign(record.subject_group);
    const bool has_signature = std::find(record.signed_as.begin(), record.signed_as.end(), needed.signature) != record.signed_as.end();
    if (!has_signature) {
        failures[Failure::SignerInsufficient]
            = which(record) + " is not signed by the one who has to sign here: " + std::string(to_string(needed.signature)) + ".";
    } else if (needed.authority && record.authority.empty()) {
        failures[Failure::SignerInsufficient] = which(record) + " holds no evidence that the signer may act for the patient.";
    } else if (!needed.for_social && question.purpose == "social") {
        failures[Failure::SignerInsufficient]
            = which(record) + " is for an adult without capacity: nobody can agree to social media for them.";
    }
    if (needed.assent && !record.assent_given)
        failures[Failure::AssentMissing] = which(record) + " does not record the patient's own assent.";
    if (needed.capacity && !record.capacity_recorded)
        failures[Failure::CapacityNotRecorded] = which(record) + " does not record that capacity for this decision was assessed.";
    if (record.dissent)
        failures[Failure::Dissent] = which(record) + " records that somebody whose agreement is needed said no.";
}

void judge_conversation(const ConsentRecord& record, const ConsentQuestion& question, Failures& failures)
{
    std::string untold;
    for (const auto element : must_be_told(question.purpose, question.audience)) {
        if (!contains(record.informed_of, element))
            untold += (untold.empty() ? "" : ", ") + std::string(element);
    }
    if (!untold.empty())
        failures[Failure::NotInformed] = which(record) + " does not record that the patient was informed of " + untold + ".";
    if (!record.saw_images)
        failures[Failure::ImagesNotShown] = which(record) + " does not record that the very images were shown.";
    if (!record.copy_given)
        failures[Failure::NoCopy] = which(record) + " does not record that the patient got a copy with a contact for withdrawal.";
    if (record.form_location.empty())
        failures[Failure::NoForm] = which(record) + " does not say where the signed form is kept.";
}

bool touches(const Grant& grant, const ConsentQuestion& question)
{
    // The way back after a no: the new record's predecessor is marked superseded.
    return grant.state != GrantState::Superseded
        && std::any_of(grant.item_sha256.begin(), grant.item_sha256.end(),
            [&](const std::string& item) { return contains(question.item_sha256, item); });
}

/// A no to one use is a no to the same use before the same or a wider audience, and says nothing of other uses.
bool same_use(const Grant& grant, const ConsentQuestion& question)
{
    return grant.purpose == question.purpose && grant.platform == question.platform
        && width_of(question.audience) >= width_of(grant.audience);
}

}  // namespace

const std::vector<FailureRow>& every_failure()
{
    static const std::vector<FailureRow> rows {
        { Failure::Missing, "consent.missing", "A consent record was handed in." },
        { Failure::WrongPurpose, "consent.wrong_purpose", "The consent is for this purpose." },
        { Failure::WrongPlatform, "consent.wrong_platform", "The consent is for this platform." },
        { Failure::WrongAudience, "consent.wrong_audience", "The consent is for this audience." },
        { Failure::WrongItem, "consent.wrong_item", "The consent names every one of these images." },
        { Failure::WrongCaption, "consent.wrong_caption", "The consent is for these words." },
        { Failure::NotYetValid, "consent.not_yet_valid", "The period of the consent has begun." },
        { Failure::Expired, "consent.expired", "The period of the consent has not ended." },
        { Failure::Withdrawn, "consent.withdrawn", "No withdrawal is on record." },
        { Failure::Refused, "consent.refused", "No refusal is on record." },
        { Failure::NotGiven, "consent.not_given", "The consent was given." },
        { Failure::SignerInsufficient, "consent.signer_insufficient", "The one who has to sign has signed." },
        { Failure::AssentMissing, "consent.assent_missing", "No assent is missing." },
        { Failure::Dissent, "consent.dissent", "No dissent is on record." },
        { Failure::CapacityNotRecorded, "consent.capacity_not_recorded", "No record of capacity is missing." },
        { Failure::NotInformed, "consent.not_informed", "The patient was informed of everything this use requires." },
        { Failure::ImagesNotShown, "consent.images_not_shown", "The patient saw the very images." },
        { Failure::NoCopy, "consent.no_copy", "The patient got a copy." },
        { Failure::NoForm, "consent.no_form", "It is recorded where the signed form is kept." },
    };
    return rows;
}

Failures judge(const ConsentRecord& record, const Grant& grant, const ConsentQuestion& question)
{
    Failures failures;
    const auto name = which(record, grant);
    judge_scope(grant, question, name, failures);
    judge_time(record, grant, question, name, failures);
    judge_state(record, grant, name, failures);
    judge_signers(record, question, failures);
    judge_conversation(record, question, failures);
    return failures;
}

Failures vetoes(const std::vector<ConsentRecord>& records, const ConsentQuestion& question)
{
    Failures found;
    for (const auto& record : records) {
        for (const auto& grant : record.grants) {
            if (!touches(grant, question))
                continue;
            if (!record.withdrawn_at.empty())
                found[Failure::Withdrawn] = which(record) + " names one of these images and was withdrawn.";
            if (record.dissent)
                found[Failure::Dissent] = which(record) + " names one of these images and records a dissent.";
            if (grant.state == GrantState::Withdrawn && same_use(grant, question))
                found[Failure::Withdrawn] = which(record, grant) + " names one of these images and was withdrawn.";
            if (grant.state == GrantState::Refused && same_use(grant, question))
                found[Failure::Refused] = which(record, grant) + " names one of these images and was refused.";
        }
    }
    return found;
}

}  // namespace imprimatur::consent
