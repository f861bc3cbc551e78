#include "base/fragments.h"

#include <gtest/gtest.h>

namespace imprimatur {

TEST(Fragments, StandForWhatTheyName)
{
    Fragments fragments;
    ASSERT_TRUE(fragments.add("year", R"((?:19|20)\d\d)").ok());
    ASSERT_TRUE(fragments.add("month", R"(\d\d/{{year}})").ok());
    EXPECT_EQ(*fragments.unfold(R"(^{{month}}(?:-{{month}})?$)"), R"(^\d\d/(?:19|20)\d\d(?:-\d\d/(?:19|20)\d\d)?$)");
    EXPECT_EQ(*fragments.unfold(R"(\d{2}x{1,3})"), R"(\d{2}x{1,3})") << "a count is no name";
}

TEST(Fragments, RefuseWhatTheyDoNotKnow)
{
    Fragments fragments;
    EXPECT_FALSE(fragments.unfold("{{later}}").ok());
    EXPECT_FALSE(fragments.unfold("{{open").ok());
    EXPECT_FALSE(fragments.add("again", "{{again}}").ok());
    EXPECT_FALSE(fragments.add("", "x").ok());
    ASSERT_TRUE(fragments.add("later", "x").ok());
    EXPECT_FALSE(fragments.add("later", "y").ok());
}

TEST(Fragments, DoNotUnfoldWithoutEnd)
{
    Fragments fragments;
    ASSERT_TRUE(fragments.add("0", std::string(1000, 'x')).ok());
    bool refused = false;
    for (int i = 0; i < 20 && !refused; ++i) {
        const std::string last = "{{" + std::to_string(i) + "}}";
        refused = !fragments.add(std::to_string(i + 1), last + last).ok();
    }
    EXPECT_TRUE(refused);
}

}  // namespace imprimatur
