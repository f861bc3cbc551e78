// Records, counts and what is written of them.
#include "survey/consent_mention.h"
#include "survey/report.h"
#include "survey/run_facts.h"
#include "survey/tables.h"

#include <gmock/gmock.h>

#include <fstream>
#include <sstream>

namespace imprimatur::survey {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

namespace {

std::string policy(const std::string& name)
{
    std::ostringstream text;
    text << std::ifstream(std::string(IMPRIMATUR_SOURCE_DIR) + "/policy/" + name, std::ios::binary).rdbuf();
    return text.str();
}

Categories categories()
{
    auto loaded = Categories::load(policy("survey/categories.toml"));
    EXPECT_TRUE(loaded.ok()) << loaded.error().line();
    return std::move(loaded).value();
}

PostRecord record(std::size_t number, const std::string& account, PostClass post_class)
{
    PostRecord made { .number = number, .id = "p" + std::to_string(number), .account = account, .platform = "x", .year = "2019" };
    made.post_class = post_class;
    return made;
}

/// Four posts of two accounts: a compliant one, one whose picture alone puts it at risk, one at risk that speaks of consent, a bad one.
std::vector<PostRecord> records()
{
    std::vector<PostRecord> made { record(1, "a-1", PostClass::Compliant), record(2, "a-1", PostClass::Compliant),
        record(3, "a-2", PostClass::AtRisk), record(5, "", PostClass::NonCompliant) };
    made[0].images = { .named = 1, .inspected = 1, .kinds = { { "text_in_pixels", 1 } } };
    made[1].images = { .named = 2, .inspected = 1, .missing = 1, .kinds = { { "date", 1 } }, .rules = { { "birth-label", 1 } } };
    made[1].problems = { "image 2 is not there" };
    made[2].labels = { { "DATE_REL", 2 }, { "AGE_EXACT", 1 } };
    made[2].rules = { { "age.birth_year", 1 } };
    made[2].consent_mentioned = true;
    made[2].year = "2021";
    made[2].foreign_script = true;
    made[3].labels = { { "NAME_PATIENT", 1 } };
    made[3].year = "";
    return made;
}

RunFacts facts()
{
    RunFacts made { .layout = "jsonl", .unit = "line", .input_sha256 = "00", .rules_sha256 = std::string(64, 'b'), .effort = "standard" };
    made.posts = 4;
    return made;
}

}  // namespace

TEST(Record, ComesBackAsItWasWritten)
{
    for (const auto& each : records()) {
        const auto back = parse_record(to_json_line(each));
        ASSERT_TRUE(back);
        EXPECT_EQ(*back, each);
    }
    const auto line = to_json_line(records()[1]);
    for (std::size_t cut = 0; cut < line.size(); ++cut)
        EXPECT_FALSE(parse_record(line.substr(0, cut))) << cut;
    EXPECT_FALSE(parse_record("{}"));
    EXPECT_FALSE(parse_record("[]"));
}

TEST(Record, FactsOfARunComeBackAsTheyWere)
{
    auto made = facts();
    made.notes = { "a note" };
    made.problems = { { "line", 4, "is not UTF-8" } };
    const auto back = parse_run_facts(to_json(made));
    ASSERT_TRUE(back);
    EXPECT_EQ(*back, made);
    auto more = made;
    more.sample = 30;
    EXPECT_TRUE(same_run(made, more)) << "a sample can be asked for afterwards";
    more.input_sha256 = "01";
    EXPECT_FALSE(same_run(made, more));
    EXPECT_FALSE(parse_run_facts("{\"version\":1}"));
}

TEST(Record, PseudonymsAreOfTheAccountAndNotOfItsSpelling)
{
    Account account;
    account.handle = "@Ward7";
    const auto one = pseudonym("salt", "x", account);
    EXPECT_THAT(one, AllOf(testing::StartsWith("a-"), testing::SizeIs(14)));
    account.handle = "ward7 ";
    EXPECT_EQ(pseudonym("salt", "x", account), one);
    EXPECT_NE(pseudonym("other", "x", account), one);
    EXPECT_NE(pseudonym("salt", "instagram", account), one);
    EXPECT_EQ(pseudonym("salt", "x", Account {}), "");
    Account named;
    named.name = "ward7";
    EXPECT_NE(pseudonym("salt", "x", named), one);
}

TEST(Tally, CountsPostsAccountsAndWhatWasFound)
{
    const auto result = tally(records(), categories());
    EXPECT_EQ(result.posts, 4U);
    EXPECT_THAT(result.words, ElementsAre(2, 1, 1));
    EXPECT_THAT(result.together, ElementsAre(1, 2, 1)) << "the date on a picture puts its post at risk, unread writing does not";
    EXPECT_THAT(result.consent, ElementsAre(0, 1, 0));
    EXPECT_EQ(result.accounts.size(), 2U);
    EXPECT_EQ(result.without_account, 1U);
    EXPECT_EQ(result.risky_accounts().count, 2U);
    EXPECT_EQ(result.risky_image_accounts().of, 1U);
    EXPECT_EQ(result.in_foreign_scripts, 1U);
    EXPECT_EQ(result.images.missing, 1U);
    EXPECT_EQ(result.unclassified_writing, 1U);
    const auto& date = result.categories[0];
    EXPECT_EQ(date.posts, 2U);
    EXPECT_EQ(date.in_words, 1U);
    EXPECT_EQ(date.on_images, 1U);
    EXPECT_EQ(result.categories[1].posts, 2U) << "a birth year in words, a birth label on a picture";
    auto unscreened = records();
    unscreened[3].screened = false;
    EXPECT_EQ(tally(unscreened, categories()).posts, 3U);
}

TEST(Tables, HoldPseudonymsAndNoFormula)
{
    auto made = records();
    made[0].id = "=1+1";
    const auto table = posts_csv(made);
    EXPECT_THAT(table, AllOf(HasSubstr("\r\n1,'=1+1,a-1,x,2019,compliant,compliant,"), HasSubstr("2,p2,a-1,x,2019,at_risk,compliant,")));
    const auto counted = tally(made, categories());
    EXPECT_THAT(accounts_csv(counted), HasSubstr("a-1,x,2,1,1,0,2,0\r\n"));
    const auto problems = all_problems({ { "line", 4, "is not UTF-8" } }, made, "line");
    EXPECT_EQ(problems_csv(problems), "unit,number,problem\r\nline,2,image 2 is not there\r\nline,4,is not UTF-8\r\n");
    EXPECT_THAT(summary_json(counted, facts(), 2, true),
        AllOf(HasSubstr("\"posts\":4,"), HasSubstr("\"at_risk\":{\"count\":2,\"of\":4,\"share\":0.5,"), Not(HasSubstr("\n{"))));
}

TEST(Report, SaysTheNumbersAndTheLimitsAndHoldsNoScript)
{
    auto made = facts();
    made.notes = { "a <note>" };
    const auto page = report_page(tally(records(), categories()), made, 2, policy("pages/survey.css"));
    EXPECT_THAT(page,
        AllOf(HasSubstr("4 posts of 2 accounts"), HasSubstr("50.0\xC2\xA0%"), HasSubstr("What is not promised"), HasSubstr("18.5\xC2\xA0%"),
            HasSubstr("a &lt;note&gt;"), HasSubstr("2021"), HasSubstr("not known")));
    EXPECT_THAT(page,
        AllOf(
            Not(HasSubstr("<script")), Not(HasSubstr("http:")), Not(HasSubstr("https:")), Not(HasSubstr("style=")), Not(HasSubstr("nan"))));
    EXPECT_THAT(page, HasSubstr("style-src 'sha256-"));
}

TEST(Report, OfNothingIsStillAReport)
{
    const auto page = report_page(tally({}, categories()), facts(), 0, "");
    EXPECT_THAT(page, AllOf(HasSubstr("0 posts"), Not(HasSubstr("nan")), Not(HasSubstr("inf"))));
}

TEST(Report, AgreementSaysWhatWasLeftOut)
{
    const Confusion table { { { 75, 1, 4 }, { 5, 4, 1 }, { 0, 0, 10 } } };
    const auto page = agreement_page(table, agreement(table), 3, 1, "");
    EXPECT_THAT(page, AllOf(HasSubstr("0.68 (95"), HasSubstr("3 rows"), HasSubstr("<strong>75</strong>")));
    EXPECT_THAT(agreement_json(table, agreement(table), 3, 1),
        AllOf(HasSubstr("\"empty\":3,\"unused\":1"), HasSubstr("\"program_by_person\":[[75,1,4],")));
}

TEST(Consent, TheRulesHoldTheirOwnExamples)
{
    const auto rules = ConsentMentions::load(policy("survey/consent.toml"));
    ASSERT_TRUE(rules.ok()) << rules.error().line();
    // Across sentences, languages and fields.
    EXPECT_TRUE(rules->mentioned(std::string_view("Great case. Shared with patient consent! #endoscopy")));
    EXPECT_TRUE(rules->mentioned(std::string_view("No consent for surgery was needed. Written consent for publication obtained.")));
    EXPECT_FALSE(rules->mentioned(std::string_view("Mit der Zange. Ohne Einwilligung geht es nicht.")));
    EXPECT_FALSE(rules->mentioned(std::string_view("Consent")));
    Post post;
    post.hashtags = "#polyp #patientconsent";
    EXPECT_TRUE(rules->mentioned(post));
    post.hashtags = "#polyp\xff #patientconsent";
    EXPECT_FALSE(rules->mentioned(post)) << "what is not UTF-8 is not searched";
}

TEST(Consent, ARuleWithoutExamplesOrAgainstThemDoesNotLoad)
{
    const auto why = [](const std::string& toml) { return ConsentMentions::load(toml).error().line(); };
    EXPECT_THAT(why("[[rule]]\nid='a'\nsays=['x']\nmatches=['x']\n"), HasSubstr("needs id, says, matches and no_match"));
    EXPECT_THAT(why("[[rule]]\nid='a'\nsays=['x']\nmatches=['y']\nno_match=['z']\n"), HasSubstr("must match does not: y"));
    EXPECT_THAT(why("[[rule]]\nid='a'\nsays=['x']\nmatches=['x']\nno_match=['x z']\n"), HasSubstr("must not match does"));
    EXPECT_THAT(why("[[rule]]\nid='a'\nsays=['(']\n"), HasSubstr("does not compile"));
    EXPECT_THAT(why("="), HasSubstr("line 1"));
    EXPECT_THAT(why(""), HasSubstr("no rule"));
    EXPECT_THAT(why("rule=[1]"), HasSubstr("a rule must be a table"));
}

TEST(Categories, ACategoryThatCannotHoldAnythingDoesNotLoad)
{
    const auto why = [](const std::string& toml) { return Categories::load(toml).error().line(); };
    EXPECT_THAT(why("\n="), AllOf(HasSubstr("policy/survey/categories.toml, line 2"), HasSubstr("correct the category")));
    EXPECT_THAT(why("[[category]]\nid='a'\nname='A'\n"), HasSubstr("one of labels, rules and kinds"));
    EXPECT_THAT(why("[[category]]\nid='a'\nname='A'\nkinds=['x']\n"), HasSubstr("no identifier kind x"));
    EXPECT_THAT(why("[[category]]\nid='a'\nname='A'\nlabels=['X']\n"), HasSubstr("no study"));
}

}  // namespace imprimatur::survey
