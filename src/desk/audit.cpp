#include "desk/audit.h"

#include "inspect/findings.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace imprimatur::desk {

using nlohmann::json;

namespace {

std::size_t count_if(const std::vector<Finding>& findings, bool (*counts)(const Finding&))
{
    return static_cast<std::size_t>(std::count_if(findings.begin(), findings.end(), counts));
}

/// What detectors found; what a person asked for is no finding of theirs.
json counts_by_kind(const std::vector<Finding>& findings)
{
    json counts = json::object();
    for (const auto& finding : findings) {
        if (finding.detector == inspect::kOnRequest)
            continue;
        const std::string kind(to_string(finding.kind));
        counts[kind] = counts.value(kind, 0) + 1;
    }
    return counts;
}

}  // namespace

std::string submitted_detail(const CaseRequest& request)
{
    return json {
        { "files", request.files.size() }, { "purpose", request.purpose }, { "platform", request.platform },
        { "audience", request.audience }, { "consents", request.consents.size() }, { "attestation", request.attestation.has_value() }
    }.dump();
}

std::string examined_detail(const std::vector<ExaminedItem>& items)
{
    json list = json::array();
    for (const auto& item : items) {
        if (item.unreadable)
            list.push_back({ { "unreadable", to_string(item.unreadable->how) } });
        else
            list.push_back({ { "kind", to_string(item.kind) }, { "frames", item.frames }, { "findings", counts_by_kind(item.findings) } });
    }
    return json { { "items", list } }.dump();
}

std::string redacted_detail(const std::vector<ExaminedItem>& items)
{
    json list = json::array();
    for (const auto& item : items) {
        json copies = json::array();
        for (const auto& copy : item.verified)
            copies.push_back(copy.sha256());
        const auto on_request = count_if(item.findings, [](const Finding& finding) { return finding.detector == inspect::kOnRequest; });
        const auto left_open = count_if(item.findings, [](const Finding& finding) { return finding.rule == kLeftOpen; });
        list.push_back({ { "copies", copies }, { "filled", item.plan.fills.size() }, { "filled_on_request", on_request },
            { "left_open_on_request", left_open }, { "refused", item.refused.has_value() } });
    }
    return json { { "items", list } }.dump();
}

std::string screened_detail(const std::optional<Screening>& screening)
{
    if (!screening)
        return R"({"screened":false})";
    json labels = json::object();
    for (const auto& span : screening->spans)
        labels[span.label] = labels.value(span.label, 0) + 1;
    return json { { "screened", true }, { "class", to_string(screening->post_class) }, { "labels", labels } }.dump();
}

std::string estimated_detail(const std::optional<RiskEstimate>& risk)
{
    if (!risk)
        return R"({"estimated":false})";
    return json { { "estimated", true }, { "risk_hi", risk->risk_hi }, { "band", to_string(risk->band) } }.dump();
}

std::string consent_detail(const consent::Coverage& coverage)
{
    json wrong = json::array();
    for (const auto& [id, fact] : coverage.facts) {
        if (fact.truth == Truth::Yes && id != "consent.covers")
            wrong.push_back(id);
    }
    return json { { "covers", coverage.covers }, { "grants", coverage.grant_ids }, { "wrong", wrong } }.dump();
}

std::string decided_detail(const Decision& decision)
{
    json rules = json::array();
    for (const auto& reason : decision.reasons)
        rules.push_back(reason.rule);
    return json {
        { "verdict", to_string(decision.verdict) }, { "rules", rules }, { "packs", decision.packs }, { "as_of", decision.as_of }
    }.dump();
}

std::string released_detail(const std::string& manifest_sha256, const std::vector<std::string>& item_sha256)
{
    return json { { "manifest_sha256", manifest_sha256 }, { "items", item_sha256 } }.dump();
}

std::string simple_detail(const std::string& key, const std::string& value) { return json { { key, value } }.dump(); }

}  // namespace imprimatur::desk
