// Colour: endoscopy, skin, the back of the eye.
#include "bases.h"
#include "paint.h"

#include <algorithm>

namespace imprimatur::pixels {

namespace {

cv::Mat flat(cv::Size size, const cv::Scalar& colour) { return { size, CV_32FC3, colour }; }

/// Each channel times the weight.
void shade(cv::Mat& picture, const cv::Mat& weight)
{
    cv::Mat three;
    cv::merge(std::vector<cv::Mat> { weight, weight, weight }, three);
    picture = picture.mul(three);
}

cv::Mat above(const cv::Mat& noise, double level, double slope)
{
    cv::Mat weight = (noise - level) * slope;
    cv::min(weight, 1.0, weight);
    cv::max(weight, 0.0, weight);
    return weight;
}

}  // namespace

Base endoscopy(Random& random)
{
    const cv::Size size(random.between(640, 1100), random.between(560, 900));
    const double w = size.width, h = size.height;
    const cv::Point2d middle(w * random.pick({ 0.5, 0.5, 0.62 }), h * 0.5);
    const double radius = std::min(h * 0.53, std::min(middle.x, w - middle.x));
    cv::Mat picture = flat(size, { random.real(185, 220), random.real(85, 115), random.real(60, 90) });
    const cv::Point2d lumen(middle.x + random.real(-0.35, 0.35) * radius, middle.y + random.real(-0.35, 0.35) * radius);
    const cv::Mat bumps = clouds(random, size, radius * 0.5, 4);
    cv::Mat light(size, CV_32FC1);
    for (int y = 0; y < size.height; ++y) {
        const auto* bump = bumps.ptr<float>(y);
        auto* row = light.ptr<float>(y);
        for (int x = 0; x < size.width; ++x) {
            const double r = std::hypot(x - lumen.x, y - lumen.y) / radius + 0.1 * static_cast<double>(bump[x]);
            const double fold = 0.5 + 0.5 * std::sin(16 / (0.35 + std::max(0.0, r)));
            row[x] = static_cast<float>(std::clamp(0.1 + r * 1.35, 0.0, 1.05) * (0.72 + 0.28 * fold));
        }
    }
    shade(picture, light);
    for (int i = 0; i < 5; ++i) {
        const Tree vessel { { middle.x + random.real(-0.7, 0.7) * radius, middle.y + random.real(-0.7, 0.7) * radius },
            random.real(0, 6.28), 4, radius * 0.2, 0.4, 5 };
        blend(picture, tree_weight(random, size, vessel, 1), { 140, 35, 35 }, 0.35);
    }
    cv::Mat gloss = above(clouds(random, size, radius * 0.09, 3), random.real(0.95, 1.15), 5);
    cv::GaussianBlur(gloss, gloss, {}, 1);
    blend(picture, gloss.mul(light), { 255, 250, 245 });
    picture += in_colour(clouds(random, size, 12, 3) * 5 + white_noise(random, size) * 2.5);
    clamp(picture);
    cv::Mat field = ellipse_weight(size, { middle, { radius, radius }, 0, 2 });
    if (random.chance(0.4)) {  // round with cut sides
        const int cut = cvRound(h * 0.04);
        field.rowRange(0, cut) = cv::Scalar(0);
        field.rowRange(size.height - cut, size.height) = cv::Scalar(0);
    }
    shade(picture, field);
    return { "endoscopy", picture, {}, {} };
}

Base skin(Random& random)
{
    const cv::Size size(random.between(600, 1200), random.between(500, 900));
    const double w = size.width, h = size.height;
    static const cv::Scalar tones[] = { { 232, 190, 168 }, { 214, 164, 138 }, { 180, 128, 98 }, { 134, 88, 64 }, { 92, 60, 46 } };
    const cv::Scalar tone = random.pick(tones);
    cv::Mat picture = flat(size, tone);
    const cv::Mat blush = clouds(random, size, w * 0.3, 5);
    blend(picture, above(blush, 0.0, 0.8), { tone[0], tone[1] * 0.82, tone[2] * 0.8 }, 0.6);
    picture += in_colour(clouds(random, size, 9, 3) * 9 + clouds(random, size, w * 0.6, 2) * 12);
    const cv::Point2d at(w * random.real(0.35, 0.65), h * random.real(0.35, 0.65));
    const double radius = h * random.real(0.08, 0.2);
    cv::Mat spot = ellipse_weight(size, { at, { radius, radius * random.real(0.7, 1.0) }, random.real(0, 180), radius * 0.8 });
    spot = above(spot + clouds(random, size, radius * 0.6, 4) * 0.25, 0.45, 4);
    blend(picture, spot, { tone[0] * 0.45, tone[1] * 0.35, tone[2] * 0.35 }, 0.85);
    blend(picture, spot.mul(above(clouds(random, size, radius * 0.3, 3), 0.3, 3)), { 45, 28, 25 }, 0.7);
    std::vector<Curve> hairs;
    for (int i = random.between(0, 25); i > 0; --i) {
        const cv::Point2d root(random.real(0, w), random.real(0, h));
        const double turn = random.real(0, 6.28), bend = random.real(-0.5, 0.5);
        Curve hair;
        for (const double t : steps(0, 1, 10))
            hair.push_back(root + cv::Point2d(std::cos(turn + bend * t), std::sin(turn + bend * t)) * (t * h * 0.15));
        hairs.push_back(std::move(hair));
    }
    blend(picture, stroke_weight(size, hairs, 1, 0.6), { 35, 25, 20 }, 0.75);
    picture += in_colour(white_noise(random, size) * random.real(1.5, 4));
    Base base { "skin", picture, {}, {} };
    if (random.chance(0.6)) {  // a paper ruler along the lower edge
        const cv::Rect paper(cvRound(w * 0.08), cvRound(h * 0.88), cvRound(w * 0.84), cvRound(h * 0.08));
        picture(paper) = cv::Scalar(236, 234, 226);
        picture(paper) += in_colour(white_noise(random, paper.size()) * 2);
        base.rulers.push_back({ { paper.x + 8, paper.y + 1, paper.width - 16, paper.height / 2 }, true, w / 80 });
        base.closed.push_back(paper);
    } else if (random.chance(0.5)) {  // through a dermatoscope
        shade(picture, ellipse_weight(size, { { w * 0.5, h * 0.5 }, { h * 0.55, h * 0.55 }, 0, h * 0.05 }) * 0.95 + 0.03);
    }
    clamp(picture);
    base.image = picture;
    return base;
}

Base fundus(Random& random)
{
    const cv::Size size(random.between(700, 1200), random.between(650, 900));
    const double w = size.width, h = size.height, radius = h * 0.49;
    const cv::Point2d middle(w * 0.5, h * 0.5);
    const double side = random.pick({ -1.0, 1.0 });
    const cv::Mat macula
        = ellipse_weight(size, { { middle.x - side * radius * 0.1, middle.y }, { radius * 0.08, radius * 0.08 }, 0, radius * 0.3 });
    cv::Mat picture = flat(size, { random.real(180, 215), random.real(80, 100), random.real(30, 45) });
    picture += in_colour(clouds(random, size, radius * 0.8, 6) * 10 + clouds(random, size, 8, 2) * 4);
    blend(picture, macula, { 120, 45, 20 }, 0.6);
    const cv::Point2d disc(middle.x + side * radius * 0.55, middle.y);
    blend(picture, ellipse_weight(size, { disc, { radius * 0.13, radius * 0.15 }, 0, 8 }), { 250, 215, 140 }, 0.9);
    blend(picture, ellipse_weight(size, { disc, { radius * 0.06, radius * 0.07 }, 0, 8 }), { 255, 240, 190 }, 0.8);
    for (const double up : { -1.0, 1.0 }) {
        for (const double away : { 0.5, 1.0, 2.2 }) {
            const double direction = side > 0 ? CV_PI - up * away : up * away;
            const Tree vessel { disc, direction, radius * random.real(0.015, 0.025), radius * 0.25, 0.22, 6 };
            blend(picture, tree_weight(random, size, vessel, 1.2), { 105, 22, 18 }, 0.7);
        }
    }
    cv::Mat light = ellipse_weight(size, { middle, { radius, radius }, 0, radius * 1.1 }) * 0.7 + 0.45;
    shade(picture, light);
    picture += in_colour(white_noise(random, size) * 2.5);
    clamp(picture);
    shade(picture, ellipse_weight(size, { middle, { radius, radius }, 0, 3 }));
    return { "fundus", picture, {}, {} };
}

}  // namespace imprimatur::pixels
