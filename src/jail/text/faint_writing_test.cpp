#include "jail/text/faint_writing.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <opencv2/imgproc.hpp>

namespace imprimatur::jail {
namespace {

// Invented.
const std::string kLine = "KOVACS, JANE 12.03.1961";

cv::Mat page(const cv::Scalar& ground, const cv::Scalar& ink, int type = CV_8UC1)
{
    cv::Mat picture(300, 600, type, ground);
    cv::putText(picture, kLine, { 40, 100 }, cv::FONT_HERSHEY_DUPLEX, 0.8, ink, 2);
    return picture;
}

double spread_of(const cv::Mat& raised)
{
    double low = 0;
    double high = 0;
    cv::minMaxLoc(raised, &low, &high);
    return high - low;
}

TEST(FaintWriting, OneLevelIsRaisedUntilItShows)
{
    for (const auto& [ground, ink] : { std::pair(0, 1), std::pair(255, 254), std::pair(90, 87) }) {
        const auto raised = faint_writing(page(ground, ink));
        ASSERT_FALSE(raised.empty()) << ground;
        EXPECT_GT(spread_of(raised), 30) << ground;
    }
    const auto colour = faint_writing(page({ 20, 20, 20 }, { 21, 20, 20 }, CV_8UC3));
    ASSERT_FALSE(colour.empty()) << "a level of blue is nothing in grey";
    EXPECT_GT(spread_of(colour), 30);
}

TEST(FaintWriting, WhatCanBeSeenIsLeftToTheOtherLooks)
{
    EXPECT_TRUE(faint_writing(page(0, 200)).empty());
    EXPECT_TRUE(faint_writing(page(0, 0)).empty());
    auto both = page(0, 200);
    cv::putText(both, kLine, { 40, 250 }, cv::FONT_HERSHEY_DUPLEX, 0.8, 2, 2);
    const auto raised = faint_writing(both);
    ASSERT_FALSE(raised.empty());
    EXPECT_EQ(spread_of(raised.rowRange(70, 110)), 0) << "around what is seen all is one grey";
    EXPECT_GT(spread_of(raised.rowRange(220, 260)), 30);
}

TEST(FaintWriting, NoiseIsNoGround)
{
    auto picture = page(40, 41);
    cv::Mat noise(picture.size(), CV_8UC1);
    cv::theRNG().state = 7;
    cv::randu(noise, 0, 3);
    EXPECT_TRUE(faint_writing(picture + noise).empty());
}

TEST(FaintWriting, TinyAndOddPicturesAreNoTrouble)
{
    for (const auto& size : { cv::Size(1, 1), cv::Size(3, 2), cv::Size(1, 4000) }) {
        EXPECT_TRUE(faint_writing(cv::Mat(size, CV_8UC1, cv::Scalar(9))).empty());
        EXPECT_TRUE(faint_writing(cv::Mat(size, CV_8UC3, cv::Scalar::all(9))).empty());
    }
}

}  // namespace
}  // namespace imprimatur::jail
