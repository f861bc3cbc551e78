#include "inspect/grain.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace imprimatur::inspect {

namespace {

TextBox mark(double detection, double width, const std::string& text = "", double recognition = 0)
{
    return { { { { { 10, 10 }, { 10 + width, 10 }, { 10 + width, 30 }, { 10, 30 } } } }, text, detection, recognition };
}

std::ptrdiff_t excused(const std::vector<TextBox>& writing)
{
    const auto grain = grain_among(writing);
    return std::count(grain.begin(), grain.end(), true);
}

}  // namespace

TEST(Grain, AFewFaintMarksAreNeverExcused) { EXPECT_EQ(excused(std::vector<TextBox>(2, mark(0.45, 20))), 0); }

TEST(Grain, ThreeOnASliceAreTexture) { EXPECT_EQ(excused(std::vector<TextBox>(3, mark(0.45, 20))), 3); }

TEST(Grain, ManyFaintMarksAreTexture)
{
    std::vector<TextBox> writing(12, mark(0.45, 20));
    writing[3] = mark(0.45, 20, "O", 0.9);
    EXPECT_EQ(excused(writing), 12) << "a letter read into a speck does not make it a name";
}

TEST(Grain, WhatIsSureOrReadCountsAmongAnyNumberOfSpecks)
{
    std::vector<TextBox> writing(12, mark(0.45, 20));
    writing.push_back(mark(0.8, 20));
    writing.push_back(mark(0.45, 20, "DOE", 0.9));
    writing.push_back(mark(0.45, 60));
    const auto grain = grain_among(writing);
    EXPECT_EQ(std::count(grain.begin(), grain.end(), true), 13) << "a wrinkle as long as a line is texture too";
    EXPECT_FALSE(grain[12]);
    EXPECT_FALSE(grain[13]);
    EXPECT_TRUE(grain[14]);
}

}  // namespace imprimatur::inspect
