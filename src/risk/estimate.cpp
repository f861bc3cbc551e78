#include "risk/estimate.h"

#include "risk/conditions.h"
#include "risk/generalise.h"

#include <algorithm>
#include <cmath>

namespace imprimatur::risk {

namespace {

constexpr double kDaysOfYear = 365.25;
constexpr double kDefaultDays = 90;  // the time of posting leaks when nothing is said
constexpr double kUnknownCountry = 5e6;  // a small country: errs to the careful side
constexpr double kUnlistedCountry = 1e4;  // named, and so small (or so spelled) that countries.tsv does not hold it: Tuvalu, Nauru
constexpr double kUnknownRate = 1e-5;
constexpr double kAttendRate = 1;  // a chronic patient attends once a year where the workplace is known

constexpr double kGsdPopulation = 1.3;
constexpr double kGsdRate = 2.0;
constexpr double kGsdUnknownRate = 3.0;
constexpr double kGsdTime = 1.5;
constexpr double kGsdAge = 1.2;
constexpr double kGsdRelativeRisk = 1.5;

constexpr double kLowerTenth = 1.2816;  // the normal quantile of 10 %

RiskInput population_of(const RiskFacts& facts, const RiskTables& tables)
{
    if (facts.population)
        return { "population", *facts.population, kGsdPopulation, facts.population_source };
    if (const auto* country = find_country(tables, facts.country))
        return { "population", country->population, kGsdPopulation, "countries.tsv: " + country->name };
    if (!facts.country.empty())
        return { "population", kUnlistedCountry, kGsdPopulation, "no table knows this country: a very small one", true };
    return { "population", kUnknownCountry, kGsdPopulation, "country unknown: 5 million", true };
}

Condition condition_of(const RiskFacts& facts, const RiskTables& tables)
{
    Condition condition { {}, ConditionKind::Chronic, kUnknownRate, kGsdUnknownRate, false, true, {},
        "no table knows it: prevalence 1e-5" };
    if (const auto found = find_condition(tables, facts.condition, facts.country))
        condition = *found;
    if (facts.rate) {
        condition.rate = *facts.rate;
        condition.kind = facts.kind.value_or(condition.kind);
        condition.gsd = facts.rate_gsd.value_or(kGsdRate);
        condition.source = "given";
        condition.assumed = false;
    }
    return condition;
}

void add_condition(const RiskFacts& facts, const RiskTables& tables, std::vector<RiskInput>& inputs)
{
    const Condition condition = condition_of(facts, tables);
    const bool unknown = condition.name.empty() && !facts.rate;
    inputs.push_back({ unknown ? "unknown condition" : "condition", condition.rate, condition.gsd, condition.source, condition.assumed });
    const double years = std::max(facts.days.value_or(kDefaultDays), 0.0) / kDaysOfYear;
    const std::string source = facts.days ? facts.days_source : "nothing said: 90 days";
    if (condition.kind != ConditionKind::Chronic)
        inputs.push_back({ "time window", years, kGsdTime, source, !facts.days });
    else if (facts.workplace_known)
        inputs.push_back({ "time window", std::min(1.0, kAttendRate * years), kGsdTime, source, !facts.days });
    else  // any bearer of a chronic condition fits, whenever
        inputs.push_back({ "time window", 1, kGsdTime, "chronic, workplace unknown", true });
}

/// RR belongs to condition and age together.
RiskInput relative_risk_of(const RiskFacts& facts, const RiskTables& tables)
{
    if (facts.relative_risk)
        return { "relative risk", *facts.relative_risk, kGsdRelativeRisk, "given, of the age band" };
    const auto condition = facts.age && !facts.rate ? find_condition(tables, facts.condition, facts.country) : std::nullopt;
    const double risk = condition ? relative_risk(tables, condition->name, *facts.age, facts.country) : 1;
    return { "relative risk", risk, kGsdRelativeRisk, risk == 1 ? "as at any age" : "age_risk.tsv: " + condition->name, risk == 1 };
}

void add_person(const RiskFacts& facts, const RiskTables& tables, std::vector<RiskInput>& inputs)
{
    if (facts.age_share)
        inputs.push_back({ "age", *facts.age_share, kGsdAge, "given" });
    else if (facts.age)
        inputs.push_back({ "age", age_share(tables, facts.country, *facts.age), kGsdAge,
            "countries.tsv: " + std::to_string(facts.age->from) + " to " + std::to_string(facts.age->to) + " years" });
    inputs.push_back(relative_risk_of(facts, tables));
    if (facts.sex != Sex::Unknown)
        inputs.push_back({ "sex", 0.5, 1, "caption" });
    for (const auto& factor : facts.factors)
        inputs.push_back({ factor.name, factor.share, factor.gsd, factor.source });
}

double sigma_of(const std::vector<RiskInput>& inputs)
{
    double sum = 0;
    for (const auto& input : inputs)
        sum += std::pow(std::log(std::max(input.gsd, 1.0)), 2);
    return std::sqrt(sum);
}

void override_lambda(const RiskFacts& facts, RiskEstimate& out)
{
    if (facts.unique_event)
        out.inputs.push_back({ "unique event", 0, 1, "caption: who knows of the event knows the patient" });
    if (facts.rarity_claim)
        out.inputs.push_back({ "rarity claim", 0, 1, "caption: first, only, largest" });
    if (facts.direct_identifier)
        out.inputs.push_back({ "direct identifier", 0, 1, "name, number or contact" });
    if (facts.unique_event || facts.rarity_claim || facts.direct_identifier)
        out.lambda = 0;
}

}  // namespace

double reidentification_risk(double lambda)
{
    if (!(lambda > 0))
        return 1;
    return std::min(-std::expm1(-lambda) / lambda, 1.0);
}

RiskBand band_of(double risk_hi, bool stricter)
{
    constexpr double kProceed = 0.05;
    constexpr double kNote = 0.09;
    constexpr double kClosed = 0.20;
    constexpr double kGeneralise = 0.33;
    const int band = risk_hi <= kProceed ? 0 : risk_hi <= kNote ? 1 : risk_hi <= kClosed ? 2 : risk_hi <= kGeneralise ? 3 : 4;
    return static_cast<RiskBand>(std::min(band + (stricter ? 1 : 0), 4));
}

RiskEstimate estimate_only(const RiskFacts& facts, const RiskTables& tables)
{
    RiskEstimate out;
    out.inputs.push_back(population_of(facts, tables));
    add_condition(facts, tables, out.inputs);
    add_person(facts, tables, out.inputs);
    out.lambda = 1;
    for (const auto& input : out.inputs)
        out.lambda *= std::max(input.value, 0.0);
    override_lambda(facts, out);
    const double spread = std::exp(kLowerTenth * sigma_of(out.inputs));
    out.lambda_lo = out.lambda / spread;
    out.lambda_hi = out.lambda * spread;
    out.risk_lo = reidentification_risk(out.lambda_hi);
    out.risk = reidentification_risk(out.lambda);
    out.risk_hi = reidentification_risk(out.lambda_lo);
    // What does not compute refuses (GATE-3).
    if (!std::isfinite(out.lambda) || !std::isfinite(out.lambda_hi)) {
        out.lambda = out.lambda_lo = out.lambda_hi = 0;
        out.risk_lo = out.risk = out.risk_hi = 1;
    }
    out.band = band_of(out.risk_hi, facts.stricter);
    out.stricter_because = facts.stricter ? facts.stricter_because : "";
    return out;
}

RiskEstimate estimate(const RiskFacts& facts, const RiskTables& tables)
{
    RiskEstimate out = estimate_only(facts, tables);
    const Advice advice = search_generalisation(facts, tables);
    out.binding_factor = advice.binding_factor;
    out.cheapest_generalisation = out.band == RiskBand::Proceed ? "" : advice.cheapest;
    return out;
}

}  // namespace imprimatur::risk
