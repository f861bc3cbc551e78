#include "inspect/motion.h"

#include <gtest/gtest.h>

namespace imprimatur::inspect {

namespace {

/// Left half the same in every frame, right half noise.
std::vector<Frame> half_moving(std::size_t frames)
{
    std::vector<Frame> clip;
    std::uint32_t seed = 7;
    for (std::size_t k = 0; k < frames; ++k) {
        Frame frame { 40, 20, 1, Bytes(800) };
        for (std::size_t i = 0; i < frame.samples.size(); ++i) {
            seed = seed * 1664525U + 1013904223U;
            frame.samples[i] = static_cast<std::uint8_t>(i % 40 < 20 ? (i * 13) % 256 : seed >> 24);
        }
        clip.push_back(std::move(frame));
    }
    return clip;
}

TextBox box(double x, double width, double recognition)
{
    return { { { { { x, 2 }, { x + width, 2 }, { x + width, 18 }, { x, 18 } } } }, "", 0.9, recognition };
}

}  // namespace

TEST(Motion, WhatStandsStillCountsHoweverUnreadableItIs) { EXPECT_FALSE(is_moving_texture(half_moving(6), 0, box(0, 20, 0))); }

TEST(Motion, WhatMovesAndCannotBeReadIsNoWriting) { EXPECT_TRUE(is_moving_texture(half_moving(6), 3, box(20, 20, 0.1))); }

TEST(Motion, WhatIsHardlySeenAsWritingHasToStandStillAltogether)
{
    auto faint = box(2, 22, 0.1);  // the last four of its 22 columns move
    EXPECT_FALSE(is_moving_texture(half_moving(6), 3, faint));
    faint.detection = 0.45;
    EXPECT_TRUE(is_moving_texture(half_moving(6), 3, faint));
    EXPECT_FALSE(is_moving_texture(half_moving(6), 3, [] {
        auto still = box(2, 16, 0.1);
        still.detection = 0.45;
        return still;
    }()));
}

TEST(Motion, WhatCanBeReadCountsHoweverItMoves)
{
    auto read = box(20, 20, 0.9);
    read.text = "EXAMPLE";
    EXPECT_FALSE(is_moving_texture(half_moving(6), 3, read));
    read.text = "9.9";
    EXPECT_TRUE(is_moving_texture(half_moving(6), 3, read)) << "speckle reads as a figure or two";
}

TEST(Motion, ASinglePictureOrAPairIsNeverExcused)
{
    EXPECT_FALSE(is_moving_texture(half_moving(1), 0, box(20, 20, 0)));
    EXPECT_FALSE(is_moving_texture(half_moving(2), 0, box(20, 20, 0)));
}

TEST(Motion, FramesOfDifferentSizesAreNoClip)
{
    auto clip = half_moving(4);
    clip[2] = { 10, 10, 1, Bytes(100) };
    EXPECT_FALSE(is_moving_texture(clip, 0, box(20, 20, 0)));
}

TEST(Motion, ABoxThatReachesOutsideIsMeasuredInside) { EXPECT_LT(unchanged_share(half_moving(6), 0, box(20, 500, 0).quad), 0.5); }

TEST(Motion, PagesAndDocumentsAreNoFilm)
{
    Material pages;
    pages.kind = MediaKind::Tiff;
    EXPECT_FALSE(films(pages));
    Material scans;
    scans.modality = "OT";
    EXPECT_FALSE(films(scans));
    Material loop;
    loop.modality = "US";
    EXPECT_TRUE(films(loop));
}

}  // namespace imprimatur::inspect
