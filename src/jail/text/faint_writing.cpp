#include "jail/text/faint_writing.h"

#include <algorithm>
#include <opencv2/imgproc.hpp>
#include <vector>

namespace imprimatur::jail {

namespace {

// Levels. The detector sees more than this on a flat ground by itself.
constexpr int kFaint = 4;

// One level becomes as much as the detector was trained to see.
constexpr double kGain = 48;

// Ringing of a JPEG reaches its block and what resampling adds to it.
constexpr int kVisibleReach = 12;

// Taller than a line and its neighbours' gap; the ground is the mean of what lies around.
constexpr int kSurroundings = 61;

// Fewer edges than one small word has.
constexpr int kFewestEdges = 40;

// Of the flat ground. A page of faint writing has less; noise of a level or two has nearly all.
constexpr double kMostEdges = 0.25;

constexpr double kGrey = 128;

/// Largest difference between neighbours in any channel.
cv::Mat steps_of(const std::vector<cv::Mat>& channels)
{
    const cv::Mat around = cv::Mat::ones(3, 3, CV_8U);
    cv::Mat most;
    for (const auto& channel : channels) {
        cv::Mat high;
        cv::Mat low;
        cv::dilate(channel, high, around);
        cv::erode(channel, low, around);
        const cv::Mat step = high - low;
        most = most.empty() ? step : cv::max(most, step);
    }
    return most;
}

/// What every channel has above or below the mean of its flat surroundings; of all channels the largest. Rows as given, looking at those
/// around them: pictures of floats are large.
cv::Mat apart_from_ground(const std::vector<cv::Mat>& channels, const cv::Mat& ground, const cv::Range& rows)
{
    const cv::Size around(kSurroundings, kSurroundings);
    const cv::Range seen(std::max(0, rows.start - kSurroundings), std::min(ground.rows, rows.end + kSurroundings));
    const cv::Range wanted(rows.start - seen.start, rows.end - seen.start);
    cv::Mat is_ground;
    ground.rowRange(seen).convertTo(is_ground, CV_32F, 1.0 / 255);
    cv::Mat share;
    cv::boxFilter(is_ground, share, CV_32F, around, cv::Point(-1, -1), true, cv::BORDER_REPLICATE);
    cv::Mat most;
    for (const auto& channel : channels) {
        cv::Mat levels;
        channel.rowRange(seen).convertTo(levels, CV_32F);
        cv::Mat mean;
        cv::boxFilter(levels.mul(is_ground), mean, CV_32F, around, cv::Point(-1, -1), true, cv::BORDER_REPLICATE);
        const cv::Mat apart = cv::Mat(levels - mean / cv::max(share, 1e-6)).rowRange(wanted);
        if (most.empty())
            most = apart;
        else
            apart.copyTo(most, cv::Mat(cv::abs(apart)) > cv::Mat(cv::abs(most)));
    }
    return most;
}

}  // namespace

cv::Mat faint_writing(const cv::Mat& picture)
{
    std::vector<cv::Mat> channels;
    cv::split(picture, channels);
    const cv::Mat steps = steps_of(channels);
    const cv::Size reach(2 * kVisibleReach + 1, 2 * kVisibleReach + 1);
    cv::Mat visible;
    cv::dilate(cv::Mat(steps > kFaint), visible, cv::getStructuringElement(cv::MORPH_RECT, reach));
    const cv::Mat ground = visible == 0;
    const int edges = cv::countNonZero(ground & cv::Mat(steps > 0));
    if (edges < kFewestEdges || edges > kMostEdges * cv::countNonZero(ground))
        return {};
    constexpr int kBand = 512;
    cv::Mat raised(picture.size(), CV_8U);
    for (int row = 0; row < picture.rows; row += kBand) {
        const cv::Range rows(row, std::min(picture.rows, row + kBand));
        cv::Mat band = raised.rowRange(rows);
        apart_from_ground(channels, ground, rows).convertTo(band, CV_8U, kGain, kGrey);
    }
    raised.setTo(kGrey, visible);
    return raised;
}

}  // namespace imprimatur::jail
