#include "cli/json_output.h"

#include <nlohmann/json.hpp>

#include <cmath>
#include <map>

namespace imprimatur::cli {

namespace {

using Json = nlohmann::ordered_json;

std::string line_of(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

/// A hundredth of a pixel or of a certainty is finer than anything measured here.
double rounded(double value) { return std::round(value * 100) / 100; }

Json to_object(const Where& where)
{
    Json json;
    if (const auto* pixels = std::get_if<PixelPlace>(&where)) {
        json["frame"] = pixels->frame;
        json["quad"] = Json::array();
        for (const auto& corner : pixels->quad.corners)
            json["quad"].push_back({ rounded(corner.x), rounded(corner.y) });
    } else if (const auto* attribute = std::get_if<AttributePlace>(&where)) {
        json["attribute"] = attribute->tag;
        json["path"] = attribute->path;
    } else if (const auto* part = std::get_if<PartPlace>(&where)) {
        json["part"] = part->part;
    } else if (const auto* text = std::get_if<TextPlace>(&where)) {
        json["field"] = text->field;
        json["start"] = text->start;
        json["end"] = text->end;
    }
    return json;
}

Json to_object(const Finding& finding)
{
    Json json;
    json["kind"] = to_string(finding.kind);
    json["where"] = to_object(finding.where);
    json["confidence"] = rounded(finding.confidence);
    json["detector"] = finding.detector;
    json["action"] = to_string(finding.action);
    if (!finding.rule.empty())
        json["rule"] = finding.rule;
    if (!finding.masked.empty())
        json["masked"] = finding.masked;
    return json;
}

Json to_array(const std::vector<FilledArea>& filled)
{
    Json json = Json::array();
    for (const auto& area : filled)
        json.push_back({ { "frame", area.frame }, { "rect", { area.rect.x, area.rect.y, area.rect.width, area.rect.height } } });
    return json;
}

Json to_array(const std::vector<ElementAction>& elements)
{
    Json json = Json::array();
    for (const auto& element : elements)
        json.push_back(
            { { "path", element.path }, { "treatment", element.treatment }, { "changed", element.changed }, { "rule", element.rule } });
    return json;
}

Json to_array(const std::vector<Reason>& reasons)
{
    Json json = Json::array();
    for (const auto& reason : reasons) {
        json.push_back({ { "pack", reason.pack }, { "rule", reason.rule }, { "effect", to_string(reason.effect) },
            { "requirement", reason.requirement }, { "source", reason.cite.source }, { "pinpoint", reason.cite.pinpoint },
            { "status", reason.cite.status }, { "reviewed_on", reason.cite.reviewed_on }, { "why", reason.why },
            { "remedy", reason.remedy }, { "triggered_by", reason.triggered_by } });
    }
    return json;
}

Json questions_of(const Decision& decision)
{
    Json json = Json::array();
    for (const auto& question : decision.questions)
        json.push_back({ { "id", question.id }, { "text", question.text }, { "yes", question.yes }, { "evidence", question.evidence } });
    return json;
}

Json disagreements_of(const Decision& decision)
{
    Json json = Json::array();
    for (const auto& each : decision.disagreements)
        json.push_back({ { "about", each.about }, { "positions", each.positions }, { "governs", each.governs } });
    return json;
}

Json to_object(const ClearedItem& item)
{
    std::map<std::string_view, std::size_t> counts;
    for (const auto& finding : item.findings)
        ++counts[to_string(finding.kind)];
    Json json;
    json["label"] = item.label;
    json["refused"] = item.refused ? Json(*item.refused) : Json(nullptr);
    json["sha256"] = item.item_sha256;
    json["filled"] = to_array(item.filled);
    json["findings"] = Json::object();
    for (const auto& [kind, count] : counts)
        json["findings"][std::string(kind)] = count;
    return json;
}

Json to_object(const Screening& screening)
{
    Json json;
    json["class"] = to_string(screening.post_class);
    json["about_patient"] = screening.about_patient;
    json["spans"] = Json::array();
    for (const auto& span : screening.spans) {
        json["spans"].push_back(
            { { "field", span.field }, { "start", span.start }, { "end", span.end }, { "label", span.label }, { "rule", span.rule } });
    }
    json["rewrite"] = screening.rewrite;
    json["rewrite_passes"] = screening.rewrite_passes;
    json["cannot_fix"] = screening.cannot_fix;
    return json;
}

Json to_object(const RiskEstimate& risk)
{
    Json json;
    json["statement"] = kEstimateStatement;
    json["lambda"] = risk.lambda;
    json["lambda_lo"] = risk.lambda_lo;
    json["lambda_hi"] = risk.lambda_hi;
    json["risk"] = risk.risk;
    json["risk_lo"] = risk.risk_lo;
    json["risk_hi"] = risk.risk_hi;
    json["band"] = to_string(risk.band);
    json["stricter_because"] = risk.stricter_because;
    json["binding_factor"] = risk.binding_factor;
    json["cheapest_generalisation"] = risk.cheapest_generalisation;
    json["inputs"] = Json::array();
    for (const auto& input : risk.inputs)
        json["inputs"].push_back({ { "factor", input.factor }, { "value", input.value }, { "gsd", input.gsd }, { "source", input.source },
            { "assumed", input.assumed } });
    return json;
}

Json path_or_null(const std::filesystem::path& path) { return path.empty() ? Json(nullptr) : Json(path.string()); }

Json paths_of(const Cleared& cleared)
{
    Json json;
    json["decision_page"] = path_or_null(cleared.decision_page);
    json["package"] = path_or_null(cleared.package.value_or(std::filesystem::path()));
    json["proposed_caption"] = path_or_null(cleared.proposed_caption);
    json["consent_request"] = path_or_null(cleared.consent_request);
    json["attestation_request"] = path_or_null(cleared.attestation_request);
    return json;
}

}  // namespace

std::string to_json(const AccountAdvice& advice)
{
    Json json;
    json["ties"] = Json::array();
    for (const auto& tie : advice.ties)
        json["ties"].push_back({ { "where", tie.where }, { "what", tie.what }, { "remedy", tie.remedy } });
    json["platform"] = advice.platform;
    json["settings"] = Json::array();
    for (const auto& setting : advice.settings)
        json["settings"].push_back({ { "what", setting.what }, { "where", setting.where }, { "why", setting.why },
            { "source", setting.source }, { "verified", setting.verified } });
    json["statement"] = { { "text", advice.statement }, { "language", advice.language }, { "jurisdiction", advice.jurisdiction },
        { "reviewed", advice.statement_reviewed } };
    return line_of(json);
}

std::string to_json(const InspectedFile& file)
{
    Json json;
    json["file"] = file.file;
    if (file.unreadable) {
        json["status"] = "unreadable";
        json["how"] = to_string(file.unreadable->how);
        json["reason"] = file.unreadable->detail;
        // A picture whose detector failed has been read: what was found is told, and it is still no answer.
        if (file.findings.empty())
            return line_of(json);
    }
    json["kind"] = to_string(file.kind);
    json["width"] = file.width;
    json["height"] = file.height;
    json["frames"] = file.frames;
    json["findings"] = Json::array();
    for (const auto& finding : file.findings)
        json["findings"].push_back(to_object(finding));
    if (!file.notes.empty())
        json["notes"] = file.notes;
    for (const auto& picture : file.pictures)
        json["pictures"].push_back(picture.string());
    return line_of(json);
}

std::string to_json(const RedactedFile& file)
{
    Json json;
    json["file"] = file.file;
    json["status"] = file.written ? "written" : "refused";
    if (!file.written)
        json["reason"] = file.reason;
    json["out"] = Json::array();
    for (const auto& path : file.out)
        json["out"].push_back(path.string());
    json["filled"] = to_array(file.filled);
    json["removed"] = file.removed;
    json["verified"] = file.verified;
    for (const auto& finding : file.asked)
        json["asked"].push_back(to_object(finding));
    if (!file.elements.empty())
        json["elements"] = to_array(file.elements);
    return line_of(json);
}

std::string to_json(const Cleared& cleared)
{
    const auto& decision = cleared.decision;
    Json json;
    json["verdict"] = to_string(decision.verdict);
    json["as_of"] = decision.as_of;
    json["release_id"] = cleared.release_id.empty() ? Json(nullptr) : Json(cleared.release_id);
    json["questions"] = questions_of(decision);
    json["reasons"] = to_array(decision.reasons);
    json["obligations"] = to_array(decision.obligations);
    json["disagreements"] = disagreements_of(decision);
    json["packs"] = decision.packs;
    json["items"] = Json::array();
    for (const auto& item : cleared.items)
        json["items"].push_back(to_object(item));
    json["screening"] = to_object(cleared.screening);
    json["risk"] = to_object(cleared.risk);
    json["paths"] = paths_of(cleared);
    return line_of(json);
}

std::string to_json(const PackageCheck& check)
{
    Json json;
    json["state"] = to_string(check.state);
    json["sentence"] = check.sentence;
    json["release_id"] = check.release_id;
    json["changed"] = check.changed;
    return line_of(json);
}

std::string to_json(const PackListing& pack)
{
    Json json;
    json["id"] = pack.id;
    json["version"] = pack.version;
    json["title"] = pack.title;
    json["sha256"] = pack.sha256;
    json["rules"] = pack.rules;
    json["in_force_from"] = pack.in_force_from;
    json["problem"] = pack.problem.empty() ? Json(nullptr) : Json(pack.problem);
    return line_of(json);
}

std::string to_json(const LedgerCheck& check)
{
    Json json;
    json["intact"] = check.intact;
    json["entries"] = check.entries;
    json["head"] = check.head;
    json["first_bad"] = check.first_bad;
    json["sentence"] = check.sentence;
    return line_of(json);
}

std::string to_json(const AuditEntry& entry)
{
    Json json;
    json["index"] = entry.index;
    json["at"] = entry.at;
    json["kind"] = entry.kind;
    json["subject"] = entry.subject;
    // As text and not as an object: the chain hash is over these very bytes.
    json["detail"] = entry.detail;
    json["hash"] = entry.hash;
    return line_of(json);
}

std::string to_json(std::string_view key, std::string_view about, std::string_view list, const std::vector<std::string>& lines)
{
    Json json;
    json[std::string(key)] = about;
    json[std::string(list)] = lines;
    return line_of(json);
}

}  // namespace imprimatur::cli
