#include "jail/text/line_shape.h"

#include <algorithm>
#include <cmath>

namespace imprimatur::jail {

namespace {

// The largest letters that devices burn in are some 40 pixels high, a box around them 100; lead markers are smaller.
constexpr double kTallestLine = 110;

// A share of the picture: in a very large picture a lead letter can pass the limit above.
constexpr double kLargestArea = 0.02;

// Four letters are twice as long as high. What is longer may be a line and stays whatever its size.
constexpr double kLongestBlob = 2.5;

}  // namespace

bool larger_than_writing(const TextBox& box, std::uint32_t width, std::uint32_t height)
{
    const auto& corners = box.quad.corners;
    const double one = std::hypot(corners[1].x - corners[0].x, corners[1].y - corners[0].y);
    const double other = std::hypot(corners[3].x - corners[0].x, corners[3].y - corners[0].y);
    const double across = std::min(one, other);
    const double along = std::max(one, other);
    return across > kTallestLine && along < across * kLongestBlob && along * across > kLargestArea * width * height;
}

}  // namespace imprimatur::jail
