// From a burned picture to what lies in a file: size, blur, noise, a photographed screen; and the mask of what the writing changed.
#pragma once

#include "burn.h"

namespace imprimatur::pixels {

/// Least difference, in grey levels of 255, that counts as a pixel of writing.
constexpr int kVisible = 10;

struct Finish {
    double scale = 1;
    double blur = 0;
    double noise = 0;
    int jpeg = 0;  ///< quality; 0 for PNG
    bool photographed = false;
};

struct Finished {
    cv::Mat image;  ///< CV_8UC1 or CV_8UC3 (RGB)
    cv::Mat mask;  ///< 0 nothing, 1 identifying, 2 marker, 3 scale
    std::vector<Item> items;  ///< in the finished picture's coordinates
    int strays = 0;  ///< visible pixels that belong to no item: a mistake of this program
    std::string base;
    Finish finish;
};

/// A photograph of a screen: perspective, the screen's dots beating with the camera's, glare, a tint.
void photograph(Burned& burned, Random& random);

Finished finish(Burned burned, const Finish& finish, Random& random);

/// Is the point inside the convex quad, or at most `beside` outside?
bool in_quad(const Corners& quad, cv::Point2d point, double beside);

}  // namespace imprimatur::pixels
