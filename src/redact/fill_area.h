// From a piece of writing to the pixels that have to go: the writing, and as much beside it as compression may have told about it.
#pragma once

#include "imprimatur/model.h"
#include "redact/compression_history.h"
#include "redact/quad_shape.h"
#include "redact/strokes.h"

#include <optional>
#include <vector>

namespace imprimatur::redact {

/// How far the writing may have changed the pixels beside it.
struct Reach {
    std::int32_t pixels = 0;  ///< in brightness
    std::int32_t colour_pixels = 0;  ///< in colour; 0: there is none here
    std::optional<BlockGrid> grid = std::nullopt;  ///< both then grow to its blocks
};

/// Pixels to fill beyond a box.
struct Sides {
    std::int32_t left = 0;
    std::int32_t top = 0;
    std::int32_t right = 0;
    std::int32_t bottom = 0;
    friend bool operator==(const Sides&, const Sides&) = default;
};

/// What is known about the picture as a whole, computed once.
struct Evidence {
    bool lossless = false;  ///< the file says that nothing lossy ever touched it
    std::optional<BlockGrid> blocks = std::nullopt;
    std::optional<JpegTrace> trace = std::nullopt;
};

/// Is any pixel not grey? A colour picture of grey pixels alone has constant colour channels, which tell nothing.
bool has_colour(const Frame& frame);

/// Where nobody looks at the pixels: as far as it could be.
Reach farthest_reach(bool colour, const Evidence& evidence);

/// What the pixels around the writing allow.
Reach reach_around(const Frame& frame, const Rect& writing, const Evidence& evidence);

/// What some frames of a clip, all of one size, allow. Only writing that is of one colour in each of them was drawn after everything lossy;
/// `colour`: there is some in any frame.
Reach reach_in_clip(const std::vector<const Frame*>& frames, const Rect& writing, bool colour, const Evidence& evidence);

/// What a fill of `box` has to add on each side.
Sides sides_around(const Rect& box, const Rect& writing, const Reach& reach);

/// The same for one picture. Where the added pixels of every side are one constant, only the
/// strokes count: a constant tells nothing.
Sides sides_around(const Frame& frame, const Rect& box, const Rect& writing, const Reach& reach);

/// At most kMaxRects rectangles inside width x height that cover the quad and its sides. An oblique quad becomes steps instead of its
/// bounding rectangle.
constexpr std::size_t kMaxRects = 12;
std::vector<Rect> cover(
    const Quad& quad, const Sides& sides, const std::optional<BlockGrid>& grid, std::uint32_t width, std::uint32_t height);

/// The bounding rectangle with 4 pixels to spare and, after a lossy ancestor, on a 16-pixel grid: what is known before anybody has looked
/// at the pixels.
Rect fill_rectangle(const Quad& quad, std::uint32_t width, std::uint32_t height, bool lossy_ancestor);

}  // namespace imprimatur::redact
