// Findings -> RedactionPlan: which rectangles of which frame become a constant.
#pragma once

#include "imprimatur/model.h"

#include <vector>

namespace imprimatur::redact {

struct RedactionPlan {
    std::vector<FilledArea> fills;
    std::size_t removed = 0;  ///< metadata values and objects that the fresh file will not have
    std::vector<Quad> kept;  ///< markers left in the picture on request
};

/// Moving texture (Action::Ask) stays. Every finding with Action::Fill becomes its bounding rectangle, grown by a margin and, where a lossy
/// ancestor is possible, to the grid of its compression. A box found in one frame is filled in all: writing on a clip stands still, and one
/// frame where it was missed would be enough.
RedactionPlan plan(const Material& material, const std::vector<Finding>& findings);

/// The rectangles of one frame.
std::vector<Rect> fills_of(const std::vector<FilledArea>& fills, std::uint32_t frame);

/// The smallest rectangle around the quad with `margin` pixels to spare, on the grid, inside width x height.
Rect fill_rectangle(const Quad& quad, std::uint32_t width, std::uint32_t height, bool lossy_ancestor);

/// Sets every sample of the rectangle to black.
void fill(Frame& frame, const Rect& rect);

/// True when all samples of the rectangle are equal.
bool is_constant(const Frame& frame, const Rect& rect);

/// Share of the quad's bounding box that lies inside the rectangles, 0..1.
double covered_share(const Quad& quad, const std::vector<Rect>& rects);

Rect bounding_rectangle(const Quad& quad);

}  // namespace imprimatur::redact
