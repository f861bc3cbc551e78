// Where in a detector's box the letters stand.
#pragma once

#include "imprimatur/model.h"

namespace imprimatur::redact {

/// The part of the box, and of two pixels around it, that holds strokes: detectors leave 4 to 10 pixels of room around the letters, and
/// ringing starts at the letters, not at the box. The whole box where strokes cannot be told from what they stand on. Not promised: a line
/// far fainter than another in the same box is overlooked.
Rect writing_in(const Frame& frame, const Rect& box);

/// Are the strokes of one colour, to the last level, on restless ground? Then nothing lossy came after they were drawn: JPEG up to quality
/// 98, WebP, JPEG 2000 and every change of size leave each pixel of a stroke at a level of its own. Colours next to black and white need
/// more, because clipping makes many pixels equal. Not promised the other way round.
bool drawn_in_one_colour(const Frame& frame, const Rect& box);

}  // namespace imprimatur::redact
