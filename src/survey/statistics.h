// Shares with what chance could make of them.
#pragma once

#include <cstddef>

namespace imprimatur::survey {

/// z of a two-sided 95 % interval.
inline constexpr double kZ95 = 1.959963984540054;

struct Share {
    std::size_t count = 0;
    std::size_t of = 0;
    double value = 0;  ///< count / of; 0 of nothing
    double low = 0;  ///< 95 % Wilson score interval (Wilson 1927, JASA 22:209), 0..1 when there is nothing to count
    double high = 1;
};

/// Posts are taken as independent of each other; those of one account are not, and the true interval is wider.
Share share_of(std::size_t count, std::size_t of);

}  // namespace imprimatur::survey
