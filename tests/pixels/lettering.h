// Writing as coverage (0..1 a pixel), by Pango and Cairo or by OpenCV's pen strokes. A text whose glyphs a font does not have is
// an error: boxes of missing glyphs would test nothing.
#pragma once

#include "random.h"

#include "imprimatur/result.h"

#include <opencv2/core.hpp>
#include <string>
#include <vector>

namespace imprimatur::pixels {

enum class Drawing {
    Smooth,  ///< anti-aliased, as on a workstation
    Bitmap,  ///< hinted, no grey: a device's overlay
    DoubledBitmap,  ///< the same at half size, each pixel twice
    Pen,  ///< OpenCV's Hershey strokes; ASCII only
};

struct Face {
    std::string families;  ///< for Pango, comma-separated; glyphs come from these and no others
    std::string package;  ///< Debian's, for the message when it is missing
    Drawing drawing = Drawing::Smooth;
    std::string style = {};  ///< "Bold", "Italic"; for a pen its OpenCV number
};

struct Lettering {
    cv::Mat coverage;  ///< CV_32FC1, cut to the ink
    double cap = 0;  ///< height of an H
    std::string font;
};

Result<Lettering> letter(const std::string& text, const Face& face, double cap_height);

/// As a hand writes: the line sways and no two letters stand the same.
Lettering by_hand(Lettering lettering, Random& random, double sway);

const std::vector<Face>& device_faces();
const std::vector<Face>& all_latin_faces();
const std::vector<Face>& hand_faces();

}  // namespace imprimatur::pixels
