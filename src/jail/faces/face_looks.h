// Which parts of a picture the face detector looks at, how they are turned and lit, and how its boxes come back.
#pragma once

#include "imprimatur/model/pixel_finds.h"

#include <opencv2/core.hpp>
#include <vector>

namespace imprimatur::jail {

/// What the network sees.
inline constexpr int kLookWidth = 320;
inline constexpr int kLookHeight = 240;

/// One look: `part` of the picture, turned clockwise by `degrees`, fitted into the network's view without distortion.
struct FaceLook {
    cv::Rect2d part {};  ///< can reach outside the picture: there it is grey
    double degrees = 0;
    bool brightened = false;
    bool mirrored = false;
};

/// Every look of an effort, in the order in which they are taken.
std::vector<FaceLook> face_looks(const cv::Size& picture, Effort effort);

/// Looks at one place alone: the candidate in the middle, smaller and larger, and as in a mirror.
std::vector<FaceLook> closer_looks(const cv::Rect2d& candidate, const FaceLook& first, double degrees);

/// Picture coordinates to the coordinates of the network's view: a 2 x 3 matrix.
cv::Matx23d view_of(const FaceLook& look);

/// The view itself, 8 bits, as many channels as `picture`.
cv::Mat seen_through(const cv::Mat& picture, const FaceLook& look);

/// A copy in which the brightest half per cent is white and shadows are lifted.
cv::Mat brightened(const cv::Mat& picture);

}  // namespace imprimatur::jail
