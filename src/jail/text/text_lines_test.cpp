#include "jail/text/text_lines.h"

#include "base/limits.h"

#include <cmath>
#include <gtest/gtest.h>
#include <opencv2/imgproc.hpp>

namespace imprimatur::jail {
namespace {

cv::Mat blank() { return cv::Mat::zeros(300, 400, CV_8U); }

std::vector<TextBox> lines(const cv::Mat& map, double scale = 1)
{
    auto found = lines_in(map, scale, scale);
    EXPECT_TRUE(found.ok());
    return found.ok() ? found.value() : std::vector<TextBox> {};
}

bool holds(const TextBox& box, double x, double y)
{
    std::vector<cv::Point2f> corners;
    for (const auto& corner : box.quad.corners)
        corners.emplace_back(static_cast<float>(corner.x), static_cast<float>(corner.y));
    return cv::pointPolygonTest(corners, { static_cast<float>(x), static_cast<float>(y) }, false) >= 0;
}

double length(const TextBox& box, std::size_t a, std::size_t b)
{
    return std::hypot(box.quad.corners[a].x - box.quad.corners[b].x, box.quad.corners[a].y - box.quad.corners[b].y);
}

TEST(TextLines, NothingInAnEmptyMap) { EXPECT_TRUE(lines(blank()).empty()); }

TEST(TextLines, TheBoxIsLargerThanTheMiddleThatTheNetworkMarks)
{
    cv::Mat map = blank();
    cv::rectangle(map, { 100, 100, 120, 8 }, 255, cv::FILLED);
    const auto found = lines(map);
    ASSERT_EQ(found.size(), 1U);
    for (const double x : { 97.0, 160.0, 222.0 }) {
        EXPECT_TRUE(holds(found[0], x, 97)) << x;
        EXPECT_TRUE(holds(found[0], x, 110)) << x;
    }
    EXPECT_FALSE(holds(found[0], 160, 80));
    EXPECT_GT(found[0].detection, 0.9);
}

TEST(TextLines, AnEnlargedCopysLinesAreWhereThePictureHasThem)
{
    cv::Mat map = blank();
    cv::rectangle(map, { 100, 100, 120, 16 }, 255, cv::FILLED);
    const auto found = lines(map, 2);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_TRUE(holds(found[0], 80, 54));
    EXPECT_FALSE(holds(found[0], 160, 108));
}

TEST(TextLines, PiecesOfOneLineBecomeOne)
{
    cv::Mat map = blank();
    cv::rectangle(map, { 50, 100, 60, 8 }, 255, cv::FILLED);
    cv::rectangle(map, { 122, 101, 30, 8 }, 255, cv::FILLED);
    const auto found = lines(map);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_TRUE(holds(found[0], 116, 104)) << "the character between the pieces stays visible";
    EXPECT_TRUE(holds(found[0], 151, 108));
}

TEST(TextLines, TwoLinesOfAParagraphStayTwo)
{
    cv::Mat map = blank();
    cv::rectangle(map, { 50, 100, 100, 8 }, 255, cv::FILLED);
    cv::rectangle(map, { 50, 122, 90, 8 }, 255, cv::FILLED);
    EXPECT_EQ(lines(map).size(), 2U);
}

TEST(TextLines, ColumnsStayApart)
{
    cv::Mat map = blank();
    cv::rectangle(map, { 20, 100, 60, 8 }, 255, cv::FILLED);
    cv::rectangle(map, { 200, 100, 60, 8 }, 255, cv::FILLED);
    EXPECT_EQ(lines(map).size(), 2U);
}

TEST(TextLines, ALeaningLineGetsALeaningBox)
{
    cv::Mat map = blank();
    cv::line(map, { 100, 200 }, { 250, 110 }, 255, 9);
    const auto found = lines(map);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_TRUE(holds(found[0], 100, 200));
    EXPECT_TRUE(holds(found[0], 250, 110));
    EXPECT_FALSE(holds(found[0], 110, 120)) << "the box is upright and covers what no writing stands in";
    EXPECT_LT(std::min(length(found[0], 0, 1), length(found[0], 0, 3)), 40);
}

TEST(TextLines, WhatIsFaintOrASpeckIsNoLine)
{
    cv::Mat map = blank();
    cv::rectangle(map, { 50, 100, 60, 8 }, 30, cv::FILLED);
    map.at<std::uint8_t>(200, 200) = 255;
    EXPECT_TRUE(lines(map).empty());
}

TEST(TextLines, ALineAtTheVeryEdge)
{
    cv::Mat map = blank();
    cv::rectangle(map, { 0, 292, 80, 8 }, 255, cv::FILLED);
    const auto found = lines(map);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_TRUE(holds(found[0], 1, 298));
}

TEST(TextLines, MoreLinesThanAPictureMayHave)
{
    cv::Mat map = cv::Mat::zeros(1200, 1200, CV_8U);
    for (int y = 4; y < 1196; y += 20) {
        for (int x = 4; x < 1190; x += 24)
            cv::rectangle(map, { x, y, 6, 4 }, 255, cv::FILLED);
    }
    const auto found = lines_in(map, 1, 1);
    ASSERT_FALSE(found.ok());
    EXPECT_EQ(found.error().code, ErrorCode::LimitExceeded);
}

}  // namespace
}  // namespace imprimatur::jail
