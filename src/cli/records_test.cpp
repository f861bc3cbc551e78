// verify, policy, ledger, consent, posted, withdraw, serve.
#include "cli/fake_world.h"

#include <gmock/gmock.h>

#include <sys/stat.h>

namespace imprimatur::cli {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

namespace {

class Records : public CommandTest { };

constexpr const char* kRecord
    = R"({"schema":"imprimatur.consent/1","id":"C-1","template":"social-image@1/en","subject":{"group":"minor_7_17"},
"signed":{"as":["parent"],"at":"2026-11-20","authority":null,"form_location":"binder 12"},"capacity":{"recorded":true},
"assent":{"given":true,"dissent":false},"shown_images":true,"copy_given":false,"informed_of":["permanence","voluntary"],
"grants":[{"id":"C-1.1","state":"given","purpose":"social","platform":"instagram","audience":"public",
"items":["aaaaaaaaaaaaaaaaaaaa"],"caption":"bbbb","valid_from":"2026-11-20","valid_until":"2027-11-20"}]})";

}  // namespace

TEST_F(Records, VerifyExitCodesFollowTheState)
{
    const std::vector<std::pair<PackageState, int>> codes = { { PackageState::Valid, 0 }, { PackageState::Changed, 6 },
        { PackageState::NotOurs, 6 }, { PackageState::Expired, 6 }, { PackageState::Withdrawn, 7 }, { PackageState::Unknown, 6 } };
    for (const auto& [state, code] : codes) {
        desk.check = { state, "One sentence.", "R-1", { "image-01.png" } };
        const auto outcome = run({ "verify", "package" });
        EXPECT_EQ(outcome.status, code);
        EXPECT_THAT(outcome.out, HasSubstr(": One sentence.\n  release R-1\n  not as it was signed: image-01.png\n"));
        EXPECT_EQ(run({ "verify", "--json", "package" }).status, code);
    }
    EXPECT_THAT(desk.asked->words, ElementsAre("package", "online"));
    desk.check.state = PackageState::Valid;
    EXPECT_THAT(run({ "verify", "--offline", "package" }).out, HasSubstr("The ledger was not asked"));
    EXPECT_THAT(desk.asked->words, ElementsAre("package", "offline"));
}

TEST_F(Records, PoliciesAreListedAndABrokenOneIsAFailure)
{
    desk.pack_list = { { "hipaa", "2026.1", "HIPAA", std::string(64, 'a'), 31, "2026-01-01", "" } };
    EXPECT_EQ(run({ "policy", "list" }).status, 0);
    EXPECT_THAT(run({ "policy", "list" }).out, HasSubstr("hipaa"));
    desk.pack_list.push_back({ "ours", "", "", "", 0, "", "line 12: unknown fact" });
    const auto broken = run({ "policy", "list" });
    EXPECT_EQ(broken.status, 1);
    EXPECT_THAT(broken.out, HasSubstr("does not load: line 12: unknown fact"));
    EXPECT_THAT(run({ "policy", "list", "--json" }).out, HasSubstr(R"("problem":null})"));
}

TEST_F(Records, PoliciesAreChecked)
{
    desk.pack_list = { { "hipaa", "2026.1", "HIPAA", "", 31, "", "" } };
    EXPECT_EQ(run({ "policy", "check", "--share", "/s" }).status, 0);
    EXPECT_THAT(desk.asked->words, ElementsAre("/s/policy/hipaa"));
    desk.lines = { "case 4: expected deny, was permit" };
    const auto failing = run({ "policy", "check", folder.string() });
    EXPECT_EQ(failing.status, 1);
    EXPECT_THAT(failing.out, HasSubstr("fails\n  case 4: expected deny, was permit\n"));
    EXPECT_EQ(desk.asked->words.back(), folder.string());
    EXPECT_EQ(
        run({ "policy", "check", "all", "--json" }).out, "{\"pack\":\"hipaa\",\"failures\":[\"case 4: expected deny, was permit\"]}\n");
    desk.pack_list.clear();
    EXPECT_EQ(run({ "policy", "check" }).status, 1);
}

TEST_F(Records, RulesAreExplainedAndPacksCompared)
{
    EXPECT_EQ(run({ "policy", "explain", "hipaa.dates" }).out, "why hipaa.dates\n");
    EXPECT_EQ(run({ "policy", "diff", "a/x", "b/x" }).out, "No rule differs.\n");
    desk.lines = { "hipaa.dates: effect refer -> deny" };
    EXPECT_EQ(run({ "policy", "diff", "a/x", "b/x" }).out, "hipaa.dates: effect refer -> deny\n");
}

TEST_F(Records, TheLedgerIsCheckedAndExported)
{
    desk.ledger = { true, 7, "abc", 0, "All 7 entries are as they were written." };
    EXPECT_EQ(run({ "ledger", "verify" }).status, 0);
    desk.ledger.intact = false;
    EXPECT_EQ(run({ "ledger", "verify" }).status, 6);
    EXPECT_EQ(run({ "ledger", "verify", "--json" }).status, 6);
    desk.audit = { { 1, "2026-11-21T09:30:00Z", "decided", "S-1", R"({"verdict":"deny"})", "ff" } };
    EXPECT_EQ(run({ "ledger", "export" }).out,
        R"({"index":1,"at":"2026-11-21T09:30:00Z","kind":"decided","subject":"S-1","detail":"{\"verdict\":\"deny\"}","hash":"ff"})"
        "\n");
}

TEST_F(Records, ConsentIsSignedIntoAFileThatIsNew)
{
    const auto request = write("request.json", "{}");
    const auto out = (folder / "consent.json").string();
    const auto signed_one = run({ "consent", "sign", request, "--as", "parent,guardian", "--as", "self", "--out", out, "--capacity",
        "--saw-images", "--informed-of", "all", "--group", "minor_7_17", "--form-location", "binder 12" });
    EXPECT_EQ(signed_one.status, 0) << signed_one.err;
    EXPECT_EQ(read(out), "{\"schema\":\"imprimatur.consent/1\"}\n");
    const auto& signing = desk.asked->signing;
    EXPECT_EQ(signing.record_json, "{}");
    EXPECT_THAT(signing.as, ElementsAre("parent", "guardian", "self"));
    EXPECT_EQ(signing.informed_of.size(), 9U);
    EXPECT_EQ(signing.subject_group, "minor_7_17");
    EXPECT_EQ(signing.form_location, "binder 12");
    EXPECT_TRUE(signing.capacity && signing.saw_images);
    EXPECT_FALSE(signing.assent || signing.copy_given || signing.refused);
    struct stat status { };
    ASSERT_EQ(::stat(out.c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777U, 0600U);

    const auto again
        = run({ "consent", "sign", request, "--as", "self", "--refuse", "--informed-of", "permanence,voluntary", "--out", out });
    EXPECT_EQ(again.status, 1);
    EXPECT_THAT(again.err, HasSubstr("is not overwritten"));
    EXPECT_TRUE(desk.asked->signing.refused);
    EXPECT_THAT(desk.asked->signing.informed_of, ElementsAre("permanence", "voluntary"));
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder), {}), 2) << "nothing half written is left";
    EXPECT_EQ(run({ "consent", "sign", request, "--as", "self", "--out", (folder / "no" / "c.json").string() }).status, 1);
    EXPECT_EQ(run({ "consent", "sign", (folder / "none").string(), "--as", "self", "--out", out + "2" }).status, 1);
}

TEST_F(Records, ConsentIsShownInPlainWords)
{
    const auto shown = run({ "consent", "show", write("c.json", kRecord) });
    EXPECT_EQ(shown.status, 0) << shown.err;
    EXPECT_THAT(shown.out, HasSubstr("  patient               minor 7 17\n"));
    EXPECT_THAT(shown.out, HasSubstr("  was given a copy      no\n"));
    EXPECT_THAT(shown.out, HasSubstr("  was told of           permanence, voluntary\n"));
    EXPECT_THAT(shown.out, HasSubstr("Grant C-1.1: given\n"));
    EXPECT_THAT(shown.out, HasSubstr("  pictures, by SHA-256  aaaaaaaaaaaa\n"));
    EXPECT_EQ(run({ "consent", "show", "--json", write("c.json", kRecord) }).out.find("{\"schema\":\"imprimatur.consent/1\","), 0U);
    for (const auto* text : { "", "[]", "{", "{\"schema\":\"other/1\"}", "{\"schema\":7}" })
        EXPECT_EQ(run({ "consent", "show", write("x.json", text) }).status, 1) << text;
    const auto odd = run(
        { "consent", "show", write("o.json", "{\"schema\":\"imprimatur.consent/1\",\"id\":\"\\u001b[2J\",\"signed\":[],\"grants\":[1]}") });
    EXPECT_EQ(odd.status, 0);
    EXPECT_THAT(odd.out, Not(HasSubstr("\x1b")));
    EXPECT_THAT(odd.out, HasSubstr("not recorded"));
}

TEST_F(Records, AfterTheRelease)
{
    EXPECT_EQ(run({ "posted", "R-1", "--platform", "x", "--at", "https://example.org/1" }).status, 0);
    EXPECT_THAT(desk.asked->words, ElementsAre("R-1", "x", "https://example.org/1"));
    EXPECT_EQ(run({ "posted", "R-1", "--platform", "x" }).status, 2);
    desk.lines = { "x: https://example.org/1" };
    const auto withdrawn = run({ "withdraw", "R-1", "--by", "self" });
    EXPECT_EQ(withdrawn.status, 0);
    EXPECT_THAT(withdrawn.out, HasSubstr("To be taken down now:\n  x: https://example.org/1\n"));
    EXPECT_THAT(desk.asked->words, ElementsAre("R-1", "self"));
    EXPECT_EQ(run({ "withdraw", "R-1", "--by", "Marta Beispiel" }).status, 2) << "a capacity and no name";
    desk.lines.clear();
    EXPECT_THAT(run({ "withdraw", "R-1", "--by", "self" }).out, HasSubstr("No posting was recorded."));
    EXPECT_EQ(run({ "withdraw", "--json", "R-1", "--by", "self" }).out, "{\"release_id\":\"R-1\",\"take_down\":[]}\n");
}

TEST_F(Records, ServeSaysWhereItListens)
{
    const auto outcome = run({ "serve" });
    EXPECT_EQ(listened, "127.0.0.1:8080");
    EXPECT_THAT(outcome.err, HasSubstr("Listening on http://127.0.0.1:8080/"));
    EXPECT_THAT(outcome.out, IsEmpty());
    run({ "serve", "--listen", "[::1]:9", "--quiet" });
    EXPECT_EQ(listened, "[::1]:9");
}

TEST_F(Records, AnErrorOfTheDeskIsOneLineAndExit1)
{
    desk.failure = Error { ErrorCode::Unavailable, "the ledger is locked", "ledger.sqlite", "wait and try again" };
    const std::vector<std::vector<std::string>> commands = { { "inspect", "x" }, { "redact", "--out", "o", "x" }, { "verify", "p" },
        { "policy", "list" }, { "policy", "check" }, { "policy", "explain", "r" }, { "policy", "diff", "a", "b" }, { "ledger", "verify" },
        { "ledger", "export" }, { "posted", "R", "--platform", "x", "--at", "u" }, { "withdraw", "R", "--by", "self" } };
    for (const auto& command : commands) {
        const auto outcome = run(command);
        EXPECT_EQ(outcome.status, 1) << command[0];
        EXPECT_EQ(outcome.out, "") << command[0];
        EXPECT_THAT(outcome.err, HasSubstr(": the ledger is locked (ledger.sqlite): wait and try again\n")) << command[0];
    }
}

}  // namespace imprimatur::cli
