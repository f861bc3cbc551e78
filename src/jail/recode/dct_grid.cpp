#include "jail/recode/dct_grid.h"

#include <algorithm>
#include <cstdlib>

namespace imprimatur::jail::recode {

namespace {

constexpr std::uint32_t kBlock = 8;

struct Grid {
    std::int32_t width = 8;  ///< of an MCU
    std::int32_t height = 8;
    std::int32_t margin_x = 0;  ///< pixels that one chroma sample reaches when a decoder interpolates
    std::int32_t margin_y = 0;
};

Sampling largest(const std::vector<Sampling>& components)
{
    Sampling most;
    for (const auto& c : components)
        most = { std::max(most.h, c.h), std::max(most.v, c.v) };
    return most;
}

std::optional<Grid> grid_of(const std::vector<Sampling>& components)
{
    Grid grid;
    if (components.size() == 1)  // T.81 A.2.2: not interleaved, the factors mean nothing
        return grid;
    const auto most = largest(components);
    for (const auto& c : components) {
        if (c.h == 0 || c.v == 0 || most.h % c.h != 0 || most.v % c.v != 0)
            return std::nullopt;
        if (most.h != c.h)
            grid.margin_x = std::max(grid.margin_x, static_cast<std::int32_t>(most.h / c.h));
        if (most.v != c.v)
            grid.margin_y = std::max(grid.margin_y, static_cast<std::int32_t>(most.v / c.v));
    }
    grid.width = static_cast<std::int32_t>(kBlock * most.h);
    grid.height = static_cast<std::int32_t>(kBlock * most.v);
    return grid;
}

/// A range grown by `margin`, then to whole units.
void align(std::int32_t& from, std::int32_t& length, std::int32_t margin, std::int32_t unit)
{
    const std::int32_t to = (from + length + margin + unit - 1) / unit * unit;
    from = std::max(0, from - margin) / unit * unit;
    length = to - from;
}

void widen(std::int32_t& from, std::int32_t& length, std::int32_t margin, std::uint32_t side)
{
    const std::int32_t to = std::min(from + length + margin, static_cast<std::int32_t>(side));
    from = std::max(0, from - margin);
    length = to - from;
}

}  // namespace

std::optional<Reach> reach_of(const Job& job, const std::vector<Sampling>& components)
{
    const auto grid = grid_of(components);
    if (!grid)
        return std::nullopt;
    Reach reach;
    for (auto rect : job.rects) {
        // Interpolated chroma inside the rectangle must not come from a block that stays: the margin is inside whole MCUs.
        align(rect.x, rect.width, grid->margin_x, grid->width);
        align(rect.y, rect.height, grid->margin_y, grid->height);
        reach.blocks.push_back(rect);
        widen(rect.x, rect.width, grid->margin_x, job.shape.columns);
        widen(rect.y, rect.height, grid->margin_y, job.shape.rows);
        reach.touched.push_back(rect);
    }
    return reach;
}

Rect blocks_of(const Rect& blocks, const std::vector<Sampling>& components, std::size_t component)
{
    const auto most = components.size() == 1 ? components[0] : largest(components);
    const auto width = static_cast<std::int32_t>(kBlock * most.h / components[component].h);
    const auto height = static_cast<std::int32_t>(kBlock * most.v / components[component].v);
    return { blocks.x / width, blocks.y / height, blocks.width / width, blocks.height / height };
}

std::vector<std::uint32_t> dct_black(const Job& job, bool ybr, unsigned precision)
{
    if (job.shape.samples == 1)
        return { job.shape.photometric == "MONOCHROME1" && !job.shape.is_signed
                ? (1U << std::min<unsigned>(precision, job.shape.bits_stored)) - 1U
                : 0U };
    const std::uint32_t middle = ybr ? 1U << (precision - 1U) : 0U;
    return { 0, middle, middle };
}

std::optional<int> dc_of(std::uint32_t sample, std::uint32_t step, unsigned precision)
{
    if (step == 0)
        return std::nullopt;
    // T.81 A.3.1, A.3.3: samples are shifted by half the range, and the DC of a flat block is eight times its level.
    const std::int64_t middle = std::int64_t { 1 } << (precision - 1U);
    const std::int64_t most = middle * 2 - 1;
    const std::int64_t wanted = (static_cast<std::int64_t>(sample) - middle) * 8;
    const auto s = static_cast<std::int64_t>(step);
    const std::int64_t size = std::abs(wanted);
    const bool outwards = wanted < 0 || sample == most;
    const std::int64_t steps = outwards ? (size + s - 1) / s : size / s;
    if (steps * s / 8 >= 2 * (most + 1))
        return std::nullopt;
    return static_cast<int>(wanted < 0 ? -steps : steps);
}

}  // namespace imprimatur::jail::recode
