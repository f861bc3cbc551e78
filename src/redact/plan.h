// Findings -> RedactionPlan: which rectangles of which frame become a constant.
#pragma once

#include "imprimatur/model.h"
#include "redact/fill_area.h"

#include <vector>

namespace imprimatur::redact {

struct RedactionPlan {
    std::vector<FilledArea> fills;
    std::size_t removed = 0;  ///< metadata values and objects that the fresh file will not have
    std::vector<Quad> kept;  ///< markers left in the picture on request
};

/// Moving texture (Action::Ask) stays. Every finding with Action::Fill becomes the rectangles that cover it and what compression may have
/// told about it beside it (fill_area.h). A box found in one frame is filled in all, with the same rectangles in frames of one size:
/// writing on a clip stands still, and one frame where it was missed would be enough. Not promised: a fill's size tells about how long the
/// writing was.
RedactionPlan plan(const Material& material, const std::vector<Finding>& findings);

/// For a copy that is written as a JPEG of full-size colour (jail/codec.h): fills grow to whole blocks of 8 x 8, in which nothing beside
/// them can ring. Frames that are not there keep their fills.
void grow_to_jpeg_blocks(RedactionPlan& plan, const std::vector<Frame>& frames);

/// The rectangles of one frame.
std::vector<Rect> fills_of(const std::vector<FilledArea>& fills, std::uint32_t frame);

/// Sets every sample of the rectangle to black.
void fill(Frame& frame, const Rect& rect);

/// True when all samples of the rectangle are equal.
bool is_constant(const Frame& frame, const Rect& rect);

}  // namespace imprimatur::redact
