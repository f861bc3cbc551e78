// The command line as people and scripts write it.
#include "cli/fake_world.h"
#include "cli/options.h"

#include <gmock/gmock.h>

namespace imprimatur::cli {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

namespace {

class Options : public CommandTest { };

const CommandPage& page(const CommandPage& root, const std::string& path)
{
    for (const auto& below : root.commands) {
        if (below.path == path)
            return below;
        for (const auto& deeper : below.commands) {
            if (deeper.path == path)
                return deeper;
        }
    }
    return root;
}

std::vector<std::string> names(const CommandPage& page)
{
    std::vector<std::string> all;
    for (const auto& option : page.options)
        all.push_back(option.name);
    return all;
}

}  // namespace

TEST_F(Options, AloneItShowsAShortScreen)
{
    const auto alone = run({});
    EXPECT_EQ(alone.status, 0);
    EXPECT_EQ(alone.out, run({ "--help" }).out);
    for (const auto* command :
        { "clear", "inspect", "redact", "screen", "survey", "verify", "policy", "ledger", "consent", "posted", "withdraw", "serve" })
        EXPECT_THAT(alone.out, HasSubstr("\n  " + std::string(command) + " ")) << command;
    EXPECT_THAT(alone.out, HasSubstr("imprimatur inspect scan.dcm\n"));
    EXPECT_EQ(alone.err, "");
}

TEST_F(Options, EveryCommandHasHelpWithExamplesThatParse)
{
    const auto root = command_pages();
    std::vector<CommandPage> all = root.commands;
    for (std::size_t i = 0; i < all.size(); ++i)
        all.insert(all.end(), all[i].commands.begin(), all[i].commands.end());
    for (const auto& each : all) {
        std::vector<std::string> words;
        std::istringstream path(each.path);
        for (std::string word; path >> word;)
            words.push_back(word);
        words.push_back("--help");
        const auto help = run(words);
        EXPECT_EQ(help.status, 0) << each.path;
        EXPECT_THAT(help.out, StartsWith("imprimatur " + each.path)) << each.path;
        EXPECT_THAT(help.out, HasSubstr("--json")) << each.path;
        ASSERT_FALSE(each.examples.empty()) << each.path;
        EXPECT_THAT(help.out, HasSubstr("\nExamples\n  ")) << each.path;
        for (const auto& example : each.examples)
            EXPECT_THAT(example, HasSubstr("imprimatur " + each.path)) << "an example of another command";
    }
}

TEST_F(Options, TheContractsOptionsAreThere)
{
    const auto root = command_pages();
    EXPECT_THAT(
        names(root), ElementsAre("--json", "--quiet", "--models", "--state", "--share", "--jobs", "--as-of", "--help", "--version"));
    EXPECT_THAT(names(page(root, "clear")),
        ElementsAre("--case", "--purpose", "--platform", "--audience", "--caption", "--alt", "--account", "--consent", "--attest",
            "--policy", "--pack", "--keep", "--fill", "--leave", "--fast", "--thorough", "--out"));
    EXPECT_THAT(names(page(root, "redact")),
        ElementsAre("--as", "--tags-only", "--fast", "--thorough", "--keep", "--fill", "--leave", "--peel", "--with", "--without",
            "--longitudinal", "--elements", "--out"));
    EXPECT_THAT(names(page(root, "consent sign")),
        ElementsAre("--as", "--out", "--group", "--capacity", "--assent", "--saw-images", "--copy-given", "--informed-of",
            "--form-location", "--authority", "--refuse"));
}

TEST_F(Options, GlobalOptionsStandBeforeOrAfter)
{
    desk.inspected = { InspectedFile {} };
    const auto before = run({ "--json", "--jobs", "2", "inspect", "x" });
    EXPECT_EQ(options.workers, 2U);
    const auto after = run({ "inspect", "x", "--json", "--jobs=2" });
    EXPECT_EQ(before.out, after.out);
    EXPECT_THAT(before.out, StartsWith("{"));
    EXPECT_EQ(run({ "policy", "list", "--json" }).status, 0);
    EXPECT_EQ(run({ "--json", "policy", "list" }).status, 0);
}

TEST_F(Options, WordsAfterACommandAreFilesWhateverTheyAreCalled)
{
    desk.inspected = { InspectedFile {} };
    EXPECT_EQ(run({ "inspect", "verify", "serve", "--", "--json" }).status, 0);
    EXPECT_THAT(desk.asked->paths, ElementsAre("verify", "serve", "./--json"));
    EXPECT_EQ(run({ "inspect", "--", "-", "-x" }).status, 0);
    EXPECT_THAT(desk.asked->paths, ElementsAre("-", "./-x"));
}

TEST_F(Options, MistakesAreOneLineAndExit2)
{
    const std::vector<std::pair<std::vector<std::string>, std::string>> mistakes = {
        { { "inspekt", "x" }, "did you mean 'inspect'?" },
        { { "inspect" }, "FILE is required" },
        { { "inspect", "--jsno", "x" }, "did you mean '--json'?" },
        { { "redact", "x" }, "--out is required" },
        { { "redact", "--as", "pdf", "--out", "o", "x" }, "must be one of image|dicom|same" },
        { { "clear", "--purpose", "fun", "--out", "o", "x" }, "must be one of social|" },
        { { "clear", "--out" }, "--out" },
        { { "clear", "--out", "", "x" }, "must not be empty" },
        { { "clear", "--out", "o" }, "no picture was named" },
        { { "policy" }, "needs to know what" },
        { { "policy", "lst" }, "there is no command 'lst'" },
        { { "verify", "a", "b" }, "takes no further words" },
        { { "--json" }, "no command was given" },
        { { "--jobs", "0", "inspect", "x" }, "--jobs" },
        { { "--jobs", "many", "inspect", "x" }, "--jobs" },
        { { "completion", "zsh" }, "must be one of bash" },
        { { "survey", "posts.csv", "--sample", "-1", "--out", "o" }, "--sample" },
    };
    for (const auto& [words, says] : mistakes) {
        const auto outcome = run(words);
        EXPECT_EQ(outcome.status, 2) << testing::PrintToString(words) << outcome.err;
        EXPECT_EQ(outcome.out, "");
        EXPECT_THAT(outcome.err, HasSubstr(says)) << testing::PrintToString(words);
        EXPECT_EQ(std::count(outcome.err.begin(), outcome.err.end(), '\n'), 1) << outcome.err;
        EXPECT_THAT(outcome.err, StartsWith("imprimatur")) << testing::PrintToString(words);
    }
}

TEST_F(Options, AStrayCaptionIsNotRepeated)
{
    const auto outcome = run({ "verify", "package", "Marta Beispiel, born 3.2.1931" });
    EXPECT_EQ(outcome.status, 2);
    EXPECT_THAT(outcome.err, Not(HasSubstr("Marta")));
    EXPECT_THAT(run({ "Marta Beispiel" }).err, Not(HasSubstr("Marta")));
    EXPECT_THAT(run({ "inspect", "x", "--caption=Marta" }).err, Not(HasSubstr("Marta")));
}

TEST_F(Options, VersionIsOneLine) { EXPECT_THAT(run({ "--version" }).out, testing::MatchesRegex("imprimatur [0-9]+\\.[0-9]+\\.[0-9]+\n")); }

TEST_F(Options, FoldersAreFoundBesideTheProgramAndInTheEnvironment)
{
    run({ "policy", "list" });
    EXPECT_EQ(options.jail_program, "/opt/imprimatur/bin/imprimatur-jail");
    EXPECT_EQ(options.share, "/opt/imprimatur/share/imprimatur");
    EXPECT_EQ(options.models, "/opt/imprimatur/share/imprimatur/models");
    EXPECT_EQ(options.state, "/nonexistent/home/.local/state/imprimatur");
    EXPECT_EQ(options.workers, 3U);
    environment["XDG_STATE_HOME"] = "relative";
    run({ "policy", "list" });
    EXPECT_EQ(options.state, "/nonexistent/home/.local/state/imprimatur");
    environment["XDG_STATE_HOME"] = "/xdg";
    run({ "policy", "list" });
    EXPECT_EQ(options.state, "/xdg/imprimatur");
    environment["IMPRIMATUR_STATE"] = "/mine";
    run({ "policy", "list" });
    EXPECT_EQ(options.state, "/mine");
    run({ "policy", "list", "--state", "s", "--share", "d", "--models", "m", "--as-of", "2026-11-21" });
    EXPECT_EQ(options.state, "s");
    EXPECT_EQ(options.share, "d");
    EXPECT_EQ(options.models, "m");
    EXPECT_EQ(options.as_of, "2026-11-21");
}

TEST_F(Options, WithoutAHomeItAsksForAPlace)
{
    environment.clear();
    const auto outcome = run({ "policy", "list" });
    EXPECT_EQ(outcome.status, 1);
    EXPECT_THAT(outcome.err, HasSubstr("--state DIR"));
    EXPECT_EQ(run({ "ledger", "verify", "--state", "s", "--as-of", "yesterday" }).status, 1);
}

}  // namespace imprimatur::cli
