#include "desk/account_advice.h"

#include "base/test_texts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace imprimatur::desk {

namespace {

using testing::HasSubstr;

std::string shipped(const char* name) { return file_text(std::filesystem::path(IMPRIMATUR_SOURCE_DIR) / "policy/account" / name); }

const AccountGuide& guide()
{
    static const AccountGuide loaded = [] {
        auto result = AccountGuide::load(shipped("platforms.toml"), shipped("statements.toml"));
        EXPECT_TRUE(result.ok()) << (result.ok() ? "" : result.error().line());
        return result.ok() ? *result : AccountGuide {};
    }();
    return loaded;
}

std::vector<std::string> places(const AccountAdvice& advice)
{
    std::vector<std::string> where;
    for (const auto& tie : advice.ties)
        where.push_back(tie.where);
    return where;
}

AccountQuestion closed()
{
    AccountQuestion question;
    question.account.visibility = "followers";
    question.account.who_may_tag = "nobody";
    question.platform = "instagram";
    return question;
}

}  // namespace

TEST(AccountAdvice, ASilentClosedProfileTiesNobodyToAnything)
{
    const Screening nothing;
    EXPECT_THAT(places(account_advice(closed(), &nothing, guide())), testing::IsEmpty());
}

TEST(AccountAdvice, WorkplaceTownRoleAndNameAreTies)
{
    auto question = closed();
    question.account.name = "Dr A. Example";
    question.account.role = "consultant radiologist";
    Screening profile;
    profile.spans = { { "bio", 0, 10, "INSTITUTION", "r", IdentifierKind::Institution },
        { "location", 0, 5, "PLACE", "r", IdentifierKind::Geographic }, { "caption", 0, 5, "PLACE", "r", IdentifierKind::Geographic } };
    EXPECT_THAT(places(account_advice(question, &profile, guide())),
        testing::ElementsAre("bio, characters 1 to 10", "location, characters 1 to 5", "role", "name"));
    const Screening nothing;
    EXPECT_THAT(places(account_advice(question, &nothing, guide())), testing::IsEmpty()) << "a role and a name alone place nobody";
    question.account.workplace = "Northgate General Hospital";
    EXPECT_THAT(places(account_advice(question, &nothing, guide())), testing::ElementsAre("workplace", "role", "name"));
}

TEST(AccountAdvice, AnAccountNamedAfterItsWorkplaceNamesNoClinician)
{
    auto question = closed();
    question.account.name = "Northgate General Radiology";
    Screening profile;
    profile.spans = { { "name", 0, 27, "INSTITUTION", "r", IdentifierKind::Institution } };
    const auto advice = account_advice(question, &profile, guide());
    EXPECT_THAT(places(advice), testing::ElementsAre("name, characters 1 to 27"));
    EXPECT_THAT(advice.ties.front().what, HasSubstr("workplace"));
}

TEST(AccountAdvice, WhatIsNotSaidCountsAsOpen)
{
    const Screening nothing;
    EXPECT_THAT(places(account_advice({}, &nothing, guide())), testing::ElementsAre("visibility", "who may tag"));
    auto question = closed();
    question.account.visibility = "public";
    question.account.who_may_tag = "everyone";
    EXPECT_THAT(places(account_advice(question, &nothing, guide())), testing::ElementsAre("visibility", "who may tag"));
    EXPECT_THAT(places(account_advice(closed(), nullptr, guide())), testing::ElementsAre("profile"));
}

TEST(AccountAdvice, NamesNothingOfTheProfileItself)
{
    auto question = closed();
    question.account.workplace = "Northgate General Hospital";
    const Screening nothing;
    for (const auto& tie : account_advice(question, &nothing, guide()).ties)
        EXPECT_THAT(tie.where + tie.what + tie.remedy, testing::Not(HasSubstr("Northgate")));
}

TEST(AccountAdvice, SettingsOfThePlatformAndOfNoOther)
{
    const Screening nothing;
    auto question = closed();
    question.platform = "Instagram";
    EXPECT_GE(account_advice(question, &nothing, guide()).settings.size(), 4U);
    question.platform = "twitter";
    EXPECT_GE(account_advice(question, &nothing, guide()).settings.size(), 4U);
    question.platform = "nowhere";
    EXPECT_TRUE(account_advice(question, &nothing, guide()).settings.empty());
}

TEST(AccountAdvice, TheStatementOfTheLanguageThenOfTheLaw)
{
    const auto statement = [](const char* language, const char* jurisdiction) {
        auto question = closed();
        question.language = language;
        question.jurisdiction = jurisdiction;
        return account_advice(question, nullptr, guide());
    };
    EXPECT_THAT(statement("en", "us").statement, HasSubstr("authorization"));
    EXPECT_THAT(statement("en", "uk").statement, HasSubstr("GMC"));
    EXPECT_THAT(statement("de", "eu").statement, HasSubstr("Einwilligung"));
    EXPECT_THAT(statement("es", "").statement, HasSubstr("consentimiento"));
    EXPECT_THAT(statement("fr", "").statement, HasSubstr("consentement"));
    EXPECT_EQ(statement("hi", "in").language, "hi");
    EXPECT_EQ(statement("tlh", "in").language, "en");
    EXPECT_EQ(statement("tlh", "in").jurisdiction, "in");
    EXPECT_FALSE(statement("hi", "in").statement_reviewed) << "until somebody who knows the language has read it";
}

TEST(AccountGuide, WhatIsWrongInItIsAnError)
{
    const std::string statements = shipped("statements.toml");
    for (const std::string platforms : { "[[platform]]\nname = \"\"\n", "[[platform]]\nname = \"x\"\nsettings = 1\n", "platform = 1\n",
             "[[platform]]\nname = \"x\"\n[[platform.setting]]\nwhat = \"a\"\n" })
        EXPECT_FALSE(AccountGuide::load(platforms, statements).ok()) << platforms;
    EXPECT_FALSE(AccountGuide::load("", "[[statement]]\nlanguage = \"fr\"\njurisdiction = \"general\"\ntext = \"x\"\n").ok());
}

}  // namespace imprimatur::desk
