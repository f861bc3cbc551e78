#include "jail/text/line_shape.h"

#include <gtest/gtest.h>

namespace imprimatur::jail {
namespace {

TextBox of_size(double width, double height)
{
    TextBox box;
    box.quad.corners = { Point { 0, 0 }, Point { width, 0 }, Point { width, height }, Point { 0, height } };
    return box;
}

TEST(LineShape, AnOrganIsLargerThanWriting)
{
    EXPECT_TRUE(larger_than_writing(of_size(345, 390), 892, 734));
    EXPECT_TRUE(larger_than_writing(of_size(120, 246), 484, 480));
}

TEST(LineShape, LinesAndLeadLettersAreNot)
{
    EXPECT_FALSE(larger_than_writing(of_size(600, 60), 892, 734));
    EXPECT_FALSE(larger_than_writing(of_size(800, 200), 892, 734));  // a banner over the whole picture
    EXPECT_FALSE(larger_than_writing(of_size(200, 800), 892, 734));
    EXPECT_FALSE(larger_than_writing(of_size(70, 80), 480, 480));
    EXPECT_FALSE(larger_than_writing(of_size(150, 150), 3000, 4000));
    EXPECT_FALSE(larger_than_writing(of_size(0, 0), 10, 10));
}

}  // namespace
}  // namespace imprimatur::jail
