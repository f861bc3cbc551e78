#include "release/decision_json.h"

#include <nlohmann/json.hpp>

#include <cmath>

namespace imprimatur::release {

namespace {

using Json = nlohmann::json;

/// JSON has no infinity; six digits are more than any of these figures deserves.
Json figure(double value)
{
    if (!std::isfinite(value))
        return nullptr;
    return std::round(value * 1e6) / 1e6;
}

Json cite_json(const Citation& cite)
{
    return { { "source", cite.source }, { "pinpoint", cite.pinpoint }, { "status", cite.status }, { "reviewed_on", cite.reviewed_on } };
}

Json reason_json(const Reason& reason)
{
    return { { "pack", reason.pack }, { "rule", reason.rule }, { "effect", to_string(reason.effect) },
        { "requirement", reason.requirement }, { "cite", cite_json(reason.cite) }, { "why", reason.why }, { "remedy", reason.remedy },
        { "triggered_by", reason.triggered_by } };
}

Json reasons_json(const std::vector<Reason>& reasons)
{
    Json list = Json::array();
    for (const auto& reason : reasons)
        list.push_back(reason_json(reason));
    return list;
}

Json questions_json(const std::array<Question, 3>& questions)
{
    Json list = Json::array();
    for (const auto& question : questions)
        list.push_back({ { "id", question.id }, { "text", question.text }, { "yes", question.yes }, { "evidence", question.evidence } });
    return list;
}

Json disagreements_json(const std::vector<Disagreement>& disagreements)
{
    Json list = Json::array();
    for (const auto& one : disagreements)
        list.push_back({ { "about", one.about }, { "positions", one.positions }, { "governs", one.governs } });
    return list;
}

Json risk_json(const RiskEstimate& risk)
{
    Json inputs = Json::array();
    for (const auto& input : risk.inputs)
        inputs.push_back({ { "factor", input.factor }, { "value", figure(input.value) }, { "gsd", figure(input.gsd) },
            { "source", input.source }, { "assumed", input.assumed } });
    return { { "statement", kEstimateStatement }, { "lambda", figure(risk.lambda) }, { "lambda_lo", figure(risk.lambda_lo) },
        { "lambda_hi", figure(risk.lambda_hi) }, { "risk", figure(risk.risk) }, { "risk_lo", figure(risk.risk_lo) },
        { "risk_hi", figure(risk.risk_hi) }, { "band", to_string(risk.band) }, { "stricter_because", risk.stricter_because },
        { "inputs", inputs }, { "binding_factor", risk.binding_factor }, { "cheapest_generalisation", risk.cheapest_generalisation } };
}

}  // namespace

std::string decision_json(const Decision& decision, const DecisionContext& context)
{
    const Json json {
        { "schema", "imprimatur/decision/1" },
        { "subject", context.subject },
        { "purpose", context.purpose },
        { "platform", context.platform },
        { "audience", context.audience },
        { "verdict", to_string(decision.verdict) },
        { "as_of", decision.as_of },
        { "questions", questions_json(decision.questions) },
        { "reasons", reasons_json(decision.reasons) },
        { "obligations", reasons_json(decision.obligations) },
        { "disagreements", disagreements_json(decision.disagreements) },
        { "packs", decision.packs },
        { "risk", context.risk ? risk_json(*context.risk) : Json(nullptr) },
    };
    return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace imprimatur::release
