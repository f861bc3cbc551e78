// A slightly smaller picture: every sample is a new weighted mean, so what hid in single bits of single samples is gone.
#pragma once

#include "imprimatur/model.h"

#include <optional>

namespace imprimatur::redact {

/// Where factors may lie: so small a change is not seen, and none of them puts new samples onto old ones.
constexpr double kSmallestFactor = 0.90;
constexpr double kLargestFactor = 0.98;

/// The picture at `factor` of its sides, rounded up, with the aspect kept to a pixel: bicubic (Catmull-Rom) widened to the new distance of
/// the samples. Nothing for a factor outside the two above, and for a frame that does not hold what it says. Not promised: what is spread
/// over many samples survives in part. The noise pattern of a camera's sensor gets weaker and stays linkable to somebody who knows the
/// factor and has many pictures of that camera; visible watermarks and whatever a robust watermark writes stay.
std::optional<Frame> resample(const Frame& frame, double factor);

/// The part of a filled rectangle that is still one constant after resample(): what lies nearer to its edge is mixed with what is outside.
/// Empty when nothing is. `width` and `height` are those of the frame before: at its edges nothing is mixed in.
Rect scaled(const Rect& rect, std::uint32_t width, std::uint32_t height, double factor);

/// The same for a place that has to be found again, not proven: all that could have been touched.
Quad scaled(const Quad& quad, std::uint32_t width, std::uint32_t height, double factor);

/// Where a place that was seen in a picture of `factor` times the size lies in the original.
Quad in_original(const Quad& quad, double factor);

}  // namespace imprimatur::redact
