#include "inspect/anatomy.h"

#include <gtest/gtest.h>

namespace imprimatur::inspect {

namespace {

TextBox box(double width, double height, const char* text, double recognition)
{
    return { { { { { 10, 10 }, { 10 + width, 10 }, { 10 + width, 10 + height }, { 10, 10 + height } } } }, text, 0.95, recognition };
}

const Frame kPicture { 512, 512, 1, Bytes(512 * 512) };

}  // namespace

TEST(Anatomy, AnOrganThatCannotBeReadIsNoWriting)
{
    EXPECT_TRUE(is_larger_than_writing(box(78, 72, "\xE6\x98\x9F", 0.11), kPicture));
    EXPECT_TRUE(is_larger_than_writing(box(90, 80, "O", 0.99), kPicture));
}

TEST(Anatomy, WhatCanBeReadWhatIsLongAndWhatIsSmallStaysWriting)
{
    EXPECT_FALSE(is_larger_than_writing(box(78, 72, "DOE", 0.9), kPicture));
    EXPECT_FALSE(is_larger_than_writing(box(300, 60, "", 0), kPicture));
    EXPECT_FALSE(is_larger_than_writing(box(38, 38, "", 0), kPicture));
}

TEST(Anatomy, ATallMarkerOfALargeRadiographIsNotMistaken)
{
    const Frame film { 2000, 2400, 1, {} };
    EXPECT_FALSE(is_larger_than_writing(box(70, 90, "R", 0.99), film));
}

}  // namespace imprimatur::inspect
