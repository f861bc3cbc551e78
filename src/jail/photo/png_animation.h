// Animated PNG (PNG third edition, 4.9 and 11.3.5): acTL announces it, fcTL describes a frame, fdAT holds its data.
#pragma once

#include "jail/photo/png_chunks.h"

namespace imprimatur::jail::photo {

struct PngAnimationFrame {
    enum class Disposal : std::uint8_t { Keep = 0, Clear = 1, Restore = 2 };
    std::uint32_t width = 0;
    std::uint32_t height = 0;
    std::uint32_t left = 0;
    std::uint32_t top = 0;
    Disposal disposal = Disposal::Keep;
    bool over = false;  ///< blended over what is there; otherwise it takes its place, alpha included
    bool from_idat = false;
    std::vector<ByteView> data {};
};

/// Empty when the file is no animation or when its animation is not valid: every reader shows the default picture then (4.9), and what
/// is there of an animation is listed by length. More frames than limits::kMaxFrames are refused.
Parsed<std::vector<PngAnimationFrame>> animation_of(const PngFile& file);

/// Every frame as it stands on the whole canvas, laid on white.
Outcome play(const PngFile& file, const std::vector<PngAnimationFrame>& frames, unsigned orientation, Listing& listing, MaterialSink& sink);

}  // namespace imprimatur::jail::photo
