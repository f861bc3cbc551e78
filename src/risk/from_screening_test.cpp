#include "risk/from_screening.h"

#include "risk/estimate.h"
#include "risk/test_tables.h"

namespace imprimatur::risk {
namespace {

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
    EXPECT_EQ(facts.country, "UK");
    EXPECT_EQ(facts.sex, Sex::Male);
    EXPECT_DOUBLE_EQ(facts.days.value_or(0), 2);
    EXPECT_GT(facts.population.value_or(0), 3e5);
    ASSERT_EQ(facts.factors.size(), 1U);
    EXPECT_EQ(estimate(facts, tables()).band, RiskBand::Identifiable);
}

TEST(RiskFromScreening, OpenAndWordedAgesNarrowAsTheirBandsDo)
{
    const auto age_of = [](const char* caption, const char* marked, const char* label) {
        Post post;
        post.caption = caption;
        Screening screening;
        if (*marked != '\0')
            screening.spans = { span(post.caption, marked, label) };
        const auto facts = from_screening(screening, post, {}, tables());
        EXPECT_TRUE(facts.factors.empty()) << caption;
        return facts.age.value_or(AgeRange { -1, -1 });
    };
    EXPECT_EQ(age_of("Man over 90 with a hip fracture", "", ""), (AgeRange { 90, 125 }));
    EXPECT_EQ(age_of("Man in his nineties with a hip fracture", "", ""), (AgeRange { 90, 99 }));
    EXPECT_EQ(age_of("Patient over 75 with a hip fracture", "over 75", "AGE_EXACT"), (AgeRange { 75, 125 }));
    EXPECT_EQ(age_of("Nonagenarian with a hip fracture", "Nonagenarian", "OCCUPATION"), (AgeRange { 90, 99 }));
    EXPECT_EQ(age_of("Elderly, 86 years old", "86 years old", "AGE_EXACT"), (AgeRange { 86, 86 }));
}

TEST(RiskFromScreening, TheSexIsReadInTheLanguagesThatProposalsAreWrittenIn)
{
    const auto sex_of = [](const char* caption) {
        Post post;
        post.caption = caption;
        return from_screening(Screening {}, post, {}, tables()).sex;
    };
    for (const auto* caption :
        { "Mann mit Hüftfraktur", "Homme, fracture", "Hombre con fractura", "Uomo con frattura", "Homem com fratura" })
        EXPECT_EQ(sex_of(caption), Sex::Male) << caption;
    for (const auto* caption :
        { "Junge Frau mit Fraktur", "Femme, fracture", "Mujer con fractura", "Donna con frattura", "Mulher com fratura" })
        EXPECT_EQ(sex_of(caption), Sex::Female) << caption;
    EXPECT_EQ(sex_of("Adult with a fracture"), Sex::Unknown);
}

TEST(RiskFromScreening, ACentenarianIsOneOfFew)
{
    Post post;
    post.caption = "Centenarian with a hip fracture";
    const auto facts = from_screening(Screening {}, post, Attested { .country = "IE" }, tables());
    EXPECT_NE(estimate(facts, tables()).band, RiskBand::Proceed);
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

RiskFacts of_caption(const std::string& caption, const char* location = "UK")
{
    Post post;
    post.caption = caption;
    post.account.location = location;
    return from_screening(Screening {}, post, {}, tables());
}

TEST(RiskFromScreening, TheRarestConditionNamedCounts)
{
    EXPECT_EQ(of_caption("Fracture? No: Boerhaave's syndrome after a big meal").condition, "boerhaave");
    EXPECT_EQ(of_caption("Posterior shoulder dislocations are easily missed").condition, "posterior shoulder dislocation");
    EXPECT_EQ(of_caption("Spotters for the exam").condition, "");
    EXPECT_EQ(of_caption("Wilson’s disease: the face of the giant panda").condition, "Wilson disease");
}

TEST(RiskFromScreening, AKnownDiseaseOfTheBackgroundIsASecondFactor)
{
    const auto facts = of_caption("Small bowel obstruction in known Crohn's disease");
    EXPECT_EQ(facts.condition, "small bowel obstruction");
    ASSERT_EQ(facts.factors.size(), 1U);
    EXPECT_EQ(facts.factors[0].name, "second diagnosis");
    EXPECT_DOUBLE_EQ(facts.factors[0].share, 2e-3);
    EXPECT_TRUE(of_caption("Small bowel obstruction: hernia, cancer or adhesions?").factors.empty());
}

TEST(RiskFromScreening, WordsThatMeanSomethingElseAreNotSensitive)
{
    EXPECT_FALSE(of_caption("ST depression in V4 to V6, adult").stricter);
    EXPECT_FALSE(of_caption("Single-shot T2 of the liver").stricter);
    EXPECT_TRUE(of_caption("Severe depression").stricter);
    EXPECT_EQ(of_caption("Gunshot wound of the chest").stricter_because, "crime");
    EXPECT_EQ(of_caption("Body packer at the airport").stricter_because, "crime");
    EXPECT_EQ(of_caption("non-accidental injury").stricter_because, "abuse");
}

TEST(RiskFromScreening, TheAccountTellsWorkplaceAndTown)
{
    Post post;
    post.account.location = "Leeds, UK";
    post.account.workplace = "Northgate University Hospital";
    const auto facts = from_screening(Screening {}, post, {}, tables());
    EXPECT_TRUE(facts.workplace_known);
    EXPECT_GT(facts.population.value_or(0), 3e5);
    EXPECT_LT(facts.population.value_or(0), 1.5e6);
    EXPECT_EQ(facts.population_source.substr(0, 8), "location");
    post.account.location = "UK";
    EXPECT_DOUBLE_EQ(from_screening(Screening {}, post, {}, tables()).population.value_or(0), 2e6);
}

TEST(RiskFromScreening, TwoLettersBehindATownAreNoCountry)
{
    EXPECT_EQ(of_caption("x", "Boise, ID").country, "");
    EXPECT_EQ(of_caption("x", "Leeds, UK").country, "UK");
    EXPECT_EQ(of_caption("x", "India").country, "India");
}

TEST(RiskFromScreening, WhatIsSaidTwiceNarrowsOnce)
{
    Post post;
    post.caption = "Retired postman. The postman is well.";
    Screening screening;
    screening.spans = { span(post.caption, "Retired postman", "OCCUPATION"), span(post.caption, "postman", "OCCUPATION") };
    EXPECT_EQ(from_screening(screening, post, {}, tables()).factors.size(), 1U);
}

TEST(RiskFromScreening, TheTimeSinceTheExaminationWidensTheWindowAndNeverNarrowsIt)
{
    const auto days = [](double delay) {
        Attested attested;
        attested.delay_days = delay;
        return from_screening(Screening {}, Post {}, attested, tables()).days.value_or(0);
    };
    EXPECT_DOUBLE_EQ(days(1), 90);
    EXPECT_DOUBLE_EQ(days(400), 400);
}

}  // namespace
}  // namespace imprimatur::risk
