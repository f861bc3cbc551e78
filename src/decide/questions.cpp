#include "decide/questions.h"

#include "decide/condition.h"

#include <algorithm>
#include <span>
#include <string_view>

namespace imprimatur::decide {

namespace {

using Ids = std::span<const std::string_view>;

constexpr std::array<std::string_view, 2> kEducation { "attest.educational_value", "attest.not_promotional" };
constexpr std::array<std::string_view, 1> kNoEducation { "attest.missing" };

constexpr std::array<std::string_view, 2> kAnonymous { "attest.no_recognisable_person", "attest.no_unique_features" };
/// GATE-2: every tag and every annotation (the copy was verified by a detector that ran), and the assessment of
/// recognition; words that name somebody undo all of it, because picture and words are one disclosure.
constexpr std::array<std::string_view, 13> kNotAnonymous { "image.none", "image.unreadable", "image.not_verified", "image.detector_missing",
    "attest.missing", "words.not_screened", "words.direct_identifier", "words.name", "words.contact", "words.id_number", "words.handle",
    "risk.not_estimated", "risk.identifiable" };

constexpr std::array<std::string_view, 1> kConsent { "consent.covers" };
constexpr std::array<std::string_view, 19> kNoConsent { "consent.missing", "consent.wrong_purpose", "consent.wrong_platform",
    "consent.wrong_audience", "consent.wrong_item", "consent.wrong_caption", "consent.not_yet_valid", "consent.expired",
    "consent.withdrawn", "consent.refused", "consent.not_given", "consent.signer_insufficient", "consent.assent_missing", "consent.dissent",
    "consent.capacity_not_recorded", "consent.not_informed", "consent.images_not_shown", "consent.no_copy", "consent.no_form" };

/// The one route without consent (GATE-4): GMC paragraph 12 lets an anonymised recording be used for teaching. Not in
/// public, not on social media, not a photograph, not above the closed bound, and never against somebody's no.
constexpr std::array<std::string_view, 1> kExempt { "purpose.teaching" };
constexpr std::array<std::string_view, 12> kNotExempt { "purpose.social", "purpose.publication", "purpose.conference", "purpose.research",
    "audience.public", "image.photograph", "risk.not_estimated", "risk.above_closed", "risk.identifiable", "consent.withdrawn",
    "consent.refused", "consent.dissent" };

bool all_yes(const Facts& facts, Ids ids)
{
    return std::all_of(ids.begin(), ids.end(), [&](std::string_view id) { return truth_of(facts, id) == Truth::Yes; });
}

bool all_no(const Facts& facts, Ids ids)
{
    return std::all_of(ids.begin(), ids.end(), [&](std::string_view id) { return truth_of(facts, id) == Truth::No; });
}

/// For a yes what it rests on; for a no what stands against it.
std::vector<std::string> evidence(const Facts& facts, bool yes, Ids wanted, Ids unwanted)
{
    std::vector<std::string> lines;
    for (const auto id : wanted) {
        if (yes || truth_of(facts, id) != Truth::Yes)
            lines.push_back(told(facts, id));
    }
    for (const auto id : unwanted) {
        if (!yes && truth_of(facts, id) != Truth::No)
            lines.push_back(told(facts, id));
    }
    return lines;
}

Question ask(const Facts& facts, std::string id, std::string text, Ids wanted, Ids unwanted)
{
    const bool yes = all_yes(facts, wanted) && all_no(facts, unwanted);
    return { std::move(id), std::move(text), yes, evidence(facts, yes, wanted, unwanted) };
}

Question anonymised(const Facts& facts)
{
    auto question = ask(facts, "irreversibly_anonymised",
        "Has the image been irreversibly anonymised: every DICOM tag, every burnt-in annotation, and an assessment of recognition "
        "from facial features or a rare condition?",
        kAnonymous, kNotAnonymous);
    if (question.yes) {
        for (const std::string_view id : { "image.not_verified", "image.detector_missing", "words.direct_identifier", "risk.identifiable" })
            question.evidence.push_back(told(facts, id));
    }
    return question;
}

Question consented(const Facts& facts, bool is_anonymised)
{
    auto question = ask(facts, "explicit_consent",
        "Has explicit, specific, written consent been given for this image, with these words, on this named platform, for education?",
        kConsent, kNoConsent);
    if (question.yes && truth_of(facts, "purpose.social") != Truth::No && truth_of(facts, "platform.named") != Truth::Yes) {
        question.yes = false;
        question.evidence = { told(facts, "platform.named") };
    }
    if (!question.yes && is_anonymised && all_yes(facts, kExempt) && all_no(facts, kNotExempt)) {
        question.yes = true;
        question.evidence = { "none is needed on this route: an irreversibly anonymised image, taught to a closed group, within the "
                              "bound for closed groups (GMC recordings, paragraph 12)",
            told(facts, "consent.covers") };
    }
    return question;
}

}  // namespace

std::array<Question, 3> answer_questions(const Facts& facts)
{
    auto education = ask(facts, "educational_value",
        "Is the educational value clear and substantial: for peers, not entertainment or self-promotion?", kEducation, kNoEducation);
    auto anonymous = anonymised(facts);
    auto consent = consented(facts, anonymous.yes);
    return { std::move(education), std::move(anonymous), std::move(consent) };
}

}  // namespace imprimatur::decide
