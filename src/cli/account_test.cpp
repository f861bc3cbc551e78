#include "cli/fake_world.h"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

namespace imprimatur::cli {

namespace {

using testing::ElementsAre;
using testing::HasSubstr;

AccountAdvice some_advice()
{
    AccountAdvice advice;
    advice.ties = { { "bio, characters 3 to 9", "names the workplace", "leave it out" } };
    advice.platform = "instagram";
    advice.settings = { { "Comments", "Settings > Comments", "one comment is enough", "a source", false } };
    advice.statement = "Only with consent.";
    advice.language = "en";
    advice.jurisdiction = "uk";
    return advice;
}

}  // namespace

class AccountCommand : public CommandTest { };

TEST_F(AccountCommand, SaysWhatGivesAwayWhatToSetAndWhatToSay)
{
    desk.advice = some_advice();
    const auto outcome = run({ "account", "account.toml", "--platform", "instagram", "--jurisdiction", "uk" });
    EXPECT_EQ(outcome.status, 0) << outcome.err;
    EXPECT_THAT(desk.asked->words, ElementsAre("@ward7", "instagram", "en", "uk"));
    for (const char* part : { "bio, characters 3 to 9: names the workplace", "What to set on instagram", "menus may have moved",
             "Only with consent.", "A draft" })
        EXPECT_THAT(outcome.out, HasSubstr(part));
}

TEST_F(AccountCommand, AnUnknownPlatformIsSaid)
{
    const auto outcome = run({ "account", "account.toml", "--platform", "elsewhere" });
    EXPECT_THAT(outcome.out, HasSubstr("Nothing is known about this platform"));
}

TEST_F(AccountCommand, JsonOnOneLine)
{
    desk.advice = some_advice();
    const auto outcome = run({ "account", "account.toml", "--json" });
    const auto json = nlohmann::json::parse(outcome.out);
    EXPECT_EQ(json["ties"][0]["where"], "bio, characters 3 to 9");
    EXPECT_EQ(json["settings"][0]["verified"], false);
    EXPECT_EQ(json["statement"]["text"], "Only with consent.");
    EXPECT_EQ(outcome.out.find('\n'), outcome.out.size() - 1);
}

TEST_F(AccountCommand, RefusesALanguageThatHasNoStatement)
{
    EXPECT_EQ(run({ "account", "account.toml", "--language", "xx" }).status, 2);
    EXPECT_EQ(run({ "account" }).status, 2);
}

}  // namespace imprimatur::cli
