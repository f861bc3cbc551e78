// What the face network answers, as boxes in the picture.
#pragma once

#include "imprimatur/result.h"
#include "jail/faces/face_looks.h"
#include "jail/text/onnx_runtime.h"

#include <opencv2/core.hpp>
#include <vector>

namespace imprimatur::jail {

/// A place that one look, or several, took for a face.
struct FaceCandidate {
    cv::Rect2d rect {};  ///< in the picture: brows to chin, ear to ear
    double score = 0;
    FaceLook look {};  ///< where it was seen first
};

/// Shared part of two rectangles in their union.
double overlap(const cv::Rect2d& a, const cv::Rect2d& b);

/// The surest of each heap of boxes on one face, `most` at the most.
std::vector<FaceCandidate> best_of_overlapping(std::vector<FaceCandidate> candidates, std::size_t most);

/// The network's two tensors as candidates of at least `least`, best first.
Result<std::vector<FaceCandidate>> candidates_of(const std::vector<Tensor>& answer, const FaceLook& look, double least);

/// Side by side the medians of the boxes, which must not be none.
cv::Rect2d middle_of(const std::vector<cv::Rect2d>& boxes);

}  // namespace imprimatur::jail
