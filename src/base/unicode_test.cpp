#include "base/unicode.h"

#include <gtest/gtest.h>

namespace imprimatur {

TEST(Unicode, RoundTripsEveryPlane)
{
    const std::string text = "a\xC3\xA9\xE0\xA4\x85\xF0\x9F\xA9\xBA";
    const auto points = decode_utf8(text);
    ASSERT_TRUE(points);
    EXPECT_EQ(points->size(), 4U);
    EXPECT_EQ(encode_utf8(*points), text);
    EXPECT_EQ(code_point_offsets(text).size(), 5U);
}

TEST(Unicode, RefusesOverlongSurrogateAndCutSequences)
{
    for (const std::string text : { "\xC0\x80", "\xE0\x80\x80", "\xED\xA0\x80", "\xF5\x80\x80\x80", "\xE2\x82", "\xFF" })
        EXPECT_FALSE(decode_utf8(text)) << text;
}

TEST(Unicode, SanitizingKeepsWhatIsRight) { EXPECT_EQ(sanitize_utf8("a\xFFz"), "a\xEF\xBF\xBDz"); }

TEST(Unicode, SlicesByCodePointsAndNeverOutsideTheText)
{
    const std::string text = "a\xC3\xA9\xF0\x9F\xA9\xBBz";
    EXPECT_EQ(utf8_slice(text, 1, 3), "\xC3\xA9\xF0\x9F\xA9\xBB");
    EXPECT_EQ(utf8_slice(text, 0, 4), text);
    EXPECT_EQ(utf8_slice(text, 4, 4), "");
    EXPECT_EQ(utf8_slice(text, 3, 5), "");
    EXPECT_EQ(utf8_slice(text, 3, 2), "");
    EXPECT_EQ(utf8_slice("a\xFF", 0, 1), "");
}

TEST(Unicode, TrimsSpaceAndNul)
{
    EXPECT_EQ(trimmed(std::string_view(" \tDOE^J \0", 8)), "DOE^J");
    EXPECT_EQ(trimmed("   "), "");
}

}  // namespace imprimatur
