// Codes and backgrounds that tests and the benchmark draw themselves; what they say is invented.
#pragma once

#include "imprimatur/model/pixel_finds.h"

#include <opencv2/core.hpp>
#include <string>
#include <vector>

namespace imprimatur::jail {

struct DrawnCode {
    cv::Mat picture {};  ///< black on white with its quiet zone
    int quiet = 0;  ///< pixels of white on each side
};

/// `module` pixels a module. Symbologies by ZXing's names.
DrawnCode drawn_code(const std::string& symbology, const std::string& text, int module);

/// Soft tissue, ribs and noise: 8 bits, grey.
cv::Mat drawn_chest(cv::Size size, unsigned seed);

/// Lays `code` on `picture`, turned clockwise, and says where its corners lie; its quiet zone is not part of it.
std::vector<cv::Point2d> lay_on(cv::Mat& picture, const DrawnCode& code, cv::Point2d middle, double degrees);

/// Points in every tenth of the code, from one part of its width to another: all of them lie in one box or another.
bool is_covered(const std::vector<cv::Point2d>& corners, const std::vector<CodeBox>& boxes, double from = 0, double to = 1);

Frame frame_of(const cv::Mat& picture);

}  // namespace imprimatur::jail
