#include "redact/strokes.h"

#include "redact/quad_shape.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <optional>
#include <vector>

namespace imprimatur::redact {

namespace {

// The detector may stop inside a letter.
constexpr std::int32_t kLookOutside = 2;

// What lies this far around the box shows how restless the ground is.
constexpr std::int32_t kGround = 12;

Rect clipped(const Rect& rect, std::int32_t by, const Frame& frame)
{
    const auto end = [](std::int32_t value, std::uint32_t size) { return std::clamp(value, 0, static_cast<std::int32_t>(size)); };
    const std::int32_t x = end(rect.x - by, frame.width);
    const std::int32_t y = end(rect.y - by, frame.height);
    return { x, y, end(rect.x + rect.width + by, frame.width) - x, end(rect.y + rect.height + by, frame.height) - y };
}

/// For every pixel of an area the largest step to its neighbours on the left and above.
class Steps {
public:
    Steps(const Frame& frame, const Rect& area)
        : m_area(area)
        , m_steps(static_cast<std::size_t>(area.width) * static_cast<std::size_t>(area.height))
    {
        const std::size_t stride = std::size_t { frame.width } * frame.channels;
        std::size_t at = 0;
        for (std::int32_t y = 0; y < area.height; ++y) {
            const auto* here
                = &frame.samples[static_cast<std::size_t>(area.y + y) * stride + static_cast<std::size_t>(area.x) * frame.channels];
            for (std::int32_t x = 0; x < area.width; ++x, ++at, here += frame.channels) {
                int step = 0;
                for (std::size_t c = 0; c < frame.channels; ++c) {
                    const int left = x > 0 ? std::abs(here[c] - *(here + c - frame.channels)) : 0;
                    const int above = y > 0 ? std::abs(here[c] - *(here + c - stride)) : 0;
                    step = std::max({ step, left, above });
                }
                m_steps[at] = static_cast<std::uint8_t>(step);
            }
        }
    }

    /// The step that a tenth of the pixels of `part` reach: at least so many are edges of strokes in a box of writing.
    [[nodiscard]] int edge(const Rect& part) const
    {
        constexpr std::size_t kShare = 10;
        std::array<std::size_t, 256> histogram {};
        for (std::int32_t y = part.y; y < part.y + part.height; ++y) {
            for (std::int32_t x = part.x; x < part.x + part.width; ++x)
                ++histogram[at(x, y)];
        }
        const std::size_t all = static_cast<std::size_t>(part.width) * static_cast<std::size_t>(part.height);
        std::size_t above = 0;
        int step = 256;
        while (step > 0 && above * kShare < all)
            above += histogram[static_cast<std::size_t>(--step)];
        return step;
    }

    /// How many steps of at least `enough` each row of the area has within the columns, or each column within the rows.
    [[nodiscard]] std::vector<std::uint32_t> in_rows(Span columns, int enough) const
    {
        std::vector<std::uint32_t> counts(static_cast<std::size_t>(m_area.height));
        for (std::int32_t y = 0; y < m_area.height; ++y) {
            for (std::int32_t x = columns.from; x < columns.to; ++x)
                counts[static_cast<std::size_t>(y)] += at(x, m_area.y + y) >= enough ? 1U : 0U;
        }
        return counts;
    }
    [[nodiscard]] std::vector<std::uint32_t> in_columns(Span rows, int enough) const
    {
        std::vector<std::uint32_t> counts(static_cast<std::size_t>(m_area.width));
        for (std::int32_t y = rows.from; y < rows.to; ++y) {
            for (std::int32_t x = 0; x < m_area.width; ++x)
                counts[static_cast<std::size_t>(x)] += at(m_area.x + x, y) >= enough ? 1U : 0U;
        }
        return counts;
    }

private:
    [[nodiscard]] std::uint8_t at(std::int32_t x, std::int32_t y) const
    {
        return m_steps[static_cast<std::size_t>(y - m_area.y) * static_cast<std::size_t>(m_area.width)
            + static_cast<std::size_t>(x - m_area.x)];
    }

    Rect m_area;
    std::vector<std::uint8_t> m_steps;
};

/// First and last line of `looked_at` with clearly more steps than the quieter lines outside; nothing where those are restless themselves.
std::optional<Span> extent(const std::vector<std::uint32_t>& counts, std::int32_t first, Span looked_at)
{
    constexpr std::uint32_t kRestless = 2;
    std::vector<std::uint32_t> outside;
    const auto line = [&](std::size_t i) { return first + static_cast<std::int32_t>(i); };
    for (std::size_t i = 0; i < counts.size(); ++i) {
        if (line(i) < looked_at.from || line(i) >= looked_at.to)
            outside.push_back(counts[i]);
    }
    std::uint32_t quiet = 0;
    if (!outside.empty()) {
        // The lines outside may belong to the next line of writing: a quarter of them is taken for ground.
        const auto quarter = outside.begin() + static_cast<std::ptrdiff_t>(outside.size() / 4);
        std::nth_element(outside.begin(), quarter, outside.end());
        quiet = *quarter;
    }
    if (quiet > kRestless)
        return std::nullopt;
    const auto noise = static_cast<std::uint32_t>(std::lround(3 * std::sqrt(static_cast<double>(quiet))));
    Span span;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        if (line(i) >= looked_at.from && line(i) < looked_at.to && counts[i] >= 2 + quiet + noise)
            span.add({ line(i), line(i) + 1 });
    }
    return span.empty() ? std::nullopt : std::optional(span);
}

bool readable(const Frame& frame)
{
    return (frame.channels == 1 || frame.channels == 3)
        && frame.samples.size() == std::size_t { frame.width } * frame.height * frame.channels;
}

bool within(const Rect& rect, std::int32_t x, std::int32_t y)
{
    return x >= rect.x && x < rect.x + rect.width && y >= rect.y && y < rect.y + rect.height;
}

// Lossy compression scatters the pixels of one colour over so many levels.
constexpr int kNear = 8;

/// A pixel's channels in one number.
using Colour = std::uint32_t;

/// The colours of the pixels of `area` that are not in `except`, sorted.
std::vector<Colour> colours_of(const Frame& frame, const Rect& area, const Rect& except)
{
    std::vector<Colour> colours;
    for (std::int32_t y = area.y; y < area.y + area.height; ++y) {
        for (std::int32_t x = area.x; x < area.x + area.width; ++x) {
            if (within(except, x, y))
                continue;
            const auto* sample = &frame.samples[(static_cast<std::size_t>(y) * frame.width + static_cast<std::size_t>(x)) * frame.channels];
            Colour colour = 0;
            for (std::uint32_t c = 0; c < frame.channels; ++c)
                colour = colour << 8U | sample[c];
            colours.push_back(colour);
        }
    }
    std::sort(colours.begin(), colours.end());
    return colours;
}

std::size_t count_of(const std::vector<Colour>& sorted, Colour colour)
{
    const auto range = std::equal_range(sorted.begin(), sorted.end(), colour);
    return static_cast<std::size_t>(range.second - range.first);
}

/// The largest difference of a channel.
int distance(Colour a, Colour b)
{
    int largest = 0;
    for (unsigned shift = 0; shift < 24; shift += 8)
        largest = std::max(largest, std::abs(static_cast<int>(a >> shift & 0xFFU) - static_cast<int>(b >> shift & 0xFFU)));
    return largest;
}

bool near_clipping(Colour colour, std::uint32_t channels)
{
    constexpr unsigned kMargin = 3;
    for (std::uint32_t c = 0; c < channels; ++c) {
        const unsigned value = colour >> (8U * c) & 0xFFU;
        if (value < kMargin || value > 255 - kMargin)
            return true;
    }
    return false;
}

}  // namespace

Rect writing_in(const Frame& frame, const Rect& box)
{
    const Rect area = clipped(box, kGround, frame);
    const Rect part = clipped(box, kLookOutside, frame);
    // Few pixels say little: what a detector saw of a single mark.
    constexpr std::int32_t kFewest = 12;
    if (!readable(frame) || part.width < kFewest || part.height < kFewest)
        return box;
    const Steps steps(frame, area);
    const int edge = steps.edge(part);
    // A smoothed edge of a stroke is two steps of half its height. Higher thresholds are for restless ground.
    for (const double share : { 0.33, 0.45, 0.6 }) {
        const int enough = std::max(2, static_cast<int>(share * edge));
        const Span columns { part.x, part.x + part.width };
        const Span rows { part.y, part.y + part.height };
        const auto down = extent(steps.in_rows(columns, enough), area.y, rows);
        const auto across = extent(steps.in_columns(rows, enough), area.x, columns);
        if (!down || !across)
            continue;
        // A step belongs to the pixel on either side of it.
        return { across->from - 1, down->from - 1, across->to - across->from + 1, down->to - down->from + 1 };
    }
    return box;
}

bool drawn_in_one_colour(const Frame& frame, const Rect& box)
{
    // Measured on 80 strings for each of 40 ways of compressing and resizing: lossy ones reach 1.2 (JPEG 2000 of black ground, where it is
    // lossless: 5), beside black and white 5.7; drawn ones 1.7 in the median and up to 17.
    constexpr double kRatio = 2.5;
    constexpr double kClippedRatio = 8;
    constexpr std::size_t kFewest = 24;
    constexpr std::size_t kCandidates = 4;
    constexpr std::size_t kRareOutside = 50;
    const Rect part = clipped(box, 0, frame);
    if (!readable(frame) || part.width <= 0 || part.height <= 0)
        return false;
    const auto inside = colours_of(frame, part, {});
    const auto outside = colours_of(frame, clipped(box, kGround, frame), part);
    std::vector<std::pair<std::size_t, Colour>> runs;
    for (auto at = inside.begin(); at != inside.end();) {
        const auto end = std::upper_bound(at, inside.end(), *at);
        runs.emplace_back(static_cast<std::size_t>(end - at), *at);
        at = end;
    }
    std::sort(runs.rbegin(), runs.rend());
    runs.resize(std::min(runs.size(), kCandidates));
    return std::any_of(runs.begin(), runs.end(), [&](const auto& run) {
        const auto [count, colour] = run;
        if (count < kFewest || count_of(outside, colour) * kRareOutside > outside.size())
            return false;
        const auto near
            = std::count_if(inside.begin(), inside.end(), [c = colour](Colour other) { return other != c && distance(other, c) <= kNear; });
        const double ratio = static_cast<double>(count) / (static_cast<double>(near) + 1);
        return ratio >= (near_clipping(colour, frame.channels) ? kClippedRatio : kRatio);
    });
}

}  // namespace imprimatur::redact
