#include "base/byte_search.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace imprimatur {
namespace {

using testing::ElementsAre;

TEST(ByteSearch, FindsOverlappingNeedlesAndNothingElse)
{
    const ByteSearch search({ "abcdef", "bcde", "cdefg", "wxyz", "", "abc" });
    EXPECT_THAT(search.find_in(as_bytes("zzabcdefgzz")), ElementsAre(0U, 1U, 2U));
    EXPECT_TRUE(search.find_in(as_bytes("abcd bcd wxy z ABCDEF")).empty());
}

TEST(ByteSearch, AgreesWithTheObviousSearchOnRandomBytes)
{
    std::uint32_t seed = 1;
    const auto random = [&] { return seed = seed * 1664525U + 1013904223U, seed >> 24; };
    for (int round = 0; round < 200; ++round) {
        std::string hay;
        for (int i = 0; i < 300; ++i)
            hay.push_back(static_cast<char>('a' + random() % 3));
        std::vector<std::string> needles;
        for (int i = 0; i < 8; ++i) {
            std::string needle;
            for (std::uint32_t n = 0; n < 4 + random() % 4; ++n)
                needle.push_back(static_cast<char>('a' + random() % 3));
            needles.push_back(needle);
        }
        std::vector<std::size_t> expected;
        for (std::size_t i = 0; i < needles.size(); ++i) {
            if (hay.find(needles[i]) != std::string::npos)
                expected.push_back(i);
        }
        ASSERT_EQ(ByteSearch(needles).find_in(as_bytes(hay)), expected);
    }
}

TEST(ByteSearch, TellsWhereAndInWhichCase)
{
    const ByteSearch search({ "Example" });
    std::vector<ByteSearch::Hit> hits;
    search.each_hit(as_bytes("..EXAMPLE..Example"), [&](const ByteSearch::Hit& hit) {
        hits.push_back(hit);
        return true;
    });
    ASSERT_EQ(hits.size(), 2U);
    EXPECT_EQ(hits[0].offset, 2U);
    EXPECT_FALSE(hits[0].same_case);
    EXPECT_EQ(hits[1].offset, 11U);
    EXPECT_TRUE(hits[1].same_case);
}

}  // namespace
}  // namespace imprimatur
