#include "risk/age_words.h"
#include "risk/estimate.h"
#include "risk/from_screening.h"

#include <cmath>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <iterator>
#include <random>

namespace imprimatur::risk {
namespace {

std::pair<std::string, std::string> shipped(const std::string& path)
{
    std::ifstream file(std::filesystem::path(IMPRIMATUR_SOURCE_DIR) / "policy" / path, std::ios::binary);
    return { path, std::string(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()) };
}

const RiskTables& tables()
{
    static const RiskTables loaded = [] {
        auto result = load_risk_tables({ shipped("risk/conditions.tsv"), shipped("risk/population.tsv"), shipped("risk/age_share.tsv"),
            shipped("risk/age_risk.tsv"), shipped("words/lists/cities.txt"), shipped("words/lists/cities_ambiguous.txt") });
        EXPECT_TRUE(result.ok()) << (result.ok() ? "" : result.error().line());
        return result.ok() ? std::move(result).value() : RiskTables {};
    }();
    return loaded;
}

// One factor of lambda after the other, given as the example gives them: no table is asked.
RiskFacts given(double population, double rate, ConditionKind kind, std::optional<double> days, double share, double relative_risk = 1)
{
    RiskFacts facts;
    facts.population = population;
    facts.rate = rate;
    facts.kind = kind;
    facts.days = days;
    facts.age_share = share;
    facts.relative_risk = relative_risk;
    return facts;
}

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

TEST(Risk, ClosedFormEqualsMonteCarlo)
{
    std::mt19937_64 random(7);
    for (const double lambda : { 0.05, 0.5, 1.0, 3.0, 12.0, 60.0 }) {
        std::poisson_distribution<int> others(lambda);
        constexpr int kDraws = 400'000;
        double sum = 0;
        for (int i = 0; i < kDraws; ++i)
            sum += 1.0 / (1 + others(random));
        EXPECT_NEAR(sum / kDraws / reidentification_risk(lambda), 1, 0.01) << lambda;
    }
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

TEST(Risk, FallsWithEveryFactor)
{
    const RiskFacts base = given(1e6, 1e-3, ConditionKind::Acute, 30, 0.1, 1);
    const double before = estimate(base, tables()).risk_hi;
    for (const double more : { 1.1, 2.0, 10.0, 1000.0 }) {
        for (const auto& change : std::vector<std::function<void(RiskFacts&)>> { [&](RiskFacts& f) { *f.population *= more; },
                 [&](RiskFacts& f) { *f.rate *= more; }, [&](RiskFacts& f) { *f.days *= more; },
                 [&](RiskFacts& f) { *f.age_share *= more; }, [&](RiskFacts& f) { f.relative_risk *= more; } }) {
            RiskFacts changed = base;
            change(changed);
            EXPECT_LT(estimate(changed, tables()).risk_hi, before);
        }
        RiskFacts fewer = base;
        fewer.factors.push_back({ "occupation", 1 / more, 1, "" });
        EXPECT_GT(estimate(fewer, tables()).risk_hi, before);
    }
    RiskFacts unsure = base;
    unsure.rate_gsd = 4;
    EXPECT_GT(estimate(unsure, tables()).risk_hi, before) << "less knowledge must never look safer";
    RiskFacts narrow = base;
    narrow.age_share.reset();
    narrow.age = AgeRange { 40, 49 };
    const double band = estimate(narrow, tables()).risk_hi;
    narrow.age = AgeRange { 44, 44 };
    EXPECT_GT(estimate(narrow, tables()).risk_hi, band);
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

TEST(Risk, NonsenseRefuses)
{
    auto facts = given(1e6, 1e-3, ConditionKind::Acute, 90, 0.1);
    facts.population = std::nan("");
    EXPECT_EQ(estimate(facts, tables()).band, RiskBand::Identifiable);
    facts.population = -5;
    EXPECT_EQ(estimate(facts, tables()).band, RiskBand::Identifiable);
}

TEST(Risk, CheapestGeneralisationIsFoundAndWorks)
{
    RiskFacts facts;
    facts.population = 8e5;
    facts.country = "gb";
    facts.condition = "hip fracture";
    facts.relative_risk = 11;
    facts.days = 2;
    facts.days_source = "caption";
    facts.age = AgeRange { 86, 86 };
    const auto out = estimate(facts, tables());
    EXPECT_EQ(out.band, RiskBand::Identifiable);
    EXPECT_NE(out.cheapest_generalisation.find("date"), std::string::npos) << out.cheapest_generalisation;
    EXPECT_NE(out.binding_factor, "");
    facts.days.reset();
    facts.age = AgeRange { 76, 125 };
    EXPECT_NE(estimate(facts, tables()).band, RiskBand::Identifiable);
}

TEST(Risk, PassingEstimateAsksForNothing)
{
    const auto out = estimate(given(67e6, 1e-3, ConditionKind::Acute, 365, 0.4), tables());
    EXPECT_EQ(out.band, RiskBand::Proceed);
    EXPECT_EQ(out.cheapest_generalisation, "");
}

TEST(RiskTables, ShippedTablesLoadAndEveryRowHasAStatus)
{
    EXPECT_GE(tables().conditions.size(), 60U);
    for (const auto& row : tables().conditions)
        EXPECT_FALSE(row.citation.empty()) << row.term;
    EXPECT_GE(tables().ages.size(), 31U);
    EXPECT_NEAR(age_share(tables(), "gb", { 0, 125 }), 1, 0.01);
    EXPECT_LT(age_share(tables(), "gb", { 100, 100 }), age_share(tables(), "gb", { 81, 81 }));
    EXPECT_DOUBLE_EQ(age_share(tables(), "atlantis", { 20, 29 }), age_share(tables(), "world", { 20, 29 }));
}

TEST(RiskTables, BrokenRowsAreRefusedWithTheirLine)
{
    const auto ages = shipped("risk/age_share.tsv");
    const auto population = shipped("risk/population.tsv");
    for (const char* bad : { "x\tacute\tabc\t2\t-\tu\n", "x\tsometimes\t1e-3\t2\t-\tu\n", "x\tacute\t1e-3\t2\t-\n",
             "x\tacute\t-1\t2\t-\tu\n", "x\tchronic\t3\t2\t-\tu\n", "x\tacute\t1e-3\t2\t-\t\n" }) {
        const auto loaded = load_risk_tables({ { "conditions.tsv", std::string("# head\n") + bad }, population, ages });
        ASSERT_FALSE(loaded.ok()) << bad;
        EXPECT_NE(loaded.error().where.find("line 2"), std::string::npos);
    }
    EXPECT_FALSE(load_risk_tables({ population, ages }).ok());
}

Span span(const std::string& caption, const std::string& text, const char* label, const char* field = "caption")
{
    const auto at = caption.find(text);
    return { field, at, at + text.size(), label, "test", IdentifierKind::FreeText };
}

TEST(RiskFromScreening, ReadsTheFactsOfAPost)
{
    Post post;
    post.caption = "86M hip fracture, fell yesterday in Leeds. Retired postman.";
    post.account.location = "Leeds, UK";
    Screening screening;
    screening.spans = { span(post.caption, "86M", "AGE_EXACT"), span(post.caption, "yesterday", "DATE_REL"),
        span(post.caption, "Leeds", "PLACE"), span(post.caption, "Retired postman", "OCCUPATION") };
    const auto facts = from_screening(screening, post, {}, tables());
    EXPECT_EQ(facts.age, (AgeRange { 86, 86 }));
    EXPECT_EQ(facts.condition, "hip fracture");
    EXPECT_EQ(facts.country, "uk");
    EXPECT_EQ(facts.sex, Sex::Male);
    EXPECT_DOUBLE_EQ(facts.days.value_or(0), 2);
    EXPECT_GT(facts.population.value_or(0), 3e5);
    ASSERT_EQ(facts.factors.size(), 1U);
    EXPECT_EQ(estimate(facts, tables()).band, RiskBand::Identifiable);
}

TEST(RiskFromScreening, NamesNumbersAndEventsOverride)
{
    Post post;
    post.caption = "Shelly on the news";
    Screening screening;
    screening.spans = { span(post.caption, "Shelly", "NAME_PATIENT"), span(post.caption, "on the news", "UNIQUE_EVENT") };
    const auto facts = from_screening(screening, post, {}, tables());
    EXPECT_TRUE(facts.direct_identifier);
    EXPECT_TRUE(facts.unique_event);
}

TEST(RiskFromScreening, ChildrenAndSensitiveSubjectsAreStricter)
{
    const auto stricter = [](const char* caption) {
        Post post;
        post.caption = caption;
        return from_screening(Screening {}, post, {}, tables()).stricter;
    };
    EXPECT_TRUE(stricter("toddler with a limp"));
    EXPECT_TRUE(stricter("intentional overdose"));
    EXPECT_TRUE(stricter("HIV positive adult"));
    EXPECT_FALSE(stricter("adult with a hip fracture"));
}

TEST(RiskFromScreening, AnAgeThatIsNotUnderstoodIsTakenAsExact)
{
    Post post;
    post.caption = "aged so-and-so";
    Screening screening;
    screening.spans = { span(post.caption, "so-and-so", "AGE_EXACT") };
    const auto facts = from_screening(screening, post, {}, tables());
    ASSERT_TRUE(facts.age_share.has_value());
    EXPECT_LT(*facts.age_share, 0.01);
}

TEST(RiskFromScreening, SpansThatDoNotFitTheTextAreHarmless)
{
    Screening screening;
    screening.spans
        = { { "caption", 5, 500, "AGE_EXACT", "x", IdentifierKind::Age }, { "nowhere", 0, 1, "PLACE", "x", IdentifierKind::Geographic } };
    const auto facts = from_screening(screening, Post {}, {}, tables());
    EXPECT_TRUE(facts.age_share.has_value());
    EXPECT_LE(facts.population.value_or(1e9), 30'000);
}

}  // namespace
TEST(AgeWords, ABandInWordsNarrowsLikeAFigureDoes)
{
    EXPECT_EQ(age_band_in("elderly man with breathlessness"), (AgeRange { 75, 125 }));
    EXPECT_EQ(age_band_in("a woman in her 40s"), (AgeRange { 40, 49 }));
    EXPECT_EQ(age_band_in("octogenarian, elderly"), (AgeRange { 80, 89 }));
    EXPECT_EQ(age_band_in("a folder of 300 slides, 120 kv"), std::nullopt);
    EXPECT_EQ(age_band_in("the boyfriend came along"), std::nullopt);
}

TEST(AgeWords, AnOldPatientsConditionIsMoreCommonAmongTheOld)
{
    const auto& loaded_tables = tables();
    EXPECT_EQ(relative_risk(loaded_tables, "hip fracture", { 40, 49 }), 1);
    EXPECT_EQ(relative_risk(loaded_tables, "hip fracture", { 80, 89 }), 11);
}

}  // namespace imprimatur::risk
