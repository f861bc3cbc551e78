#include "risk/conditions.h"

#include "risk/name_key.h"
#include "risk/test_tables.h"

#include <gmock/gmock.h>

namespace imprimatur::risk {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

std::vector<std::string> named_in(const std::string& caption)
{
    std::vector<std::string> names;
    for (const auto& mention : conditions_in(key_words(caption), tables()))
        names.push_back(mention.name);
    return names;
}

TEST(Conditions, TheLongestNameIsTakenAndOnlyWholeWords)
{
    EXPECT_THAT(named_in("A posterior shoulder dislocation, not a shoulder dislocation."),
        ElementsAre("posterior shoulder dislocation", "shoulder dislocation"));
    EXPECT_THAT(named_in("Marfan syndrome with type A aortic dissection"), ElementsAre("marfan syndrome", "type a dissection"));
    EXPECT_THAT(named_in("strokes of luck"), ElementsAre("stroke"));
    EXPECT_THAT(named_in("the backstroke, the pancreas, a copdx"), ElementsAre());
    EXPECT_THAT(named_in("SMA and PAN, ALS providers, DIL"), ElementsAre()) << "acronyms that mean something else are left out";
}

TEST(Conditions, EveryRareNameIsFoundInACaption)
{
    std::size_t missed = 0;
    for (std::size_t row = 0; row < tables().rare_names.size(); row += 7) {
        const auto names = named_in("case of " + std::string(tables().rare_names.key(row)) + ", in short");
        missed += names.empty() ? 1 : 0;
    }
    EXPECT_EQ(missed, 0U);
}

TEST(Conditions, TheAreaThatIsNearestCounts)
{
    const auto in = [](const char* country) { return find_condition(tables(), "Wilson disease", country).value_or(Condition {}); };
    EXPECT_DOUBLE_EQ(in("China").rate, 1e-4);
    EXPECT_DOUBLE_EQ(in("Finland").rate, 1e-6);
    EXPECT_DOUBLE_EQ(in("UK").rate, 1e-5) << "no record of its own: Europe's";
    EXPECT_DOUBLE_EQ(in("India").rate, 1e-5) << "no record and no region: Europe's for want of the worldwide one";
    EXPECT_THAT(in("UK").source, HasSubstr("ORPHA:905"));
    EXPECT_THAT(in("UK").source, HasSubstr("Europe"));
    EXPECT_EQ(in("UK").gsd, 3);
    EXPECT_EQ(in("UK").kind, ConditionKind::Chronic);
}

TEST(Conditions, OfARareDiseaseWithoutAClassTheWorstIsAssumed)
{
    const auto found = find_condition(tables(), "Ectopia cordis", "uk");
    ASSERT_TRUE(found.has_value());
    EXPECT_DOUBLE_EQ(found->rate, 1e-7);
    EXPECT_TRUE(found->assumed);
    EXPECT_THAT(found->source, HasSubstr("no class"));
    EXPECT_FALSE(find_condition(tables(), "an ailment nobody wrote down", "uk").has_value());
    EXPECT_FALSE(find_condition(tables(), "", "uk").has_value());
}

TEST(Conditions, TheCuratedTableGoesBeforeTheRareOnes)
{
    const auto found = find_condition(tables(), "Takayasu's arteritis", "UK");
    ASSERT_TRUE(found.has_value());
    EXPECT_DOUBLE_EQ(found->rate, 4.7e-6);
    EXPECT_THAT(find_condition(tables(), "hip dislocation", "UK")->source, HasSubstr("from memory"));
    EXPECT_THAT(find_condition(tables(), "appendicitis", "UK")->source, HasSubstr("PMID 28288060"));
}

TEST(Conditions, ALongCaptionIsReadToItsEnd)
{
    std::string caption;
    for (int i = 0; i < 20'000; ++i)
        caption += "acute acute chronic ";
    EXPECT_THAT(named_in(caption + "boerhaave"), ElementsAre("boerhaave"));
}

}  // namespace

}  // namespace imprimatur::risk
