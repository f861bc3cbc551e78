// Which copies of a picture the detector looks at: how much enlarged, and whether as it is, evened out, inverted or turned.
#pragma once

#include "imprimatur/model.h"
#include "imprimatur/model/pixel_finds.h"

#include <vector>

namespace cv {
class Mat;
}

namespace imprimatur::jail {

/// Verification looks at other scales and at an evened-out copy, so that what the first look missed has a second chance to be seen.
enum class TextScale { FirstLook, Verification };

/// EvenedOut: every region at the same mean and about the same contrast, so that writing over bright anatomy stands out as over black.
enum class CopyKind { Plain, EvenedOut, Inverted, Turned };

/// Copies of one size, whose maps can be compared pixel by pixel.
struct SizedLook {
    double scale = 1;
    std::vector<CopyKind> copies;
    double least_detection = 0;  ///< what is less certain is left to the look that is meant for it
    double least_height = 0;  ///< of a line, in the copy's pixels: lower ones are seen better, and boxed closer, in a larger copy
};

std::vector<SizedLook> looks_at(int width, int height, TextScale scale, Effort effort);

/// `picture` is 8 bits, 1 or 3 channels. A turned copy stands on its left side: see `upright`.
cv::Mat copy_of(const cv::Mat& picture, CopyKind kind, double scale);

/// What was found in a copy, as the picture stands.
cv::Mat upright(const cv::Mat& map, CopyKind kind);

}  // namespace imprimatur::jail
