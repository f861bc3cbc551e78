// Sections: CT, MR and ultrasound.
#include "bases.h"
#include "paint.h"

#include <algorithm>

namespace imprimatur::pixels {

namespace {

void add_organs(Random& random, cv::Mat& picture, cv::Point2d centre, double rx, double ry)
{
    const auto at = [&](double x, double y) { return cv::Point2d(centre.x + x * rx, centre.y + y * ry); };
    fill_ellipse(picture, { at(-0.45, -0.15), { rx * 0.4, ry * 0.5 }, 15, 3 }, random.real(140, 165));
    fill_ellipse(picture, { at(0.55, 0.1), { rx * 0.2, ry * 0.33 }, -20, 3 }, random.real(140, 160));
    fill_ellipse(picture, { at(0.2, -0.35), { rx * 0.25, ry * 0.22 }, 10, 3 }, 125);
    if (random.chance(0.8))
        fill_ellipse(picture, { at(0.25, -0.42), { rx * 0.13, ry * 0.1 }, 10, 2 }, 3);
    for (const double side : { -1.0, 1.0 }) {
        fill_ellipse(picture, { at(side * 0.36, 0.35), { rx * 0.13, ry * 0.2 }, side * 25, 2.5 }, random.real(165, 190));
        fill_ellipse(picture, { at(side * 0.33, 0.37), { rx * 0.05, ry * 0.08 }, side * 25, 3 }, 110);
        fill_ellipse(picture, { at(side * 0.22, 0.68), { rx * 0.16, ry * 0.15 }, 0, 3 }, 132);
    }
    for (int i = 0; i < 7; ++i)
        fill_ellipse(picture, { at(random.real(-0.2, 0.5), random.real(-0.5, 0.2)), { rx * 0.07, ry * 0.06 }, random.real(0, 90), 2 },
            random.chance(0.25) ? 8 : random.real(115, 150));
    fill_ellipse(picture, { at(-0.02, 0.2), { rx * 0.05, rx * 0.05 }, 0, 2 }, 185);
    fill_ellipse(picture, { at(-0.12, 0.18), { rx * 0.055, rx * 0.04 }, 0, 2 }, 165);
    fill_ellipse(picture, { at(0, 0.45), { rx * 0.13, ry * 0.16 }, 0, 2 }, 240);
    fill_ellipse(picture, { at(0, 0.45), { rx * 0.1, ry * 0.12 }, 0, 3 }, 205);
    fill_ellipse(picture, { at(0, 0.66), { rx * 0.05, ry * 0.06 }, 0, 2 }, 120);
    fill_ellipse(picture, { at(0, 0.82), { rx * 0.02, ry * 0.1 }, 0, 2 }, 235);
}

}  // namespace

Base computed_tomography(Random& random)
{
    const int side = random.pick({ 512, 512, 512, 640, 768, 900 });
    const cv::Size size(side, side);
    const double w = side;
    cv::Mat picture(size, CV_32FC1, cv::Scalar(random.real(0, 6)));
    const cv::Point2d centre(w * random.real(0.48, 0.52), w * random.real(0.46, 0.5));
    const double rx = w * random.real(0.36, 0.45), ry = rx * random.real(0.68, 0.8);
    fill_ellipse(picture, { centre, { rx, ry }, 0, 2 }, 120);
    fill_ellipse(picture, { centre, { rx * 0.985, ry * 0.98 }, 0, 2 }, random.real(60, 80));
    fill_ellipse(picture, { centre, { rx * 0.88, ry * 0.86 }, 0, 3 }, 130);
    if (random.chance(0.35)) {  // the lungs
        for (const double side_of : { -1.0, 1.0 })
            fill_ellipse(picture, { { centre.x + side_of * rx * 0.42, centre.y }, { rx * 0.33, ry * 0.68 }, side_of * 8, 3 }, 12);
        fill_ellipse(picture, { { centre.x + rx * 0.08, centre.y - ry * 0.15 }, { rx * 0.27, ry * 0.36 }, 30, 3 }, 150);
        for (int i = 0; i < 8; ++i) {
            const Tree vessel { { centre.x + random.pick({ -0.25, 0.25 }) * rx, centre.y }, random.real(0, 6.28), 4, rx * 0.1, 0.3, 4 };
            cv::scaleAdd(tree_weight(random, size, vessel, 0.7), 60, picture, picture);
        }
        fill_ellipse(picture, { { centre.x, centre.y + ry * 0.5 }, { rx * 0.13, ry * 0.17 }, 0, 2 }, 235);
    } else {
        fill_ellipse(picture, { centre, { rx * 0.82, ry * 0.78 }, 0, 4 }, 78);
        add_organs(random, picture, centre, rx, ry);
    }
    for (const double angle : steps(0.3, 6.1, random.between(12, 16)))
        fill_ellipse(picture,
            { { centre.x + rx * 0.86 * std::cos(angle), centre.y + ry * 0.84 * std::sin(angle) }, { w * 0.02, w * 0.008 },
                angle * 57.3 + 90, 2 },
            225);
    Curve table, under;
    for (const double t : steps(-1, 1, 40)) {
        table.emplace_back(centre.x + t * w * 0.4, centre.y + ry + w * (0.03 - 0.05 * t * t));
        under.emplace_back(centre.x + t * w * 0.42, centre.y + ry + w * (0.075 - 0.055 * t * t));
    }
    cv::scaleAdd(stroke_weight(size, { table, under }, 3, 0.8), 85, picture, picture);
    picture += clouds(random, size, 5, 2) * random.real(4, 10) + white_noise(random, size) * random.real(2, 5);
    clamp(picture);
    if (random.chance(0.3))
        picture = picture.mul(ellipse_weight(size, { { w * 0.5, w * 0.5 }, { w * 0.5, w * 0.5 }, 0, 2 }));
    Base base { "ct", picture, {}, {} };
    if (random.chance(0.5))
        base.rulers.push_back({ { side - 22, side / 4, 12, side / 2 }, false, w / 40.0 });
    return base;
}

Base magnetic_resonance(Random& random)
{
    const int side = random.pick({ 384, 512, 512, 640 });
    const cv::Size size(side, side);
    const double w = side, rx = w * random.real(0.33, 0.38), ry = rx * random.real(1.15, 1.25);
    const cv::Point2d centre(w * 0.5, w * 0.5);
    const bool t2 = random.chance(0.5);
    cv::Mat picture = cv::Mat::zeros(size, CV_32FC1);
    fill_ellipse(picture, { centre, { rx, ry }, 0, 3 }, random.real(170, 230));
    fill_ellipse(picture, { centre, { rx * 0.93, ry * 0.94 }, 0, 3 }, 18);
    const cv::Mat brain = ellipse_weight(size, { centre, { rx * 0.87, ry * 0.89 }, 0, 4 });
    blend(picture, brain, cv::Scalar::all(t2 ? 215 : 45));
    cv::Mat folds = clouds(random, size, w * 0.09, 3) * 9;
    for (int y = 0; y < side; ++y) {
        auto* row = folds.ptr<float>(y);
        for (int x = 0; x < side; ++x) {
            const double u = (x - centre.x) / rx, v = (y - centre.y) / ry, r = std::sqrt(u * u + v * v);
            const double fold = 0.5 + 0.5 * std::sin(static_cast<double>(row[x]) + r * 9);
            const double inner = std::clamp((0.8 - r) / 0.3, 0.0, 1.0);
            row[x] = static_cast<float>(std::max(inner, std::clamp(fold * 1.6 - 0.25, 0.0, 1.0)));
        }
    }
    cv::Mat tissue = folds * (t2 ? -95.0 : 105.0) + (t2 ? 190.0 : 60.0);
    tissue += clouds(random, size, 30, 4) * 10;
    cv::Mat kept = tissue.mul(brain), rest = picture.mul(1 - brain);
    picture = kept + rest;
    const double fluid = t2 ? 235 : 25;
    for (const double of : { -1.0, 1.0 }) {
        fill_ellipse(picture, { { centre.x + of * rx * 0.14, centre.y - ry * 0.1 }, { rx * 0.07, ry * 0.2 }, of * 14, 3 }, fluid);
        fill_ellipse(picture, { { centre.x + of * rx * 0.22, centre.y + ry * 0.2 }, { rx * 0.06, ry * 0.15 }, -of * 25, 3 }, fluid);
        fill_ellipse(picture, { { centre.x + of * rx * 0.3, centre.y + ry * 0.02 }, { rx * 0.1, ry * 0.14 }, of * 20, 4 }, t2 ? 120 : 125);
    }
    cv::scaleAdd(stroke_weight(size, { { { centre.x, centre.y - ry * 0.85 }, { centre.x + 2, centre.y - ry * 0.3 } } }, 2, 1),
        t2 ? 60 : -60, picture, picture);
    cv::Mat real = picture + white_noise(random, size) * 5, imaginary = white_noise(random, size) * 5;
    cv::magnitude(real, imaginary, picture);
    clamp(picture);
    return { "mr", picture, {}, {} };
}

namespace {

/// Echoes by angle (columns) and depth (rows).
cv::Mat echoes(Random& random, cv::Size polar)
{
    const double w = polar.width, h = polar.height;
    cv::Mat level(polar, CV_32FC1, cv::Scalar(random.real(55, 85)));
    level += clouds(random, polar, w * 0.3, 4) * 22;
    for (int i = random.between(3, 6); i > 0; --i) {
        Curve layer;
        const double y = h * random.real(0.03, 0.9), sway = random.real(0, 6);
        for (const double t : steps(0, 1, 20))
            layer.emplace_back(w * t, y + h * 0.03 * std::sin(t * 4 + sway));
        cv::scaleAdd(stroke_weight(polar, { layer }, h * random.real(0.004, 0.015), 2), random.real(40, 120), level, level);
    }
    for (int i = random.between(1, 4); i > 0; --i) {
        const Ellipse cyst { { w * random.real(0.2, 0.8), h * random.real(0.25, 0.75) },
            { w * random.real(0.05, 0.18), h * random.real(0.04, 0.13) }, random.real(-30, 30), 6 };
        fill_ellipse(level, cyst, random.real(2, 14));
        Ellipse behind = cyst;  // enhancement behind fluid
        behind.centre.y += cyst.radii.height * 1.6;
        behind.softness = 25;
        add_ellipse(level, behind, 25);
    }
    cv::Mat real = white_noise(random, polar), imaginary = white_noise(random, polar), speckle;
    cv::GaussianBlur(real, real, {}, 2.6, 1.1);
    cv::GaussianBlur(imaginary, imaginary, {}, 2.6, 1.1);
    cv::magnitude(real, imaginary, speckle);
    const double mean = cv::mean(speckle)[0];
    for (int y = 0; y < polar.height; ++y)
        level.row(y) *= 1.15 - 0.75 * y / h;
    return level.mul(speckle * (1 / mean));
}

}  // namespace

Base ultrasound(Random& random)
{
    const cv::Size size(random.between(640, 1024), random.between(500, 768));
    const double w = size.width, h = size.height;
    const cv::Mat polar = echoes(random, { 420, 560 });
    const bool linear = random.chance(0.25);
    const double top = h * 0.09, depth = h * 0.83, apex = linear ? 0 : h * random.real(0.04, 0.2), half = random.real(0.5, 0.7);
    cv::Mat map_x(size, CV_32FC1), map_y(size, CV_32FC1);
    for (int y = 0; y < size.height; ++y) {
        for (int x = 0; x < size.width; ++x) {
            const double dx = x - w * 0.5, dy = y - top;
            double across = dx / (w * 0.3), down = dy / depth;
            if (!linear) {
                across = std::atan2(dx, dy + apex) / half;
                down = (std::hypot(dx, dy + apex) - apex) / depth;
            }
            const bool inside = std::abs(across) < 1 && down >= 0 && down < 1;
            map_x.at<float>(y, x) = inside ? static_cast<float>((across + 1) * 0.5 * (polar.cols - 1)) : -10.0F;
            map_y.at<float>(y, x) = inside ? static_cast<float>(down * (polar.rows - 1)) : -10.0F;
        }
    }
    cv::Mat picture;
    cv::remap(polar, picture, map_x, map_y, cv::INTER_LINEAR, cv::BORDER_CONSTANT, cv::Scalar(0));
    const cv::Rect bar(cvRound(w * 0.02), cvRound(h * 0.3), cvRound(w * 0.018), cvRound(h * 0.25));
    for (int y = 0; y < bar.height; ++y)
        picture(cv::Rect(bar.x, bar.y + y, bar.width, 1)) = cv::Scalar(255.0 * (bar.height - 1 - y) / bar.height);
    clamp(picture);
    const int right = size.width - 26;
    Base base { "ultrasound", picture, { { { right, cvRound(top), 14, cvRound(depth) }, false, depth / random.between(8, 18) } }, { bar } };
    if (random.chance(0.4))
        base.image = in_colour(base.image);
    return base;
}

}  // namespace imprimatur::pixels
