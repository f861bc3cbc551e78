#include "jail/text/upright.h"

#include <algorithm>

namespace imprimatur::jail {

Quad upright(const Quad& quad)
{
    double left = quad.corners[0].x;
    double right = left;
    double top = quad.corners[0].y;
    double bottom = top;
    for (const auto& corner : quad.corners) {
        left = std::min(left, corner.x);
        right = std::max(right, corner.x);
        top = std::min(top, corner.y);
        bottom = std::max(bottom, corner.y);
    }
    return { { Point { left, top }, Point { right, top }, Point { right, bottom }, Point { left, bottom } } };
}

}  // namespace imprimatur::jail
