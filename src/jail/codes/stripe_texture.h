// What looks like a bar code or a matrix code and need not decode: torn, half covered, out of focus, too small.
// Ribs, grids, rulers and lines of text are stripes too; the tests below say what sets a code apart from each.
#pragma once

#include <opencv2/core.hpp>
#include <vector>

namespace imprimatur::jail {

/// A patch whose edges run in two perpendicular directions only, dark and light in turn.
struct StripedPlace {
    cv::RotatedRect rect {};  ///< in the picture that was looked at
    bool is_code = false;  ///< its widths are those of a code; otherwise it is worth a reader's look and no more
};

std::vector<StripedPlace> striped_places(const cv::Mat& grey);

/// The place turned upright and as large as it is, with a margin.
cv::Mat upright_patch(const cv::Mat& grey, const cv::RotatedRect& rect, double margin, cv::Matx23d& to_patch);

/// Dark and light in widths of a bar code, the same in every row. `patch` has its bars upright.
bool has_bars_of_a_code(const cv::Mat& patch);

/// Dark and light squares on one lattice, neither a regular grid nor letters.
bool has_modules_of_a_code(const cv::Mat& patch);

}  // namespace imprimatur::jail
