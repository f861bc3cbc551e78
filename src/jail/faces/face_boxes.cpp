#include "jail/faces/face_boxes.h"

#include <algorithm>
#include <opencv2/imgproc.hpp>

namespace imprimatur::jail {

namespace {

constexpr std::size_t kPriors = 4420;

// One look at a crowd; more come from noise, and joining them must stay cheap.
constexpr std::size_t kMaxOfOneLook = 100;

/// Two looks at one face, or a face inside what is filled anyway. A larger box around a surer small one stays: it may be
/// the face whose nose was taken for a whole one.
bool is_covered(const cv::Rect2d& box, const cv::Rect2d& kept)
{
    return overlap(box, kept) > 0.45 || (box & kept).area() > 0.8 * box.area();
}

/// The upright rectangle around a box of the view, in the picture.
cv::Rect2d in_picture(const cv::Rect2d& rect, const cv::Matx23d& back)
{
    std::vector<cv::Point2d> corners;
    for (const double x : { rect.x, rect.x + rect.width }) {
        for (const double y : { rect.y, rect.y + rect.height }) {
            const cv::Vec2d point = back * cv::Vec3d(x, y, 1);
            corners.emplace_back(point[0], point[1]);
        }
    }
    const auto [left, right] = std::minmax_element(corners.begin(), corners.end(), [](const auto& a, const auto& b) { return a.x < b.x; });
    const auto [top, bottom] = std::minmax_element(corners.begin(), corners.end(), [](const auto& a, const auto& b) { return a.y < b.y; });
    return { left->x, top->y, right->x - left->x, bottom->y - top->y };
}

}  // namespace

double overlap(const cv::Rect2d& a, const cv::Rect2d& b)
{
    const double both = (a & b).area();
    const double all = a.area() + b.area() - both;
    return all > 0 ? both / all : 0;
}

std::vector<FaceCandidate> best_of_overlapping(std::vector<FaceCandidate> candidates, std::size_t most)
{
    std::stable_sort(candidates.begin(), candidates.end(), [](const auto& a, const auto& b) { return a.score > b.score; });
    std::vector<FaceCandidate> kept;
    for (auto& candidate : candidates) {
        if (kept.size() == most)
            break;
        if (std::none_of(kept.begin(), kept.end(), [&](const auto& other) { return is_covered(candidate.rect, other.rect); }))
            kept.push_back(std::move(candidate));
    }
    return kept;
}

Result<std::vector<FaceCandidate>> candidates_of(const std::vector<Tensor>& answer, const FaceLook& look, double least)
{
    if (answer.size() != 2 || answer[0].values.size() != 2 * kPriors || answer[1].values.size() != 4 * kPriors)
        return Error { ErrorCode::Malformed, "the face detector's answer has another shape than that of the network we know", "", "" };
    cv::Matx23d back;
    cv::invertAffineTransform(view_of(look), back);
    std::vector<FaceCandidate> candidates;
    for (std::size_t i = 0; i < kPriors; ++i) {
        const double score = answer[0].values[2 * i + 1];
        if (!(score >= least))  // not a number is no face either
            continue;
        const auto side = [&answer, i](std::size_t k) { return std::clamp<double>(answer[1].values[4 * i + k], -0.5, 1.5); };
        const cv::Rect2d seen(
            side(0) * kLookWidth, side(1) * kLookHeight, (side(2) - side(0)) * kLookWidth, (side(3) - side(1)) * kLookHeight);
        if (seen.width > 0 && seen.height > 0)
            candidates.push_back({ in_picture(seen, back), std::min(1.0, score), look });
    }
    return best_of_overlapping(std::move(candidates), kMaxOfOneLook);
}

cv::Rect2d middle_of(const std::vector<cv::Rect2d>& boxes)
{
    const auto median = [&boxes](auto side_of) {
        std::vector<double> sides;
        for (const auto& box : boxes)
            sides.push_back(side_of(box));
        const auto middle = sides.begin() + static_cast<std::ptrdiff_t>(sides.size() / 2);
        std::nth_element(sides.begin(), middle, sides.end());
        return *middle;
    };
    const double left = median([](const auto&box) { return box.x; }), top = median([](const auto&box) { return box.y; });
    const double right = median([](const auto&box) { return box.br().x; }), bottom = median([](const auto&box) { return box.br().y; });
    return { left, top, right - left, bottom - top };
}

}  // namespace imprimatur::jail
