#include "caption/screen.h"

#include "caption/classify.h"
#include "caption/echoes.h"
#include "caption/foreign_script.h"
#include "caption/judgement.h"
#include "caption/rewrite.h"
#include "caption/sweep.h"

#include <algorithm>
#include <optional>
#include <set>

namespace imprimatur::caption {

namespace {

// In doubt a post is about a patient: nothing said weighs 0 and means yes.
constexpr int kNotAPatient = -2;

/// What is searched of a post, in the order of kFieldNames.
std::vector<FieldText> fields_of(const Post& post)
{
    std::vector<FieldText> fields;
    fields.reserve(kFieldCount);
    for (std::size_t field = 0; field < kFieldCount; ++field)
        fields.push_back({ field, field_text(post, kFieldNames[field]) });
    return fields;
}

std::vector<Span> spans_of(const std::vector<Found>& found)
{
    std::vector<Span> spans;
    for (const auto& one : found)
        spans.push_back(
            { std::string(kFieldNames[one.field]), one.start, one.end, std::string(to_string(one.rule->label)), one.rule->id, one.kind });
    return spans;
}

/// Whatever the rest of the words is about: a record or national number is somebody's.
bool names_a_record(const std::vector<Found>& found)
{
    return std::any_of(found.begin(), found.end(), [](const Found& one) {
        return one.kind == IdentifierKind::MedicalRecordNumber || one.kind == IdentifierKind::SocialSecurityNumber
            || one.kind == IdentifierKind::HealthPlanNumber;
    });
}

/// "My patient Mrs Example": no sum of hints outvotes what stands there in so many words.
bool names_the_patient(const std::vector<Found>& found)
{
    return std::any_of(found.begin(), found.end(), [](const Found& one) { return one.rule->tells; });
}

/// The rules alone: whoever is named, the post tells.
bool judge(const Search& searched, Screening& out)
{
    out.about_patient = out.about_patient || searched.patient_evidence > kNotAPatient;
    return true;
}

/// Both readers. Does the post tell who the patient is? `plain`: it does, whatever the learned reader makes of it.
bool judge(const SecondOpinion& opinion, const RuleTable& table, const std::vector<FieldText>& fields, bool plain, Search& searched,
    Screening& out)
{
    const auto& policy = opinion.policy;
    const Evidence evidence = evidence_of(opinion.reading, opinion.grams, searched);
    const bool age = tells_a_patients_age(searched, evidence, policy);
    searched.found = united(opinion.reading, searched.found, policy, table, fields);
    const bool telling = plain || age || tells(evidence, !searched.found.empty(), policy);
    // What tells who the patient is, is about one: on writers held back the other sum, asked as well, only lost risky posts.
    out.about_patient = out.about_patient || telling || weigh(evidence, policy.patient) >= policy.patient.threshold;
    if (telling)
        out.post_class = opinion.reading.worst() >= policy.worst ? PostClass::NonCompliant : PostClass::AtRisk;
    return telling;
}

void explain_rest(const std::vector<Found>& found, Screening& out)
{
    std::set<std::string> said;
    for (const auto& one : found) {
        if (one.field == 0)
            continue;
        const std::string_view field = kFieldNames[one.field];
        const bool account = field == "name" || field == "handle" || field == "bio" || field == "location";
        said.insert(account
                ? "The account's " + std::string(field) + " tells the place or workplace: it cannot be changed by another caption."
                : "The " + std::string(field) + " field also identifies: " + one.rule->remedy);
    }
    for (const auto& sentence : said)
        out.cannot_fix.push_back(sentence);
}

/// What nobody read is not clean, whatever the readers make of the rest of it.
void refer_foreign(const Post& post, Screening& out)
{
    out.foreign_script = foreign_script(post);
    const auto& script = out.foreign_script;
    if (script.empty())
        return;
    out.about_patient = true;
    out.rewrite_passes = false;
    out.post_class = std::max(out.post_class, PostClass::AtRisk);
    out.cannot_fix.push_back("Much of it is written in " + script
        + " letters. The readers do not know them well: what they found counts, but have somebody who reads " + script
        + " look at the rest.");
}

}  // namespace

std::string_view field_text(const Post& post, std::string_view field)
{
    const std::string_view texts[kFieldCount] = { post.caption, post.alt_text, post.hashtags, post.file_name, post.reply_to,
        post.account.name, post.account.handle, post.account.bio, post.account.location };
    for (std::size_t i = 0; i < kFieldCount; ++i) {
        if (kFieldNames[i] == field)
            return texts[i];
    }
    return {};
}

Result<Search> search(const Post& post, const WordRules& rules) { return search(rules.table(), fields_of(post)); }

Result<Screening> screen(const Post& post, const WordRules& rules)
{
    auto searched = TRY(search(post, rules));
    return screen(post, rules, std::move(searched), std::nullopt, {});
}

Screening screen(
    const Post& post, const WordRules& rules, Search searched, const std::optional<SecondOpinion>& opinion, const Occasion& occasion)
{
    const auto fields = fields_of(post);
    const bool certain = names_a_record(searched.found) || names_the_patient(searched.found);
    Screening out;
    out.read_twice = opinion.has_value();
    out.about_patient = occasion.beside_a_patients_image || !searched.complete || certain;
    out.post_class = PostClass::Compliant;
    const bool telling
        = opinion ? judge(*opinion, rules.table(), fields, certain || spelled_out(searched), searched, out) : judge(searched, out);
    const auto echoes = echoes_of(searched.found, fields);
    add_echoes(echoes, fields, searched.found);
    if (!out.about_patient)
        std::erase_if(searched.found, [](const Found& one) { return one.rule->label != Label::Disparaging; });
    else if (!telling && !occasion.beside_a_patients_image)
        searched.found.clear();
    out.spans = spans_of(searched.found);
    out.post_class = std::max(out.post_class, classify(out.spans));
    if (!searched.complete) {
        out.post_class = PostClass::NonCompliant;
        out.cannot_fix.emplace_back("The text could not be searched to its end: it passes a limit and counts as not screened.");
        return out;
    }
    propose_rewrite(rules.table(), post.caption, searched.found, echoes, out);
    explain_rest(searched.found, out);
    if (out.spans.empty() && out.post_class != PostClass::Compliant) {
        out.cannot_fix.emplace_back(
            "Nothing single was found, but the post as a whole reads like one that tells who the patient is: have a person read it.");
        out.rewrite_passes = false;
    }
    refer_foreign(post, out);
    return out;
}

}  // namespace imprimatur::caption
