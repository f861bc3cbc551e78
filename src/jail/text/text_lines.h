// From the probability of writing, pixel by pixel, to one rectangle a line.
#pragma once

#include "imprimatur/model.h"
#include "imprimatur/result.h"

#include <vector>

namespace cv {
class Mat;
}

namespace imprimatur::jail {

/// Lines of writing in `map` (8 bits, 255 is certain), a copy of a picture enlarged by `scale_x` and `scale_y`: rectangles in the
/// picture's own coordinates, which can lean, can reach a little outside it, and have no text yet. Pieces of one line become one.
/// LimitExceeded when there are more than limits::kMaxTextBoxes.
Result<std::vector<TextBox>> lines_in(const cv::Mat& map, double scale_x, double scale_y);

}  // namespace imprimatur::jail
