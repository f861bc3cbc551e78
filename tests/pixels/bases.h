// Pictures without any writing, drawn: nobody's anatomy, no licence to keep, and as many as a test asks for. They stand for
// what a text detector meets under the writing (edges, speckle, grids, highlights), not for a diagnosis.
#pragma once

#include "random.h"

#include "imprimatur/result.h"

#include <filesystem>
#include <opencv2/core.hpp>
#include <string>
#include <vector>

namespace imprimatur::pixels {

/// Something like a scale: its ticks are no writing, and covering them is damage.
struct Ruler {
    cv::Rect box;
    bool horizontal = false;
    double tick = 10;  ///< pixels between two ticks
};

struct Base {
    std::string name;
    cv::Mat image;  ///< CV_32FC1 or CV_32FC3 (RGB), 0..255
    std::vector<Ruler> rulers;  ///< where this kind of picture has one; burning draws it
    std::vector<cv::Rect> closed;  ///< no writing here
};

Base chest(Random& random);
Base limb(Random& random);
Base mammogram(Random& random);
Base angiogram(Random& random);
Base computed_tomography(Random& random);
Base magnetic_resonance(Random& random);
Base ultrasound(Random& random);
Base endoscopy(Random& random);
Base skin(Random& random);
Base fundus(Random& random);
Base cardiogram(Random& random);
Base viewer(Random& random);

/// The kinds in turn, so that a small set has all of them.
Base drawn_base(Random& random, int index);
constexpr int kDrawnBases = 12;

/// The PNG files of a folder by name, read as 8 bits.
Result<std::vector<Base>> bases_in(const std::filesystem::path& folder);

}  // namespace imprimatur::pixels
