#include "risk/estimate.h"

#include "risk/conditions.h"
#include "risk/generalise.h"
#include "risk/test_tables.h"

#include <cmath>
#include <functional>
#include <random>

namespace imprimatur::risk {
namespace {

struct Worked {
    const char* post;
    RiskFacts facts;
    double lambda;
    double risk;
    double risk_hi;
    RiskBand band;
};

std::vector<Worked> worked_examples()
{
    using enum ConditionKind;
    std::vector<Worked> rows {
        { "86M Boerhaave, city in bio, last Tuesday", given(0.8e6, 3.1e-6, Acute, 2, 0.0022), 3e-5, 1.00, 1.00, RiskBand::Identifiable },
        { "older adult, Boerhaave, UK, 1 y", given(67e6, 3.1e-6, Acute, 365.25, 0.38), 79, 0.013, 0.043, RiskBand::Proceed },
        { "23F appendicitis, DGH, yesterday", given(0.3e6, 1e-3, Acute, 2, 0.0065, 1.8), 0.019, 0.99, 1.00, RiskBand::Identifiable },
        { "23F appendicitis, no date", given(0.3e6, 1e-3, Acute, std::nullopt, 0.0065, 1.8), 0.87, 0.67, 0.88, RiskBand::Identifiable },
        { "young adult, appendicitis, 90 d", given(0.3e6, 1e-3, Acute, 90, 0.248, 1.8), 33, 0.030, 0.10, RiskBand::ClosedOnly },
        { "86M hip fracture, city, 90 d", given(0.8e6, 1e-3, Acute, 90, 0.0023, 11), 5.0, 0.20, 0.53, RiskBand::Identifiable },
        { "man in his 80s, same", given(0.8e6, 1e-3, Acute, 90, 0.0194, 11), 42, 0.024, 0.082, RiskBand::ProceedNote },
        { "86M hip fracture, 12 March", given(0.8e6, 1e-3, Acute, 1, 0.0023, 11), 0.055, 0.97, 0.99, RiskBand::Identifiable },
        { "adult Wilson disease, India", given(1.38e9, 1e-5, Chronic, std::nullopt, 0.66), 9100, 0.000, 0.000, RiskBand::Proceed },
        { "adult Wilson, tertiary 2M", given(2e6, 1e-5, Chronic, std::nullopt, 0.66), 13, 0.077, 0.26, RiskBand::Generalise },
        { "child, intussusception, DGH, 90 d", given(0.3e6, 14e-6, Acute, 90, 1), 1.0, 0.62, 0.86, RiskBand::Identifiable },
        { "child, intussusception, region, 1 y", given(5e6, 14e-6, Acute, 365.25, 1), 70, 0.014, 0.049, RiskBand::Proceed },
        { "adult Takayasu, UK", given(67e6, 4.7e-6, Chronic, std::nullopt, 0.8), 252, 0.004, 0.013, RiskBand::Proceed },
        { "woman in 30s, Takayasu, one city", given(0.8e6, 4.7e-6, Chronic, std::nullopt, 0.067, 2.1), 0.53, 0.78, 0.93,
            RiskBand::Identifiable },
        { "adult colonoscopy, IVC filter, city", given(0.8e6, 1.5e-2, Procedure, 90, 0.78), 2.3, 0.39, 0.72, RiskBand::Identifiable },
        { "same with exact age", given(0.8e6, 1.5e-2, Procedure, 90, 0.0101), 0.03, 0.99, 1.0, RiskBand::Identifiable },
    };
    for (auto* row : { &rows[14], &rows[15] })
        row->facts.factors.push_back({ "distinctive feature", 1e-3, 1, "visible filter" });
    return rows;
}

TEST(Risk, WorkedExamples)
{
    for (const auto& row : worked_examples()) {
        SCOPED_TRACE(row.post);
        const auto out = estimate(row.facts, tables());
        EXPECT_NEAR(out.lambda, row.lambda, row.lambda * 0.04);
        EXPECT_NEAR(out.risk, row.risk, 0.006);
        EXPECT_NEAR(out.risk_hi, row.risk_hi, 0.012);
        EXPECT_EQ(out.band, row.band);
    }
}

// The same posts as a screening would hand them over: populations given, everything else looked up. docs/risk.md holds them against
// the figures above.
struct Looked {
    const char* post;
    const char* country;
    std::optional<double> population;
    const char* condition;
    std::optional<double> days;
    AgeRange age;
    Sex sex;
    double lambda;
    double risk_hi;
    RiskBand band;
};

std::vector<Looked> looked_up_examples()
{
    constexpr AgeRange kAdult { 18, 125 };
    constexpr auto kAnybody = Sex::Unknown;
    const std::optional<double> none;
    return {
        { "86M Boerhaave, last Tuesday", "uk", 8e5, "boerhaave", 2, { 86, 86 }, Sex::Male, 4.38e-6, 1.00, RiskBand::Identifiable },
        { "older adult, Boerhaave, 1 y", "uk", none, "boerhaave", 365.25, { 65, 125 }, kAnybody, 9.54, 0.335, RiskBand::Identifiable },
        { "23F appendicitis, yesterday", "uk", 3e5, "appendicitis", 2, { 23, 23 }, Sex::Female, 0.0186, 1.00, RiskBand::Identifiable },
        { "23F appendicitis", "uk", 3e5, "appendicitis", none, { 23, 23 }, Sex::Female, 0.84, 0.89, RiskBand::Identifiable },
        { "young adult, appendicitis", "uk", 3e5, "appendicitis", 90, { 18, 35 }, kAnybody, 25.9, 0.131, RiskBand::ClosedOnly },
        { "86M hip fracture", "uk", 8e5, "hip fracture", 90, { 86, 86 }, Sex::Male, 3.46, 0.627, RiskBand::Identifiable },
        { "man in his 80s, hip fracture", "uk", 8e5, "hip fracture", 90, { 80, 89 }, Sex::Male, 42.4, 0.080, RiskBand::ProceedNote },
        { "86M hip fracture, 12 March", "uk", 8e5, "hip fracture", 1, { 86, 86 }, Sex::Male, 0.0385, 1.00, RiskBand::Identifiable },
        { "adult Wilson disease", "India", none, "wilson disease", none, kAdult, kAnybody, 9430, 0.0005, RiskBand::Proceed },
        { "adult Wilson disease, 2M", "India", 2e6, "wilson disease", none, kAdult, kAnybody, 13.7, 0.35, RiskBand::Identifiable },
        { "child, intussusception", "uk", 3e5, "intussusception", 90, { 0, 17 }, kAnybody, 1.035, 0.862, RiskBand::Identifiable },
        { "child, intussusception, region", "uk", 5e6, "intussusception", 365.25, { 0, 17 }, kAnybody, 70, 0.049, RiskBand::Proceed },
        { "adult Takayasu", "uk", none, "takayasu", none, kAdult, kAnybody, 252, 0.013, RiskBand::Proceed },
        { "woman in 30s, Takayasu, city", "uk", 8e5, "takayasu", none, { 30, 39 }, Sex::Female, 0.257, 0.96, RiskBand::Identifiable },
    };
}

TEST(Risk, WorkedExamplesWithTheShippedTables)
{
    for (const auto& row : looked_up_examples()) {
        SCOPED_TRACE(row.post);
        RiskFacts facts;
        facts.country = row.country;
        facts.population = row.population;
        facts.condition = row.condition;
        facts.days = row.days;
        facts.age = row.age;
        facts.sex = row.sex;
        const auto out = estimate(facts, tables());
        EXPECT_NEAR(out.lambda, row.lambda, row.lambda * 0.03);
        EXPECT_NEAR(out.risk_hi, row.risk_hi, 0.006);
        EXPECT_EQ(out.band, row.band);
    }
}

// E[1/K] for K = 1 + Poisson(lambda), drawn, against the closed form.
TEST(Risk, ClosedFormEqualsMonteCarloWithinOnePercent)
{
    std::mt19937_64 random(7);
    for (const double lambda : { 0.01, 0.05, 0.2, 0.5, 1.0, 2.0, 5.0, 11.1, 20.0, 60.0, 250.0 }) {
        std::poisson_distribution<int> others(lambda);
        constexpr int kDraws = 400'000;
        double sum = 0;
        for (int i = 0; i < kDraws; ++i)
            sum += 1.0 / (1 + others(random));
        EXPECT_NEAR(sum / kDraws / reidentification_risk(lambda), 1, 0.01) << lambda;
    }
}

// The thresholds are the same thing said in people: 5, 11.1 and 20 others.
TEST(Risk, ThresholdsInPeople)
{
    EXPECT_NEAR(reidentification_risk(5), 0.20, 0.002);
    EXPECT_NEAR(reidentification_risk(11.1), 0.09, 0.001);
    EXPECT_NEAR(reidentification_risk(20), 0.05, 0.0001);
}

TEST(Risk, StableWhereLambdaIsTinyOrHuge)
{
    EXPECT_DOUBLE_EQ(reidentification_risk(0), 1);
    EXPECT_DOUBLE_EQ(reidentification_risk(-1), 1);
    EXPECT_NEAR(reidentification_risk(1e-12), 1 - 0.5e-12, 1e-15);
    EXPECT_LT(reidentification_risk(1e-6), 1);
    EXPECT_NEAR(reidentification_risk(1e12), 1e-12, 1e-18);
    EXPECT_DOUBLE_EQ(reidentification_risk(std::nan("")), 1);
}

/// Facts drawn over everything a post can disclose.
RiskFacts some_facts(std::mt19937_64& random)
{
    const auto pick = [&](auto... values) {
        const std::vector<std::common_type_t<decltype(values)...>> all { values... };
        return all[random() % all.size()];
    };
    RiskFacts facts;
    facts.country = pick(std::string("uk"), std::string("India"), std::string());
    facts.condition = pick(std::string("hip fracture"), std::string("wilson disease"), std::string("takayasu"),
        std::string("nothing known"), std::string("colonoscopy"), std::string("glioblastoma"), std::string("intussusception"));
    if (random() % 2 == 0)
        facts.population = pick(1e4, 3e5, 8e5, 8e6);
    if (random() % 2 == 0)
        facts.days = pick(1.0, 2.0, 30.0, 365.25, 700.0);
    facts.workplace_known = random() % 2 == 0;
    const int age = static_cast<int>(random() % 100);
    if (random() % 3 != 0)
        facts.age = AgeRange { age, age + static_cast<int>(random() % 12) };
    else if (random() % 2 == 0)
        facts.age_share = 0.001;
    facts.sex = pick(Sex::Unknown, Sex::Male, Sex::Female);
    if (random() % 2 == 0)
        facts.factors.push_back({ "occupation", 1e-2, 2, "caption" });
    if (random() % 3 == 0)
        facts.factors.push_back({ "distinctive feature", 1e-3, 2, "caption" });
    facts.rarity_claim = random() % 8 == 0;
    facts.stricter = random() % 4 == 0;
    return facts;
}

TEST(Risk, FallsWithEveryFactor)
{
    std::mt19937_64 random(11);
    for (int round = 0; round < 60; ++round) {
        const double scale = std::pow(10.0, static_cast<double>(random() % 5));
        const RiskFacts base = given(1e3 * scale, 1e-3, ConditionKind::Acute, 30, 0.1, 1);
        const double before = estimate_only(base, tables()).risk_hi;
        for (const double more : { 1.1, 2.0, 10.0 }) {
            for (const auto& change : std::vector<std::function<void(RiskFacts&)>> { [&](RiskFacts& f) { *f.population *= more; },
                     [&](RiskFacts& f) { *f.rate *= more; }, [&](RiskFacts& f) { *f.days *= more; },
                     [&](RiskFacts& f) { *f.age_share *= more; }, [&](RiskFacts& f) { *f.relative_risk *= more; } }) {
                RiskFacts changed = base;
                change(changed);
                EXPECT_LT(estimate_only(changed, tables()).risk_hi, before);
            }
            RiskFacts fewer = base;
            fewer.factors.push_back({ "occupation", 1 / more, 1, "" });
            EXPECT_GT(estimate_only(fewer, tables()).risk_hi, before);
            RiskFacts unsure = base;
            unsure.rate_gsd = 2 * more;
            EXPECT_GT(estimate_only(unsure, tables()).risk_hi, before) << "less knowledge must never look safer";
        }
    }
}

TEST(Risk, AWiderAgeNeverStandsOutMore)
{
    for (const char* condition : { "hip fracture", "intussusception", "appendicitis", "nothing known", "aortic stenosis" }) {
        for (int from = 0; from < 100; from += 7) {
            RiskFacts narrow;
            narrow.country = "uk";
            narrow.condition = condition;
            narrow.age = AgeRange { from, from };
            double before = estimate_only(narrow, tables()).lambda;
            for (const int wider : { 1, 3, 10, 30 }) {
                narrow.age = AgeRange { from - wider, from + wider };
                const double people = estimate_only(narrow, tables()).lambda;
                EXPECT_GE(people, before) << condition << from;
                before = people;
            }
        }
    }
}

TEST(Risk, TheRangeHoldsTheEstimate)
{
    std::mt19937_64 random(3);
    for (int round = 0; round < 400; ++round) {
        const auto out = estimate_only(some_facts(random), tables());
        EXPECT_GE(out.risk_hi, out.risk);
        EXPECT_LE(out.risk_lo, out.risk);
        EXPECT_LE(out.lambda_lo, out.lambda);
        EXPECT_GE(out.lambda_hi, out.lambda);
        EXPECT_LE(out.risk_hi, 1);
    }
}

TEST(Risk, GeneralisingNeverRaisesTheRisk)
{
    std::mt19937_64 random(5);
    std::size_t tried = 0;
    for (int round = 0; round < 400; ++round) {
        const RiskFacts facts = some_facts(random);
        const double before = estimate_only(facts, tables()).risk_hi;
        for (const auto& step : generalisations(facts, tables())) {
            RiskFacts changed = facts;
            step.apply(changed);
            EXPECT_LE(estimate_only(changed, tables()).risk_hi, before * (1 + 1e-9)) << step.words << " " << facts.condition;
            ++tried;
        }
    }
    EXPECT_GT(tried, 1000U);
}

/// Cheapest combination by brute force over all subsets, without the search's own shortcuts; -1: none passes.
int cheapest_by_force(const RiskFacts& facts)
{
    const auto steps = generalisations(facts, tables());
    int best = -1;
    for (std::uint32_t chosen = 1; chosen < (1U << steps.size()); ++chosen) {
        RiskFacts changed = facts;
        int cost = 0;
        for (std::size_t i = 0; i < steps.size(); ++i) {
            if ((chosen >> i & 1U) != 0) {
                steps[i].apply(changed);
                cost += steps[i].cost;
            }
        }
        if (estimate_only(changed, tables()).band <= RiskBand::ProceedNote && (best < 0 || cost < best))
            best = cost;
    }
    return best;
}

TEST(Risk, TheCheapestGeneralisationPassesAndNoCheaperOneDoes)
{
    std::mt19937_64 random(17);
    int found = 0;
    for (int round = 0; round < 25; ++round) {
        const RiskFacts facts = some_facts(random);
        const auto steps = generalisations(facts, tables());
        if (estimate_only(facts, tables()).band <= RiskBand::ProceedNote || steps.size() > 9)
            continue;  // nothing to advise, or more subsets than this test has time for
        const std::string words = search_generalisation(facts, tables()).cheapest;
        RiskFacts changed = facts;
        int cost = 0;
        std::string taken;
        for (const auto& step : steps) {
            if (("; " + words + ";").find("; " + step.words + ";") != std::string::npos) {
                step.apply(changed);
                cost += step.cost;
                taken += (taken.empty() ? "" : "; ") + step.words;
            }
        }
        const int best = cheapest_by_force(facts);
        if (best < 0) {
            EXPECT_EQ(taken, "") << words;
            continue;
        }
        ++found;
        EXPECT_EQ(taken, words);
        EXPECT_EQ(cost, best) << words;
        EXPECT_LE(estimate_only(changed, tables()).band, RiskBand::ProceedNote) << words;
    }
    EXPECT_GT(found, 5);
}

TEST(Risk, OverridesSayIdentifiableWhateverTheNumbers)
{
    for (auto set : { &RiskFacts::unique_event, &RiskFacts::rarity_claim, &RiskFacts::direct_identifier }) {
        RiskFacts facts = given(1e9, 0.5, ConditionKind::Chronic, std::nullopt, 1);
        facts.*set = true;
        const auto out = estimate(facts, tables());
        EXPECT_DOUBLE_EQ(out.lambda, 0);
        EXPECT_DOUBLE_EQ(out.risk_hi, 1);
        EXPECT_EQ(out.band, RiskBand::Identifiable);
        EXPECT_FALSE(out.cheapest_generalisation.empty());
        EXPECT_NE(out.binding_factor, "condition");
    }
}

TEST(Risk, ThresholdsAndOneStepStricter)
{
    EXPECT_EQ(band_of(0.05, false), RiskBand::Proceed);
    EXPECT_EQ(band_of(0.0501, false), RiskBand::ProceedNote);
    EXPECT_EQ(band_of(0.0901, false), RiskBand::ClosedOnly);
    EXPECT_EQ(band_of(0.2001, false), RiskBand::Generalise);
    EXPECT_EQ(band_of(0.3301, false), RiskBand::Identifiable);
    EXPECT_EQ(band_of(0.05, true), RiskBand::ProceedNote);
    EXPECT_EQ(band_of(0.3, true), RiskBand::Identifiable);
    EXPECT_EQ(band_of(1, true), RiskBand::Identifiable);
}

TEST(Risk, NothingKnownIsNamedAndCareful)
{
    const auto out = estimate(RiskFacts {}, tables());
    ASSERT_GE(out.inputs.size(), 2U);
    EXPECT_DOUBLE_EQ(out.inputs[0].value, 5e6);
    EXPECT_EQ(out.inputs[1].factor, "unknown condition");
    EXPECT_DOUBLE_EQ(out.inputs[1].value, 1e-5);
}

TEST(Risk, ACountryThatNoTableHoldsIsAVerySmallOne)
{
    const auto out = estimate(RiskFacts { .country = "Tuvalu" }, tables());
    EXPECT_DOUBLE_EQ(out.inputs[0].value, 1e4);
    EXPECT_TRUE(out.inputs[0].assumed);
}

TEST(Risk, NonsenseRefuses)
{
    auto facts = given(1e6, 1e-3, ConditionKind::Acute, 90, 0.1);
    facts.population = std::nan("");
    EXPECT_EQ(estimate(facts, tables()).band, RiskBand::Identifiable);
    facts.population = -5;
    EXPECT_EQ(estimate(facts, tables()).band, RiskBand::Identifiable);
}

TEST(Risk, AdviceNamesTheDateAndTheAgeOfAPostThatTellsBoth)
{
    RiskFacts facts;
    facts.population = 8e5;
    facts.country = "gb";
    facts.condition = "hip fracture";
    facts.days = 2;
    facts.days_source = "caption";
    facts.age = AgeRange { 86, 86 };
    facts.sex = Sex::Male;
    const auto out = estimate(facts, tables());
    EXPECT_EQ(out.band, RiskBand::Identifiable);
    EXPECT_NE(out.cheapest_generalisation.find("leave out the date"), std::string::npos) << out.cheapest_generalisation;
    EXPECT_NE(out.cheapest_generalisation.find("over 75"), std::string::npos) << out.cheapest_generalisation;
    EXPECT_EQ(out.binding_factor, "time window");
}

TEST(Risk, ADiagnosisIsGivenUpLast)
{
    RiskFacts facts;
    facts.country = "Iceland";
    facts.condition = "boerhaave";
    facts.days = 365.25;
    EXPECT_EQ(
        estimate(facts, tables()).cheapest_generalisation, "no omission is enough: treat the patient as identifiable and ask for consent");
    facts.country = "Portugal";
    EXPECT_NE(estimate(facts, tables()).cheapest_generalisation.find("say \"oesophageal perforation\""), std::string::npos)
        << estimate(facts, tables()).cheapest_generalisation;
}

TEST(Risk, PassingEstimateAsksForNothing)
{
    const auto out = estimate(given(67e6, 1e-3, ConditionKind::Acute, 365, 0.4), tables());
    EXPECT_EQ(out.band, RiskBand::Proceed);
    EXPECT_EQ(out.cheapest_generalisation, "");
}

}  // namespace
}  // namespace imprimatur::risk
