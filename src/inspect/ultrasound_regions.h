// What an ultrasound device says about its own picture: the rectangles that hold image data (PS3.3 C.8.5.5.1.1). What
// stands outside is the device's frame: name, date, hospital, settings.
#pragma once

#include "imprimatur/model.h"

#include <vector>

namespace imprimatur::inspect {

/// The regions of (0018,6011) that fit into a picture of this size; none when any of them is absurd. Inclusive corners, as in
/// the standard; devices that give the width itself as the last column are understood.
std::vector<Rect> ultrasound_regions(const Material& material, const Frame& frame);

/// What to fill outside all regions: the whole band above the topmost and below the lowest one where it holds anything, and,
/// unless `top_only`, writing beside them. Nothing when there are no regions, when they are less than a sixth of the picture or
/// next to all of it, or when what is outside has no ground: then the regions do not describe this picture. A prior, never
/// sufficient: regions of real devices have writing in them.
std::vector<Rect> outside_ultrasound_regions(const Frame& frame, const std::vector<Rect>& regions, bool top_only);

}  // namespace imprimatur::inspect
