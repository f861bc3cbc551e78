// The house rules that grep can see. Each is first seen to fail on a small tree.
#include "rules.h"
#include "small_tree.h"

#include <gmock/gmock.h>

using namespace imprimatur::house;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;

namespace {

using Tidy = SmallTree;

std::string lines(int count)
{
    std::string text;
    for (int i = 0; i < count; ++i)
        text += "int x;\n";
    return text;
}

}  // namespace

TEST_F(Tidy, ALongFileIsFoundAndAGeneratedTableIsNot)
{
    write("src/x/ok.cpp", lines(400));
    write("src/x/table.inc", lines(401));
    write("tests/x/long.cpp", lines(401));
    EXPECT_THAT(check_lengths(root()), ElementsAre(HasSubstr("tests/x/long.cpp: 401 lines")));
}

TEST_F(Tidy, LooseEndsAreFoundWhereverTheyStand)
{
    write("src/x/a.cpp",
        "// TO"
        "DO later\n");
    write("docs/a.md",
        "FIX"
        "ME\n");
    write("tests/a_test.cpp",
        "TEST(A, DIS"
        "ABLED_B) { GTEST_"
        "SKIP(); }\n");
    write("cmake/a.cmake",
        "set(x \"/wo"
        "rk/main\")\n");
    write("run",
        "rm /t"
        "mp/x\n");
    write("src/x/fine.cpp",
        "// no toDO, autodoc or build/t"
        "mp/x; https://example.org/wo"
        "rk/x\n");
    write(".git/config",
        "TO"
        "DO\n");
    write("node_modules/a/b.md",
        "TO"
        "DO\n");
    EXPECT_THAT(check_loose_ends(root()), SizeIs(6));
}

TEST_F(Tidy, AFuzzTargetThatIsNotBuiltIsFound)
{
    write("fuzz/CMakeLists.txt", "add_executable(one_fuzz one.cpp)\n");
    write("fuzz/one.cpp", "int LLVMFuzzerTestOneInput();\n");
    write("fuzz/two.cpp", "int LLVMFuzzerTestOneInput();\n");
    EXPECT_THAT(check_fuzz_targets(root()), ElementsAre(HasSubstr("fuzz/two.cpp: fuzz/CMakeLists.txt does not build it")));
}

TEST_F(Tidy, APolicyThatNothingLoadsIsFound)
{
    write("src/x/load.cpp", "auto a = \"pack.toml\"; auto b = \"words\";\n");
    write("policy/hipaa/pack.toml", "");
    write("policy/words/dates.toml", "");
    write("policy/other/stray.toml", "");
    EXPECT_THAT(check_policy_files(root()), ElementsAre(HasSubstr("policy/other/stray.toml")));
}

TEST(TidyImprimatur, NoFileIsTooLong) { expect_none(check_lengths(IMPRIMATUR_SOURCE_DIR)); }

TEST(TidyImprimatur, NoLooseEnds) { expect_none(check_loose_ends(IMPRIMATUR_SOURCE_DIR)); }

TEST(TidyImprimatur, EveryFuzzTargetIsBuilt) { expect_none(check_fuzz_targets(IMPRIMATUR_SOURCE_DIR)); }

TEST(TidyImprimatur, EveryPolicyFileIsLoaded) { expect_none(check_policy_files(IMPRIMATUR_SOURCE_DIR)); }
