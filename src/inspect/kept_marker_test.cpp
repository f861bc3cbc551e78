#include "inspect/kept_marker.h"

#include "inspect/test_writing.h"

#include <gtest/gtest.h>

namespace imprimatur::inspect {

namespace {

const std::vector<KeptMarker> kMarkers { { at(100, 40, 120, 16), "Ascending Colon" }, { at(10, 10, 12, 16), "R" } };

bool again(const std::string& text, const Quad& quad, double scale = 1)
{
    return is_a_marker_again({ quad, text, 0.9, 0.9 }, kMarkers, scale);
}

}  // namespace

TEST(KeptMarker, IsRecognisedInPiecesAndWithALetterMisread)
{
    EXPECT_TRUE(again("Ascending Colon", at(98, 38, 124, 20)));
    EXPECT_TRUE(again("scending", at(108, 40, 60, 16)));
    EXPECT_TRUE(again("C0l0n", at(170, 40, 50, 16))) << "o and 0 look alike";
    EXPECT_TRUE(again("Asccndlng Colon", at(100, 40, 120, 16)));
    EXPECT_TRUE(again("R", at(9, 9, 14, 18)));
}

TEST(KeptMarker, OtherWordsAtItsPlaceAreNot)
{
    EXPECT_FALSE(again("A. Sandoval", at(100, 40, 120, 16)));
    EXPECT_FALSE(again("Ascending Colon DOE", at(100, 40, 120, 16)));
    EXPECT_FALSE(again("B", at(9, 9, 14, 18)));
}

TEST(KeptMarker, PiecesOfOneLineAreReadInOne)
{
    const std::vector<KeptMarker> pieces { { at(192, 10, 40, 30), "mm" }, { at(0, 10, 187, 33), "Dist 59.8" },
        { at(300, 10, 60, 30), "L" } };
    const auto in_one = [&](const std::string& text, const Quad& quad) { return is_a_marker_again({ quad, text, 0.9, 0.9 }, pieces, 1); };
    EXPECT_TRUE(in_one("Dist 59.8 mm", at(0, 10, 232, 30)));
    EXPECT_TRUE(in_one("59.8mm", at(100, 12, 130, 26)));
    EXPECT_FALSE(in_one("Dist 59.8 OK", at(0, 10, 232, 30))) << "other letters at the second piece's place";
    EXPECT_FALSE(in_one("mm DOE L", at(192, 10, 168, 30))) << "room for another word between the pieces";
    EXPECT_FALSE(in_one("mm L", at(192, 10, 168, 30))) << "too far apart to be one line";
}

TEST(KeptMarker, OfOneFrameOfAClip)
{
    std::vector<KeptMarker> clip;
    for (std::uint32_t frame = 2; frame < 10'000; frame += 2) {
        clip.push_back({ at(10, 10, 14, 16), "R", frame });
        clip.push_back({ at(100, 10, 90, 16), "Dist 6." + std::to_string(frame) + " mm", frame });
    }
    EXPECT_TRUE(markers_of(clip, 0).empty());
    EXPECT_TRUE(markers_of(clip, 7).empty());
    EXPECT_TRUE(markers_of({}, 7).empty());
    const auto of_one = markers_of(clip, 9'998);
    ASSERT_EQ(of_one.size(), 2U);
    EXPECT_EQ(of_one[1].text, "Dist 6.9998 mm");
}

TEST(KeptMarker, OnlyALongOneMayBeReadOtherwise)
{
    const auto on_a_long_one = [](const std::string& text, const Quad& quad) {
        return lies_on_a_long_marker({ quad, text, 0.9, 0.9 }, kMarkers, 1);
    };
    EXPECT_TRUE(on_a_long_one("Golote", at(170, 40, 50, 16)));
    EXPECT_FALSE(on_a_long_one("Golote", at(210, 40, 50, 16))) << "most of it stands beside the marker";
    EXPECT_FALSE(on_a_long_one("DOE", at(9, 9, 14, 18))) << "a single letter may be half an initial";
}

TEST(KeptMarker, TheSameWordsElsewhereAreNot)
{
    EXPECT_FALSE(again("Ascending Colon", at(100, 140, 120, 16)));
    EXPECT_FALSE(again("R", at(30, 10, 12, 16)));
}

TEST(KeptMarker, IsLookedForWhereTheSmallerCopyHasIt)
{
    EXPECT_TRUE(again("Colon", at(85, 20, 25, 8), 0.5));
    EXPECT_FALSE(again("Colon", at(170, 40, 50, 16), 0.5));
}

}  // namespace imprimatur::inspect
