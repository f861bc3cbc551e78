#include "risk/generalise.h"

#include "risk/conditions.h"

#include <algorithm>
#include <bit>
#include <cstdint>

namespace imprimatur::risk {

namespace {

constexpr int kChildEnd = 17;
constexpr std::size_t kMost = 17;  // every kind of step there is; one step a factor makes some 7,000 combinations of it

using Steps = std::vector<Generalisation>;

/// An age that was told and not understood: the smallest share that ten years, or childhood, have in any ageing or young country.
constexpr double kSomeTenYears = 0.02;
constexpr double kChildOrAdult = 0.13;

void widen_age(RiskFacts& facts)
{
    if (facts.age_share)
        facts.age_share = std::max(*facts.age_share, kChildOrAdult);
    else if (facts.age && facts.age->to <= kChildEnd)
        facts.age = AgeRange { 0, kChildEnd };
    else if (facts.age)
        facts.age = AgeRange { std::min(facts.age->from, kChildEnd + 1), std::max(facts.age->to, 125) };
}

void band_age(RiskFacts& facts)
{
    if (facts.age_share) {
        facts.age_share = std::max(*facts.age_share, kSomeTenYears);
        return;
    }
    if (!facts.age)
        return;
    const int decade = facts.age->from / 10 * 10;
    facts.age = facts.age->from > 75 ? AgeRange { 76, 125 } : AgeRange { decade, std::max(facts.age->to, decade + 9) };
}

void add_age_steps(const RiskFacts& facts, Steps& steps)
{
    const auto add = [&](const char* words, int cost, void (*widen)(RiskFacts&)) {
        RiskFacts wider = facts;
        widen(wider);
        if (wider.age != facts.age || wider.age_share != facts.age_share)
            steps.push_back({ "age", words, cost, widen });
    };
    add("give an age band of ten years or \"over 75\"", 1, band_age);
    add("say only child or adult", 2, widen_age);
}

/// Of the whole country, or 5 million where it is not known.
double whole_country(const RiskFacts& facts, const RiskTables& tables)
{
    RiskFacts elsewhere;
    elsewhere.country = facts.country;
    return estimate_only(elsewhere, tables).inputs.front().value;
}

void add_place_steps(const RiskFacts& facts, const RiskTables& tables, Steps& steps)
{
    if (!facts.population)
        return;
    constexpr double kRegion = 5e6;
    const double country = whole_country(facts, tables);
    const double region = std::min(kRegion, country);
    steps.push_back({ "population", "name the region instead of the town or hospital", 1,
        [region](RiskFacts& changed) { changed.population = std::max(changed.population.value_or(0), region); } });
    steps.push_back({ "population", "leave out place and institution, account included", 2, [country](RiskFacts& changed) {
                         changed.population = std::max(changed.population.value_or(0), country);
                         changed.workplace_known = false;
                     } });
}

void add_override_steps(const RiskFacts& facts, Steps& steps)
{
    if (facts.direct_identifier)
        steps.push_back({ "direct identifier", "take out names, numbers and contacts", 1,
            [](RiskFacts& changed) { changed.direct_identifier = false; } });
    if (facts.unique_event)
        steps.push_back({ "unique event", "leave out the event", 1, [](RiskFacts& changed) { changed.unique_event = false; } });
    if (facts.rarity_claim)
        steps.push_back({ "rarity claim", "leave out the claim of rarity", 1, [](RiskFacts& changed) { changed.rarity_claim = false; } });
}

void add_time_steps(const RiskFacts& facts, Steps& steps)
{
    constexpr double kQuarter = 90;
    constexpr double kYear = 365.25;
    const auto at_least
        = [](double days) { return [days](RiskFacts& changed) { changed.days = std::max(changed.days.value_or(0), days); }; };
    if (facts.days && *facts.days < kQuarter)
        steps.push_back({ "time window", "leave out the date", 1, at_least(kQuarter) });
    if (facts.days.value_or(kQuarter) < kYear)
        steps.push_back({ "time window", "post a year later", 3, at_least(kYear) });
}

void add_diagnosis_step(const RiskFacts& facts, const RiskTables& tables, Steps& steps)
{
    const auto condition = facts.rate ? std::nullopt : find_condition(tables, facts.condition, facts.country);
    if (!condition || condition->broader.empty())
        return;
    RiskFacts changed = facts;
    changed.condition = condition->broader;
    if (estimate_only(changed, tables).risk_hi <= estimate_only(facts, tables).risk_hi)
        steps.push_back({ "condition", "say \"" + condition->broader + "\" instead of the diagnosis", 6,
            [broader = condition->broader](RiskFacts& wider) { wider.condition = broader; } });
}

/// What advice aims at: the note, and without a note where there is one already.
RiskBand aim_of(RiskBand band) { return band <= RiskBand::ProceedNote ? RiskBand::Proceed : RiskBand::ProceedNote; }

/// A combination of steps, by the bits of its number; nullopt when two of them speak of the same factor.
struct Combination {
    std::uint32_t steps = 0;
    int cost = 0;
};

std::optional<Combination> combination_of(const Steps& steps, std::uint32_t chosen)
{
    Combination out { chosen, 0 };
    for (std::size_t i = 0; i < steps.size(); ++i) {
        if ((chosen >> i & 1U) == 0)
            continue;
        out.cost += steps[i].cost;
        for (std::size_t before = 0; before < i; ++before) {
            if ((chosen >> before & 1U) != 0 && steps[before].factor == steps[i].factor)
                return std::nullopt;
        }
    }
    return out;
}

bool is_override(const Generalisation& step)
{
    return step.factor == "direct identifier" || step.factor == "unique event" || step.factor == "rarity claim";
}

std::vector<Combination> cheapest_first(const Steps& steps)
{
    // Nothing passes while an override stands, so every combination takes them all out.
    std::uint32_t overrides = 0;
    for (std::size_t i = 0; i < steps.size(); ++i)
        overrides |= is_override(steps[i]) ? 1U << i : 0;
    std::vector<Combination> all;
    for (std::uint32_t chosen = 1; chosen < (1U << steps.size()); ++chosen) {
        if ((chosen & overrides) != overrides)
            continue;
        if (const auto one = combination_of(steps, chosen))
            all.push_back(*one);
    }
    std::stable_sort(all.begin(), all.end(), [](const Combination& a, const Combination& b) {
        return a.cost != b.cost ? a.cost < b.cost : std::popcount(a.steps) < std::popcount(b.steps);
    });
    return all;
}

std::string join(const Steps& steps, std::uint32_t chosen)
{
    std::string text;
    for (std::size_t i = 0; i < steps.size(); ++i) {
        if ((chosen >> i & 1U) != 0)
            text += (text.empty() ? "" : "; ") + steps[i].words;
    }
    return text;
}

std::string binding_factor(const RiskFacts& facts, const RiskTables& tables, const Steps& steps)
{
    // Two overrides hide each other: leaving out one of them alone gains nothing, yet they bind.
    if (facts.direct_identifier || facts.unique_event || facts.rarity_claim)
        return facts.direct_identifier ? "direct identifier" : facts.unique_event ? "unique event" : "rarity claim";
    std::string binding = "condition";
    double most = estimate_only(facts, tables).lambda_lo;
    for (const auto& step : steps) {
        RiskFacts changed = facts;
        step.apply(changed);
        const double people = estimate_only(changed, tables).lambda_lo;
        if (step.factor != "condition" && people > most) {
            most = people;
            binding = step.factor;
        }
    }
    return binding;
}

}  // namespace

std::vector<Generalisation> generalisations(const RiskFacts& facts, const RiskTables& tables)
{
    Steps steps;
    add_override_steps(facts, steps);
    add_age_steps(facts, steps);
    add_time_steps(facts, steps);
    add_place_steps(facts, tables, steps);
    if (facts.sex != Sex::Unknown)
        steps.push_back({ "sex", "leave out the sex", 2, [](RiskFacts& changed) { changed.sex = Sex::Unknown; } });
    add_diagnosis_step(facts, tables, steps);
    for (const auto& factor : facts.factors) {
        if (steps.size() == kMost)
            break;
        steps.push_back({ factor.name, "leave out the " + factor.name, 1, [name = factor.name](RiskFacts& changed) {
                             std::erase_if(changed.factors, [&](const RiskFacts::Factor& one) { return one.name == name; });
                         } });
    }
    return steps;
}

Advice search_generalisation(const RiskFacts& facts, const RiskTables& tables)
{
    const auto steps = generalisations(facts, tables);
    const RiskBand band = estimate_only(facts, tables).band;
    const RiskBand aim = aim_of(band);
    Advice advice { binding_factor(facts, tables, steps), "" };
    if (band > RiskBand::ProceedNote)
        advice.cheapest = band == RiskBand::ClosedOnly
            ? "no omission is enough for the open: a closed group at most, or consent as for an identifiable patient"
            : "no omission is enough: treat the patient as identifiable and ask for consent";
    for (const auto& combination : cheapest_first(steps)) {
        RiskFacts changed = facts;
        for (std::size_t i = 0; i < steps.size(); ++i) {
            if ((combination.steps >> i & 1U) != 0)
                steps[i].apply(changed);
        }
        if (estimate_only(changed, tables).band <= aim) {
            advice.cheapest = join(steps, combination.steps);
            break;
        }
    }
    return advice;
}

}  // namespace imprimatur::risk
