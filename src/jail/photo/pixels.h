// Pixels on their way to a Frame: sizes checked before memory is taken, transparency laid on white, upright.
#pragma once

#include "jail/photo/refusal.h"

namespace imprimatur::jail::photo {

/// A frame of zeros whose size passed check_frame_size.
Parsed<Frame> blank_frame(std::uint64_t width, std::uint64_t height, std::uint32_t channels);

/// Frames of one size together, counted before the first is made.
Outcome check_frames_size(std::uint64_t width, std::uint64_t height, std::uint64_t channels, std::uint64_t frames);

/// A frame that says the truth about itself: 1 or 3 channels and exactly the samples of its size.
Outcome check_frame(const Frame& frame);

/// Grey + alpha or RGB + alpha, not premultiplied, onto white. transparency.h looks at what that hides.
void flatten(ByteView samples, Frame& onto);

/// Turns a stored picture the way EXIF orientation 1..8 says it is to be looked at (EXIF 2.32, 4.6.4 A).
Frame upright(Frame frame, unsigned orientation);

/// Turned upright, then to the sink.
Outcome give(MaterialSink& sink, Frame frame, unsigned orientation);

}  // namespace imprimatur::jail::photo
