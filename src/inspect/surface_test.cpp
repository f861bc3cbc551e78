#include "inspect/surface.h"

#include "inspect/test_head.h"

#include <algorithm>
#include <gtest/gtest.h>

namespace imprimatur::inspect {
namespace {

std::vector<Frame> views_of(const std::vector<Material>& slices)
{
    const auto all = pointers(slices);
    auto volume = build_volume(largest_stack(all));
    return volume.ok() ? render_face(*volume) : std::vector<Frame> {};
}

std::size_t lit(const Frame& frame)
{
    return static_cast<std::size_t>(std::count_if(frame.samples.begin(), frame.samples.end(), [](auto v) { return v > 0; }));
}

TEST(Surface, ShowsTheHeadFromThreeSides)
{
    const auto views = views_of(axial_head("CT", -120, 120, 3));
    ASSERT_EQ(views.size(), 3U);
    const double ellipse = 3.14159 * 75 * 110;
    EXPECT_NEAR(static_cast<double>(lit(views[0])), ellipse, 0.08 * ellipse);
    EXPECT_GT(lit(views[1]), lit(views[0])) << "a head is deeper than wide";
    EXPECT_EQ(views[0].samples[0], 0) << "air is black";
}

TEST(Surface, TheNoseChangesTheShadingOfTheMiddle)
{
    const auto views = views_of(axial_head("CT", -120, 120, 3));
    ASSERT_EQ(views.size(), 3U);
    const Frame& front = views[0];
    std::uint8_t darkest = 255;
    std::uint8_t brightest = 0;
    for (std::uint32_t x = front.width / 2 - 25; x < front.width / 2 + 25; ++x) {
        const auto value = front.samples[std::size_t { front.height / 2 } * front.width + x];
        darkest = std::min(darkest, value);
        brightest = std::max(brightest, value);
    }
    EXPECT_GT(brightest - darkest, 40);
}

TEST(Surface, TheDirectionOfTheSlicesDoesNotMatter)
{
    const auto axial = views_of(axial_head("CT", -120, 120, 2));
    const auto sagittal = views_of(sagittal_head("CT", -120, 120, 2));
    ASSERT_EQ(axial.size(), 3U);
    ASSERT_EQ(sagittal.size(), 3U);
    EXPECT_NEAR(static_cast<double>(lit(axial[0])), static_cast<double>(lit(sagittal[0])), 0.05 * static_cast<double>(lit(axial[0])));
}

TEST(Surface, WhatCannotBeAStackIsAnError)
{
    EXPECT_FALSE(build_volume({}).ok());
    auto far = axial_head("CT", 0, 4, 2);
    far.push_back(slice_of_head("CT", "1\\0\\0\\0\\1\\0", 90'000, 'z'));
    const auto all = pointers(far);
    EXPECT_FALSE(build_volume(largest_stack(all)).ok());
}

}  // namespace
}  // namespace imprimatur::inspect
