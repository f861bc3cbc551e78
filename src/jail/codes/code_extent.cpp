#include "jail/codes/code_extent.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace imprimatur::jail {

namespace {

constexpr int kSamples = 256;  // along the bars
constexpr double kSameBars = 0.5;  // correlation with the row that was read
constexpr int kGap = 6;  // rows that may differ, as under a scratch
constexpr double kMargin = 0.04;  // of the longer side, and at least
constexpr double kLeastMargin = 3;  // pixels

double length_of(const cv::Point2d& v) { return std::hypot(v.x, v.y); }

cv::Mat row_between(const cv::Mat& grey, const cv::Point2d& from, const cv::Point2d& to)
{
    cv::Mat row(1, kSamples, CV_32F);
    for (int i = 0; i < kSamples; ++i) {
        const cv::Point2d at = from + (to - from) * ((i + 0.5) / kSamples);
        const int x = std::clamp(static_cast<int>(at.x), 0, grey.cols - 1), y = std::clamp(static_cast<int>(at.y), 0, grey.rows - 1);
        row.at<float>(i) = grey.at<std::uint8_t>(y, x);
    }
    row -= cv::mean(row)[0];
    return row / std::max(1e-3, cv::norm(row));
}

/// How many rows the bars go on from the row that was read, in the direction of `step`.
double rows_on(const cv::Mat& grey, const cv::Point2d& from, const cv::Point2d& to, const cv::Point2d& step)
{
    const cv::Mat read = row_between(grey, from, to);
    const int most = static_cast<int>(length_of(to - from));
    int last = 0;
    for (int rows = 1; rows <= most && rows - last <= kGap; ++rows) {
        if (row_between(grey, from + step * rows, to + step * rows).dot(read) > kSameBars)
            last = rows;
    }
    return last;
}

}  // namespace

std::vector<cv::Point2d> whole_code(const cv::Mat& grey, const FoundCode& code)
{
    std::vector<cv::Point2d> corners = code.corners;
    if (code.linear) {
        const cv::Point2d left = (corners[0] + corners[3]) / 2, right = (corners[1] + corners[2]) / 2;
        const double length = length_of(right - left);
        if (length < 4)
            return corners;
        const cv::Point2d along = (right - left) / length, down(-along.y, along.x);
        const double below = rows_on(grey, left, right, down), above = rows_on(grey, left, right, -down);
        corners = { left - down * above, right - down * above, right + down * below, left + down * below };
    }
    const cv::Point2d middle = (corners[0] + corners[1] + corners[2] + corners[3]) / 4;
    double longest = 0;
    for (std::size_t i = 0; i < 4; ++i)
        longest = std::max(longest, length_of(corners[(i + 1) % 4] - corners[i]));
    const double margin = std::max(kLeastMargin, kMargin * longest);
    for (auto& corner : corners) {
        const double distance = length_of(corner - middle);
        if (distance > 0)
            corner += (corner - middle) * (margin * std::sqrt(2) / distance);
    }
    return corners;
}

}  // namespace imprimatur::jail
