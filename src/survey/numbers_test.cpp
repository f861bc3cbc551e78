// Intervals, agreement and samples, against published figures.
#include "survey/kappa.h"
#include "survey/sample.h"
#include "survey/statistics.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <numeric>

namespace imprimatur::survey {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

TEST(Wilson, TheStudysSharesAndTheEnds)
{
    // 177 of 956; the interval after Newcombe 1998 (Stat Med 17:857), method 3.
    const auto share = share_of(177, 956);
    EXPECT_NEAR(share.value, 0.18515, 1e-5);
    EXPECT_NEAR(share.low, 0.16180, 2e-5);
    EXPECT_NEAR(share.high, 0.21101, 2e-5);
    // Newcombe's own examples: 81 of 263, and 0 of 20.
    EXPECT_NEAR(share_of(81, 263).low, 0.2553, 5e-5);
    EXPECT_NEAR(share_of(81, 263).high, 0.3662, 5e-5);
    EXPECT_EQ(share_of(0, 20).low, 0);
    EXPECT_NEAR(share_of(0, 20).high, 0.1611, 5e-5);
    EXPECT_EQ(share_of(20, 20).high, 1);
    EXPECT_EQ(share_of(0, 0).low, 0);
    EXPECT_EQ(share_of(0, 0).high, 1);
}

TEST(Cohen, APublishedTable)
{
    // Fleiss, Levin and Paik, Statistical Methods for Rates and Proportions, 3rd ed., table 18.1 (of 100): kappa .676, and .722 linearly
    // weighted is computed here by hand from the same table.
    const Confusion table { { { 75, 1, 4 }, { 5, 4, 1 }, { 0, 0, 10 } } };
    const auto result = agreement(table);
    EXPECT_EQ(result.posts, 100U);
    EXPECT_NEAR(result.observed, 0.89, 1e-9);
    ASSERT_TRUE(result.kappa && result.weighted);
    EXPECT_NEAR(result.kappa->value, 0.676, 5e-4);
    EXPECT_NEAR(result.kappa->standard_error, 0.0877, 5e-4);
    EXPECT_LT(result.kappa->low, result.kappa->value);
    const double observed = 0.89 + 0.5 * (0.01 + 0.01 + 0.05 + 0.0);
    const double expected = 0.80 * 0.80 + 0.10 * 0.05 + 0.10 * 0.15 + 0.5 * (0.80 * 0.05 + 0.10 * 0.80 + 0.10 * 0.15 + 0.10 * 0.05);
    EXPECT_NEAR(result.weighted->value, (observed - expected) / (1 - expected), 1e-9);
}

TEST(Cohen, NothingByChanceAndNothingToCompare)
{
    EXPECT_FALSE(agreement(Confusion {}).kappa);
    EXPECT_FALSE(agreement(Confusion { { { 7, 0, 0 }, { 0, 0, 0 }, { 0, 0, 0 } } }).kappa) << "chance alone would agree";
    const auto perfect = agreement(Confusion { { { 7, 0, 0 }, { 0, 5, 0 }, { 0, 0, 2 } } });
    EXPECT_NEAR(perfect.kappa->value, 1, 1e-12);
    EXPECT_NEAR(perfect.kappa->standard_error, 0, 1e-9);
    EXPECT_NEAR(agreement(Confusion { { { 4, 4, 0 }, { 4, 4, 0 }, { 0, 0, 0 } } }).kappa->value, 0, 1e-12);
}

TEST(Sample, IsTheSameForTheSameSeedAndEvenOverTheWhole)
{
    std::vector<std::size_t> all(1000);
    std::iota(all.begin(), all.end(), 1);
    const auto drawn = draw(all, 100, "seed");
    EXPECT_THAT(drawn, SizeIs(100));
    EXPECT_TRUE(std::ranges::is_sorted(drawn));
    EXPECT_EQ(drawn, draw(all, 100, "seed"));
    EXPECT_NE(drawn, draw(all, 100, "other"));
    const auto lower = std::ranges::count_if(drawn, [](std::size_t n) { return n <= 500; });
    EXPECT_GT(lower, 30);
    EXPECT_LT(lower, 70);
    EXPECT_THAT(draw({ 3, 1, 2 }, 9, "seed"), ElementsAre(1, 2, 3));
}

TEST(Sample, OfTheWholeIsDrawnFromTheSamplesOfItsParts)
{
    std::vector<std::size_t> all;
    std::vector<std::size_t> of_parts;
    for (std::size_t part = 0; part < 4; ++part) {
        std::vector<std::size_t> numbers;
        for (std::size_t n = part + 1; n <= 300; n += 4)
            numbers.push_back(n);
        all.insert(all.end(), numbers.begin(), numbers.end());
        const auto drawn = draw(numbers, 20, "s");
        of_parts.insert(of_parts.end(), drawn.begin(), drawn.end());
    }
    EXPECT_EQ(draw(all, 20, "s"), draw(of_parts, 20, "s"));
}

TEST(Sheet, ComesBackFilledInAsPeopleFillIn)
{
    SurveyPost post { .number = 7 };
    post.post.caption = "=cmd, \"quoted\"\nline";
    const auto sheet = sheet_header() + sheet_row(post);
    EXPECT_THAT(sheet, HasSubstr("human_class"));
    const auto untouched = read_sheet(sheet);
    ASSERT_TRUE(untouched.ok());
    EXPECT_EQ(untouched->empty, 1U);
    const auto filled = read_sheet(
        "\xef\xbb\xbfpost;caption;human_class\n7;x;At risk\n8;x;NON-COMPLIANT \n9;x;\n10;x;perhaps\n7;x;compliant\nx;x;compliant\n");
    ASSERT_TRUE(filled.ok());
    EXPECT_THAT(filled->human, ElementsAre(testing::Pair(7, PostClass::AtRisk), testing::Pair(8, PostClass::NonCompliant)));
    EXPECT_EQ(filled->empty, 1U);
    EXPECT_THAT(filled->problems, SizeIs(3));
    EXPECT_FALSE(read_sheet("a,b\n1,2\n").ok());
}

TEST(Sheet, KeepsItsRowsWhenShardsAreMerged)
{
    SurveyPost post { .number = 7 };
    post.post.caption = "=cmd, \"quoted\"\nline";
    const auto rows = sheet_rows(sheet_header() + sheet_row(post));
    ASSERT_TRUE(rows.ok());
    EXPECT_THAT(*rows, ElementsAre(testing::Pair(7, sheet_row(post))));
}

}  // namespace imprimatur::survey
