#include "redact/fill_area.h"

#include <algorithm>
#include <array>
#include <cstdlib>

namespace imprimatur::redact {

namespace {

// What follows was measured with tests/bench/ringing_attack: somebody who knows font, place, background and compression has 200 numbers to
// choose from and sees everything outside the fill (docs/benchmarks.md).

// Anti-aliasing and the faint ends of strokes.
constexpr std::int32_t kStroke = 2;

// A block of brightness that holds a stroke changes as a whole: 7 pixels further, on a grid that nobody knows. In a JPEG of a JPEG that
// then spreads to the blocks of the second grid. 12 pixels are for a JPEG that was enlarged afterwards: the kernel's arms, and 7 pixels
// times 1.3.
constexpr std::int32_t kUnknownGrid = 8;
constexpr std::int32_t kUnknownHistory = 12;

// The same for colour at half size: 15 pixels, and one more because decoders smooth colour across the edge of its blocks (libjpeg's fancy
// upsampling).
constexpr std::int32_t kUnknownColourGrid = 17;
constexpr std::int32_t kUnknownColourHistory = 24;
constexpr std::int32_t kSmoothing = 1;

// So far around the writing the picture is asked how it was compressed, and whether colour was.
constexpr std::int32_t kSurround = 24;
constexpr std::int32_t kEdge = 8;

// Rectangles that follow every pixel of the writing would tell its width.
constexpr std::int32_t kGrain = 4;

std::int32_t floor_to(std::int32_t value, std::int32_t size, std::int32_t origin)
{
    const std::int32_t past = (value - origin) % size;
    return value - (past < 0 ? past + size : past);
}
std::int32_t ceil_to(std::int32_t value, std::int32_t size, std::int32_t origin) { return -floor_to(-value, size, -origin); }

Rect rect_of(Span columns, Span rows) { return { columns.from, rows.from, columns.to - columns.from, rows.to - rows.from }; }
Span columns_of(const Rect& rect) { return { rect.x, rect.x + rect.width }; }
Span rows_of(const Rect& rect) { return { rect.y, rect.y + rect.height }; }

Rect grown(const Rect& rect, std::int32_t by) { return { rect.x - by, rect.y - by, rect.width + 2 * by, rect.height + 2 * by }; }

Rect inside(const Rect& rect, std::uint32_t width, std::uint32_t height)
{
    const auto cut = [](Span span, std::uint32_t size) {
        const auto end = static_cast<std::int32_t>(size);
        return Span { std::clamp(span.from, 0, end), std::clamp(span.to, 0, end) };
    };
    return rect_of(cut(columns_of(rect), width), cut(rows_of(rect), height));
}

bool readable(const Frame& frame)
{
    return (frame.channels == 1 || frame.channels == 3)
        && frame.samples.size() == std::size_t { frame.width } * frame.height * frame.channels;
}

const std::uint8_t* sample_at(const Frame& frame, std::int32_t x, std::int32_t y)
{
    return &frame.samples[(static_cast<std::size_t>(y) * frame.width + static_cast<std::size_t>(x)) * frame.channels];
}

bool colour_in(const Frame& frame, const Rect& area, const Rect& except)
{
    for (std::int32_t y = area.y; frame.channels == 3 && y < area.y + area.height; ++y) {
        const bool beside = y < except.y || y >= except.y + except.height;
        const auto* sample = sample_at(frame, area.x, y);
        for (std::int32_t x = area.x; x < area.x + area.width; ++x, sample += 3) {
            const bool grey = sample[0] == sample[1] && sample[1] == sample[2];
            if (!grey && (beside || x < except.x || x >= except.x + except.width))
                return true;
        }
    }
    return false;
}

bool one_constant(const Frame& frame, const Rect& area)
{
    if (area.width <= 0 || area.height <= 0)
        return true;
    const auto* first = sample_at(frame, area.x, area.y);
    for (std::int32_t y = area.y; y < area.y + area.height; ++y) {
        const auto* sample = sample_at(frame, area.x, y);
        for (std::int32_t x = 0; x < area.width; ++x, sample += frame.channels) {
            if (!std::equal(sample, sample + frame.channels, first))
                return false;
        }
    }
    return true;
}

struct Blocks {
    std::int32_t origin = 0, luma = 1, chroma = 1;
};

/// Where a fill has to begin and to end on one axis.
Span reached(Span writing, const Reach& reach, const Blocks& blocks)
{
    Span span { floor_to(writing.from - reach.pixels, blocks.luma, blocks.origin),
        ceil_to(writing.to + reach.pixels, blocks.luma, blocks.origin) };
    if (reach.colour_pixels > 0) {
        const std::int32_t smoothing = blocks.chroma > blocks.luma ? kSmoothing : 0;
        span.add({ floor_to(writing.from - reach.colour_pixels, blocks.chroma, blocks.origin) - smoothing,
            ceil_to(writing.to + reach.colour_pixels, blocks.chroma, blocks.origin) + smoothing });
    }
    return span;
}

Blocks across(const std::optional<BlockGrid>& grid)
{
    const auto size = [](std::uint32_t value) { return static_cast<std::int32_t>(std::clamp(value, 1U, 64U)); };
    return grid ? Blocks { static_cast<std::int32_t>(grid->x % 64), size(grid->luma_width), size(grid->chroma_width) } : Blocks {};
}
Blocks down(const std::optional<BlockGrid>& grid)
{
    const auto size = [](std::uint32_t value) { return static_cast<std::int32_t>(std::clamp(value, 1U, 64U)); };
    return grid ? Blocks { static_cast<std::int32_t>(grid->y % 64), size(grid->luma_height), size(grid->chroma_height) } : Blocks {};
}

/// Horizontal slices of the quad, each with its sides; nothing where the bounding rectangle is hardly larger.
std::vector<Rect> steps_of(const Quad& quad, const Rect& box, const Sides& sides, const std::optional<BlockGrid>& grid)
{
    constexpr double kWorthIt = 0.85;
    const auto spans = spans_of(quad);
    const std::int32_t top = box.y - sides.top;
    const std::int32_t bottom = box.y + box.height + sides.bottom;
    const Blocks vertical = down(grid);
    const Blocks horizontal = across(grid);
    const std::int32_t size = std::max(vertical.luma, vertical.chroma);
    const auto count = static_cast<std::int32_t>(kMaxRects) - 1;
    const std::int32_t height = std::max(4, ceil_to((bottom - top + count - 1) / count, size, 0));
    std::vector<Rect> steps;
    double area = 0;
    const std::int32_t begin = floor_to(top, size, vertical.origin);
    for (std::int32_t y = begin; y < bottom; y += height) {
        Span columns;
        for (std::int32_t row = std::max(box.y, y - sides.bottom); row < std::min(box.y + box.height, y + height + sides.top); ++row)
            columns.add(spans[static_cast<std::size_t>(row - box.y)]);
        if (columns.empty())
            continue;
        columns = { floor_to(columns.from - sides.left, horizontal.luma, horizontal.origin),
            ceil_to(columns.to + sides.right, horizontal.luma, horizontal.origin) };
        steps.push_back(rect_of(columns, { std::max(y, top), std::min(y + height, bottom) }));
        area += static_cast<double>(steps.back().width) * steps.back().height;
    }
    const double whole = static_cast<double>(box.width + sides.left + sides.right) * (bottom - top);
    return steps.size() <= kMaxRects && area < kWorthIt * whole ? steps : std::vector<Rect> {};
}

}  // namespace

bool has_colour(const Frame& frame)
{
    if (!readable(frame))
        return true;
    return colour_in(frame, { 0, 0, static_cast<std::int32_t>(frame.width), static_cast<std::int32_t>(frame.height) }, {});
}

Reach farthest_reach(bool colour, const Evidence& evidence)
{
    if (evidence.lossless)
        return { kStroke };
    if (evidence.blocks)
        return { kUnknownGrid, colour ? kUnknownColourGrid : 0, evidence.blocks };
    return { kUnknownHistory, colour ? kUnknownColourHistory : 0 };
}

Reach reach_around(const Frame& frame, const Rect& writing, const Evidence& evidence)
{
    if (!readable(frame))
        return farthest_reach(true, evidence);
    const Rect around = inside(grown(writing, kSurround), frame.width, frame.height);
    const Rect strokes = grown(writing, kStroke);
    // Blocks of colour that hold a stroke of colour would show at its very edge.
    const bool colour = colour_in(frame, inside(grown(strokes, kEdge), frame.width, frame.height), strokes);
    if (evidence.lossless || evidence.blocks)
        return farthest_reach(colour, evidence);
    if (drawn_in_one_colour(frame, writing))
        return { kStroke };
    if (!evidence.trace || fit_of(frame, *evidence.trace, around, strokes) != Fit::Fits)
        return farthest_reach(colour, evidence);
    // Everything around is as a JPEG left it, so nothing lossy came after.
    switch (fit_of(frame, *evidence.trace, grown(strokes, 7))) {
    case Fit::Contradicts: return { kStroke };
    // Whether colour was subsampled, and on which of the grids that this leaves, is not looked for.
    case Fit::Fits: return { kStroke, colour ? kUnknownColourGrid : 0, BlockGrid { evidence.trace->x, evidence.trace->y, 8, 8, 1, 1 } };
    case Fit::Unknown: break;
    }
    return farthest_reach(colour, evidence);
}

Reach reach_in_clip(const std::vector<const Frame*>& frames, const Rect& writing, bool colour, const Evidence& evidence)
{
    const bool drawn = !evidence.blocks && !frames.empty()
        && std::all_of(frames.begin(), frames.end(), [&](const Frame* frame) { return drawn_in_one_colour(*frame, writing); });
    return drawn ? Reach { kStroke } : farthest_reach(colour, evidence);
}

Sides sides_around(const Rect& box, const Rect& writing, const Reach& reach)
{
    const Span columns = reached(columns_of(writing), reach, across(reach.grid));
    const Span rows = reached(rows_of(writing), reach, down(reach.grid));
    const auto needed = [&](std::int32_t pixels) {
        const std::int32_t more = std::max(0, pixels);
        return reach.grid ? more : ceil_to(more, kGrain, 0);
    };
    return { needed(box.x - columns.from), needed(box.y - rows.from), needed(columns.to - box.x - box.width),
        needed(rows.to - box.y - box.height) };
}

Sides sides_around(const Frame& frame, const Rect& box, const Rect& writing, const Reach& reach)
{
    Sides sides = sides_around(box, writing, reach);
    if (!readable(frame))
        return sides;
    const auto tells = [&](Span in_columns, Span in_rows) {
        return !one_constant(frame, inside(rect_of(in_columns, in_rows), frame.width, frame.height));
    };
    const Span columns { box.x - sides.left, box.x + box.width + sides.right };
    const Span rows { box.y - sides.top, box.y + box.height + sides.bottom };
    // One side alone would tell something: that these digits do not ring there.
    const bool any = tells({ columns.from, box.x }, rows) || tells({ box.x + box.width, columns.to }, rows)
        || tells(columns, { rows.from, box.y }) || tells(columns, { box.y + box.height, rows.to });
    return any ? sides : sides_around(box, writing, { kStroke });
}

std::vector<Rect> cover(
    const Quad& quad, const Sides& sides, const std::optional<BlockGrid>& grid, std::uint32_t width, std::uint32_t height)
{
    const Rect box = bounding_rectangle(quad);
    std::vector<Rect> rects;
    // Slices of what reaches far outside the picture would be slices of nothing.
    if (inside(box, width, height) == box)
        rects = steps_of(quad, box, sides, grid);
    if (rects.empty())
        rects.push_back(
            rect_of({ box.x - sides.left, box.x + box.width + sides.right }, { box.y - sides.top, box.y + box.height + sides.bottom }));
    for (auto& rect : rects)
        rect = inside(rect, width, height);
    std::erase_if(rects, [](const Rect& rect) { return rect.width <= 0 || rect.height <= 0; });
    return rects;
}

Rect fill_rectangle(const Quad& quad, std::uint32_t width, std::uint32_t height, bool lossy_ancestor)
{
    constexpr std::int32_t kMargin = 4;
    constexpr std::int32_t kGrid = 16;
    const std::int32_t size = lossy_ancestor ? kGrid : 1;
    const Rect box = grown(bounding_rectangle(quad), kMargin);
    return inside(rect_of({ floor_to(box.x, size, 0), ceil_to(box.x + box.width, size, 0) },
                      { floor_to(box.y, size, 0), ceil_to(box.y + box.height, size, 0) }),
        width, height);
}

}  // namespace imprimatur::redact
