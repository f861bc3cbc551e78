#include "caption/triggers.h"

#include "caption/outline.h"
#include "caption/prepared.h"
#include "caption/rule.h"
#include "caption/rules_test_support.h"

#include <algorithm>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sstream>

namespace imprimatur::caption {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

TEST(Outline, OneSignForARun)
{
    EXPECT_EQ(outline_of("Mrs. X-Y, 86M"), " mrs x y 0m ");
    EXPECT_EQ(outline_of(""), " ");
    EXPECT_EQ(outline_of("señora 😀 ٨٦ a_b"), " se~ora 0 a~b ");
}

TEST(Necessary, WhatEveryMatchHolds)
{
    EXPECT_THAT(necessary_outlines("tattoo"), ElementsAre(ElementsAre("tattoo")));
    EXPECT_THAT(necessary_outlines(R"(\bMrs?\b\.?\s)"), ElementsAre(UnorderedElementsAre(" mr ", " mrs ")));
    EXPECT_THAT(necessary_outlines(R"((?<!\d)\d{1,3}\s?(?:years?|yrs)\b)"),
        ElementsAre(UnorderedElementsAre("0 year ", "0 years ", "0 yrs ", "0year ", "0years ", "0yrs ")));
    EXPECT_THAT(
        necessary_outlines(R"((?:he|she)\s\w+ly\s(?=x)ate)"), ElementsAre(ElementsAre("ly ate"), UnorderedElementsAre("he ", "she ")));
    EXPECT_THAT(necessary_outlines(R"([a-z0-9]+@(?!x))"), ElementsAre(ElementsAre(" ")));
}

TEST(Necessary, NothingIsClaimedOfWhatIsNotUnderstood)
{
    for (const char* pattern : { R"(\p{Lu}+)", "a*", "(?:tattoo|.*)", R"((a)\1)", "(?i)tattoo", "" })
        EXPECT_THAT(necessary_outlines(pattern), IsEmpty()) << pattern;
}

TEST(Triggers, FireWhenAllSetsAreFulfilled)
{
    Triggers triggers;
    EXPECT_EQ(triggers.add(R"(\bfirst\b.*\bworld\b)"), 0U);
    EXPECT_EQ(triggers.add(R"(\p{Lu})"), 1U);
    EXPECT_EQ(triggers.add("orld"), 2U);
    ASSERT_TRUE(triggers.build().ok());
    EXPECT_THAT(triggers.fired("First in the WORLD"), ElementsAre(0, 1, 2));
    EXPECT_THAT(triggers.fired("the first worldly"), ElementsAre(1, 2));
    EXPECT_THAT(triggers.fired(""), ElementsAre(1));
}

/// The point of them all: no pattern matches a text in which its trigger is silent. The rule files are full of texts that match.
TEST(Triggers, NeverSilentWhereAPatternMatches)
{
    const auto files = testing::shipped_files(IMPRIMATUR_SOURCE_DIR);
    const auto rules = WordRules::load(files);
    ASSERT_TRUE(rules.ok()) << rules.error().line();
    const auto& table = rules.value().table();
    std::size_t matches = 0;
    for (const auto& [name, text] : files) {
        std::istringstream lines(name.ends_with(".toml") ? text : std::string());
        for (std::string line; std::getline(lines, line);) {
            const auto prepared = prepare(line, name);
            ASSERT_TRUE(prepared.ok());
            const auto fired = table.triggers.fired(prepared->text);
            for (std::uint32_t number = 0; number < table.rule_of.size(); ++number) {
                const Rule& rule = table.rules[table.rule_of[number]];
                Hit hit;
                if (rule.patterns[number - rule.first_trigger].find(prepared->text, 0, hit) != Outcome::Found)
                    continue;
                ++matches;
                EXPECT_TRUE(std::binary_search(fired.begin(), fired.end(), number)) << rule.id << ": " << line;
            }
        }
    }
    EXPECT_GT(matches, 500U);
}

}  // namespace
}  // namespace imprimatur::caption
