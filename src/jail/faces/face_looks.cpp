#include "jail/faces/face_looks.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <opencv2/imgproc.hpp>

namespace imprimatur::jail {

namespace {

// Tiles smaller than the network's view would only be enlarged, and a face of less than 12 pixels tells nobody much.
constexpr int kSmallestTile = 160;

// Neighbouring tiles share a fifth, so that a face cut by one stands whole in the other.
constexpr double kTileShare = 1.2;

// A strip is cut into no more than this.
constexpr int kMostTilesAlong = 12;

// Shadows: x^0.6 lifts a twentieth of full light to a sixth.
constexpr double kLift = 0.6;
constexpr double kWhitePart = 0.005;

// The network's own zero.
constexpr int kOutside = 127;

// The views of a closer look are this many faces high: a face is found at any of them, a chance likeness at few.
constexpr std::array kCloser { 2.6, 1.8, 4.0, 6.0 };

constexpr std::array kQuarters { 0.0, 90.0, 180.0, 270.0 };

std::vector<int> starts(int side, int tile)
{
    const int count = std::min(kMostTilesAlong, tile >= side ? 1 : static_cast<int>(std::ceil(kTileShare * (side - tile) / tile)) + 1);
    std::vector<int> places;
    for (int i = 0; i < count; ++i)
        places.push_back(count == 1 ? 0 : static_cast<int>(std::int64_t { side - tile } * i / (count - 1)));
    return places;
}

/// Overlapping tiles of about 4 to 3, `along` of them along the shorter side.
std::vector<cv::Rect> tiles(const cv::Size& picture, int along)
{
    const int shorter = std::min(picture.width, picture.height);
    const int tile = static_cast<int>(std::ceil(kTileShare * shorter / along));
    if (tile < kSmallestTile)
        return {};
    const int longer = tile * kLookWidth / kLookHeight;
    const bool lies = picture.width >= picture.height;
    const int width = std::min(picture.width, lies ? longer : tile);
    const int height = std::min(picture.height, lies ? tile : longer);
    std::vector<cv::Rect> places;
    for (const int y : starts(picture.height, height))
        for (const int x : starts(picture.width, width))
            places.emplace_back(x, y, width, height);
    return places;
}

}  // namespace

std::vector<FaceLook> face_looks(const cv::Size& picture, Effort effort)
{
    std::vector<FaceLook> looks;
    const auto add_quarters = [&looks](const cv::Rect2d& part, bool brightened) {
        for (const double degrees : kQuarters)
            looks.push_back({ part, degrees, brightened, false });
    };
    const cv::Rect2d whole(0, 0, picture.width, picture.height);
    add_quarters(whole, false);
    if (effort == Effort::Fast)
        return looks;

    add_quarters(whole, true);
    // A close-up of a face has no shoulders: with a margin around it the network sees a whole one.
    const cv::Rect2d wide(-picture.width / 2.0, -picture.height / 2.0, 2.0 * picture.width, 2.0 * picture.height);
    add_quarters(wide, false);
    for (const auto& part : tiles(picture, 2)) {
        add_quarters(part, false);
        looks.push_back({ part, 0, true, false });
    }
    if (effort == Effort::Standard)
        return looks;

    for (const double degrees : { 30.0, 330.0, 60.0, 120.0, 150.0, 210.0, 240.0, 300.0 })
        looks.push_back({ whole, degrees, false, false });
    add_quarters(wide, true);
    for (const auto& part : tiles(picture, 3))
        add_quarters(part, false);
    return looks;
}

std::vector<FaceLook> closer_looks(const cv::Rect2d& candidate, const FaceLook& first, double degrees)
{
    const double side = std::max(candidate.width, candidate.height);
    const cv::Point2d middle(candidate.x + candidate.width / 2, candidate.y + candidate.height / 2);
    std::vector<FaceLook> looks;
    for (const double times : kCloser) {
        // The view's height is `times` the face's, whichever way it is turned.
        const cv::Size2d size(times * side, times * side);
        const cv::Rect2d part(middle - cv::Point2d(size.width / 2, size.height / 2), size);
        for (const bool mirrored : { false, true })
            looks.push_back({ part, degrees, first.brightened, mirrored });
    }
    return looks;
}

cv::Matx23d view_of(const FaceLook& look)
{
    const double angle = look.degrees * std::numbers::pi / 180;
    const double cosine = std::cos(angle), sine = std::sin(angle);
    const double width = look.part.width, height = look.part.height;
    const double turned_width = std::abs(cosine) * width + std::abs(sine) * height;
    const double turned_height = std::abs(sine) * width + std::abs(cosine) * height;
    const double scale = std::min(kLookWidth / turned_width, kLookHeight / turned_height);
    const double x = look.part.x + width / 2, y = look.part.y + height / 2;
    const double a = scale * cosine, b = -scale * sine, c = scale * sine;
    const double side = look.mirrored ? -1 : 1;
    return { side * a, side * b, kLookWidth / 2.0 - side * (a * x + b * y), c, a, kLookHeight / 2.0 - c * x - a * y };
}

cv::Mat seen_through(const cv::Mat& picture, const FaceLook& look)
{
    cv::Matx23d view = view_of(look);
    const cv::Rect outer(cv::Point(static_cast<int>(std::floor(look.part.x)), static_cast<int>(std::floor(look.part.y))),
        cv::Point(static_cast<int>(std::ceil(look.part.br().x)), static_cast<int>(std::ceil(look.part.br().y))));
    const cv::Rect inside = outer & cv::Rect(cv::Point(0, 0), picture.size());
    if (inside.empty())
        return cv::Mat(kLookHeight, kLookWidth, picture.type(), cv::Scalar::all(kOutside));
    cv::Mat part = picture(inside);
    const double scale = std::hypot(view(0, 0), view(1, 0));
    // Taking every n-th pixel would show a face as sand; averaged down first, it stays a face.
    double reduced_x = 1, reduced_y = 1;
    if (scale < 0.5) {
        const cv::Size size(std::max(1, static_cast<int>(std::lround(inside.width * scale * 2))),
            std::max(1, static_cast<int>(std::lround(inside.height * scale * 2))));
        cv::resize(part, part, size, 0, 0, cv::INTER_AREA);
        reduced_x = static_cast<double>(size.width) / inside.width;
        reduced_y = static_cast<double>(size.height) / inside.height;
    }
    // Coordinates of the reduced part to picture coordinates to the view; pixel centres go to pixel centres.
    const cv::Matx33d to_picture(1 / reduced_x, 0, inside.x + 0.5 / reduced_x, 0, 1 / reduced_y, inside.y + 0.5 / reduced_y, 0, 0, 1);
    cv::Matx23d warp = view * to_picture;
    warp(0, 2) -= 0.5;
    warp(1, 2) -= 0.5;
    cv::Mat seen;
    cv::warpAffine(part, seen, warp, cv::Size(kLookWidth, kLookHeight), cv::INTER_LINEAR, cv::BORDER_CONSTANT, cv::Scalar::all(kOutside));
    return seen;
}

cv::Mat brightened(const cv::Mat& picture)
{
    std::array<std::int64_t, 256> counts {};
    for (int y = 0; y < picture.rows; ++y) {
        const auto* row = picture.ptr<std::uint8_t>(y);
        for (int x = 0; x < picture.cols * picture.channels(); ++x)
            ++counts[row[x]];
    }
    const auto all = static_cast<std::int64_t>(picture.total()) * picture.channels();
    int white = 255;
    for (std::int64_t above = counts[255]; white > 8 && static_cast<double>(above) < kWhitePart * static_cast<double>(all);)
        above += counts[static_cast<std::size_t>(--white)];
    cv::Mat table(1, 256, CV_8U);
    for (int i = 0; i < 256; ++i)
        table.at<std::uint8_t>(i) = cv::saturate_cast<std::uint8_t>(255 * std::pow(static_cast<double>(i) / white, kLift));
    cv::Mat lit;
    cv::LUT(picture, table, lit);
    return lit;
}

}  // namespace imprimatur::jail
