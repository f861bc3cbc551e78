#include "jail/draw/overlay.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace imprimatur::jail {

namespace {

Drawing drawing(std::uint32_t width, std::uint32_t height)
{
    Drawing drawing;
    drawing.frame = { width, height, 1, Bytes(static_cast<std::size_t>(width) * height, 90) };
    PictureMark mark { {}, PictureMark::Colour::Filled, "text_in_pixels 0.93" };
    mark.quad.corners = { Point { 10, 10 }, Point { 60, 10 }, Point { 60, 30 }, Point { 10, 30 } };
    drawing.marks.push_back(mark);
    return drawing;
}

std::size_t reddish(const Frame& page)
{
    std::size_t count = 0;
    for (std::size_t i = 0; i + 2 < page.samples.size(); i += 3)
        count += page.samples[i] > page.samples[i + 1] + 40 ? 1U : 0U;
    return count;
}

}  // namespace

TEST(Overlay, ShowsThePictureBesideThePictureWithItsMarks)
{
    const auto page = overlay(drawing(800, 700));
    ASSERT_TRUE(page.ok());
    EXPECT_EQ(page->height, 700U);
    EXPECT_GT(page->width, 1600U);
    EXPECT_GT(reddish(*page), 100U);
    auto unmarked = drawing(800, 700);
    unmarked.marks.clear();
    EXPECT_EQ(reddish(*overlay(unmarked)), 0U);
}

TEST(Overlay, AHardlyProbablePlaceShowsOnTheHeatMap)
{
    auto order = drawing(800, 700);
    order.marks.clear();
    order.heat = HeatMap { 80, 70, Bytes(80UL * 70, 0) };
    std::fill_n(order.heat->samples.begin() + 80 * 30 + 20, 20, std::uint8_t { 12 });
    const auto page = overlay(order);
    ASSERT_TRUE(page.ok());
    EXPECT_GT(page->width, 2400U);
    EXPECT_GT(reddish(*page), 500U);
}

TEST(Overlay, TinyHugeAndWildMarksAreDrawnOrLeftOut)
{
    EXPECT_TRUE(overlay(drawing(1, 1)).ok());
    EXPECT_TRUE(overlay(drawing(3, 4000)).ok());
    auto wild = drawing(100, 100);
    wild.marks[0].quad.corners = { Point { -9000, -9000 }, Point { 9e4, -5 }, Point { 9e4, 9e4 }, Point { -9000, 9e4 } };
    wild.marks[0].colour = static_cast<PictureMark::Colour>(250);
    EXPECT_TRUE(overlay(wild).ok());
    auto lying = drawing(100, 100);
    lying.frame.samples.pop_back();
    EXPECT_FALSE(overlay(lying).ok());
}

}  // namespace imprimatur::jail
