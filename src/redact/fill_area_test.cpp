#include "redact/fill_area.h"

#include "redact/plan.h"

#include <gtest/gtest.h>

#include <cmath>

namespace imprimatur::redact {

namespace {

Frame restless(std::uint32_t width, std::uint32_t height, std::uint32_t channels = 1)
{
    Frame frame { width, height, channels, Bytes(std::size_t { width } * height * channels) };
    std::uint32_t state = 12345;
    for (auto& sample : frame.samples) {
        state = state * 1664525U + 1013904223U;
        sample = static_cast<std::uint8_t>(100 + (state >> 24U) % 8);
    }
    return frame;
}

/// Strokes of five levels in the rectangle: not drawn in one colour.
void scribble(Frame& frame, const Rect& rect)
{
    for (std::int32_t y = rect.y; y < rect.y + rect.height; ++y) {
        for (std::int32_t x = rect.x; x < rect.x + rect.width; ++x) {
            if (x % 4 < 2)
                frame.samples[static_cast<std::size_t>(y) * frame.width + static_cast<std::size_t>(x)]
                    = static_cast<std::uint8_t>(215 + (x * 7 + y * 13) % 5);
        }
    }
}

Quad box(double x, double y, double width, double height)
{
    return { { { { x, y }, { x + width, y }, { x + width, y + height }, { x, y + height } } } };
}

Quad turned(double x, double y, double length, double height, double degrees)
{
    const double c = std::cos(degrees * 3.14159265358979 / 180);
    const double s = std::sin(degrees * 3.14159265358979 / 180);
    const auto at = [&](double u, double v) { return Point { x + u * c - v * s, y + u * s + v * c }; };
    return { { at(0, 0), at(length, 0), at(length, height), at(0, height) } };
}

Material picture(const Frame& frame)
{
    Material material;
    material.kind = MediaKind::Png;
    material.frames = { frame };
    return material;
}

std::vector<Rect> planned(const Material& material, const Quad& quad)
{
    Finding finding;
    finding.where = PixelPlace { 0, quad };
    finding.action = Action::Fill;
    return fills_of(plan(material, { finding }).fills, 0);
}

bool holds(const Rect& outer, const Rect& inner)
{
    return outer.x <= inner.x && outer.y <= inner.y && outer.x + outer.width >= inner.x + inner.width
        && outer.y + outer.height >= inner.y + inner.height;
}

}  // namespace

TEST(FillArea, ABoxWithRoomAroundItsLettersIsNotGrownAndATightOneIs)
{
    Frame frame = restless(200, 120);
    scribble(frame, { 60, 50, 60, 16 });
    const auto roomy = planned(picture(frame), box(46, 36, 88, 44));
    ASSERT_EQ(roomy.size(), 1U);
    EXPECT_EQ(roomy[0], (Rect { 46, 36, 88, 44 }));
    const auto tight = planned(picture(frame), box(59, 49, 62, 18));
    ASSERT_EQ(tight.size(), 1U);
    EXPECT_TRUE(holds(tight[0], { 48, 38, 84, 40 })) << "an unknown history reaches 12 pixels";
}

TEST(FillArea, WhatTheFileSaysOfItsOwnBlocksIsCoveredWhole)
{
    Frame frame = restless(208, 128);
    scribble(frame, { 60, 50, 60, 16 });
    auto material = picture(frame);
    material.kind = MediaKind::Jpeg;
    material.blocks = BlockGrid { 3, 5, 8, 8, 8, 8 };
    const auto rect = planned(material, box(59, 49, 62, 18)).at(0);
    EXPECT_EQ((rect.x - 3) % 8, 0);
    EXPECT_EQ((rect.y - 5) % 8, 0);
    EXPECT_EQ((rect.x + rect.width - 3) % 8, 0);
    EXPECT_TRUE(holds(rect, { 52, 42, 76, 32 }));
}

TEST(FillArea, ColourIsSmoothedAcrossTheEdgeOfItsBlocks)
{
    Material material = picture(restless(240, 160, 3));
    material.kind = MediaKind::Jpeg;
    material.blocks = BlockGrid { 0, 0, 8, 8, 16, 16 };
    const auto rect = planned(material, box(90, 70, 50, 16)).at(0);
    EXPECT_EQ((rect.x + 1) % 16, 0);
    EXPECT_EQ((rect.x + rect.width - 1) % 16, 0);
}

TEST(FillArea, AConstantTellsNothing)
{
    Frame frame { 200, 120, 1, Bytes(200 * 120, 0) };
    scribble(frame, { 60, 50, 60, 16 });
    EXPECT_EQ(planned(picture(frame), box(57, 47, 66, 22)).at(0), (Rect { 57, 47, 66, 22 }));
    frame.samples[40 * 200 + 90] = 1;
    EXPECT_GT(planned(picture(frame), box(57, 47, 66, 22)).at(0).height, 22) << "one level in one pixel is no constant";
}

TEST(FillArea, WhatWasNeverLossyIsNotGrown)
{
    Frame frame = restless(200, 120);
    scribble(frame, { 60, 50, 60, 16 });
    auto material = picture(frame);
    material.lossy_ancestor = false;
    EXPECT_EQ(planned(material, box(57, 47, 66, 22)).at(0), (Rect { 57, 47, 66, 22 }));
}

TEST(FillArea, AnObliqueLineBecomesStepsThatCoverIt)
{
    const auto quad = turned(120, 60, 220, 24, 45);
    const auto rects = planned(picture(restless(400, 400)), quad);
    EXPECT_LE(rects.size(), kMaxRects);
    EXPECT_DOUBLE_EQ(covered_share(quad, rects), 1);
    std::int64_t area = 0;
    for (const auto& rect : rects)
        area += std::int64_t { rect.width } * rect.height;
    const Rect whole = bounding_rectangle(quad);
    EXPECT_LT(area, std::int64_t { whole.width } * whole.height * 9 / 10);
}

TEST(FillArea, WhatStandsInAClipIsCoveredAlikeInAllItsFrames)
{
    Material material = picture(restless(200, 120));
    material.frames.push_back(Frame { 200, 120, 1, Bytes(200 * 120, 0) });
    Finding finding;
    finding.where = PixelPlace { 1, box(60, 50, 60, 16) };
    finding.action = Action::Fill;
    const auto fills = plan(material, { finding, finding }).fills;
    ASSERT_EQ(fills.size(), 2U) << "and a place found twice is filled once";
    EXPECT_EQ(fills[0].rect, fills[1].rect);
}

TEST(FillArea, InAClipWritingHasToBeDrawnInOneColourInEveryFrameToBeCoveredTightly)
{
    const Rect place { 60, 50, 60, 16 };
    Frame drawn = restless(200, 120);
    for (std::int32_t y = place.y; y < place.y + place.height; ++y) {
        for (std::int32_t x = place.x; x < place.x + place.width; x += 4)
            drawn.samples[static_cast<std::size_t>(y) * 200 + static_cast<std::size_t>(x)] = 200;
    }
    Frame blurred = restless(200, 120);
    scribble(blurred, place);
    const auto width_of_fill = [&](const std::vector<Frame>& frames) {
        Material material = picture(frames.front());
        material.frames = frames;
        return planned(material, box(60, 50, 60, 16)).at(0).width;
    };
    const auto tight = width_of_fill({ drawn, drawn, drawn });
    EXPECT_LE(tight, 72);
    EXPECT_GT(width_of_fill({ drawn, blurred, drawn }), tight + 12);
}

TEST(FillArea, CornersFarAwayOrNoNumbersEndInsideThePicture)
{
    const double huge = 1e300;
    for (const auto& quad : { box(-huge, -huge, huge, huge), box(NAN, 5, 10, 10), box(-50, -50, 20, 20), box(1e9, 1e9, 5, 5),
             box(10, 10, 0, 0), turned(-5000, -5000, 20000, 400, 30) }) {
        for (const auto& rect : planned(picture(restless(64, 48)), quad))
            EXPECT_TRUE(holds({ 0, 0, 64, 48 }, rect));
    }
    EXPECT_EQ(planned(picture(restless(64, 48)), box(NAN, 5, 10, 10)).at(0).width, 64) << "what is no number covers everything";
}

TEST(FillArea, AFrameThatDoesNotHoldWhatItSaysIsNotRead)
{
    auto material = picture(Frame { 64, 48, 3, Bytes(10) });
    EXPECT_EQ(planned(material, box(20, 20, 10, 10)).size(), 1U);
}

TEST(CoveredShare, IsThatOfTheQuadAndNotOfItsBoundingRectangle)
{
    EXPECT_DOUBLE_EQ(covered_share(box(10, 10, 20, 10), { { 10, 10, 10, 10 } }), 0.5);
    EXPECT_DOUBLE_EQ(covered_share(box(10, 10, 20, 10), { { 10, 10, 10, 10 }, { 5, 5, 12, 20 } }), 0.5) << "nothing counts twice";
    EXPECT_DOUBLE_EQ(covered_share(box(10, 10, 20, 10), {}), 0);
}

}  // namespace imprimatur::redact
