#include "jail/text/box_union.h"

#include <gtest/gtest.h>

namespace imprimatur::jail {
namespace {

TextBox upright(double x, double y, double width, double height, double detection = 0.5)
{
    TextBox box;
    box.quad.corners = { Point { x, y }, Point { x + width, y }, Point { x + width, y + height }, Point { x, y + height } };
    box.detection = detection;
    return box;
}

TEST(BoxUnion, TheSameLineFoundTwiceIsOneBoxAroundBoth)
{
    const auto boxes = united({ upright(10, 10, 100, 20, 0.4), upright(14, 8, 104, 20, 0.9) });
    ASSERT_EQ(boxes.size(), 1U);
    EXPECT_DOUBLE_EQ(boxes[0].detection, 0.9);
    EXPECT_NEAR(boxes[0].quad.corners[0].x, 10, 0.1);
    EXPECT_NEAR(boxes[0].quad.corners[0].y, 8, 0.1);
    EXPECT_NEAR(boxes[0].quad.corners[2].x, 118, 0.1);
    EXPECT_NEAR(boxes[0].quad.corners[2].y, 30, 0.1);
}

TEST(BoxUnion, PiecesOfALineJoinIt)
{
    EXPECT_EQ(united({ upright(12, 11, 40, 18), upright(60, 11, 45, 18), upright(10, 10, 100, 20) }).size(), 1U);
}

TEST(BoxUnion, NeighbouringLinesStayApart) { EXPECT_EQ(united({ upright(10, 10, 100, 20), upright(10, 27, 100, 20) }).size(), 2U); }

TEST(BoxUnion, ALineStaysALineInsideTheBoxOfAParagraph)
{
    EXPECT_EQ(united({ upright(10, 10, 100, 100), upright(10, 12, 100, 22), upright(10, 45, 100, 22) }).size(), 3U);
}

TEST(BoxUnion, CrossingLinesStayApart) { EXPECT_EQ(united({ upright(10, 50, 100, 20), upright(50, 10, 20, 100) }).size(), 2U); }

TEST(BoxUnion, ABoxWithoutAreaIsKept) { EXPECT_EQ(united({ upright(10, 50, 0, 0), upright(50, 10, 20, 100) }).size(), 2U); }

TEST(BoxUnion, NothingStaysNothing) { EXPECT_TRUE(united({}).empty()); }

}  // namespace
}  // namespace imprimatur::jail
