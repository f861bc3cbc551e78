// Evidence by its name, and what is spelled out.
#include "caption/judgement.h"

#include "base/test_texts.h"
#include "caption/rules_test_support.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace imprimatur::caption {
namespace {

Search found_in_caption(const std::vector<const Rule*>& rules, int patient_evidence)
{
    Search search { .found = {}, .patient_evidence = patient_evidence };
    for (const auto* rule : rules)
        search.found.push_back({ .field = 0, .start = 0, .end = 1, .rule = rule });
    return search;
}

TEST(SpelledOut, ADateIsOneKindHoweverItIsWritten)
{
    const Rule age { .label = Label::AgeExact };
    const Rule date { .label = Label::DateAbs };
    const Rule day { .label = Label::DateRel };
    const Rule place { .label = Label::Place };
    EXPECT_FALSE(spelled_out(found_in_caption({ &age, &date, &day }, 1)));
    EXPECT_TRUE(spelled_out(found_in_caption({ &age, &day, &place }, 1)));
    EXPECT_TRUE(spelled_out(found_in_caption({ &age, &date, &day, &place }, 1)));
    EXPECT_FALSE(spelled_out(found_in_caption({ &age, &date, &place }, 0))) << "nothing speaks for a patient";
    const Rule weak { .label = Label::Place, .strength = Strength::Assent };
    EXPECT_FALSE(spelled_out(found_in_caption({ &age, &date, &weak }, 1)));
}

TEST(Weigh, EveryWeightIsReadUnderItsName)
{
    const auto source = std::filesystem::path(IMPRIMATUR_SOURCE_DIR);
    auto text = file_text(source / "policy/reader/reader.toml");
    const auto lists = WordRules::load(testing::shipped_files(source)).value().table().lists;
    ASSERT_TRUE(ReaderPolicy::load(text, lists).ok());
    const auto section = text.find("\n[patient]");
    ASSERT_NE(section, std::string::npos);
    text.resize(section);
    std::string patient = "\n[patient]\nbias = 0\nthreshold = 0.5\n";
    for (std::size_t i = 0; i < kEvidenceNames.size(); ++i)
        patient += std::string(kEvidenceNames[i]) + " = " + std::to_string(i + 1) + "\n";
    auto risky = patient;
    risky.replace(risky.find("patient"), 7, "risky");
    const auto policy = ReaderPolicy::load(text + patient + risky, lists);
    ASSERT_TRUE(policy.ok()) << policy.error().line();
    EXPECT_THAT(policy->patient.by_name, ::testing::ElementsAre(1, 2, 3, 4, 5, 6, 7, 8, 9, 10));
    const auto gone = patient.find("gate");
    EXPECT_THAT(ReaderPolicy::load(text + patient.substr(0, gone) + risky, lists).error().line(), ::testing::HasSubstr("patient.gate"));
}

ReaderPolicy shipped()
{
    const auto source = std::filesystem::path(IMPRIMATUR_SOURCE_DIR);
    const auto lists = WordRules::load(testing::shipped_files(source)).value().table().lists;
    return ReaderPolicy::load(file_text(source / "policy/reader/reader.toml"), lists).value();
}

TEST(NotThere, HowLongSomethingLastsAndHowTallSomebodyIsAreNoAges)
{
    const auto policy = shipped();
    const auto& age = policy.not_there[static_cast<std::size_t>(Label::AgeExact)];
    EXPECT_TRUE(age.says("dyspnée depuis ", "3 ans. Opéré"));
    EXPECT_TRUE(age.says("Paciente, ", "14 años en hemodiálisis"));
    EXPECT_TRUE(age.says("", "5'2 woman"));
    EXPECT_TRUE(age.says("a ", "3-year history of pain"));
    EXPECT_FALSE(age.says("Femme de ", "45 ans, dyspnée"));
    EXPECT_FALSE(age.says("a scan for ", "86M with pain") && age.says("our scan for ", "86M with pain"));
    EXPECT_FALSE(policy.not_there[static_cast<std::size_t>(Label::Place)].says("depuis ", "3 ans"));
}

// In the order of kEvidenceNames.
TEST(Tells, NothingOutvotesANetworkThatIsSure)
{
    const auto policy = shipped();
    EXPECT_TRUE(tells({ -6, 4, 0, 0, 0, 0, 0, -1, -1, -1 }, false, policy)) << "neither what it is about nor the bag";
    EXPECT_FALSE(tells({ -6, 1, 0, 0, 0, 0, 0, -1, -1, -1 }, false, policy));
}

TEST(Tells, TheBagSpeaksAgainstAPostAndHardlyForOne)
{
    const auto policy = shipped();
    for (const double network : { 3.0, 3.25 })
        EXPECT_TRUE(tells({ 4, network, 0.8, 0, 0, 0, 0, 0.5, -1, -1 }, true, policy)) << network << ": where the network saw a place";
    EXPECT_FALSE(tells({ 0, -2, 0, 0, 0, 0, 0, 0, 0, 0 }, true, policy));
    EXPECT_TRUE(tells({ 0, -2, 0, 0, 0, 0, 0, 0, 6, 6 }, true, policy)) << "in a language that the network does not read";
}

TEST(Tells, WhatRulesFoundByThemselvesCountsForSomething)
{
    const auto policy = shipped();
    const auto with = weigh({ 0, 0, 0, 0, 2, 0, 0, 0, 0, 0 }, policy.risky);
    EXPECT_GT(with, weigh({ 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 }, policy.risky) + 0.1);
    EXPECT_TRUE(tells({ 0, 0, 0, 0, 2, 0, 0, 0.5, 0, 0 }, true, policy)) << "two kinds, and nobody knows the language";
}

TEST(TellsAPatientsAge, OnlyOfAPatientAndOnlyByARuleThatStandsAlone)
{
    const auto policy = shipped();
    const Rule age { .label = Label::AgeExact };
    const Rule date { .label = Label::DateAbs };
    const Rule weak { .label = Label::AgeExact, .strength = Strength::Assent };
    const Evidence about_a_patient { 3, -2, 0.5, 0, 1, 0, 0, 0.3, 3, -1 };
    const Evidence about_a_talk { -6, -3.5, 0, 0, 1, 0, 0, 0.3, -1, -1 };
    EXPECT_TRUE(tells_a_patients_age(found_in_caption({ &age }, 2), about_a_patient, policy));
    EXPECT_FALSE(tells_a_patients_age(found_in_caption({ &age }, 2), about_a_talk, policy)) << "the title of a talk";
    EXPECT_FALSE(tells_a_patients_age(found_in_caption({ &age }, 0), about_a_patient, policy)) << "nothing speaks for a patient";
    EXPECT_FALSE(tells_a_patients_age(found_in_caption({ &date, &weak }, 2), about_a_patient, policy));
}

TEST(Weigh, LogisticOfTheSum)
{
    Weights weights { .bias = -1 };
    weights.by_name = { 0, 0, 0, 0, 0, 0, 0, 2, 0, 0 };
    EXPECT_DOUBLE_EQ(weigh(Evidence { 5, 5, 5, 5, 5, 5, 5, 0.5, 5, 5 }, weights), 0.5);
}

}  // namespace
}  // namespace imprimatur::caption
