// Brushes of the drawn bases: clouds, soft ellipses, curves and trees of vessels, on floating-point pictures (0..255).
#pragma once

#include "random.h"

#include <opencv2/imgproc.hpp>
#include <vector>

namespace imprimatur::pixels {

using Curve = std::vector<cv::Point2d>;

/// `count` + 1 numbers from `from` to `to`.
std::vector<double> steps(double from, double to, int count);

/// One channel, deviation 1.
cv::Mat white_noise(Random& random, cv::Size size);

/// Fractal noise, about -1..1; `period` is the size of its largest lumps.
cv::Mat clouds(Random& random, cv::Size size, double period, int octaves);

struct Ellipse {
    cv::Point2d centre;
    cv::Size2d radii;
    double degrees = 0;
    double softness = 2;  ///< width of the edge in pixels
};

/// 1 inside, 0 outside.
cv::Mat ellipse_weight(cv::Size size, const Ellipse& ellipse);

void add_ellipse(cv::Mat& picture, const Ellipse& ellipse, double value);

/// Moves towards `value` where the ellipse is.
void fill_ellipse(cv::Mat& picture, const Ellipse& ellipse, double value);

/// Weight 0..1 of a stroke.
cv::Mat stroke_weight(cv::Size size, const std::vector<Curve>& curves, double width, double blur);

struct Tree {
    cv::Point2d root;
    double direction = 0;  ///< radians
    double width = 8;
    double length = 60;  ///< of a piece between two forks
    double bend = 0.25;
    int forks = 6;
};

/// Weight 0..1 of a tree of vessels, thinner at each fork.
cv::Mat tree_weight(Random& random, cv::Size size, const Tree& tree, double blur);

/// Towards `colour` (RGB, or its first for grey) by weight times strength.
void blend(cv::Mat& picture, const cv::Mat& weight, const cv::Scalar& colour, double strength = 1);

/// Three equal channels.
cv::Mat in_colour(const cv::Mat& grey);

void clamp(cv::Mat& picture);

}  // namespace imprimatur::pixels
