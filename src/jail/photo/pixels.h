// Pixels on their way to a Frame: sizes checked before memory is taken, transparency laid on white, upright.
#pragma once

#include "jail/photo/refusal.h"

namespace imprimatur::jail::photo {

/// A frame of zeros whose size passed check_frame_size.
Parsed<Frame> blank_frame(std::uint64_t width, std::uint64_t height, std::uint32_t channels);

/// A frame that says the truth about itself: 1 or 3 channels and exactly the samples of its size.
Outcome check_frame(const Frame& frame);

/// Grey + alpha or RGB + alpha, not premultiplied, onto white. Returns how many pixels were not opaque.
std::uint64_t flatten(ByteView samples, Frame& onto);

/// Turns a stored picture the way EXIF orientation 1..8 says it is to be looked at (EXIF 2.32, 4.6.4 A).
Frame upright(Frame frame, unsigned orientation);

/// Colour stands under transparency and a viewer may show it: say so once a picture.
Outcome report_alpha(MaterialSink& sink, std::uint64_t transparent_pixels);

/// Turned upright, then to the sink.
Outcome give(MaterialSink& sink, Frame frame, unsigned orientation);

}  // namespace imprimatur::jail::photo
