// The libraries that decode. What a code says is not looked at and goes with the library's own object.
#pragma once

#include <opencv2/core.hpp>
#include <optional>
#include <string>
#include <vector>

namespace imprimatur::jail {

struct FoundCode {
    std::vector<cv::Point2d> corners {};  ///< four, of the picture that was read
    std::string symbology {};
    bool linear = false;
};

/// A code that ZXing decodes in a grey picture, upright or in quarter turns; a reader that throws has decoded nothing.
std::optional<FoundCode> read_with_zxing(const cv::Mat& grey);

/// Data Matrix symbols at any angle, which ZXing finds only near the middle of a picture. The number of places looked at
/// is limited, so that the answer does not depend on a clock.
std::vector<FoundCode> read_data_matrix(const cv::Mat& grey);

}  // namespace imprimatur::jail
