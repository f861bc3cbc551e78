#include "jail/dicom_window.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace imprimatur::jail {

namespace {

/// Levels at either end of the picture that look like the end itself.
constexpr unsigned kNearTheEnd = 8;

/// Neighbours whose difference is hidden, below which nobody could read a letter.
constexpr std::uint64_t kFewestEdges = 50;

/// An edge is this many times what neighbours usually differ by: noise of air in computed tomography differs by its own size.
constexpr double kAboveNoise = 6;

/// And this part of the range on its side.
constexpr double kPartOfRange = 0.1;

/// The range without its outermost two hundredths of a part: a pad of one value must not count as contrast.
constexpr double kOutermost = 0.005;

struct Range {
    std::int32_t low = 0;
    std::int32_t high = 0;
};

/// Counts of numbers that lie within 17 bits of each other: memory does not grow with the picture.
class Histogram {
public:
    explicit Histogram(Range range)
        : m_low(range.low)
        , m_counts(static_cast<std::size_t>(range.high - range.low) + 1)
    {
    }
    void add(std::int32_t value)
    {
        ++m_counts[static_cast<std::size_t>(value - m_low)];
        ++m_sum;
    }
    [[nodiscard]] std::uint64_t sum() const { return m_sum; }
    /// The smallest number that at least this part of all does not pass.
    [[nodiscard]] std::int32_t at(double part) const
    {
        const auto rank = static_cast<std::uint64_t>(part * static_cast<double>(m_sum));
        std::uint64_t below = 0;
        std::size_t i = 0;
        while (i + 1 < m_counts.size() && (below += m_counts[i]) <= rank)
            ++i;
        return m_low + static_cast<std::int32_t>(i);
    }
    [[nodiscard]] std::uint64_t at_least(double value) const
    {
        std::uint64_t count = 0;
        for (std::size_t i = 0; i < m_counts.size(); ++i)
            count += m_low + static_cast<double>(i) >= value ? m_counts[i] : 0;
        return count;
    }
    /// For each number, which part of all it is above or equal to.
    [[nodiscard]] std::vector<double> ranks() const
    {
        std::vector<double> ranks(m_counts.size());
        std::uint64_t below = 0;
        for (std::size_t i = 0; i < m_counts.size(); ++i)
            ranks[i] = static_cast<double>(below += m_counts[i]) / static_cast<double>(m_sum);
        return ranks;
    }

private:
    std::int32_t m_low;
    std::vector<std::uint64_t> m_counts;
    std::uint64_t m_sum = 0;
};

/// From the least to the greatest value that was seen; there is at least one.
Range range_of(const std::vector<std::int32_t>& values, const std::vector<bool>& seen)
{
    Range range { INT32_MAX, INT32_MIN };
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (seen[i])
            range = { std::min(range.low, values[i]), std::max(range.high, values[i]) };
    }
    return range;
}

}  // namespace

void OutsideWindow::Side::add(std::size_t at, std::int32_t value, bool brightest)
{
    if (!seen[at]) {
        seen[at] = true;
        values[at] = value;
        ++count;
    } else {
        values[at] = brightest ? std::max(values[at], value) : std::min(values[at], value);
    }
}

void OutsideWindow::see(std::uint64_t frame, const Frame& shown)
{
    const std::size_t pixels = shown.samples.size();
    const std::uint64_t first = frame * m_pixels.samples_in_frame;
    if (shown.channels != 1 || pixels != m_pixels.samples_in_frame || frame >= m_pixels.frames)
        return;
    if (m_white.values.empty()) {
        m_width = shown.width;
        m_height = shown.height;
        for (auto* side : { &m_white, &m_black }) {
            side->values.resize(pixels);
            side->seen.resize(pixels);
        }
        // Polarity from the picture itself: MONOCHROME1, a falling modality LUT and a presentation LUT turn it round in turn.
        double bright = 0;
        double dark = 0;
        std::uint64_t brights = 0;
        Range shown_range { INT32_MAX, INT32_MIN };
        for (std::size_t i = 0; i < pixels; ++i) {
            const auto value = m_pixels.value(first + i);
            const bool is_bright = shown.samples[i] >= 128;
            (is_bright ? bright : dark) += value;
            brights += is_bright ? 1 : 0;
            if (shown.samples[i] > 0 && shown.samples[i] < 255)
                shown_range = { std::min(shown_range.low, value), std::max(shown_range.high, value) };
        }
        if (brights > 0 && brights < pixels)
            m_white_is_high = bright / static_cast<double>(brights) >= dark / static_cast<double>(pixels - brights);
        m_level = shown_range.high > shown_range.low ? (static_cast<double>(shown_range.high) - shown_range.low) / 254 : 0;
    }
    for (std::size_t i = 0; i < pixels; ++i) {
        if (shown.samples[i] >= 255 - kNearTheEnd)
            m_white.add(i, m_pixels.value(first + i), m_white_is_high);
        else if (shown.samples[i] <= kNearTheEnd)
            m_black.add(i, m_pixels.value(first + i), !m_white_is_high);
    }
}

/// Neighbours that both look the same and are far from the same.
bool OutsideWindow::has_edges(const Side& side) const
{
    if (side.count < kFewestEdges)
        return false;
    const auto range = range_of(side.values, side.seen);
    Histogram values(range);
    Histogram differences({ 0, range.high - range.low });
    const auto compare = [&](std::size_t a, std::size_t b) {
        if (side.seen[a] && side.seen[b])
            differences.add(std::abs(side.values[a] - side.values[b]));
    };
    for (std::size_t y = 0; y < m_height; ++y) {
        for (std::size_t x = 0; x < m_width; ++x) {
            const std::size_t at = y * m_width + x;
            if (!side.seen[at])
                continue;
            values.add(side.values[at]);
            if (x + 1 < m_width)
                compare(at, at + 1);
            if (y + 1 < m_height)
                compare(at, at + m_width);
        }
    }
    if (differences.sum() < kFewestEdges)
        return false;
    const double width = values.at(1 - kOutermost) - values.at(kOutermost);
    const double contrast = std::max({ kAboveNoise * differences.at(0.5), kPartOfRange * width, (kNearTheEnd + 1) * m_level, 1.0 });
    return differences.at_least(contrast) >= kFewestEdges;
}

/// Half by value and half by rank: a pad far away must not press everything else into one grey, nor noise drown a letter.
void OutsideWindow::draw(const Side& side, std::uint8_t from, std::uint8_t to, Frame& frame)
{
    const auto range = range_of(side.values, side.seen);
    Histogram values(range);
    for (std::size_t i = 0; i < side.values.size(); ++i) {
        if (side.seen[i])
            values.add(side.values[i]);
    }
    const auto ranks = values.ranks();
    const double low = values.at(kOutermost);
    const double width = std::max(1.0, values.at(1 - kOutermost) - low);
    for (std::size_t i = 0; i < side.values.size(); ++i) {
        if (!side.seen[i])
            continue;
        const double by_value = std::clamp((side.values[i] - low) / width, 0.0, 1.0);
        const double by_rank = ranks[static_cast<std::size_t>(side.values[i] - range.low)];
        frame.samples[i] = static_cast<std::uint8_t>(std::lround(from + (to - from) * (by_value + by_rank) / 2));
    }
}

std::optional<Frame> OutsideWindow::picture(std::uint64_t& count) const
{
    const bool white = has_edges(m_white);
    const bool black = has_edges(m_black);
    if (!white && !black)
        return std::nullopt;
    constexpr std::uint8_t kBetween = 128;
    Frame frame { m_width, m_height, 1, Bytes(m_white.values.size(), white && black ? kBetween : std::uint8_t { 0 }) };
    if (white)
        draw(m_white, black ? kBetween : 0, 255, frame);
    if (black)
        draw(m_black, 0, white ? kBetween : 255, frame);
    count = (white ? m_white.count : 0) + (black ? m_black.count : 0);
    return frame;
}

}  // namespace imprimatur::jail
