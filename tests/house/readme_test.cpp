// The README's commands exist. It is the page that people copy from.
#include "registered.h"
#include "rules.h"
#include "small_tree.h"

#include <gmock/gmock.h>

using namespace imprimatur::house;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

namespace {

using Readme = SmallTree;

std::string small_help(const std::vector<std::string>& words)
{
    if (words.size() == 1 && words[0] == "inspect")
        return "imprimatur inspect [--json] FILE";
    if (words[0] == "consent")
        return words.size() == 1 ? "commands: template" : "--language";
    return {};
}

/// The program's own help. An unknown command prints nothing on standard output.
std::string own_help(const std::vector<std::string>& words)
{
    std::string command = "'" IMPRIMATUR_PROGRAM "'";
    for (const auto& word : words)
        command += " '" + word + "'";
    return output_of(command + " --help 2>/dev/null");
}

}  // namespace

TEST_F(Readme, CommandsThatExistAreFine)
{
    write("run", "case $1 in\n    build) build ;;\nesac\n");
    write("README.md",
        "Run `./run nonsense`, no block.\n```sh\n./run build\n./run\n$ build/release/bin/imprimatur inspect --json \\\n   x.png | head "
        "--lines=1\nimprimatur consent template --language en\nimprimatur --version\n```\n");
    EXPECT_THAT(check_readme(root(), small_help), IsEmpty());
}

TEST_F(Readme, CommandsAndOptionsThatDoNotExistAreFound)
{
    write("run", "case $1 in\n    build) build ;;\nesac\n");
    write("README.md", "```\n./run biuld\nimprimatur inspekt x\nimprimatur inspect --jsonl x\n```\n");
    EXPECT_THAT(check_readme(root(), small_help),
        ElementsAre(
            HasSubstr("no './run biuld'"), HasSubstr("no command 'imprimatur inspekt'"), HasSubstr("'imprimatur inspect' has no --jsonl")));
}

TEST_F(Readme, AReadmeWithoutCommandsIsFound)
{
    EXPECT_THAT(check_readme(root(), small_help), ElementsAre("README.md: is not there"));
    write("README.md", "# Imprimatur\n");
    EXPECT_THAT(check_readme(root(), small_help), ElementsAre(HasSubstr("no code block shows a command")));
}

TEST(ReadmeOfImprimatur, EveryCommandExists) { expect_none(check_readme(IMPRIMATUR_SOURCE_DIR, own_help)); }
