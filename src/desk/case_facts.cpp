#include "desk/case_facts.h"

#include "base/unicode.h"
#include "inspect/head_volume.h"

#include <algorithm>
#include <array>

namespace imprimatur::desk {

namespace {

/// Collects facts; `set` takes a yes or no, `unknown` says that a check did not run.
class FactSheet {
public:
    void set(const char* id, bool yes, std::string evidence) { m_facts[id] = { yes ? Truth::Yes : Truth::No, std::move(evidence) }; }
    void unknown(const char* id, std::string evidence) { m_facts[id] = { Truth::Unknown, std::move(evidence) }; }
    void add(const Facts& facts) { m_facts.insert(facts.begin(), facts.end()); }
    Facts take() { return std::move(m_facts); }

private:
    Facts m_facts;
};

std::string count_of(std::size_t count, const char* noun) { return std::to_string(count) + " " + noun + (count == 1 ? "" : "s"); }

template <typename Wanted> std::size_t count_findings(const std::vector<ExaminedItem>& items, Wanted wanted)
{
    std::size_t count = 0;
    for (const auto& item : items)
        count += static_cast<std::size_t>(std::count_if(item.findings.begin(), item.findings.end(), wanted));
    return count;
}

bool in_pixels(const Finding& finding) { return std::holds_alternative<PixelPlace>(finding.where); }
bool is_hidden(IdentifierKind kind) { return kind == IdentifierKind::HiddenPicture || kind == IdentifierKind::HiddenBytes; }

/// GMC "Making and using visual and audio recordings of patients", paragraph 10, names the pictures that do not show the
/// person: internal organs, slides, X-ray, ultrasound, endoscopy. A photo file does not tell what it shows, so it counts.
bool may_show_a_person(const ExaminedItem& item)
{
    constexpr std::array kInside { "CR", "CT", "DX", "MG", "MR", "NM", "PT", "US", "XA", "RF", "IO", "PX", "ES", "SM", "OP", "OPT", "IVUS",
        "RG", "IVOCT", "ECG" };
    if (item.kind != MediaKind::Dicom)
        return true;
    return std::find(kInside.begin(), kInside.end(), item.modality) == kInside.end();
}

/// Slices and renderings of all files of the case together: one slice shows no face, a stack of them does (REQUIREMENTS IMG-FACE).
void head_facts(const std::vector<ExaminedItem>& items, FactSheet& sheet)
{
    std::vector<const Material*> slices;
    for (const auto& item : items) {
        if (item.slices)
            slices.push_back(item.slices.get());
    }
    const auto risk = inspect::face_risk(slices);
    if (risk.what == inspect::FaceRisk::What::Unknown)
        sheet.unknown("image.head_volume", risk.why);
    else
        sheet.set("image.head_volume", risk.what != inspect::FaceRisk::What::None,
            risk.why.empty() ? "no surface, profile or stack of slices of a head" : risk.why);
}

/// What the detectors saw: covered, or marked for a person.
void pixel_facts(const std::vector<ExaminedItem>& items, FactSheet& sheet)
{
    const auto filled = [](const Finding& f) { return in_pixels(f) && f.action == Action::Fill; };
    const auto faces = count_findings(items, [&](const Finding& f) { return filled(f) && f.kind == IdentifierKind::FullFacePhoto; });
    const auto codes = count_findings(items, [&](const Finding& f) { return filled(f) && f.detector == inspect::kCodeFinder; });
    const auto on_request = count_findings(items, [&](const Finding& f) { return filled(f) && f.detector == inspect::kOnRequest; });
    const auto writing = count_findings(items, filled) - faces - codes - on_request;
    const auto metal = count_findings(items, [](const Finding& f) { return in_pixels(f) && f.kind == IdentifierKind::DistinctiveFeature; });
    const auto asked = count_findings(
        items, [](const Finding& f) { return in_pixels(f) && f.action == Action::Ask && f.kind != IdentifierKind::DistinctiveFeature; });
    const auto disputed
        = count_findings(items, [&](const Finding& f) { return filled(f) && f.detector.starts_with(inspect::kSecondReader); });
    sheet.set("image.text_found", writing > 0, count_of(writing, "place") + " with writing, covered in the copy");
    sheet.set("image.face_covered", faces > 0, count_of(faces, "face") + " covered in the copy");
    sheet.set("image.code_covered", codes > 0, count_of(codes, "code") + " covered in the copy");
    sheet.set("image.hardware_seen", metal > 0, count_of(metal, "place") + " with metal");
    sheet.set("image.marked_places", asked + disputed > 0,
        count_of(asked, "place") + " left open for a person, " + std::to_string(disputed)
            + " covered on the word of the second reader alone");
}

void image_facts(const std::vector<ExaminedItem>& items, FactSheet& sheet)
{
    pixel_facts(items, sheet);
    const auto copies = all_hashes(items).size();
    const auto unreadable = std::count_if(items.begin(), items.end(), [](const ExaminedItem& item) { return item.unreadable.has_value(); });
    const auto refused = std::count_if(items.begin(), items.end(), [](const ExaminedItem& item) { return item.refused.has_value(); });
    const bool no_detector = std::any_of(items.begin(), items.end(),
        [](const ExaminedItem& item) { return item.unreadable && item.unreadable->how == Unreadable::How::DetectorMissing; });
    const auto kept = count_findings(items, [](const Finding& f) { return in_pixels(f) && f.action == Action::Keep; });
    const auto metadata = count_findings(items, [](const Finding& f) {
        return std::holds_alternative<AttributePlace>(f.where) && f.kind != IdentifierKind::Technical && f.masked != ""
            && f.masked != "0 bytes";
    });
    const auto places = count_findings(
        items, [](const Finding& f) { return !in_pixels(f) && f.kind == IdentifierKind::Geographic && !f.masked.empty(); });
    const auto hidden
        = count_findings(items, [](const Finding& f) { return std::holds_alternative<PartPlace>(f.where) && is_hidden(f.kind); });
    sheet.set("image.none", items.empty(), count_of(items.size(), "file") + " handed in");
    sheet.set("image.unreadable", unreadable > 0, count_of(static_cast<std::size_t>(unreadable), "file") + " could not be read");
    sheet.set("image.detector_missing", no_detector,
        no_detector ? "a detector did not run" : "the detectors ran on every frame, and again on every copy");
    sheet.set("image.not_verified", refused > 0 || copies == 0,
        refused > 0 ? count_of(static_cast<std::size_t>(refused), "file") + " without a verified copy"
                    : count_of(copies, "copy file") + " opened again and found clean");
    sheet.set("image.kept_markers", kept > 0, count_of(kept, "marker") + " left in the picture on request");
    sheet.set("image.metadata_found", metadata > 0,
        count_of(metadata, "identifying metadata value") + " in what was handed in, none in the copy");
    sheet.set("image.gps_found", places > 0, count_of(places, "metadata value") + " telling a place");
    sheet.set("image.hidden_found", hidden > 0, count_of(hidden, "hidden picture or block of bytes") + " left behind");
    const bool person = std::any_of(items.begin(), items.end(), may_show_a_person);
    sheet.set("image.photograph", person,
        person ? "a photo file, or a modality that photographs people" : "modalities that show the inside of the body");
    head_facts(items, sheet);
}

void attestation_facts(const std::optional<Attestation>& given, FactSheet& sheet)
{
    const Attestation attestation = given.value_or(Attestation {});
    const auto vouched
        = [&](const char* id, bool yes) { sheet.set(id, given && yes, given && yes ? "attested by: " + attestation.by : "not attested"); };
    const bool missing = !given || trimmed(attestation.by).empty() || trimmed(attestation.on).empty();
    sheet.set("attest.missing", missing, missing ? "no attestation that speaks of these very copies" : "attested on " + attestation.on);
    vouched("attest.educational_value", !missing && !trimmed(attestation.educational_value).empty());
    vouched("attest.not_promotional", !missing && attestation.not_promotional);
    vouched("attest.no_recognisable_person", !missing && attestation.no_recognisable_person);
    vouched("attest.no_unique_features", !missing && attestation.no_unique_features);
    vouched("attest.marked_places_checked", !missing && attestation.marked_places_checked);
    vouched("attest.copyright_addressed", !missing && attestation.copyright_addressed);
    vouched("attest.delay_observed", !missing && attestation.delay_observed);
    vouched("attest.guardian_advice", !missing && !trimmed(attestation.guardian_advice).empty());
    vouched("attest.legal_basis_named", !missing && !trimmed(attestation.legal_basis).empty());
    vouched("attest.transfer_addressed", !missing && !trimmed(attestation.transfer).empty());
    vouched("attest.safeguards_addressed", !missing && !trimmed(attestation.safeguards).empty());
}

bool published(const Span& span) { return span.field == "caption" || span.field == "alt_text" || span.field == "hashtags"; }

struct WordFact {
    const char* fact;
    std::vector<std::string_view> labels;
};

/// Facts of the published words by the labels of the labelling guide.
const std::vector<WordFact>& word_facts()
{
    static const std::vector<WordFact> kFacts {
        { "words.name", { "NAME_PATIENT", "NAME_RELATIVE" } },
        { "words.age_exact", { "AGE_EXACT" } },
        { "words.date_absolute", { "DATE_ABS" } },
        { "words.date_relative", { "DATE_REL" } },
        { "words.place", { "PLACE" } },
        { "words.institution", { "INSTITUTION" } },
        { "words.clinician", { "NAME_CLINICIAN" } },
        { "words.contact", { "CONTACT" } },
        { "words.id_number", { "ID_NUMBER" } },
        { "words.handle", { "HANDLE_OF_PERSON" } },
        { "words.occupation", { "OCCUPATION" } },
        { "words.unique_event", { "UNIQUE_EVENT" } },
        { "words.rarity_claim", { "RARITY_CLAIM" } },
        { "words.distinctive_feature", { "DISTINCTIVE_FEATURE" } },
        { "words.interaction", { "INTERACTION" } },
        { "words.history_detail", { "HISTORY_DETAIL" } },
        { "words.advice", { "ADVICE_TO_INDIVIDUAL" } },
        { "words.disparaging", { "DISPARAGING" } },
        { "words.direct_identifier", { "NAME_PATIENT", "NAME_RELATIVE", "ID_NUMBER", "CONTACT", "HANDLE_OF_PERSON" } },
    };
    return kFacts;
}

std::string where_of(const std::vector<const Span*>& spans)
{
    std::string text;
    for (const auto* span : spans) {
        text += text.empty() ? "" : "; ";
        text += span->field + ", characters " + std::to_string(span->start + 1) + " to " + std::to_string(span->end);
    }
    return text.empty() ? "nothing of this kind was found" : text;
}

std::vector<const Span*> published_spans(const Screening& screening, const std::vector<std::string_view>& labels)
{
    std::vector<const Span*> spans;
    for (const auto& span : screening.spans) {
        if (published(span) && std::find(labels.begin(), labels.end(), span.label) != labels.end())
            spans.push_back(&span);
    }
    return spans;
}

void words_facts(const std::optional<Screening>& screening, FactSheet& sheet)
{
    sheet.set("words.not_screened", !screening, screening ? "the words were screened" : "the words could not be screened");
    if (screening)
        sheet.set("words.read_by_rules_alone", !screening->read_twice,
            screening->read_twice ? "rules and learned reader" : "the learned reader is not installed or did not answer");
    else
        sheet.unknown("words.read_by_rules_alone", "the words could not be screened");
    for (const auto& row : word_facts()) {
        const auto spans = screening ? published_spans(*screening, row.labels) : std::vector<const Span*> {};
        if (screening)
            sheet.set(row.fact, !spans.empty(), where_of(spans));
        else
            sheet.unknown(row.fact, "the words could not be screened");
    }
    if (!screening) {
        for (const auto* fact : { "words.about_patient", "words.any_finding", "words.age_over_89", "words.non_compliant" })
            sheet.unknown(fact, "the words could not be screened");
        return;
    }
    const bool any = std::any_of(screening->spans.begin(), screening->spans.end(), published);
    const bool over89 = std::any_of(screening->spans.begin(), screening->spans.end(),
        [](const Span& span) { return published(span) && span.kind == IdentifierKind::AgeOver89; });
    sheet.set("words.about_patient", screening->about_patient,
        screening->about_patient ? "the words speak of a patient, or may" : "the words do not speak of a patient");
    sheet.set("words.any_finding", any, any ? "the published words hold at least one finding" : "nothing was found in the published words");
    sheet.set("words.age_over_89", over89, over89 ? "an age over 89" : "no age over 89");
    // The class counts the account as well; what the account adds is judged by the account facts and the risk estimate.
    const bool bad = any && screening->post_class == PostClass::NonCompliant;
    sheet.set("words.non_compliant", bad, "class of the post: " + std::string(to_string(screening->post_class)));
}

void account_facts(const CaseRequest& request, const std::optional<Screening>& screening, FactSheet& sheet)
{
    sheet.set(
        "account.missing", !request.account_given, request.account_given ? "the account was described" : "nobody said which account posts");
    const auto named = [&](std::string_view label) {
        return screening && std::any_of(screening->spans.begin(), screening->spans.end(), [&](const Span& span) {
            return !published(span) && span.label == label;
        });
    };
    if (!request.account_given || !screening) {
        for (const auto* fact : { "account.institution", "account.place", "account.public" })
            sheet.unknown(fact, "the account was not described or not screened");
        return;
    }
    const bool workplace = named("INSTITUTION") || !trimmed(request.post.account.workplace).empty();
    sheet.set("account.institution", workplace, workplace ? "the profile names a workplace" : "no workplace in the profile");
    sheet.set("account.place", named("PLACE"), named("PLACE") ? "the profile names a place" : "no place in the profile");
    const bool is_public = request.post.account.visibility.empty() || request.post.account.visibility == "public";
    sheet.set("account.public", is_public, is_public ? "visible to the public" : "visibility: " + request.post.account.visibility);
}

/// A statement about what the files say: where they say nothing, the attestation of the delay stands alone.
void delay_facts(const CaseFindings& findings, FactSheet& sheet)
{
    const auto& days = findings.days_since_examination;
    const bool recent = days && *days < findings.minimum_delay_days;
    sheet.set("image.examined_recently", recent,
        !days        ? "no file tells when the examination was"
            : recent ? "a file tells that the examination lies within the minimum delay of " + std::to_string(findings.minimum_delay_days)
                + (findings.minimum_delay_days == 1 ? " day" : " days")
                     : "the files tell that the minimum delay has passed");
}

void risk_facts(const std::optional<RiskEstimate>& risk, FactSheet& sheet)
{
    sheet.set("risk.not_estimated", !risk, risk ? "estimated" : "the risk of recognition was not estimated");
    const auto band = risk ? risk->band : RiskBand::Identifiable;
    const std::string says = risk ? "band: " + std::string(to_string(band)) : "not estimated";
    sheet.set("risk.above_public", band >= RiskBand::ProceedNote, says);
    sheet.set("risk.above_note", band >= RiskBand::ClosedOnly, says);
    sheet.set("risk.above_closed", band >= RiskBand::Generalise, says);
    sheet.set("risk.identifiable", band >= RiskBand::Identifiable, says);
}

void purpose_facts(const CaseRequest& request, FactSheet& sheet)
{
    const auto purpose
        = [&](const char* fact, std::string_view name) { sheet.set(fact, request.purpose == name, "purpose: " + request.purpose); };
    purpose("purpose.social", "social");
    purpose("purpose.teaching", "teaching");
    purpose("purpose.publication", "publication");
    purpose("purpose.conference", "conference");
    purpose("purpose.research", "research");
    sheet.set("audience.public", request.audience == "public", "audience: " + request.audience);
    sheet.set(
        "platform.named", !request.platform.empty(), request.platform.empty() ? "no platform was named" : "platform: " + request.platform);
}

}  // namespace

std::vector<std::string> all_hashes(const std::vector<ExaminedItem>& items)
{
    std::vector<std::string> hashes;
    for (const auto& item : items) {
        for (const auto& copy : item.verified)
            hashes.push_back(copy.sha256());
    }
    return hashes;
}

Facts collect_facts(const CaseFindings& findings)
{
    FactSheet sheet;
    image_facts(findings.items, sheet);
    attestation_facts(findings.attestation, sheet);
    words_facts(findings.screening, sheet);
    account_facts(findings.request, findings.screening, sheet);
    delay_facts(findings, sheet);
    risk_facts(findings.risk, sheet);
    purpose_facts(findings.request, sheet);
    sheet.add(findings.coverage.facts);
    return sheet.take();
}

}  // namespace imprimatur::desk
