#include "jail/text/text_looks.h"

#include <gtest/gtest.h>
#include <opencv2/imgproc.hpp>

namespace imprimatur::jail {
namespace {

double largest_area(int width, int height, TextScale scale, Effort effort)
{
    double area = 0;
    for (const auto& look : looks_at(width, height, scale, effort))
        area = std::max(area, width * look.scale * height * look.scale);
    return area;
}

double whole_area(int width, int height, TextScale scale, Effort effort)
{
    double area = 0;
    for (const auto& look : looks_at(width, height, scale, effort))
        area += width * look.scale * height * look.scale * static_cast<double>(look.copies.size());
    return area;
}

TEST(TextLooks, MoreEffortLooksAtMore)
{
    for (const auto& size : { cv::Size(256, 256), cv::Size(640, 480), cv::Size(1024, 768), cv::Size(1600, 1200), cv::Size(4000, 3000) }) {
        const double fast = whole_area(size.width, size.height, TextScale::FirstLook, Effort::Fast);
        const double standard = whole_area(size.width, size.height, TextScale::FirstLook, Effort::Standard);
        const double thorough = whole_area(size.width, size.height, TextScale::FirstLook, Effort::Thorough);
        EXPECT_LT(fast, standard) << size;
        EXPECT_LT(standard, thorough) << size;
        EXPECT_LE(fast, 1.3e6) << size;
    }
}

TEST(TextLooks, VerificationIsCheaperThanTheFirstLook)
{
    for (const int side : { 300, 1000, 1600 })
        EXPECT_LT(whole_area(side, side, TextScale::Verification, Effort::Standard),
            whole_area(side, side, TextScale::FirstLook, Effort::Standard));
}

TEST(TextLooks, SmallPicturesAreEnlargedAndVeryLargeOnesNotShrunk)
{
    EXPECT_GE(largest_area(280, 280, TextScale::FirstLook, Effort::Standard), 9.0 * 280 * 280 * 0.99);
    EXPECT_GE(largest_area(4800, 4000, TextScale::FirstLook, Effort::Standard), 4800.0 * 4000 * 0.99);
}

TEST(TextLooks, NoSizeMakesAnEmptyOrAnEndlessCopy)
{
    for (const auto& size : { cv::Size(1, 1), cv::Size(1, 65'000), cv::Size(65'000, 1), cv::Size(12'000, 8'000) }) {
        for (const auto effort : { Effort::Fast, Effort::Standard, Effort::Thorough }) {
            for (const auto& look : looks_at(size.width, size.height, TextScale::FirstLook, effort)) {
                EXPECT_GT(look.scale, 0) << size;
                EXPECT_LT(size.width * look.scale * size.height * look.scale, 40e6) << size;
                EXPECT_FALSE(look.copies.empty());
            }
        }
    }
    const cv::Mat narrow(1, 40, CV_8U, cv::Scalar(9));
    for (const auto kind : { CopyKind::Plain, CopyKind::EvenedOut, CopyKind::Inverted, CopyKind::Turned })
        EXPECT_FALSE(copy_of(narrow, kind, 0.01).empty());
}

TEST(TextLooks, ATurnedCopyComesBackUpright)
{
    cv::Mat picture = cv::Mat::zeros(30, 50, CV_8UC3);
    cv::rectangle(picture, { 40, 2, 6, 3 }, { 10, 200, 90 }, cv::FILLED);
    const cv::Mat turned = copy_of(picture, CopyKind::Turned, 1);
    EXPECT_EQ(turned.size(), cv::Size(30, 50));
    EXPECT_EQ(cv::norm(upright(turned, CopyKind::Turned), picture), 0);
}

TEST(TextLooks, LookingChangesNothing)
{
    const cv::Mat picture(40, 40, CV_8U, cv::Scalar(77));
    const cv::Mat before = picture.clone();
    for (const auto kind : { CopyKind::Plain, CopyKind::EvenedOut, CopyKind::Inverted, CopyKind::Turned })
        copy_of(picture, kind, 1);
    EXPECT_EQ(cv::norm(picture, before), 0);
}

TEST(TextLooks, EveningOutRaisesWhatIsFaintOverABrightSlope)
{
    cv::Mat picture(120, 240, CV_8U);
    for (int x = 0; x < picture.cols; ++x)
        picture.col(x) = cv::Scalar(x);
    cv::putText(picture, "NAME", { 60, 70 }, cv::FONT_HERSHEY_SIMPLEX, 0.8, cv::Scalar(135), 1);
    cv::Mat flat(120, 240, CV_8U);
    for (int x = 0; x < flat.cols; ++x)
        flat.col(x) = cv::Scalar(x);
    const cv::Mat with = copy_of(picture, CopyKind::EvenedOut, 1);
    const cv::Mat without = copy_of(flat, CopyKind::EvenedOut, 1);
    EXPECT_GT(cv::norm(with, without, cv::NORM_L1), 1.5 * cv::norm(picture, flat, cv::NORM_L1));
}

}  // namespace
}  // namespace imprimatur::jail
