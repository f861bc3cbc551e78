#include "survey/statistics.h"

#include <algorithm>
#include <cmath>

namespace imprimatur::survey {

Share share_of(std::size_t count, std::size_t of)
{
    Share share { .count = count, .of = of };
    if (of == 0)
        return share;
    const auto n = static_cast<double>(of);
    const double p = static_cast<double>(count) / n;
    constexpr double kSquare = kZ95 * kZ95;
    const double centre = (p + kSquare / (2 * n)) / (1 + kSquare / n);
    const double half = kZ95 / (1 + kSquare / n) * std::sqrt(p * (1 - p) / n + kSquare / (4 * n * n));
    share.value = p;
    // Rounding must not move the ends off what they are exactly.
    share.low = count == 0 ? 0 : std::max(0.0, centre - half);
    share.high = count == of ? 1 : std::min(1.0, centre + half);
    return share;
}

}  // namespace imprimatur::survey
