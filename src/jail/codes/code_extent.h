// How far a code reaches: a reader reports the rows it read, the bars go on above and below.
#pragma once

#include "jail/codes/readers.h"

namespace imprimatur::jail {

/// The corners of the whole of a linear code, found by following its bars; with a margin. Other codes get the margin only.
std::vector<cv::Point2d> whole_code(const cv::Mat& grey, const FoundCode& code);

}  // namespace imprimatur::jail
