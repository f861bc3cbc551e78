#include "finish.h"
#include "paint.h"

#include <algorithm>

namespace imprimatur::pixels {

namespace {

void for_both(Burned& burned, const auto& change)
{
    change(burned.without);
    change(burned.with);
}

/// Away from its middle by so many pixels on each side.
Corners grown(const Corners& quad, double by)
{
    const auto unit = [](cv::Point2d v) {
        const double length = std::hypot(v.x, v.y);
        return length > 0 ? v * (1 / length) : cv::Point2d();
    };
    const cv::Point2d along = unit(quad[1] - quad[0]) * by, down = unit(quad[3] - quad[0]) * by;
    return { quad[0] - along - down, quad[1] + along - down, quad[2] + along + down, quad[3] - along + down };
}

cv::Rect around(const Corners& quad, int beside, cv::Size size)
{
    double left = quad[0].x, right = left, top = quad[0].y, bottom = top;
    for (const auto& corner : quad) {
        left = std::min(left, corner.x);
        right = std::max(right, corner.x);
        top = std::min(top, corner.y);
        bottom = std::max(bottom, corner.y);
    }
    const cv::Rect box(cvFloor(left) - beside, cvFloor(top) - beside, cvCeil(right) - cvFloor(left) + 2 * beside,
        cvCeil(bottom) - cvFloor(top) + 2 * beside);
    return box & cv::Rect({}, size);
}

cv::Mat changed(const cv::Mat& without, const cv::Mat& with)
{
    cv::Mat before, after, difference;
    without.convertTo(before, CV_8U);
    with.convertTo(after, CV_8U);
    cv::absdiff(before, after, difference);
    if (difference.channels() == 3) {
        std::vector<cv::Mat> channels;
        cv::split(difference, channels);
        difference = cv::max(cv::max(channels[0], channels[1]), channels[2]);
    }
    return difference >= kVisible;
}

void mark(Finished& finished, const cv::Mat& visible)
{
    finished.mask = cv::Mat::zeros(visible.size(), CV_8UC1);
    cv::Mat open = visible.clone();
    for (auto& item : finished.items) {
        const cv::Rect box = around(item.quad, 2, visible.size());
        for (int y = box.y; y < box.br().y; ++y) {
            for (int x = box.x; x < box.br().x; ++x) {
                if (open.at<std::uint8_t>(y, x) == 0 || !in_quad(item.quad, { x + 0.5, y + 0.5 }, 1.5))
                    continue;
                finished.mask.at<std::uint8_t>(y, x) = static_cast<std::uint8_t>(item.kind);
                open.at<std::uint8_t>(y, x) = 0;
                ++item.pixels;
            }
        }
    }
    finished.strays = cv::countNonZero(open);
    // What nobody can see is no finding either.
    std::erase_if(finished.items, [](const Item& item) { return item.pixels == 0; });
}

struct Screen {
    double pitch = 1;  ///< camera pixels a screen dot
    double dots = 0.1;  ///< how strongly they show
    cv::Point2d phase;
};

/// The dots of the screen as the camera's grid samples them: near one sample a dot, the two beat, which is the moire.
cv::Mat dot_pattern(const cv::Mat& map_x, const cv::Mat& map_y, const Screen& screen, double shift)
{
    cv::Mat pattern(map_x.size(), CV_32FC1);
    const double turns = 2 * CV_PI / screen.pitch;
    for (int y = 0; y < pattern.rows; ++y) {
        const auto* from_x = map_x.ptr<float>(y);
        const auto* from_y = map_y.ptr<float>(y);
        auto* row = pattern.ptr<float>(y);
        for (int x = 0; x < pattern.cols; ++x) {
            const double across = std::cos(turns * (static_cast<double>(from_x[x]) + screen.phase.x + shift * screen.pitch));
            const double down = std::cos(turns * (static_cast<double>(from_y[x]) + screen.phase.y));
            row[x] = static_cast<float>(1 + screen.dots * (across + 0.6 * down));
        }
    }
    return pattern;
}

cv::Mat light(Random& random, cv::Size size)
{
    const double w = size.width, h = size.height;
    cv::Mat weight = ellipse_weight(size, { { w * random.real(0.3, 0.7), h * random.real(0.3, 0.7) }, { w * 0.6, h * 0.6 }, 0, w * 0.9 });
    return weight * 0.35 + 0.68;
}

}  // namespace

bool in_quad(const Corners& quad, cv::Point2d point, double beside)
{
    bool positive = true, negative = true;
    for (std::size_t i = 0; i < 4; ++i) {
        const auto& a = quad[i];
        const auto& b = quad[(i + 1) % 4];
        const double side = std::max(1e-9, std::hypot(b.x - a.x, b.y - a.y));
        const double distance = ((b.x - a.x) * (point.y - a.y) - (b.y - a.y) * (point.x - a.x)) / side;
        positive = positive && distance > -beside;
        negative = negative && distance < beside;
    }
    return positive || negative;
}

void photograph(Burned& burned, Random& random)
{
    const double w = burned.with.cols, h = burned.with.rows, zoom = random.real(1.0, 1.35), margin = random.real(0.03, 0.1);
    const cv::Size size(cvRound(w * zoom * (1 + 2 * margin)), cvRound(h * zoom * (1 + 2 * margin)));
    const double turn = random.real(-4, 4) * CV_PI / 180, lean = 0.045;
    const std::array<cv::Point2f, 4> from { { { 0, 0 }, { float(w), 0 }, { float(w), float(h) }, { 0, float(h) } } };
    std::array<cv::Point2f, 4> to;
    for (std::size_t i = 0; i < 4; ++i) {
        const double x = (static_cast<double>(from[i].x) - w / 2) * zoom * (1 + random.real(-lean, lean));
        const double y = (static_cast<double>(from[i].y) - h / 2) * zoom * (1 + random.real(-lean, lean));
        to[i] = { static_cast<float>(size.width / 2.0 + x * std::cos(turn) - y * std::sin(turn)),
            static_cast<float>(size.height / 2.0 + x * std::sin(turn) + y * std::cos(turn)) };
    }
    const cv::Matx33d forth = cv::getPerspectiveTransform(from.data(), to.data());
    const cv::Matx33d back = forth.inv();
    cv::Mat map_x(size, CV_32FC1), map_y(size, CV_32FC1);
    for (int y = 0; y < size.height; ++y) {
        for (int x = 0; x < size.width; ++x) {
            const cv::Vec3d at = back * cv::Vec3d(x + 0.5, y + 0.5, 1);
            map_x.at<float>(y, x) = static_cast<float>(at[0] / at[2] - 0.5);
            map_y.at<float>(y, x) = static_cast<float>(at[1] / at[2] - 0.5);
        }
    }
    const Screen screen { random.real(0.93, 1.06), random.real(0.03, 0.11), { random.real(0, 3), random.real(0, 3) } };
    const cv::Mat room = in_colour(clouds(random, size, size.width * 0.3, 3) * 6 + random.real(12, 60)), shine = light(random, size);
    const cv::Scalar tint(random.real(0.86, 1.0), random.real(0.92, 1.0), random.real(0.9, 1.05));
    std::vector<cv::Mat> dots;
    dots.reserve(3);
    for (int c = 0; c < 3; ++c)
        dots.push_back(dot_pattern(map_x, map_y, screen, c / 3.0).mul(shine * tint[c]));
    const double black = random.real(6, 18);
    for_both(burned, [&](cv::Mat& picture) {
        cv::Mat colour = (picture.channels() == 1 ? in_colour(picture) : picture) * ((255 - black) / 255), taken, channels[3];
        colour += cv::Scalar::all(black);
        room.copyTo(taken);
        cv::remap(colour, taken, map_x, map_y, cv::INTER_LINEAR, cv::BORDER_TRANSPARENT);
        cv::split(taken, channels);
        for (std::size_t c = 0; c < 3; ++c)
            channels[c] = channels[c].mul(dots[c]);
        cv::merge(channels, 3, picture);
        clamp(picture);
    });
    for (auto& item : burned.items) {
        for (auto& corner : item.quad) {
            const cv::Vec3d at = forth * cv::Vec3d(corner.x, corner.y, 1);
            corner = { at[0] / at[2], at[1] / at[2] };
        }
        item.cap *= zoom;
    }
}

Finished finish(Burned burned, const Finish& finish, Random& random)
{
    if (finish.photographed)
        photograph(burned, random);
    if (finish.scale != 1) {
        const cv::Size size(cvRound(burned.with.cols * finish.scale), cvRound(burned.with.rows * finish.scale));
        const double sx = size.width / static_cast<double>(burned.with.cols), sy = size.height / static_cast<double>(burned.with.rows);
        for_both(burned,
            [&](cv::Mat& picture) { cv::resize(picture, picture, size, 0, 0, finish.scale < 1 ? cv::INTER_AREA : cv::INTER_CUBIC); });
        for (auto& item : burned.items) {
            for (auto& corner : item.quad)
                corner = { corner.x * sx, corner.y * sy };
            item.cap *= sy;
        }
    }
    if (finish.blur > 0)
        for_both(burned, [&](cv::Mat& picture) { cv::GaussianBlur(picture, picture, {}, finish.blur); });
    const double spread = 1.6 * finish.blur + (finish.photographed ? 1 : 0) + (finish.scale > 1 ? 1 : 0);
    Finished finished { {}, {}, std::move(burned.items), 0, "", finish };
    for (auto& item : finished.items)
        item.quad = grown(item.quad, spread);
    for_both(burned, [](cv::Mat& picture) { clamp(picture); });
    mark(finished, changed(burned.without, burned.with));
    if (finish.noise > 0) {
        const auto noise = [&] { return cv::Mat(white_noise(random, burned.with.size()) * finish.noise); };
        if (burned.with.channels() == 1) {
            burned.with += noise();
        } else {
            const std::vector<cv::Mat> channels { noise(), noise(), noise() };
            cv::Mat all;
            cv::merge(channels, all);
            burned.with += all;
        }
    }
    clamp(burned.with);
    burned.with.convertTo(finished.image, CV_8U);
    return finished;
}

}  // namespace imprimatur::pixels
