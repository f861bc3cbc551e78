#include "jail/codes/stripe_texture.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <opencv2/imgproc.hpp>

namespace imprimatur::jail {

namespace {

constexpr int kWindow = 21;  // pixels: three modules of the largest code that a level is for
constexpr int kStep = 4;  // the map has one cell for this many pixels
constexpr float kLeastEdge = 40;  // mean Sobel answer: 10 grey levels a pixel
constexpr float kTwoDirections = 0.5F;  // of 1: every edge along one of two perpendicular directions
constexpr float kOneSided = 0.4F;  // of 1: every edge rises the same way, as at the border of an organ
constexpr double kSmallestPlace = 18;  // pixels, the shorter side
constexpr std::size_t kMaxPlaces = 64;

/// Sums over a window, seen every kStep pixels.
cv::Mat summed(const cv::Mat& values)
{
    cv::Mat blurred, map;
    cv::boxFilter(values, blurred, CV_32F, cv::Size(kWindow, kWindow), cv::Point(-1, -1), true, cv::BORDER_REPLICATE);
    cv::resize(blurred, map, cv::Size(std::max(1, values.cols / kStep), std::max(1, values.rows / kStep)), 0, 0, cv::INTER_NEAREST);
    return map;
}

/// Directions modulo a quarter turn, as the sum of |g| e^(4 i angle), the sum of g itself and of |g|.
struct Texture {
    cv::Mat cosine, sine, x, y, strength;
};

Texture texture_of(const cv::Mat& grey)
{
    cv::Mat x, y, strength;
    cv::Sobel(grey, x, CV_32F, 1, 0);
    cv::Sobel(grey, y, CV_32F, 0, 1);
    cv::magnitude(x, y, strength);
    const cv::Mat safe = cv::max(strength, 1e-3F);
    // cos 4a = 1 - 8 c2 s2, sin 4a = 4 s c (c2 - s2) with c = x/|g|, s = y/|g|.
    const cv::Mat c = x / safe, s = y / safe;
    const cv::Mat cs = c.mul(s);
    const cv::Mat cosine = strength - 8 * strength.mul(cs.mul(cs));
    const cv::Mat sine = 4 * strength.mul(cs.mul(c.mul(c) - s.mul(s)));
    return { summed(cosine), summed(sine), summed(x), summed(y), summed(strength) };
}

cv::Mat striped_mask(const Texture& texture)
{
    cv::Mat turned, one_sided;
    cv::magnitude(texture.cosine, texture.sine, turned);
    cv::magnitude(texture.x, texture.y, one_sided);
    cv::Mat mask
        = (texture.strength > kLeastEdge) & (turned > kTwoDirections * texture.strength) & (one_sided < kOneSided * texture.strength);
    cv::morphologyEx(mask, mask, cv::MORPH_CLOSE, cv::getStructuringElement(cv::MORPH_RECT, cv::Size(5, 5)));
    cv::morphologyEx(mask, mask, cv::MORPH_OPEN, cv::getStructuringElement(cv::MORPH_RECT, cv::Size(3, 3)));
    return mask;
}

/// The rectangle around a contour whose sides run along the edges inside it.
cv::RotatedRect along_edges(const std::vector<cv::Point>& contour, const Texture& texture)
{
    const cv::Rect around = cv::boundingRect(contour);
    cv::Mat mask = cv::Mat::zeros(around.size(), CV_8U);
    cv::drawContours(
        mask, std::vector<std::vector<cv::Point>> { contour }, 0, cv::Scalar(255), cv::FILLED, cv::LINE_8, cv::noArray(), 0, -around.tl());
    const double angle = std::atan2(cv::mean(texture.sine(around), mask)[0], cv::mean(texture.cosine(around), mask)[0]) / 4;
    const double c = std::cos(angle), s = std::sin(angle);
    double left = 1e9, right = -1e9, top = 1e9, bottom = -1e9;
    for (const auto& cell : contour) {
        const double px = (cell.x + 0.5) * kStep, py = (cell.y + 0.5) * kStep;
        left = std::min(left, c * px + s * py);
        right = std::max(right, c * px + s * py);
        top = std::min(top, -s * px + c * py);
        bottom = std::max(bottom, -s * px + c * py);
    }
    const double u = (left + right) / 2, v = (top + bottom) / 2;
    return { cv::Point2f(static_cast<float>(c * u - s * v), static_cast<float>(s * u + c * v)),
        cv::Size2f(static_cast<float>(right - left + kStep), static_cast<float>(bottom - top + kStep)),
        static_cast<float>(angle * 180 / std::numbers::pi) };
}

}  // namespace

cv::Mat upright_patch(const cv::Mat& grey, const cv::RotatedRect& rect, double margin, cv::Matx23d& to_patch)
{
    const double angle = rect.angle * std::numbers::pi / 180, c = std::cos(angle), s = std::sin(angle);
    const double width = rect.size.width + 2 * margin, height = rect.size.height + 2 * margin;
    to_patch = { c, s, width / 2 - c * rect.center.x - s * rect.center.y, -s, c, height / 2 + s * rect.center.x - c * rect.center.y };
    cv::Mat patch;
    cv::warpAffine(grey, patch, to_patch, cv::Size(std::max(1, static_cast<int>(width)), std::max(1, static_cast<int>(height))),
        cv::INTER_LINEAR, cv::BORDER_REPLICATE);
    return patch;
}

std::vector<StripedPlace> striped_places(const cv::Mat& grey)
{
    std::vector<StripedPlace> places;
    if (std::min(grey.cols, grey.rows) < kWindow)
        return places;
    const Texture texture = texture_of(grey);
    std::vector<std::vector<cv::Point>> contours;
    cv::findContours(striped_mask(texture), contours, cv::RETR_EXTERNAL, cv::CHAIN_APPROX_SIMPLE);
    // The largest first: a hostile picture has thousands of specks.
    std::vector<cv::RotatedRect> rects;
    for (const auto& contour : contours) {
        const cv::Rect around = cv::boundingRect(contour);
        if (std::min(around.width, around.height) * kStep >= kSmallestPlace)
            rects.push_back(along_edges(contour, texture));
    }
    std::sort(rects.begin(), rects.end(), [](const auto& a, const auto& b) { return a.size.area() > b.size.area(); });
    if (rects.size() > kMaxPlaces)
        rects.resize(kMaxPlaces);
    for (const auto& rect : rects) {
        cv::Matx23d unused;
        const cv::Mat patch = upright_patch(grey, rect, 0, unused);
        cv::Mat turned;
        cv::transpose(patch, turned);
        places.push_back({ rect, has_bars_of_a_code(patch) || has_bars_of_a_code(turned) || has_modules_of_a_code(patch) });
    }
    return places;
}

}  // namespace imprimatur::jail
