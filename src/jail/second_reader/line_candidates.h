// Where strokes stand in a row: what may be a line of writing, found without a network, so that the second reader shares
// nothing with the first. Texture gives many false ones; reading them tells.
#pragma once

#include <opencv2/core.hpp>
#include <vector>

namespace imprimatur::jail {

struct LineCandidate {
    cv::Rect box;  ///< in pixels of the picture
    bool light = false;  ///< light writing on darker ground
    double score = 0;  ///< higher is more like a line of letters
};

/// `picture` is CV_8UC1; `covered` has 255 where nothing is to be looked for. Best first, at most `most`.
std::vector<LineCandidate> line_candidates(const cv::Mat& picture, const cv::Mat& covered, std::size_t most);

}  // namespace imprimatur::jail
