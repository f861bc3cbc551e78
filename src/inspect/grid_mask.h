// Yes or no for every pixel of a grid in millimetres: distances, connected pieces, rectangles. Linear time and no floating point per pixel.
#pragma once

#include "imprimatur/model.h"

#include <cstdint>
#include <limits>
#include <vector>

namespace imprimatur::inspect {

/// Distances are counted in tenths of a millimetre.
inline constexpr double kUnit = 10;
using Distance = std::uint16_t;
inline constexpr Distance kFar = std::numeric_limits<Distance>::max();

struct Grid {
    std::uint32_t width = 0;
    std::uint32_t height = 0;
    unsigned across = 10;
    unsigned down = 10;
    unsigned slant = 14;
    [[nodiscard]] std::size_t size() const { return std::size_t { width } * height; }
};

using Mask = std::vector<std::uint8_t>;

/// Millimetres in the unit of Distance, at least 1.
unsigned units(double mm);

/// Chamfer distance to the nearest pixel that is set, two passes.
std::vector<Distance> distance_to(const Mask& mask, const Grid& grid);

/// Visits what is 1 in `mask` and hangs together with `start` by edges; what was visited becomes 2. `stack` is working space.
std::size_t visit(Mask& mask, const Grid& grid, std::size_t start, std::vector<std::size_t>& stack);

/// Disjoint rectangles over every cell of cell x cell pixels that holds a set pixel; runs of one width below each other are one.
std::vector<Rect> rectangles(const Mask& mask, const Grid& grid, std::uint32_t cell);

}  // namespace imprimatur::inspect
