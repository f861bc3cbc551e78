#include "jail/text/text_lines.h"

#include "base/limits.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <opencv2/imgproc.hpp>
#include <optional>

namespace imprimatur::jail {

namespace {

// The adapted network marks lines shrunk by a third of their height. On pictures that it was not adapted on, more room than this
// covers up to four times as much beside writing and hardly a string more; a higher box threshold loses one string in a hundred.
constexpr double kPixelThreshold = 0.3 * 255;
constexpr double kBoxThreshold = 0.4 * 255;
constexpr double kUnclip = 1.0;
constexpr double kMargin = 1.5;  // picture pixels
constexpr double kEnds = 0.25;  // of the core's height, at both ends: the first and the last character fade
constexpr float kSmallestSide = 2;  // map pixels: less is a speck

// Two pieces are one line when they lean alike, are about equally high, stand on one line, and leave no more than a gap of this many
// core heights, which is a wide space or a character that was not seen.
constexpr double kGap = 2;
constexpr double kLean = 12 * std::numbers::pi / 180;
constexpr double kLeastHeight = 0.55;
constexpr double kOffLine = 0.35;

// A piece shorter than this many heights leans like its neighbour.
constexpr double kShortPiece = 1.6;

/// A stretch of writing in map coordinates: a rectangle whose first axis runs along the line.
struct Stretch {
    cv::Point2d centre;
    double along = 0;
    double across = 0;
    double angle = 0;  // radians
    double score = 0;
};

cv::Point2d direction(double angle) { return { std::cos(angle), std::sin(angle) }; }

Stretch stretch_of(const cv::RotatedRect& rect, double score)
{
    // Contours run through the centres of pixels: a rectangle around them is one pixel too small.
    const double width = static_cast<double>(rect.size.width) + 1;
    const double height = static_cast<double>(rect.size.height) + 1;
    const double angle = static_cast<double>(rect.angle) * std::numbers::pi / 180;
    Stretch stretch { rect.center, width, height, angle, score };
    if (height > width) {
        std::swap(stretch.along, stretch.across);
        stretch.angle += std::numbers::pi / 2;
    }
    return stretch;
}

/// Mean level inside a contour, which ends inside `map`.
double mean_inside(const cv::Mat& map, const std::vector<cv::Point>& contour)
{
    const cv::Rect around = cv::boundingRect(contour);
    cv::Mat mask = cv::Mat::zeros(around.size(), CV_8U);
    const std::vector<std::vector<cv::Point>> one { contour };
    cv::drawContours(mask, one, 0, cv::Scalar(1), cv::FILLED, cv::LINE_8, cv::noArray(), 0, -around.tl());
    return cv::mean(map(around), mask)[0];
}

/// The angle between two undirected lines.
double between(double one, double other)
{
    const double apart = std::abs(std::remainder(one - other, std::numbers::pi));
    return std::min(apart, std::numbers::pi - apart);
}

/// Both as one, when they are pieces of one line; `longer` says how it leans.
std::optional<Stretch> joined(const Stretch& longer, const Stretch& other)
{
    if (std::min(longer.across, other.across) < kLeastHeight * std::max(longer.across, other.across))
        return std::nullopt;
    const bool is_short = other.along < kShortPiece * other.across;
    if (!is_short && between(longer.angle, other.angle) > kLean)
        return std::nullopt;
    const cv::Point2d axis = direction(longer.angle);
    const cv::Point2d apart = other.centre - longer.centre;
    const double along = apart.x * axis.x + apart.y * axis.y;
    const double off = apart.y * axis.x - apart.x * axis.y;
    const double gap = std::abs(along) - (longer.along + other.along) / 2;
    if (std::abs(off) > kOffLine * longer.across || gap > kGap * std::min(longer.across, other.across))
        return std::nullopt;
    const double left = std::min(-longer.along / 2, along - other.along / 2);
    const double right = std::max(longer.along / 2, along + other.along / 2);
    const double top = std::min(-longer.across / 2, off - other.across / 2);
    const double bottom = std::max(longer.across / 2, off + other.across / 2);
    Stretch both = longer;
    both.centre += axis * ((left + right) / 2) + cv::Point2d(-axis.y, axis.x) * ((top + bottom) / 2);
    both.along = right - left;
    both.across = bottom - top;
    both.score = std::max(longer.score, other.score);
    return both;
}

/// One pass, longest first; at most limits::kMaxTextBoxes squared comparisons.
std::vector<Stretch> with_pieces_joined(std::vector<Stretch> stretches)
{
    std::sort(stretches.begin(), stretches.end(), [](const Stretch& a, const Stretch& b) { return a.along > b.along; });
    std::vector<Stretch> lines;
    for (const auto& stretch : stretches) {
        bool taken = false;
        for (auto line = lines.begin(); line != lines.end() && !taken; ++line) {
            if (const auto both = joined(*line, stretch)) {
                *line = *both;
                taken = true;
            }
        }
        if (!taken)
            lines.push_back(stretch);
    }
    return lines;
}

/// The network marks the middle of a line; the line itself is this much larger.
Stretch unclipped(Stretch stretch, double scale)
{
    const double grown = stretch.along * stretch.across * kUnclip / (stretch.along + stretch.across) + 2 * kMargin * scale;
    stretch.along += grown + 2 * kEnds * stretch.across;
    stretch.across += grown;
    return stretch;
}

/// Corners clockwise from the top left of a rectangle that leans less than 45 degrees; of a tall one, its upper left.
Quad corners_of(const Stretch& stretch, double scale_x, double scale_y)
{
    const cv::Point2d u = direction(stretch.angle) * (stretch.along / 2);
    const cv::Point2d v = cv::Point2d(-std::sin(stretch.angle), std::cos(stretch.angle)) * (stretch.across / 2);
    std::array<cv::Point2d, 4> points { stretch.centre - u - v, stretch.centre + u - v, stretch.centre + u + v, stretch.centre - u + v };
    const auto rank = [](const cv::Point2d& point) { return point.x + point.y; };
    const auto first = std::min_element(points.begin(), points.end(), [&rank](const auto& a, const auto& b) { return rank(a) < rank(b); });
    std::rotate(points.begin(), first, points.end());
    Quad quad;
    for (std::size_t i = 0; i < 4; ++i)
        quad.corners[i] = { (points[i].x + 0.5) / scale_x, (points[i].y + 0.5) / scale_y };  // pixel centres to pixel centres
    return quad;
}

}  // namespace

Result<std::vector<TextBox>> lines_in(const cv::Mat& map, double scale_x, double scale_y)
{
    std::vector<std::vector<cv::Point>> contours;
    cv::findContours(map > kPixelThreshold, contours, cv::RETR_EXTERNAL, cv::CHAIN_APPROX_SIMPLE);
    std::vector<Stretch> stretches;
    for (const auto& contour : contours) {
        const cv::RotatedRect core = cv::minAreaRect(contour);
        if (std::min(core.size.width, core.size.height) + 1 < kSmallestSide)
            continue;
        const double score = mean_inside(map, contour);
        if (score < kBoxThreshold)
            continue;
        if (stretches.size() == limits::kMaxTextBoxes)
            return Error { ErrorCode::LimitExceeded, "more lines of writing than one picture may have", "", "split the picture" };
        stretches.push_back(stretch_of(core, score));
    }
    std::vector<TextBox> boxes;
    for (const auto& line : with_pieces_joined(std::move(stretches))) {
        TextBox box;
        box.quad = corners_of(unclipped(line, (scale_x + scale_y) / 2), scale_x, scale_y);
        box.detection = std::clamp(line.score / 255, 0.0, 1.0);
        boxes.push_back(std::move(box));
    }
    return boxes;
}

}  // namespace imprimatur::jail
