#include "inspect/content_boxes.h"

#include "base/limits.h"

#include <algorithm>
#include <array>
#include <cstdlib>

namespace imprimatur::inspect {

namespace {

// Compression noise on a black surround stays below 12 levels; the faintest writing that a person can read is above.
constexpr int kDiffers = 18;
constexpr int kSameGround = 6;

// Letters are a few pixels apart, words a letter: cells of this size, and one empty cell between, make one line of them.
constexpr int kCell = 8;
constexpr std::size_t kLeastPixels = 3;

struct Cells {
    std::int32_t columns = 0;
    std::int32_t rows = 0;
    struct Cell {
        std::uint16_t pixels = 0;
        std::uint8_t left = kCell;
        std::uint8_t top = kCell;
        std::uint8_t right = 0;
        std::uint8_t bottom = 0;
        bool taken = false;
    };
    std::vector<Cell> cells {};

    Cell& at(std::int32_t column, std::int32_t row)
    {
        return cells[static_cast<std::size_t>(row) * static_cast<std::size_t>(columns) + static_cast<std::size_t>(column)];
    }
};

Cells cells_of(const Frame& frame, const Area& area, int ground)
{
    const auto width = static_cast<std::int32_t>(frame.width);
    const auto height = static_cast<std::int32_t>(frame.height);
    Cells grid { (width + kCell - 1) / kCell, (height + kCell - 1) / kCell };
    grid.cells.resize(static_cast<std::size_t>(grid.columns) * static_cast<std::size_t>(grid.rows));
    for (std::int32_t y = 0; y < height; ++y) {
        for (std::int32_t x = 0; x < width; ++x) {
            if (std::abs(grey_at(frame, x, y) - ground) < kDiffers || !area(x, y))
                continue;
            auto& cell = grid.at(x / kCell, y / kCell);
            ++cell.pixels;
            cell.left = std::min(cell.left, static_cast<std::uint8_t>(x % kCell));
            cell.top = std::min(cell.top, static_cast<std::uint8_t>(y % kCell));
            cell.right = std::max(cell.right, static_cast<std::uint8_t>(x % kCell));
            cell.bottom = std::max(cell.bottom, static_cast<std::uint8_t>(y % kCell));
        }
    }
    return grid;
}

Rect united(const Rect& a, const Rect& b)
{
    const std::int32_t left = std::min(a.x, b.x);
    const std::int32_t top = std::min(a.y, b.y);
    return { left, top, std::max(a.x + a.width, b.x + b.width) - left, std::max(a.y + a.height, b.y + b.height) - top };
}

/// Everything that hangs together with the cell: neighbours, and one empty cell further along a row.
std::pair<Rect, std::size_t> component(Cells& grid, std::int32_t column, std::int32_t row)
{
    std::vector<std::pair<std::int32_t, std::int32_t>> open { { column, row } };
    grid.at(column, row).taken = true;
    std::size_t pixels = 0;
    Rect box { column * kCell, row * kCell, 0, 0 };
    bool first = true;
    while (!open.empty()) {
        const auto [c, r] = open.back();
        open.pop_back();
        const auto cell = grid.at(c, r);
        pixels += cell.pixels;
        const Rect tight { c * kCell + cell.left, r * kCell + cell.top, cell.right - cell.left + 1, cell.bottom - cell.top + 1 };
        box = first ? tight : united(box, tight);
        first = false;
        for (std::int32_t dr = -1; dr <= 1; ++dr) {
            for (std::int32_t dc = -2; dc <= 2; ++dc) {
                const std::int32_t nc = c + dc;
                const std::int32_t nr = r + dr;
                if (nc < 0 || nr < 0 || nc >= grid.columns || nr >= grid.rows)
                    continue;
                auto& next = grid.at(nc, nr);
                if (next.pixels > 0 && !next.taken) {
                    next.taken = true;
                    open.emplace_back(nc, nr);
                }
            }
        }
    }
    return { box, pixels };
}

}  // namespace

int grey_at(const Frame& frame, std::int32_t x, std::int32_t y)
{
    const std::size_t at = (static_cast<std::size_t>(y) * frame.width + static_cast<std::size_t>(x)) * frame.channels;
    if (frame.channels == 1)
        return frame.samples[at];
    return (frame.samples[at] + frame.samples[at + 1] + frame.samples[at + 2]) / 3;
}

bool is_whole(const Frame& frame)
{
    return frame.width > 0 && frame.height > 0 && frame.width <= limits::kMaxSide && frame.height <= limits::kMaxSide
        && (frame.channels == 1 || frame.channels == 3)
        && frame.samples.size() == std::size_t { frame.width } * frame.height * frame.channels;
}

Quad quad_of(const Rect& rect)
{
    const double left = rect.x;
    const double top = rect.y;
    const double right = left + rect.width;
    const double bottom = top + rect.height;
    return { { Point { left, top }, Point { right, top }, Point { right, bottom }, Point { left, bottom } } };
}

Ground ground_of(const Frame& frame, const Area& area)
{
    std::array<std::size_t, 256> counts {};
    Ground ground;
    for (std::int32_t y = 0; y < static_cast<std::int32_t>(frame.height); ++y) {
        for (std::int32_t x = 0; x < static_cast<std::int32_t>(frame.width); ++x) {
            if (!area(x, y))
                continue;
            ++counts[static_cast<std::size_t>(grey_at(frame, x, y))];
            ++ground.pixels;
        }
    }
    if (ground.pixels == 0)
        return ground;
    ground.level = static_cast<int>(std::max_element(counts.begin(), counts.end()) - counts.begin());
    std::size_t same = 0;
    for (int level = std::max(0, ground.level - kSameGround); level <= std::min(255, ground.level + kSameGround); ++level)
        same += counts[static_cast<std::size_t>(level)];
    ground.share = static_cast<double>(same) / static_cast<double>(ground.pixels);
    return ground;
}

std::vector<Rect> content_boxes(const Frame& frame, const Area& area, int ground, std::size_t most)
{
    Cells grid = cells_of(frame, area, ground);
    std::vector<Rect> boxes;
    for (std::int32_t row = 0; row < grid.rows; ++row) {
        for (std::int32_t column = 0; column < grid.columns; ++column) {
            if (grid.at(column, row).pixels == 0 || grid.at(column, row).taken)
                continue;
            const auto [box, pixels] = component(grid, column, row);
            if (pixels >= kLeastPixels)
                boxes.push_back(box);
        }
    }
    // They come from top to bottom: what is next to each other in the list stands next to each other in the picture.
    while (boxes.size() > most && most > 0) {
        std::vector<Rect> fewer;
        for (std::size_t i = 0; i < boxes.size(); i += 2)
            fewer.push_back(i + 1 < boxes.size() ? united(boxes[i], boxes[i + 1]) : boxes[i]);
        boxes = std::move(fewer);
    }
    return boxes;
}

}  // namespace imprimatur::inspect
