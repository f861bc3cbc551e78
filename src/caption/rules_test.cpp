#include "caption/ages.h"
#include "caption/checks.h"
#include "caption/rules_test_support.h"
#include "caption/word_rules.h"

#include <gtest/gtest.h>

namespace imprimatur::caption {
namespace {

std::string rule(const std::string& extra) { return "[[rule]]\nid='t'\nlabel='AGE_EXACT'\nkind='age'\nremedy='r'\ncitation='c'\n" + extra; }

std::string problem(const std::string& toml)
{
    const auto loaded = WordRules::load({ { "t.toml", toml } });
    return loaded.ok() ? "" : loaded.error().line();
}

TEST(WordRules, RefusesWhatItsOwnExamplesContradict)
{
    EXPECT_EQ(problem(rule("patterns=['\\d+M']\nmatches=['86M']\nno_match=['86']\n")), "");
    const std::pair<std::string, std::string> cases[] = {
        { rule("patterns=['\\d+M']\nmatches=['86M']\n"), "both kinds" },
        { rule("patterns=['\\d+M']\nno_match=['86']\n"), "both kinds" },
        { rule("patterns=['\\d+M']\nmatches=['86']\nno_match=['87']\n"), "must match does not" },
        { rule("patterns=['\\d+M']\nmatches=['86M']\nno_match=['87M']\n"), "must not match and does" },
        { rule("patterns=['\\d+M']\nmatches=['[[86M pain]]']\nno_match=['87']\n"), "another span" },
        { rule("patterns=['(']\nmatches=['86M']\nno_match=['87']\n"), "does not compile" },
        { rule("matches=['86M']\nno_match=['87']\n"), "patterns or lists" },
        { rule("patterns=['\\d+M']\nptterns=['x']\nmatches=['86M']\nno_match=['87']\n"), "unknown key" },
        { rule("lists=['nowhere']\nmatches=['86M']\nno_match=['87']\n"), "no list" },
        { rule("patterns=['\\d+M']\nfields=['captoin']\nmatches=['86M']\nno_match=['87']\n"), "unknown field" },
        { rule("patterns=['\\d+M']\nrewrite='vanish'\nmatches=['86M']\nno_match=['87']\n"), "rewrite" },
        { "[[rule]]\nid='t'\nlabel='AGES'\nkind='age'\npatterns=['x']\nmatches=['x']\nno_match=['y']\n", "unknown label" },
        { "[[rule]]\nlabel='AGE_EXACT'\n", "no id" },
        { "not toml", "t.toml" },
        { "", "t.toml" },
    };
    for (const auto& [toml, expected] : cases)
        EXPECT_NE(problem(toml).find(expected), std::string::npos) << toml << "\n" << problem(toml);
    EXPECT_FALSE(WordRules::load({}).ok());
    const std::string twice = rule("patterns=['\\d+M']\nmatches=['86M']\nno_match=['86']\n");
    EXPECT_NE(problem(twice + twice).find("two rules"), std::string::npos);
}

TEST(WordRules, StrengthIsAloneUnlessSaid)
{
    const std::string body = "patterns=['\\d+M']\nmatches=['86M']\nno_match=['86']\n";
    const auto alone = WordRules::load({ { "t.toml", rule(body) } });
    const auto assent = WordRules::load({ { "t.toml", rule("strength='assent'\n" + body) } });
    ASSERT_TRUE(alone.ok() && assent.ok());
    EXPECT_EQ(alone.value().table().rules.at(0).strength, Strength::Alone);
    EXPECT_EQ(assent.value().table().rules.at(0).strength, Strength::Assent);
    EXPECT_NE(problem(rule("strength='strong'\n" + body)).find("strength"), std::string::npos);
}

TEST(WordRules, FragmentsStandInPatternsAndContexts)
{
    const std::string fragments = "[[fragment]]\nname='sex'\npattern='[MF]'\n[[fragment]]\nname='aged'\npattern='\\d+{{sex}}'\n";
    const std::string body = "patterns=['{{aged}}']\nnot_after='^-{{sex}}'\nmatches=['[[86M]] fell']\nno_match=['86', '86M-F']\n";
    EXPECT_EQ(problem(fragments + rule(body)), "");
    EXPECT_NE(problem(rule(body)).find("fragment"), std::string::npos) << "nothing stands for the name";
    EXPECT_NE(problem(fragments + fragments + rule(body)).find("twice"), std::string::npos);
    EXPECT_NE(problem("[[fragment]]\nname='sex'\n" + rule(body)).find("fragment"), std::string::npos);
}

TEST(WordRules, AListEntryMayNeedANextWord)
{
    const std::string toml
        = rule("lists=['first']\nnext=['last']\ncapital=true\n"
               "matches=['so [[Ada Blank]] came', \"[[Ada Blank]]'s hip\"]\nno_match=['Ada came', 'Ada, Blank', 'Ada blank']\n");
    const auto loaded = WordRules::load({ { "first.txt", "ada\n" }, { "last.txt", "blank\n" }, { "t.toml", toml } });
    EXPECT_TRUE(loaded.ok()) << loaded.error().line();
    EXPECT_NE(problem(rule("patterns=['x']\nnext=['last']\nmatches=['x']\nno_match=['y']\n")), "");
}

TEST(WordRules, EveryShippedFileIsNeeded)
{
    const auto files = testing::shipped_files(IMPRIMATUR_SOURCE_DIR);
    ASSERT_GE(files.size(), 10U);
    std::size_t rules = 0;
    for (const auto& [name, text] : files) {
        for (std::size_t at = text.find("[[rule]]"); at != std::string::npos && name.ends_with(".toml"); at = text.find("[[rule]]", at + 1))
            ++rules;
    }
    const auto loaded = WordRules::load(files);
    ASSERT_TRUE(loaded.ok()) << loaded.error().line();
    EXPECT_GE(rules, 60U);
}

TEST(Checks, DigitsProveAnIdentifier)
{
    EXPECT_TRUE(valid_nhs_number("9434765919"));
    EXPECT_FALSE(valid_nhs_number("9434765918"));
    EXPECT_FALSE(valid_nhs_number("1111111111"));
    EXPECT_FALSE(valid_nhs_number("943476591"));
    EXPECT_TRUE(valid_aadhaar("234123412346"));
    EXPECT_FALSE(valid_aadhaar("234123412347"));
    EXPECT_FALSE(valid_aadhaar("134123412346"));
    EXPECT_TRUE(valid_luhn("79927398713"));
    EXPECT_FALSE(valid_luhn("79927398710"));
    EXPECT_FALSE(valid_luhn("000000000000")) << "passes the arithmetic and is never issued";
    EXPECT_TRUE(check_passes(Check::IpAddress, "10.0.0.255"));
    EXPECT_FALSE(check_passes(Check::IpAddress, "10.0.0.256"));
    EXPECT_FALSE(check_passes(Check::SocialSecurity, "666-12-1234"));
    EXPECT_TRUE(check_passes(Check::DayMonth, "31/12/2020"));
    EXPECT_TRUE(check_passes(Check::DayMonth, "12/31/2020"));
    EXPECT_FALSE(check_passes(Check::DayMonth, "32/13/2020"));
}

TEST(Ages, ReadInDigitsAndWords)
{
    EXPECT_DOUBLE_EQ(age_in_years("86-year-old").value_or(-1), 86);
    EXPECT_DOUBLE_EQ(age_in_years("forty-two").value_or(-1), 42);
    EXPECT_NEAR(age_in_years("six-week-old").value_or(-1), 6.0 / 52, 1e-9);
    EXPECT_DOUBLE_EQ(age_in_years("hundredth").value_or(-1), 100);
    EXPECT_FALSE(age_in_years("126 years").has_value());
    EXPECT_FALSE(age_in_years("old").has_value());
}

TEST(Ages, ReadInOtherLanguages)
{
    const std::pair<const char*, double> cases[] = { { "sesenta y dos años", 62 }, { "veintiún años", 21 }, { "quatre-vingt-six ans", 86 },
        { "soixante-dix-huit ans", 78 }, { "sechsundachtzigjährige", 86 }, { "negenentachtig jaar", 89 }, { "पैंसठ साल", 65 },
        { "paintees saal", 35 }, { "六十八岁", 68 }, { "十岁", 10 }, { "6 meses", 0.5 }, { "63 años", 63 } };
    for (const auto& [text, years] : cases)
        EXPECT_NEAR(age_in_years(text).value_or(-1), years, 1e-9) << text;
    EXPECT_FALSE(age_in_years("bahut saal").has_value());
}

TEST(Ages, Groups)
{
    const std::pair<double, AgeGroup> cases[]
        = { { 0.1, AgeGroup::Infant }, { 2, AgeGroup::YoungChild }, { 7, AgeGroup::Child }, { 15, AgeGroup::Teenager },
              { 19, AgeGroup::Young }, { 20, AgeGroup::Decade }, { 75, AgeGroup::Decade }, { 76, AgeGroup::Old }, { 101, AgeGroup::Old } };
    for (const auto& [years, expected] : cases)
        EXPECT_EQ(age_group(years), expected) << years;
    EXPECT_EQ(decade_of(20), 0U);
    EXPECT_EQ(decade_of(75), kDecades - 1);
}

}  // namespace
}  // namespace imprimatur::caption
