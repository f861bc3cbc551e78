// Text for terminals and shells; completion in a real bash.
#include "cli/completion.h"
#include "cli/fake_world.h"
#include "cli/nearest.h"
#include "cli/text.h"

#include <gmock/gmock.h>

#include <cstdio>

namespace imprimatur::cli {

using testing::HasSubstr;
using testing::IsSupersetOf;
using testing::Not;
using testing::UnorderedElementsAre;

namespace {

class ShellHelp : public CommandTest {
protected:
    /// What bash offers for the last of these words.
    std::vector<std::string> offered(const std::vector<std::string>& words)
    {
        std::string script = "source " + shell_quoted(write("completion", run({ "completion", "bash" }).out)) + "\nCOMP_WORDS=(";
        for (const auto& word : words)
            script += shell_quoted(word) + " ";
        script += ")\nCOMP_CWORD=" + std::to_string(words.size() - 1) + "\n_imprimatur\nprintf '%s\\n' \"${COMPREPLY[@]}\"\n";
        const auto command = "bash --norc " + shell_quoted(write("script", script)) + " 2>&1";
        std::vector<std::string> lines;
        FILE* pipe = ::popen(command.c_str(), "r");
        char line[256];
        while (pipe != nullptr && std::fgets(line, sizeof line, pipe) != nullptr)
            lines.emplace_back(line, std::string_view(line).find_last_not_of('\n') + 1);
        if (pipe != nullptr)
            ::pclose(pipe);
        return lines;
    }
};

}  // namespace

TEST_F(ShellHelp, BashCompletesCommandsOptionsAndChoices)
{
    EXPECT_THAT(offered({ "imprimatur", "in" }), UnorderedElementsAre("inspect"));
    EXPECT_THAT(offered({ "imprimatur", "" }), IsSupersetOf({ "clear", "redact", "serve" }));
    EXPECT_THAT(offered({ "imprimatur", "policy", "" }), UnorderedElementsAre("list", "check", "explain", "diff"));
    EXPECT_THAT(offered({ "imprimatur", "redact", "--" }), IsSupersetOf({ "--as", "--tags-only", "--out", "--json" }));
    EXPECT_THAT(offered({ "imprimatur", "redact", "--as", "" }), UnorderedElementsAre("image", "dicom", "same"));
    EXPECT_THAT(offered({ "imprimatur", "consent", "sign", "--as", "p" }), UnorderedElementsAre("parent"));
    EXPECT_THAT(offered({ "imprimatur", "--json", "ledger", "v" }), UnorderedElementsAre("verify"));
    EXPECT_THAT(offered({ "imprimatur", "completion", "" }), UnorderedElementsAre("bash"));
    const auto file = write("scan.dcm", "");
    EXPECT_THAT(offered({ "imprimatur", "inspect", file.substr(0, file.size() - 3) }), UnorderedElementsAre(file));
}

TEST_F(ShellHelp, TheManualPageHasEveryCommandAndOption)
{
    const auto page = run({ "man" }).out;
    EXPECT_TRUE(page.starts_with(".TH IMPRIMATUR 1\n"));
    for (const auto* text : { ".SS \"clear\"", ".SS \"policy explain\"", "\\fB\\-\\-tags\\-only\\fR", "\\fB\\-\\-out\\fR \\fIDIR\\fR",
             ".SH EXIT STATUS", ".SH ENVIRONMENT" })
        EXPECT_THAT(page, HasSubstr(text));
    std::istringstream lines(page);
    for (std::string line; std::getline(lines, line);)
        EXPECT_TRUE(!line.starts_with('.') || line.starts_with(".TP") || line.starts_with(".S") || line.starts_with(".TH")
            || line.starts_with(".PP") || line.starts_with(".E"))
            << line;
}

TEST(Text, IsPrintable)
{
    EXPECT_EQ(printable("a\tb\x1b[0m\x7f"),
        "a\xEF\xBF\xBD"
        "b\xEF\xBF\xBD[0m\xEF\xBF\xBD");
    EXPECT_EQ(printable("J\xC3\xB6rg \xE6\xBC\xA2"), "J\xC3\xB6rg \xE6\xBC\xA2");
    EXPECT_EQ(printable_lines("a\r\nb\x1b\n"), "a\nb\xEF\xBF\xBD\n");
}

TEST(Text, IsWrappedBetweenWords)
{
    EXPECT_EQ(wrapped("one two three", 9, "- "), "- one two\n  three");
    EXPECT_EQ(wrapped("one\ntwo", 80, "  "), "  one\n  two");
    EXPECT_EQ(wrapped("", 10, "x "), "x ");
    EXPECT_EQ(wrapped("incomprehensibilities", 5), "incomprehensibilities");
    EXPECT_EQ(fitted("  kept   as it is\n  but this is long\n", 17), "  kept   as it is\n  but this is\n  long\n");
}

TEST(Text, IsQuotedForTheShell)
{
    EXPECT_EQ(shell_quoted("a/b-c.dcm"), "a/b-c.dcm");
    EXPECT_EQ(shell_quoted(""), "''");
    EXPECT_EQ(shell_quoted("it's $HOME"), "'it'\\''s $HOME'");
}

TEST(Nearest, AtMostTwoSlips)
{
    EXPECT_EQ(nearest("inspekt", { "clear", "inspect" }), "inspect");
    EXPECT_EQ(nearest("frobnicate", { "clear", "inspect" }), "");
    EXPECT_EQ(nearest("man", { "man" }), "man");
    EXPECT_EQ(nearest("x", { "man" }), "");
}

}  // namespace imprimatur::cli
