#include "decide/pack.h"

#include "decide/explain.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace imprimatur::decide {

namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::StartsWith;

const FactList& facts()
{
    static const FactList list { { { "words.name", "a name", "caption" }, { "consent.covers", "covers", "consent" } } };
    return list;
}

const std::string kHeader = R"([policy]
id = "house"
version = "3"
title = "The house's own"
in_force_from = "2026-01-01"
)";

const std::string kRule = R"([[rule]]
id = "house.names"
effect = "deny"
when = { any = ["words.name"], none = ["consent.covers"] }
requirement = "TXT-ID"
cite = { source = "House rules", pinpoint = "4", status = "current", reviewed_on = "2026-11-21" }
why = "Names go."
remedy = "Take it out."
)";

const std::string kCases = R"([[case]]
name = "a name"
preset = "any"
facts = { words.name = true, "consent.covers" = "unknown" }
expect = "deny"
rules = ["house.names"]
)";

std::string replaced(std::string text, const std::string& what, const std::string& with)
{
    const auto at = text.find(what);
    EXPECT_NE(at, std::string::npos) << what;
    return text.replace(at, what.size(), with);
}

std::string problem(const std::string& pack, std::optional<std::string_view> cases = kCases)
{
    const auto loaded = load_pack(pack, cases, facts());
    return loaded ? "loaded" : loaded.error().line();
}

}  // namespace

TEST(Pack, Loads)
{
    const auto pack = load_pack(kHeader + kRule, kCases, facts());
    ASSERT_TRUE(pack.ok()) << pack.error().line();
    EXPECT_EQ(pack->id, "house");
    EXPECT_EQ(pack->version, "3");
    ASSERT_EQ(pack->rules.size(), 1U);
    EXPECT_EQ(pack->rules[0].when.any, std::vector<std::string> { "words.name" });
    EXPECT_EQ(pack->rules[0].cite.pinpoint, "4");
    const auto other = load_pack(kHeader + kRule + "# a remark\n", kCases, facts());
    EXPECT_NE(pack->sha256, other->sha256);
    EXPECT_EQ(problem(kHeader + replaced(kRule, R"({ any = ["words.name"], none = ["consent.covers"] })", R"(["words.name"])")), "loaded");
}

TEST(Pack, SaysInWhichLineWhatIsWrong)
{
    EXPECT_EQ(problem(kHeader + replaced(kRule, "words.name", "words.nome")), "line 9: unknown fact 'words.nome'");
    EXPECT_EQ(problem(kHeader + replaced(kRule, "why", "wy")), "line 12: unknown key 'wy'");
    EXPECT_EQ(problem(replaced(kHeader, "title", "tittle") + kRule), "line 4: unknown key 'tittle'");
    EXPECT_THAT(problem(kHeader + kRule + "when = [\n"), StartsWith("line 14: not valid TOML"));
    EXPECT_EQ(problem(kHeader + replaced(kRule, "\"deny\"", "\"forbid\"")), "line 8: unknown effect 'forbid'");
    EXPECT_EQ(problem(kHeader + replaced(kRule, "\"current\"", "\"fresh\"")), "line 11: unknown status 'fresh'");
    EXPECT_EQ(problem(kHeader + replaced(kRule, "2026-11-21", "2026-02-30")), "line 11: 'reviewed_on' is not a date");
    EXPECT_EQ(problem(replaced(kHeader, "2026-01-01", "soon") + kRule), "line 5: 'in_force_from' is not a date");
    for (const std::string days : { "-1", "99999", "1.5", "\"1\"" })
        EXPECT_EQ(
            problem(replaced(kHeader, "in_force_from = \"2026-01-01\"", "in_force_from = \"2026-01-01\"\nminimum_delay_days = " + days)
                + kRule),
            "line 6: 'minimum_delay_days' is a whole number of days from 0 to 36525")
            << days;
    EXPECT_EQ(problem(kHeader + kRule + kRule), "line 14: rule 'house.names' stands here twice");
    EXPECT_EQ(problem(kHeader + replaced(kRule, "house.names", "base.names")), "line 7: the id of a rule starts with its pack, 'house.'");
}

TEST(Pack, ARefusalWithoutItsGroundsDoesNotLoad)
{
    EXPECT_EQ(problem(kHeader + replaced(kRule, "why = \"Names go.\"\n", "")), "line 6: 'why' is missing");
    EXPECT_EQ(problem(kHeader + replaced(kRule, "why = \"Names go.\"\n", "why = \" \"\n")), "line 12: 'why' is not a text");
    EXPECT_EQ(problem(kHeader + replaced(kRule, "remedy = \"Take it out.\"\n", "")), "line 6: 'remedy' is missing");
    EXPECT_EQ(problem(kHeader + replaced(kRule, "requirement = \"TXT-ID\"\n", "")), "line 6: 'requirement' is missing");
    EXPECT_EQ(problem(kHeader + replaced(kRule, "when = { any = [\"words.name\"], none = [\"consent.covers\"] }\n", "")),
        "line 6: 'when' is missing");
    EXPECT_EQ(
        problem(kHeader + replaced(kRule, R"({ any = ["words.name"], none = ["consent.covers"] })", "{}")), "line 9: 'when' names no fact");
    EXPECT_EQ(problem(kHeader + replaced(kRule, "pinpoint = \"4\", ", "")), "line 11: 'pinpoint' is missing");
    EXPECT_EQ(problem(kHeader + replaced(kRule, "\"deny\"", "\"obligate\"")), "line 6: 'obligation' is missing");
}

TEST(Pack, WithoutCasesItDoesNotLoad)
{
    EXPECT_THAT(problem(kHeader + kRule, std::nullopt), HasSubstr("the pack has no cases (cases.toml)"));
    EXPECT_THAT(problem(kHeader + kRule, ""), HasSubstr("there is no [[case]] (cases.toml)"));
    EXPECT_THAT(problem(kHeader + kRule, replaced(kCases, "house.names", "house.other")), HasSubstr("no case names rule 'house.names'"));
    EXPECT_EQ(problem(kHeader + kRule, replaced(kCases, "words.name", "words.nome")), "line 4: unknown fact 'words.nome' (cases.toml)");
    EXPECT_EQ(problem(kHeader + kRule, replaced(kCases, "\"deny\"", "\"never\"")), "line 5: unknown verdict 'never' (cases.toml)");
    EXPECT_EQ(problem(kHeader + kRule, replaced(kCases, "\"unknown\"", "1")), "line 4: a fact is true, false or \"unknown\" (cases.toml)");
    EXPECT_EQ(problem("", kCases), "line 1: there is no [policy]");
    EXPECT_EQ(problem(kHeader, kCases), "line 1: there is no [[rule]]");
}

TEST(Pack, OnlyBasePermitsAndALocalPackNever)
{
    const auto permit = replaced(kRule, "\"deny\"", "\"permit\"");
    EXPECT_EQ(problem(kHeader + permit), "line 6: only the pack 'base' may hold permit rules");
    EXPECT_EQ(problem(kHeader + "local = true\n" + permit), "line 7: a local pack may tighten and never loosen: it holds no permit rule");
    EXPECT_EQ(problem(kHeader + "local = true\n" + kRule), "loaded");
    EXPECT_EQ(problem(kHeader + "local = 1\n" + kRule), "line 6: 'local' is neither true nor false");
    const auto base = replaced(kHeader, "\"house\"", "\"base\"");
    const auto base_permit = replaced(permit, "house.names", "base.names");
    const auto base_cases = replaced(kCases, "house.names", "base.names");
    EXPECT_EQ(problem(base + base_permit, base_cases), "loaded");
    EXPECT_THAT(problem(base + "local = true\n" + base_permit, base_cases), HasSubstr("a local pack has a name of its own"));
}

TEST(Pack, ADisagreementNamesTheRuleThatGoverns)
{
    const std::string differ = R"([[policy.disagreements]]
about = "Names"
positions = "One says this, another that."
governs = "house.names"
because = "the stricter."
)";
    const auto pack = load_pack(kHeader + differ + kRule, kCases, facts());
    ASSERT_TRUE(pack.ok()) << pack.error().line();
    EXPECT_EQ(pack->disagreements.at(0).governs, "house.names: the stricter.");
    EXPECT_EQ(problem(kHeader + replaced(differ, "house.names", "house.nomes") + kRule), "line 9: no rule 'house.nomes' in this pack");
}

TEST(Facts, AreAClosedListWithoutDoubles)
{
    const std::string one = "[[fact]]\nid = \"a.b\"\nsays = \"so\"\ngiven_by = \"risk\"\n";
    EXPECT_TRUE(load_facts(one)->knows("a.b"));
    EXPECT_FALSE(load_facts(one)->knows("a.c"));
    EXPECT_EQ(load_facts(one + one).error().line(), "line 5: fact 'a.b' stands here twice");
    EXPECT_EQ(load_facts("[[fact]]\nid = \"a.b\"\n").error().line(), "line 1: 'says' is missing");
}

TEST(Facts, AnEntryBrokenOffInTheMiddleLeavesNothingBehind)
{
    // Longer than a string keeps inside itself: the leak checker sees what an early return forgot.
    EXPECT_FALSE(load_facts("[[fact]]\nid = \"a.fact_with_quite_a_long_name_indeed\"\nsays = 1\n").ok());
    EXPECT_THAT(problem(kHeader + replaced(kRule, "\"House rules\"", "\"" + std::string(80, 'h') + "\"") + "unknown = 1\n"),
        HasSubstr("unknown key"));
    EXPECT_THAT(problem(kHeader + replaced(replaced(kRule, "\"House rules\"", "\"" + std::string(80, 'h') + "\""), "\"4\"", "4")),
        HasSubstr("'pinpoint'"));
}

TEST(Presets, LeaveOutNoFact)
{
    EXPECT_EQ(load_presets("[[preset]]\nname = \"p\"\nfacts = { words.name = false }\n", facts()).error().line(),
        "line 1: preset 'p' leaves out fact 'consent.covers'");
    const auto presets = load_presets("[[preset]]\nname = \"p\"\nfacts = { words.name = false, consent.covers = true }\n"
                                      "[[preset]]\nname = \"q\"\nlike = \"p\"\nfacts = { words.name = \"unknown\" }\n",
        facts());
    ASSERT_TRUE(presets.ok()) << presets.error().line();
    EXPECT_EQ(presets->at("q").at("words.name"), Truth::Unknown);
    EXPECT_EQ(presets->at("q").at("consent.covers"), Truth::Yes);
    EXPECT_THAT(load_presets("[[preset]]\nname = \"q\"\nlike = \"p\"\n", facts()).error().line(), HasSubstr("no preset 'p' above"));
}

TEST(Explain, TellsWhenWhyAndWhereItIsWritten)
{
    const auto pack = load_pack(kHeader + kRule, kCases, facts());
    EXPECT_EQ(explain(pack->rules[0], *pack),
        "house.names of The house's own (house@3) denies\n"
        "  when         at least one of words.name; none of consent.covers\n"
        "  why          Names go.\n"
        "  puts right   Take it out.\n"
        "  requirement  TXT-ID\n"
        "  rests on     House rules 4 [current, reviewed 2026-11-21]\n");
}

TEST(Diff, NamesEveryChangeThatADecisionCouldShow)
{
    const auto before = load_pack(kHeader + kRule, kCases, facts()).value();
    EXPECT_THAT(diff(before, before), ElementsAre());
    auto after = before;
    after.version = "4";
    after.rules[0].effect = Effect::Refer;
    after.rules[0].when.none.clear();
    after.rules.push_back(before.rules[0]);
    after.rules[1].id = "house.more";
    EXPECT_THAT(diff(before, after),
        ElementsAre("version: \"3\" became \"4\"", "rule house.names, effect: \"deny\" became \"refer\"",
            "rule house.names, when: \"at least one of words.name; none of consent.covers\" became \"at least one of words.name\"",
            "rule house.more added: it denies when at least one of words.name; none of consent.covers"));
    EXPECT_THAT(diff(after, before), testing::Contains(HasSubstr("rule house.more removed")));
    after = before;
    after.disagreements.push_back({ "Names", "This or that.", "house.names: this." });
    EXPECT_THAT(diff(before, after), ElementsAre("disagreement added: Names: This or that. Governs: house.names: this."));
}

}  // namespace imprimatur::decide
