#include "inspect/grid_mask.h"

#include <algorithm>
#include <cmath>

namespace imprimatur::inspect {

namespace {

Distance plus(Distance a, unsigned b) { return static_cast<Distance>(std::min<unsigned>(kFar, a + b)); }

}  // namespace

unsigned units(double mm) { return static_cast<unsigned>(std::clamp(std::lround(mm * kUnit), 1L, 10'000L)); }

std::vector<Distance> distance_to(const Mask& mask, const Grid& grid)
{
    std::vector<Distance> distance(mask.size());
    for (std::size_t i = 0; i < mask.size(); ++i)
        distance[i] = mask[i] != 0 ? 0 : kFar;
    const auto pass = [&](std::size_t at, std::size_t column, bool has_row, std::ptrdiff_t sign) {
        Distance best = distance[at];
        const auto look = [&](std::ptrdiff_t offset, unsigned cost) {
            best = std::min(best, plus(distance[static_cast<std::size_t>(static_cast<std::ptrdiff_t>(at) - sign * offset)], cost));
        };
        const bool has_before = sign > 0 ? column > 0 : column + 1 < grid.width;
        const bool has_after = sign > 0 ? column + 1 < grid.width : column > 0;
        const auto row = static_cast<std::ptrdiff_t>(grid.width);
        if (has_before)
            look(1, grid.across);
        if (has_row)
            look(row, grid.down);
        if (has_row && has_before)
            look(row + 1, grid.slant);
        if (has_row && has_after)
            look(row - 1, grid.slant);
        distance[at] = best;
    };
    for (std::size_t i = 0; i < mask.size(); ++i)
        pass(i, i % grid.width, i >= grid.width, 1);
    for (std::size_t i = mask.size(); i-- > 0;)
        pass(i, i % grid.width, i + grid.width < mask.size(), -1);
    return distance;
}

std::size_t visit(Mask& mask, const Grid& grid, std::size_t start, std::vector<std::size_t>& stack)
{
    std::size_t count = 0;
    const auto push = [&](std::size_t at) {
        if (mask[at] == 1) {
            mask[at] = 2;
            stack.push_back(at);
            ++count;
        }
    };
    push(start);
    while (!stack.empty()) {
        const std::size_t at = stack.back();
        stack.pop_back();
        const std::size_t column = at % grid.width;
        if (column > 0)
            push(at - 1);
        if (column + 1 < grid.width)
            push(at + 1);
        if (at >= grid.width)
            push(at - grid.width);
        if (at + grid.width < mask.size())
            push(at + grid.width);
    }
    return count;
}

std::vector<Rect> rectangles(const Mask& mask, const Grid& grid, std::uint32_t cell)
{
    const std::uint32_t columns = (grid.width + cell - 1) / cell;
    std::vector<Rect> done;
    std::vector<Rect> open;
    for (std::uint32_t top = 0; top < grid.height; top += cell) {
        const std::uint32_t rows = std::min(cell, grid.height - top);
        std::vector<std::uint8_t> set(columns + 1, 0);
        for (std::uint32_t y = top; y < top + rows; ++y) {
            for (std::uint32_t x = 0; x < grid.width; ++x)
                set[x / cell] |= mask[std::size_t { y } * grid.width + x];
        }
        std::vector<Rect> now;
        for (std::uint32_t from = 0; from < columns; ++from) {
            std::uint32_t to = from;
            while (set[to] != 0)
                ++to;
            if (to == from)
                continue;
            const auto x = static_cast<std::int32_t>(from * cell);
            const auto right = static_cast<std::int32_t>(std::min(to * cell, grid.width));
            now.push_back({ x, static_cast<std::int32_t>(top), right - x, static_cast<std::int32_t>(rows) });
            from = to;
        }
        std::size_t above = 0;
        for (auto& run : now) {
            while (above < open.size() && open[above].x < run.x)
                done.push_back(open[above++]);
            if (above < open.size() && open[above].x == run.x && open[above].width == run.width) {
                run.y = open[above].y;
                run.height += open[above].height;
                ++above;
            }
        }
        done.insert(done.end(), open.begin() + static_cast<std::ptrdiff_t>(above), open.end());
        open = std::move(now);
    }
    done.insert(done.end(), open.begin(), open.end());
    return done;
}

}  // namespace imprimatur::inspect
