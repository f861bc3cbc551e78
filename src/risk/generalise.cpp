#include "risk/generalise.h"

#include "base/unicode.h"

#include <algorithm>
#include <bit>
#include <functional>

namespace imprimatur::risk {

namespace {

constexpr int kChildEnd = 17;

/// One thing that can be left out. Earlier ones cost the teaching less.
struct Step {
    std::string factor;  ///< as in RiskInput
    std::string words;
    std::function<void(RiskFacts&)> apply;
};

void widen_age(RiskFacts& facts)
{
    facts.age_share.reset();
    if (!facts.age)
        return;
    const AgeRange age = *facts.age;
    if (age.from > 75)
        facts.age = AgeRange { 76, 125 };
    else if (age.to <= kChildEnd)
        facts.age = AgeRange { 0, kChildEnd };
    else
        facts.age = AgeRange { std::max(18, age.from / 10 * 10 - 10), std::max(age.to / 10 * 10 + 19, 39) };
}

void band_age(RiskFacts& facts)
{
    facts.age_share.reset();
    if (!facts.age)
        return;
    const AgeRange age = *facts.age;
    facts.age = age.from > 75 ? AgeRange { 76, 125 } : AgeRange { age.from / 10 * 10, std::max(age.to, age.from / 10 * 10 + 9) };
}

void drop_place(RiskFacts& facts)
{
    facts.population.reset();
    facts.workplace_known = false;
}

/// Half of the sought region: five million, or the country where that is smaller.
void widen_place(RiskFacts& facts, const RiskTables& tables)
{
    constexpr double kRegion = 5e6;
    const auto country = tables.countries.find(ascii_lower_name(facts.country));
    const double whole = country == tables.countries.end() ? kRegion : country->second;
    facts.population = std::max(facts.population.value_or(0), std::min(kRegion, whole));
}

std::vector<Step> steps_for(const RiskFacts& facts, const RiskTables& tables)
{
    std::vector<Step> steps;
    for (const auto& factor : facts.factors) {
        const std::string name = factor.name;
        steps.push_back({ name, "leave out the " + name, [name](RiskFacts& changed) {
                             std::erase_if(changed.factors, [&](const RiskFacts::Factor& one) { return one.name == name; });
                         } });
    }
    if (facts.unique_event)
        steps.push_back({ "unique event", "leave out the event", [](RiskFacts& changed) { changed.unique_event = false; } });
    if (facts.rarity_claim)
        steps.push_back({ "rarity claim", "leave out the claim of rarity", [](RiskFacts& changed) { changed.rarity_claim = false; } });
    if (facts.direct_identifier)
        steps.push_back(
            { "direct identifier", "take out names, numbers and contacts", [](RiskFacts& changed) { changed.direct_identifier = false; } });
    if (facts.days)
        steps.push_back(
            { "time window", "leave out the date", [](RiskFacts& changed) { changed.days = std::max(changed.days.value_or(0), 90.0); } });
    if (facts.age || facts.age_share)
        steps.push_back({ "age", "give an age band of ten years or \"over 75\"", band_age });
    if (facts.population) {
        steps.push_back({ "population", "name the region instead of the town or hospital",
            [&tables](RiskFacts& changed) { widen_place(changed, tables); } });
        steps.push_back({ "population", "leave out place and institution, account included", drop_place });
    }
    steps.push_back(
        { "time window", "post a year later", [](RiskFacts& changed) { changed.days = std::max(changed.days.value_or(0), 365.25); } });
    if (facts.age || facts.age_share)
        steps.push_back({ "age", "say only child or adult", widen_age });
    if (facts.sex != Sex::Unknown)
        steps.push_back({ "sex", "leave out the sex", [](RiskFacts& changed) { changed.sex = Sex::Unknown; } });
    return steps;
}

bool passes(RiskBand band) { return band == RiskBand::Proceed || band == RiskBand::ProceedNote; }

std::string join(const std::vector<Step>& steps, std::uint32_t chosen)
{
    std::string text;
    for (std::size_t i = 0; i < steps.size(); ++i) {
        if ((chosen >> i & 1U) != 0)
            text += (text.empty() ? "" : "; ") + steps[i].words;
    }
    return text;
}

}  // namespace

std::string ascii_lower_name(std::string_view name) { return ascii_lower(name); }

Advice search_generalisation(const RiskFacts& facts, const RiskTables& tables)
{
    const auto steps = steps_for(facts, tables);
    const double before = estimate_only(facts, tables).lambda;
    // Two overrides hide each other: leaving out one of them alone gains nothing, yet they bind.
    Advice advice { facts.direct_identifier ? "direct identifier"
            : facts.unique_event            ? "unique event"
            : facts.rarity_claim            ? "rarity claim"
                                            : "condition",
        "" };
    double best_gain = 0;
    for (const auto& step : steps) {
        RiskFacts changed = facts;
        step.apply(changed);
        const double gain = estimate_only(changed, tables).lambda - before;
        if (gain > best_gain) {
            best_gain = gain;
            advice.binding_factor = step.factor;
        }
    }
    // All subsets, smallest first; at most 12 steps are tried, which is 4,095 estimates of some ten factors.
    constexpr std::size_t kMostSteps = 12;
    const auto count = static_cast<std::uint32_t>(std::min(steps.size(), kMostSteps));
    std::vector<std::uint32_t> subsets;
    for (std::uint32_t chosen = 1; chosen < (1U << count); ++chosen)
        subsets.push_back(chosen);
    std::stable_sort(subsets.begin(), subsets.end(), [](std::uint32_t a, std::uint32_t b) { return std::popcount(a) < std::popcount(b); });
    for (const std::uint32_t chosen : subsets) {
        RiskFacts changed = facts;
        for (std::uint32_t i = 0; i < count; ++i) {
            if ((chosen >> i & 1U) != 0)
                steps[i].apply(changed);
        }
        if (passes(estimate_only(changed, tables).band)) {
            advice.cheapest = join(steps, chosen);
            return advice;
        }
    }
    advice.cheapest = "no omission is enough: treat the patient as identifiable and ask for consent";
    return advice;
}

}  // namespace imprimatur::risk
