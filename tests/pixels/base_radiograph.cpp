// Projections: chest, limb, breast, and vessels under fluoroscopy.
#include "bases.h"
#include "paint.h"

#include <algorithm>

namespace imprimatur::pixels {

namespace {

/// Black beyond the shutters, which never stand quite straight.
void collimate(Random& random, cv::Mat& picture, double level)
{
    const double w = picture.cols, h = picture.rows;
    const auto inset = [&](double side) { return random.real(0.0, 0.05) * side; };
    const std::vector<cv::Point> field { { cvRound(inset(w)), cvRound(inset(h)) }, { cvRound(w - inset(w)), cvRound(inset(h)) },
        { cvRound(w - inset(w)), cvRound(h - inset(h)) }, { cvRound(inset(w)), cvRound(h - inset(h)) } };
    cv::Mat outside(picture.size(), CV_8UC1, cv::Scalar(255));
    cv::fillConvexPoly(outside, field, cv::Scalar(0), cv::LINE_AA);
    cv::Mat weight;
    outside.convertTo(weight, CV_32FC1, 1.0 / 255);
    cv::GaussianBlur(weight, weight, {}, 1.5);
    blend(picture, weight, cv::Scalar::all(level));
}

void add_ribs(Random& random, cv::Mat& picture)
{
    const double w = picture.cols, h = picture.rows;
    std::vector<Curve> behind, before;
    for (int rib = 0; rib < 10; ++rib) {
        for (const double side : { -1.0, 1.0 }) {
            const double start = 0.14 + 0.062 * rib, drop = 0.05 + 0.012 * rib, reach = 0.28 + 0.012 * std::min(rib, 6);
            Curve back, front;
            for (const double t : steps(0, 1, 20)) {
                back.emplace_back(
                    w * (0.5 + side * (0.03 + reach * std::sin(t * 1.45))), h * (start - 0.03 * std::sin(t * 3) + drop * t * t * 2));
                front.emplace_back(
                    w * (0.5 + side * (0.10 + (reach - 0.08) * std::sin(t * 1.5))), h * (start + 0.22 - 0.08 * t - 0.05 * std::sin(t * 3)));
            }
            behind.push_back(std::move(back));
            if (rib < 7)
                before.push_back(std::move(front));
        }
    }
    const double thick = h * random.real(0.016, 0.022);
    cv::scaleAdd(stroke_weight(picture.size(), behind, thick, 2.5), random.real(10, 20), picture, picture);
    cv::scaleAdd(stroke_weight(picture.size(), behind, thick - 4, 1.5), -6, picture, picture);
    cv::scaleAdd(stroke_weight(picture.size(), before, thick * 0.9, 3), random.real(5, 10), picture, picture);
}

void add_spine(cv::Mat& picture)
{
    const double w = picture.cols, h = picture.rows;
    std::vector<Curve> plates;
    for (const double y : steps(0.02, 0.97, 19)) {
        plates.push_back({ { w * 0.47, h * y }, { w * 0.53, h * y } });
        plates.push_back({ { w * 0.47, h * (y + 0.008) }, { w * 0.472, h * (y + 0.042) } });
        plates.push_back({ { w * 0.53, h * (y + 0.008) }, { w * 0.528, h * (y + 0.042) } });
    }
    cv::scaleAdd(stroke_weight(picture.size(), plates, h * 0.006, 1.5), 12, picture, picture);
}

}  // namespace

Base chest(Random& random)
{
    const cv::Size size(random.between(700, 1400), random.between(650, 1300));
    const double w = size.width, h = size.height;
    cv::Mat picture = cv::Mat::zeros(size, CV_32FC1);
    cv::Mat body = cv::max(ellipse_weight(size, { { w * 0.5, h * 0.72 }, { w * 0.45, h * 0.66 }, 0, w * 0.05 }),
        cv::max(ellipse_weight(size, { { w * 0.5, h * 0.05 }, { w * 0.11, h * 0.3 }, 0, w * 0.03 }),
            ellipse_weight(size, { { w * 0.5, h * 0.36 }, { w * 0.52, h * 0.22 }, 0, w * 0.06 })));
    picture += body * random.real(135, 165);
    for (const double side : { -1.0, 1.0 })
        add_ellipse(picture, { { w * (0.5 + side * 0.2), h * 0.46 }, { w * 0.145, h * 0.31 }, side * 7, w * 0.06 }, -random.real(80, 105));
    add_ellipse(picture, { { w * 0.5, h * 0.5 }, { w * 0.055, h * 0.7 }, 0, w * 0.04 }, 35);
    add_ellipse(picture, { { w * 0.56, h * 0.62 }, { w * 0.15, h * 0.12 }, 35, w * 0.04 }, 60);
    add_ellipse(picture, { { w * 0.3, h * 0.96 }, { w * 0.22, h * 0.21 }, 0, w * 0.012 }, 45);
    add_ellipse(picture, { { w * 0.72, h * 0.99 }, { w * 0.22, h * 0.21 }, 0, w * 0.012 }, 42);
    add_ribs(random, picture);
    add_spine(picture);
    for (const double side : { -1.0, 1.0 }) {
        const Curve clavicle { { w * (0.5 + side * 0.03), h * 0.2 }, { w * (0.5 + side * 0.12), h * 0.165 },
            { w * (0.5 + side * 0.22), h * 0.16 }, { w * (0.5 + side * 0.32), h * 0.12 } };
        cv::scaleAdd(stroke_weight(size, { clavicle }, h * 0.022, 2), 26, picture, picture);
        const Tree hilum { { w * (0.5 + side * 0.07), h * 0.48 }, side > 0 ? 0.2 : CV_PI - 0.2, w * 0.012, w * 0.06, 0.3, 5 };
        for (const double turn : { -0.9, 0.0, 0.9 }) {
            Tree turned = hilum;
            turned.direction += turn;
            cv::scaleAdd(tree_weight(random, size, turned, 1.5), 14, picture, picture);
        }
    }
    picture += body.mul(clouds(random, size, w * 0.15, 6) * 5 + white_noise(random, size) * random.real(1.0, 3.5));
    clamp(picture);
    if (random.chance(0.12))
        cv::subtract(cv::Scalar(255), picture, picture);
    if (random.chance(0.6))
        collimate(random, picture, random.chance(0.85) ? 4 : 250);
    return { "chest", picture, {}, {} };
}

Base limb(Random& random)
{
    const cv::Size size(random.between(500, 900), random.between(700, 1200));
    const double w = size.width, h = size.height, lean = random.real(-8, 8);
    cv::Mat picture(size, CV_32FC1, cv::Scalar(random.real(4, 14)));
    const cv::Mat flesh = cv::max(ellipse_weight(size, { { w * 0.48, h * 0.2 }, { w * 0.2, h * 0.5 }, lean, 18 }),
        ellipse_weight(size, { { w * 0.52, h * 0.85 }, { w * 0.17, h * 0.45 }, lean, 18 }));
    picture += flesh * random.real(50, 80);
    const auto bone = [&](cv::Point2d centre, cv::Size2d radii) {
        fill_ellipse(picture, { centre, radii, lean, 4 }, random.real(185, 215));
        add_ellipse(picture, { centre, { radii.width * 0.6, radii.height * 0.96 }, lean, 8 }, -45);
    };
    bone({ w * 0.49, h * 0.15 }, { w * 0.07, h * 0.38 });
    bone({ w * 0.47, h * 0.8 }, { w * 0.06, h * 0.3 });
    bone({ w * 0.6, h * 0.82 }, { w * 0.03, h * 0.28 });
    for (const double side : { -1.0, 1.0 }) {
        fill_ellipse(picture, { { w * (0.49 + side * 0.05), h * 0.47 }, { w * 0.07, h * 0.06 }, side * 20, 5 }, 190);
        fill_ellipse(picture, { { w * (0.49 + side * 0.05), h * 0.545 }, { w * 0.065, h * 0.03 }, side * 5, 5 }, 195);
    }
    const cv::Mat texture
        = clouds(random, size, 40, 5) * 7 + clouds(random, size, 5, 2) * 5 + white_noise(random, size) * random.real(1, 3);
    picture += flesh.mul(texture);
    clamp(picture);
    if (random.chance(0.7))
        collimate(random, picture, 2);
    return { "limb", picture, {}, {} };
}

Base mammogram(Random& random)
{
    const cv::Size size(random.between(600, 1000), random.between(800, 1300));
    const double w = size.width, h = size.height;
    const bool left = random.chance(0.5);
    const double x = left ? 0 : w;
    cv::Mat picture = cv::Mat::zeros(size, CV_32FC1);
    const cv::Mat breast
        = ellipse_weight(size, { { x, h * 0.55 }, { w * random.real(0.6, 0.85), h * random.real(0.33, 0.42) }, 0, w * 0.06 });
    picture += breast * random.real(70, 105);
    const cv::Mat gland = ellipse_weight(size, { { left ? w * 0.3 : w * 0.7, h * 0.55 }, { w * 0.3, h * 0.24 }, 0, w * 0.25 });
    cv::Mat strands = cv::abs(clouds(random, size, w * 0.12, 6));
    cv::exp(strands * -3.0, strands);
    picture += breast.mul(gland.mul(strands) * 130 + clouds(random, size, w * 0.2, 7) * 12 + white_noise(random, size) * 2);
    if (random.chance(0.5)) {
        const std::vector<cv::Point> muscle { { cvRound(x), 0 }, { cvRound(left ? w * 0.35 : w * 0.65), 0 },
            { cvRound(x), cvRound(h * 0.5) } };
        cv::Mat drawn = cv::Mat::zeros(size, CV_8UC1), weight;
        cv::fillConvexPoly(drawn, muscle, cv::Scalar(255), cv::LINE_AA);
        drawn.convertTo(weight, CV_32FC1, 1.0 / 255);
        cv::GaussianBlur(weight, weight, {}, w * 0.01);
        blend(picture, weight, cv::Scalar::all(185), 0.8);
    }
    for (int i = random.between(0, 8); i > 0; --i)
        add_ellipse(
            picture, { { (left ? 0.3 : 0.7) * w + random.real(-0.1, 0.1) * w, h * random.real(0.45, 0.65) }, { 1.5, 1.5 }, 0, 1.5 }, 90);
    clamp(picture);
    return { "mammogram", picture, {}, {} };
}

Base angiogram(Random& random)
{
    const int side = random.between(512, 1024);
    const cv::Size size(side, side);
    const double w = side;
    cv::Mat picture(size, CV_32FC1, cv::Scalar(random.real(95, 150)));
    picture += clouds(random, size, w * 0.4, 4) * 28;
    for (int i = 0; i < 6; ++i) {
        Curve rib;
        for (const double t : steps(0, 1, 10))
            rib.emplace_back(w * t, w * (0.1 + 0.17 * i + 0.08 * std::sin(t * 2.5)));
        cv::scaleAdd(stroke_weight(size, { rib }, w * 0.03, 5), -9, picture, picture);
    }
    for (int i = 0; i < 3; ++i) {
        const Tree tree { { w * random.real(0.25, 0.5), w * random.real(0.1, 0.35) }, random.real(0.2, 2.0), w * random.real(0.012, 0.022),
            w * 0.16, 0.3, 6 };
        cv::scaleAdd(tree_weight(random, size, tree, 1.4), -random.real(45, 80), picture, picture);
    }
    Curve catheter;
    for (const double t : steps(0, 1, 20))
        catheter.emplace_back(w * (0.15 + 0.3 * t + 0.1 * std::sin(t * 4)), w * (1 - 0.8 * t));
    cv::scaleAdd(stroke_weight(size, { catheter }, w * 0.007, 0.8), -50, picture, picture);
    picture += white_noise(random, size) * random.real(4, 9);
    clamp(picture);
    if (random.chance(0.7)) {
        const cv::Mat field = ellipse_weight(size, { { w * 0.5, w * 0.5 }, { w * 0.5, w * 0.5 }, 0, 3 });
        picture = picture.mul(field);
    } else {
        collimate(random, picture, 0);
    }
    return { "angiogram", picture, {}, {} };
}

}  // namespace imprimatur::pixels
