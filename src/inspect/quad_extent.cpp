#include "inspect/quad_extent.h"

#include <algorithm>
#include <cmath>

namespace imprimatur::inspect {

Extent extent_of(const Quad& quad)
{
    const auto& corners = quad.corners;
    const auto [left, right] = std::minmax({ corners[0].x, corners[1].x, corners[2].x, corners[3].x });
    const auto [top, bottom] = std::minmax({ corners[0].y, corners[1].y, corners[2].y, corners[3].y });
    return { left, top, right, bottom };
}

QuadSides sides_of(const Quad& quad)
{
    const auto length = [&](std::size_t from, std::size_t to) {
        return std::hypot(quad.corners[from].x - quad.corners[to].x, quad.corners[from].y - quad.corners[to].y);
    };
    const auto [shorter, longer] = std::minmax({ length(0, 1), length(1, 2) });
    return { shorter, longer };
}

}  // namespace imprimatur::inspect
