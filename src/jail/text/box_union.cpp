#include "jail/text/box_union.h"

#include "jail/text/upright.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace imprimatur::jail {

namespace {

// Two boxes are one line when they share most of the smaller one and the rectangle around both is hardly larger than
// what they cover; otherwise (a frame around a paragraph, crossing lines) both stay.
constexpr double kShared = 0.6;
constexpr double kWaste = 1.25;

// A line does not disappear in the box of a paragraph: it has to be at least this high beside the other one.
constexpr double kSameHeight = 0.3;

std::vector<cv::Point2f> points_of(const Quad& quad)
{
    std::vector<cv::Point2f> points;
    for (const auto& corner : quad.corners)
        points.emplace_back(static_cast<float>(corner.x), static_cast<float>(corner.y));
    return points;
}

struct Covered {
    std::vector<cv::Point2f> points;
    cv::Rect2f around;
    double area = 0;
    double height = 0;  // the shorter side
};

Covered covered(const Quad& quad)
{
    Covered result;
    result.points = points_of(quad);
    result.area = cv::contourArea(result.points);
    result.height = std::min(cv::norm(result.points[1] - result.points[0]), cv::norm(result.points[3] - result.points[0]));
    const auto corners = points_of(upright(quad));
    result.around = cv::Rect2f(corners[0], corners[2]);
    return result;
}

/// The corner order of `like`, as well as four other points can have it.
Quad ordered_like(const cv::RotatedRect& rect, const Quad& like)
{
    std::array<cv::Point2f, 4> points;
    rect.points(points.data());
    const auto first = std::min_element(points.begin(), points.end(), [&like](const auto& a, const auto& b) {
        const auto apart = [&like](const cv::Point2f& p) { return std::hypot(p.x - like.corners[0].x, p.y - like.corners[0].y); };
        return apart(a) < apart(b);
    });
    std::rotate(points.begin(), first, points.end());
    Quad quad;
    for (std::size_t i = 0; i < 4; ++i)
        quad.corners[i] = { points[i].x, points[i].y };
    return quad;
}

/// Puts `other` into `box` when both are the same line.
bool absorbed(TextBox& box, Covered& box_cover, const TextBox& other, const Covered& other_cover)
{
    if ((box_cover.around & other_cover.around).empty() || other_cover.height < kSameHeight * box_cover.height)
        return false;
    std::vector<cv::Point2f> common;
    const double shared = cv::intersectConvexConvex(box_cover.points, other_cover.points, common);
    if (shared < kShared * std::min(box_cover.area, other_cover.area))
        return false;
    std::vector<cv::Point2f> all = box_cover.points;
    all.insert(all.end(), other_cover.points.begin(), other_cover.points.end());
    const cv::RotatedRect around = cv::minAreaRect(all);
    if (static_cast<double>(around.size.area()) > kWaste * (box_cover.area + other_cover.area - shared))
        return false;
    box.quad = ordered_like(around, box_cover.area >= other_cover.area ? box.quad : other.quad);
    box.detection = std::max(box.detection, other.detection);
    box_cover = covered(box.quad);
    return true;
}

}  // namespace

std::vector<TextBox> united(std::vector<TextBox> boxes)
{
    // Large ones first, so that the pieces of a line find it.
    std::vector<std::pair<TextBox, Covered>> kept;
    std::sort(boxes.begin(), boxes.end(), [](const TextBox& a, const TextBox& b) { return covered(a.quad).area > covered(b.quad).area; });
    for (auto& box : boxes) {
        const Covered cover = covered(box.quad);
        const bool taken
            = std::any_of(kept.begin(), kept.end(), [&](auto& larger) { return absorbed(larger.first, larger.second, box, cover); });
        if (!taken)
            kept.emplace_back(std::move(box), cover);
    }
    std::vector<TextBox> result;
    for (auto& [box, cover] : kept)
        result.push_back(std::move(box));
    return result;
}

}  // namespace imprimatur::jail
