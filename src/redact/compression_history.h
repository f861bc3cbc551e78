// What an earlier JPEG left in a picture's samples. Decoded DCT coefficients stand at multiples of their quantisation steps on one of 64
// grids (T.81 A.3.4), whatever file format the samples came in; what was drawn afterwards does not.
#pragma once

#include "imprimatur/model.h"

#include <array>
#include <optional>

namespace imprimatur::redact {

/// An 8x8 grid and the steps that the picture's brightness fits.
struct JpegTrace {
    std::uint32_t x = 0;  ///< column where a block begins, 0..7
    std::uint32_t y = 0;
    std::array<std::uint8_t, 64> steps {};  ///< row by row; 0: not known, or too fine to be told from rounding
};

/// The JPEG that was the last lossy step in this picture's life. Nothing after it but cutting off whole rows and columns, drawing, and
/// lossless files: after a change of size or of brightness, a second JPEG, or at qualities above about 95 there is no trace, and that
/// proves nothing.
std::optional<JpegTrace> find_jpeg_trace(const Frame& frame);

enum class Fit { Fits, Contradicts, Unknown };

/// Do the blocks wholly inside `area`, and not wholly inside `except`, stand at the trace's multiples? Flat blocks and blocks with clipped
/// samples say nothing.
Fit fit_of(const Frame& frame, const JpegTrace& trace, const Rect& area, const Rect& except = {});

}  // namespace imprimatur::redact
