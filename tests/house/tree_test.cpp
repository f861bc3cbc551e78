#include "tree.h"

#include <gmock/gmock.h>

using namespace imprimatur::house;
using testing::ElementsAre;

TEST(CodeOf, BlanksCommentsStringsAndCharactersAndKeepsLines)
{
    EXPECT_EQ(code_of("a // fork\nb"), "a        \nb");
    EXPECT_EQ(code_of("a /* x\ny */ b"), "a     \n     b");
    EXPECT_EQ(code_of("f(\"throw \\\" x\");"), "f(            );");
    EXPECT_EQ(code_of("c = '\"'; d"), "c =    ; d");
    EXPECT_EQ(code_of("1'000 + 2'000"), "1'000 + 2'000");
    EXPECT_EQ(code_of("R\"(fork \" )\" x"), "             x");
}

TEST(CodeOf, KeepsTheNameOfAnIncludedHeader)
{
    EXPECT_EQ(code_of("#include \"base/clock.h\"  // why"), "#include \"base/clock.h\"        ");
}

TEST(IncludesOf, FindsBothKindsAndNoCommentedOne)
{
    const auto includes
        = includes_of("// #include \"no.h\"\n#  include \"jail/protocol.h\"\n#include <vector>\nconst char* s = \"#include <no>\";\n");
    ASSERT_EQ(includes.size(), 2U);
    EXPECT_EQ(includes[0].header, "jail/protocol.h");
    EXPECT_EQ(includes[0].line, 2U);
    EXPECT_TRUE(includes[0].quoted);
    EXPECT_EQ(includes[1].header, "vector");
    EXPECT_FALSE(includes[1].quoted);
}

TEST(Mentions, WholeWordsOnly)
{
    EXPECT_TRUE(mentions("  system_clock::now()", "system_clock"));
    EXPECT_FALSE(mentions("my_system_clock", "system_clock"));
    EXPECT_FALSE(mentions("system_clocks", "system_clock"));
    EXPECT_TRUE(mentions("#include <dcmtk/config.h>", "dcmtk/"));
    EXPECT_TRUE(mentions("system_clocks system_clock", "system_clock"));
}

TEST(TableOf, ReadsTheRowsBetweenItsMarkers)
{
    const auto rows = table_of("<!-- t: read by a test -->\n| a | b |\n|---|---|\n| `x` | `y` `z` |\n<!-- end of t -->\n| `no` | |\n", "t");
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_THAT(ticked(rows[0][0]), ElementsAre("x"));
    EXPECT_THAT(ticked(rows[0][1]), ElementsAre("y", "z"));
    EXPECT_TRUE(table_of("no table", "t").empty());
}
