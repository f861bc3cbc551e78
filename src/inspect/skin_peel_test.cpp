#include "inspect/skin_peel.h"

#include "inspect/test_head.h"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>
#include <limits>

namespace imprimatur::inspect {
namespace {

constexpr PeelGeometry kPlain { 2, 2, 28, Bone::Ignored, 250, false };

Bytes covered(const Frame& frame, const std::vector<Rect>& rects)
{
    Bytes mask(frame.samples.size(), 0);
    for (const auto& rect : rects) {
        EXPECT_TRUE(rect.x >= 0 && rect.y >= 0 && rect.width > 0 && rect.height > 0);
        EXPECT_LE(rect.x + rect.width, static_cast<std::int32_t>(frame.width));
        EXPECT_LE(rect.y + rect.height, static_cast<std::int32_t>(frame.height));
        for (std::int32_t y = rect.y; y < rect.y + rect.height; ++y) {
            for (std::int32_t x = rect.x; x < rect.x + rect.width; ++x)
                mask[static_cast<std::size_t>(y) * frame.width + static_cast<std::size_t>(x)] = 1;
        }
    }
    return mask;
}

Frame middle_slice() { return slice_of_head("CT", "1\\0\\0\\0\\1\\0", 0, 'z').frames[0]; }

/// Whether the pixel at these millimetres is filled.
bool filled_at(const Bytes& mask, double x, double y)
{
    return mask[static_cast<std::size_t>(std::lround(y / 2 + 65)) * 130 + static_cast<std::size_t>(std::lround(x / 2 + 65))] != 0;
}

TEST(SkinPeel, SkinAndNoseGoAndTheMiddleStays)
{
    const Frame frame = middle_slice();
    const auto mask = covered(frame, peel(frame, kPlain));
    EXPECT_TRUE(filled_at(mask, 0, -118)) << "tip of the nose";
    EXPECT_TRUE(filled_at(mask, 0, -90));
    EXPECT_TRUE(filled_at(mask, 74, 0));
    EXPECT_TRUE(filled_at(mask, -55, 0));
    EXPECT_TRUE(filled_at(mask, 120, 120)) << "the air as well: its noise would draw the outline";
    EXPECT_FALSE(filled_at(mask, 0, 0));
    EXPECT_FALSE(filled_at(mask, 40, 0));
}

TEST(SkinPeel, BoneStopsOrSlowsIt)
{
    const Frame frame = middle_slice();
    PeelGeometry geometry = kPlain;
    geometry.bone = Bone::Stops;
    const auto stopped = covered(frame, peel(frame, geometry));
    EXPECT_TRUE(filled_at(stopped, 73, 0));
    EXPECT_FALSE(filled_at(stopped, 66, 0)) << "bone";
    EXPECT_FALSE(filled_at(stopped, 60, 0)) << "behind bone";
    geometry.bone = Bone::Slows;
    const auto slowed = covered(frame, peel(frame, geometry));
    EXPECT_TRUE(filled_at(slowed, 68, 0)) << "the outer table";
    EXPECT_FALSE(filled_at(slowed, 58, 0)) << "behind it";
}

TEST(SkinPeel, AThinBrightSkinIsNoBone)
{
    Frame frame = middle_slice();
    // A brain window: skin as white as bone, one pixel thick.
    for (std::uint32_t y = 0; y < 130; ++y) {
        for (std::uint32_t x = 0; x < 130; ++x) {
            const double body = std::hypot((x - 65.0) * 2 / 75, (y - 65.0) * 2 / 95);
            if (body <= 1 && body > 0.98)
                frame.samples[y * 130 + x] = 255;
        }
    }
    PeelGeometry geometry = kPlain;
    geometry.bone = Bone::Stops;
    EXPECT_TRUE(filled_at(covered(frame, peel(frame, geometry)), 73, 0));
}

TEST(SkinPeel, AnInvertedPictureIsPeeledAlike)
{
    Frame frame = middle_slice();
    const auto plain = peel(frame, kPlain);
    for (auto& sample : frame.samples)
        sample = static_cast<std::uint8_t>(255 - sample);
    EXPECT_EQ(peel(frame, kPlain), plain);
}

TEST(SkinPeel, NoisyAirIsStillAir)
{
    Frame frame = middle_slice();
    std::uint32_t state = 7;
    for (auto& sample : frame.samples) {
        state = state * 1664525 + 1013904223;
        sample = static_cast<std::uint8_t>(std::min(255U, sample + (state >> 28)));
    }
    const auto mask = covered(frame, peel(frame, kPlain));
    EXPECT_TRUE(filled_at(mask, 74, 0));
    EXPECT_FALSE(filled_at(mask, 0, 0));
}

TEST(SkinPeel, ALossyAncestorGetsTheGrid)
{
    const Frame frame = middle_slice();
    PeelGeometry geometry = kPlain;
    geometry.lossy = true;
    const auto rects = peel(frame, geometry);
    ASSERT_FALSE(rects.empty());
    for (const auto& rect : rects) {
        EXPECT_EQ(rect.x % 16, 0);
        EXPECT_EQ(rect.y % 16, 0);
        EXPECT_TRUE((rect.x + rect.width) % 16 == 0 || rect.x + rect.width == 130);
    }
    const auto fine = covered(frame, peel(frame, kPlain));
    const auto coarse = covered(frame, rects);
    for (std::size_t i = 0; i < fine.size(); ++i)
        ASSERT_GE(coarse[i], fine[i]);
}

TEST(SkinPeel, ACheckerboardStaysWithinTheLimit)
{
    Frame frame { 600, 600, 1, Bytes(360'000, 0) };
    for (std::uint32_t y = 20; y < 580; ++y) {
        for (std::uint32_t x = 20; x < 580; ++x)
            frame.samples[y * 600 + x] = (x / 4 + y / 4) % 2 == 0 ? 255 : 90;
    }
    PeelGeometry geometry { 8, 8, 30, Bone::Stops, 200, false };
    EXPECT_LE(peel(frame, geometry).size(), kMaxPeelRects);
}

std::vector<const Frame*> frames_of(const std::vector<Material>& slices)
{
    std::vector<const Frame*> frames;
    for (const auto& slice : slices)
        frames.push_back(&slice.frames[0]);
    return frames;
}

TEST(SkinPeel, TheTopOfTheHeadIsAsDeepAsItsSides)
{
    const auto head = axial_head("CT", 60, 116, 4);
    const auto frames = frames_of(head);
    auto areas = peel_series(frames, { kPlain, 4, 1 });
    ASSERT_TRUE(areas.ok());
    std::vector<Rect> at_100;
    for (const auto& area : *areas) {
        if (area.frame == 10)
            at_100.push_back(area.rect);
    }
    EXPECT_TRUE(filled_at(covered(*frames[10], at_100), 0, 0)) << "10 mm under the vertex";
    const auto alone = covered(*frames[0], peel(*frames[0], kPlain));
    EXPECT_FALSE(filled_at(alone, 0, 0));
}

TEST(SkinPeel, TheDepthsDependOnTheSeed)
{
    const auto head = axial_head("CT", -20, 20, 4);
    const auto frames = frames_of(head);
    auto one = peel_series(frames, { kPlain, 4, 1 });
    auto again = peel_series(frames, { kPlain, 4, 1 });
    auto other = peel_series(frames, { kPlain, 4, 2 });
    ASSERT_TRUE(one.ok() && again.ok() && other.ok());
    EXPECT_EQ(*one, *again);
    EXPECT_NE(*one, *other);
}

TEST(SkinPeel, WhatCannotBePeeledIsAnError)
{
    const auto head = axial_head("CT", 0, 4, 4);
    auto frames = frames_of(head);
    EXPECT_FALSE(peel_series({}, { kPlain, 4, 1 }).ok());
    PeelGeometry wrong = kPlain;
    wrong.mm_x = std::numeric_limits<double>::quiet_NaN();
    EXPECT_FALSE(peel_series(frames, { wrong, 4, 1 }).ok());
    const Frame other { 20, 20, 1, Bytes(400) };
    frames.push_back(&other);
    EXPECT_FALSE(peel_series(frames, { kPlain, 4, 1 }).ok());
    Frame full { 130, 130, 1, Bytes(16'900, 90) };
    for (std::size_t i = 0; i < full.samples.size(); i += 3)
        full.samples[i] = 120;
    const Frame* tissue = &full;
    EXPECT_FALSE(peel_series({ &tissue, 1 }, { kPlain, 0, 1 }).ok()) << "a picture without any air";
    EXPECT_TRUE(peel(Frame { 4, 4, 3, Bytes(48) }, kPlain).empty());
    EXPECT_TRUE(peel(Frame { 4000, 4000, 1, Bytes(3) }, kPlain).empty());
}

TEST(SkinPeel, BoneIsFoundInTheWindowOfTheHeader)
{
    Material material;
    EXPECT_EQ(bone_grey(material), 250);
    say(material, "(0028,1050)", "500\\40");
    say(material, "(0028,1051)", "2000\\80");
    EXPECT_NEAR(bone_grey(material), 96, 2);
    Material narrow;
    say(narrow, "(0028,1050)", "40");
    say(narrow, "(0028,1051)", "80");
    EXPECT_EQ(bone_grey(narrow), 250);
}

}  // namespace
}  // namespace imprimatur::inspect
