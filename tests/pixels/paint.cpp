#include "paint.h"

#include <algorithm>

namespace imprimatur::pixels {

std::vector<double> steps(double from, double to, int count)
{
    std::vector<double> numbers;
    numbers.reserve(static_cast<std::size_t>(count) + 1);
    for (int i = 0; i <= count; ++i)
        numbers.push_back(from + (to - from) * i / count);
    return numbers;
}

cv::Mat white_noise(Random& random, cv::Size size)
{
    cv::Mat noise(size, CV_32FC1);
    for (int y = 0; y < size.height; ++y) {
        auto* row = noise.ptr<float>(y);
        for (int x = 0; x < size.width; ++x)
            row[x] = random.normal();
    }
    return noise;
}

cv::Mat clouds(Random& random, cv::Size size, double period, int octaves)
{
    cv::Mat sum = cv::Mat::zeros(size, CV_32FC1);
    double amplitude = 0.5;
    for (int i = 0; i < octaves && period >= 1.5; ++i, period /= 2, amplitude *= 0.55) {
        const cv::Size grid(static_cast<int>(size.width / period) + 3, static_cast<int>(size.height / period) + 3);
        cv::Mat octave;
        cv::resize(white_noise(random, grid), octave, size, 0, 0, cv::INTER_CUBIC);
        cv::scaleAdd(octave, amplitude, sum, sum);
    }
    return sum;
}

cv::Mat ellipse_weight(cv::Size size, const Ellipse& ellipse)
{
    cv::Mat weight = cv::Mat::zeros(size, CV_32FC1);
    const double angle = ellipse.degrees * CV_PI / 180, c = std::cos(angle), s = std::sin(angle);
    const double small = std::max(1.0, std::min(ellipse.radii.width, ellipse.radii.height));
    const double reach = std::max(ellipse.radii.width, ellipse.radii.height) * (1 + ellipse.softness / small) + 2;
    const int top = std::max(0, static_cast<int>(ellipse.centre.y - reach));
    const int bottom = std::min(size.height, static_cast<int>(ellipse.centre.y + reach) + 1);
    const int left = std::max(0, static_cast<int>(ellipse.centre.x - reach));
    const int right = std::min(size.width, static_cast<int>(ellipse.centre.x + reach) + 1);
    for (int y = top; y < bottom; ++y) {
        auto* row = weight.ptr<float>(y);
        for (int x = left; x < right; ++x) {
            const double dx = x - ellipse.centre.x, dy = y - ellipse.centre.y;
            const double u = (dx * c + dy * s) / ellipse.radii.width, v = (dy * c - dx * s) / ellipse.radii.height;
            const double outside = (std::sqrt(u * u + v * v) - 1) * small;
            const double t = std::clamp(0.5 - outside / std::max(0.5, ellipse.softness), 0.0, 1.0);
            row[x] = static_cast<float>(t * t * (3 - 2 * t));
        }
    }
    return weight;
}

void add_ellipse(cv::Mat& picture, const Ellipse& ellipse, double value)
{
    cv::scaleAdd(ellipse_weight(picture.size(), ellipse), value, picture, picture);
}

void fill_ellipse(cv::Mat& picture, const Ellipse& ellipse, double value)
{
    blend(picture, ellipse_weight(picture.size(), ellipse), cv::Scalar::all(value));
}

namespace {

constexpr int kShift = 4;

cv::Point fixed(cv::Point2d point) { return { cvRound(point.x * (1 << kShift)), cvRound(point.y * (1 << kShift)) }; }

cv::Mat to_weight(const cv::Mat& drawn, double blur)
{
    cv::Mat weight;
    drawn.convertTo(weight, CV_32FC1, 1.0 / 255);
    if (blur > 0.2)
        cv::GaussianBlur(weight, weight, {}, blur);
    return weight;
}

}  // namespace

cv::Mat stroke_weight(cv::Size size, const std::vector<Curve>& curves, double width, double blur)
{
    cv::Mat drawn = cv::Mat::zeros(size, CV_8UC1);
    for (const auto& curve : curves) {
        std::vector<cv::Point> points;
        points.reserve(curve.size());
        for (const auto& point : curve)
            points.push_back(fixed(point));
        cv::polylines(drawn, points, false, cv::Scalar(255), std::max(1, cvRound(width)), cv::LINE_AA, kShift);
    }
    return to_weight(drawn, blur);
}

cv::Mat tree_weight(Random& random, cv::Size size, const Tree& tree, double blur)
{
    cv::Mat drawn = cv::Mat::zeros(size, CV_8UC1);
    std::vector<Tree> branches { tree };
    while (!branches.empty()) {
        Tree branch = branches.back();
        branches.pop_back();
        constexpr int kSteps = 8;
        cv::Point2d at = branch.root;
        for (int i = 0; i < kSteps; ++i) {
            const cv::Point2d from = at;
            branch.direction += branch.bend * static_cast<double>(random.normal()) * 0.6;
            at += cv::Point2d(std::cos(branch.direction), std::sin(branch.direction)) * (branch.length / kSteps);
            cv::line(drawn, fixed(from), fixed(at), cv::Scalar(255), std::max(1, cvRound(branch.width)), cv::LINE_AA, kShift);
        }
        if (branch.forks <= 0)
            continue;
        for (const double side : { -1.0, 1.0 }) {
            const double share = random.real(0.6, 0.9);
            branches.push_back({ at, branch.direction + side * random.real(0.2, 0.7), branch.width * share,
                branch.length * random.real(0.7, 1.05), branch.bend, branch.forks - 1 });
        }
    }
    return to_weight(drawn, blur);
}

void blend(cv::Mat& picture, const cv::Mat& weight, const cv::Scalar& colour, double strength)
{
    const int channels = picture.channels();
    for (int y = 0; y < picture.rows; ++y) {
        auto* row = picture.ptr<float>(y);
        const auto* by = weight.ptr<float>(y);
        for (int x = 0; x < picture.cols; ++x) {
            if (by[x] <= 0)
                continue;
            const auto w = static_cast<float>(by[x] * strength);
            for (int c = 0; c < channels; ++c) {
                auto& sample = row[x * channels + c];
                sample += (static_cast<float>(colour[c]) - sample) * w;
            }
        }
    }
}

cv::Mat in_colour(const cv::Mat& grey)
{
    cv::Mat colour;
    cv::cvtColor(grey, colour, cv::COLOR_GRAY2RGB);
    return colour;
}

void clamp(cv::Mat& picture)
{
    cv::min(picture, 255.0, picture);
    cv::max(picture, 0.0, picture);
}

}  // namespace imprimatur::pixels
