// A switched-off test is worse than none: what stands in the sources must run.
#include "registered.h"
#include "small_tree.h"

#include <gmock/gmock.h>

using namespace imprimatur::house;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

namespace {

/// A program that lists what a test wants it to list.
class Registered : public SmallTree {
protected:
    Program program(std::string_view source, std::string_view listing)
    {
        write("src/x/x_test.cpp", source);
        write("listing", listing);
        write("x_test", "#!/bin/sh\ncat '" + (root() / "listing").string() + "'\n");
        std::filesystem::permissions(root() / "x_test", std::filesystem::perms::owner_all);
        return { "x_test", root() / "x_test", { root() / "src/x/x_test.cpp" } };
    }
};

}  // namespace

TEST(TestsInSource, KnowsTheMacros)
{
    EXPECT_THAT(
        tests_in_source(
            "TEST(A, One) { }\nTEST_F(B,\n    Two)\n{\n}\n// TEST(No, Comment)\nRC_GTEST_PROP(C, Three, (int x))\nTEST_P(D, Four) {}\n"),
        UnorderedElementsAre("A.One", "B.Two", "C.Three", "D.Four"));
    EXPECT_THAT(tests_in_source("auto s = R\"(\nTEST(In, String)\n)\";\nINSTANTIATE_TEST_SUITE_P(X, D, y);\n"), IsEmpty());
}

TEST(TestsInListing, FoldsInstancesAndTypes)
{
    EXPECT_THAT(tests_in_listing("Running main() from gtest_main.cc\nA.\n  One\nAll/D.\n  Four/0  # GetParam() = 1\n  Four/1  # GetParam() "
                                 "= 2\nT/0.  # TypeParam = int\n  Five\n"),
        UnorderedElementsAre("A.One", "D.Four", "T.Five"));
}

TEST_F(Registered, AllIsWell)
{
    const auto all = program("TEST(A, One) {}\n", "A.\n  One\n");
    EXPECT_THAT(check_registered(root(), { all }, "Test #1: x/A.One\n"), IsEmpty());
}

TEST_F(Registered, ATestThatIsNotCompiledInIsFound)
{
    const auto less = program("TEST(A, One) {}\nTEST(A, Two) {}\n", "A.\n  One\n");
    EXPECT_THAT(check_registered(root(), { less }, "Test #1: x/A.One\n"),
        ElementsAre(HasSubstr("A.Two stands in the sources and the program does not list it")));
}

TEST_F(Registered, ATestThatCtestDoesNotRunIsFound)
{
    const auto all = program("TEST(A, One) {}\n", "A.\n  One\n");
    EXPECT_THAT(check_registered(root(), { all }, "Test #1: x/A.OneMore\n"), ElementsAre(HasSubstr("ctest does not run A.One")));
}

TEST_F(Registered, AnUninstantiatedParameterisedTestIsFound)
{
    const auto none = program("TEST_P(A, One) {}\n", "GoogleTestVerification.\n  UninstantiatedParameterizedTestSuite<A>\n");
    EXPECT_THAT(join(check_registered(root(), { none }, "")), HasSubstr("A.One stands in the sources and the program does not list it"));
}

TEST_F(Registered, AFileThatNoProgramCompilesIsFound)
{
    const auto all = program("TEST(A, One) {}\n", "A.\n  One\n");
    write("src/x/y_test.cpp", "TEST(B, One) {}\n");
    write("tests/x/z_test.sh", "exit 0\n");
    EXPECT_THAT(check_registered(root(), { all }, "Test #1: x/A.One\n"),
        ElementsAre(
            HasSubstr("src/x/y_test.cpp: compiled into no test program"), HasSubstr("tests/x/z_test.sh: ctest runs no test of this name")));
}

TEST_F(Registered, AProgramThatWasNotBuiltIsFound)
{
    auto absent = program("TEST(A, One) {}\n", "A.\n  One\n");
    absent.binary = root() / "nowhere";
    EXPECT_THAT(check_registered(root(), { absent }, ""), ElementsAre(HasSubstr("was not built")));
}

TEST(RegisteredInImprimatur, EveryTestOfTheSourcesRuns)
{
    const auto programs = parse_programs(read_text(IMPRIMATUR_TEST_PROGRAMS));
    ASSERT_FALSE(programs.empty());
    const auto ctest_list = output_of("'" IMPRIMATUR_CTEST "' --test-dir '" IMPRIMATUR_BUILD_DIR "' -N 2>/dev/null");
    expect_none(check_registered(IMPRIMATUR_SOURCE_DIR, programs, ctest_list));
}
