#include "redact/compression_history.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

namespace imprimatur::redact {

namespace {

constexpr std::size_t kSide = 8;
constexpr std::size_t kCells = kSide * kSide;
using Block = std::array<float, kCells>;

// Enough for a histogram of each frequency, few enough for 64 grids: 25 ms a picture, whatever its size.
constexpr std::uint32_t kSampledBlocks = 300;

// Frequencies whose horizontal and vertical order together stay below this are seldom zero.
constexpr std::size_t kLowOrders = 6;

constexpr std::size_t kLargestValue = 160;
constexpr std::size_t kLargestStep = 60;
// Rounding to 8 bits, and for colour three times, leaves an error of about 0.3 in a coefficient: steps of 1 and 2 are not told from noise.
constexpr std::size_t kSmallestStep = 3;

// In a block with a smaller range the coefficients are rounding noise.
constexpr float kFlat = 4;

/// Orthonormal DCT-II, row `order`, column `at`.
const Block& cosines()
{
    static const Block table = [] {
        Block made {};
        for (std::size_t order = 0; order < kSide; ++order) {
            const double scale = order == 0 ? std::sqrt(0.125) : 0.5;
            for (std::size_t at = 0; at < kSide; ++at)
                made[order * kSide + at] = static_cast<float>(
                    scale * std::cos((2.0 * static_cast<double>(at) + 1) * static_cast<double>(order) * std::numbers::pi / 16));
        }
        return made;
    }();
    return table;
}

Block transformed(const Block& samples)
{
    const Block& c = cosines();
    Block rows {};
    for (std::size_t y = 0; y < kSide; ++y) {
        for (std::size_t u = 0; u < kSide; ++u) {
            float sum = 0;
            for (std::size_t x = 0; x < kSide; ++x)
                sum += c[u * kSide + x] * samples[y * kSide + x];
            rows[y * kSide + u] = sum;
        }
    }
    Block result {};
    for (std::size_t v = 0; v < kSide; ++v) {
        for (std::size_t y = 0; y < kSide; ++y) {
            for (std::size_t u = 0; u < kSide; ++u)
                result[v * kSide + u] += c[v * kSide + y] * rows[y * kSide + u];
        }
    }
    return result;
}

/// The coefficients of the block's brightness; nothing when it is flat or holds samples that were clipped and so are not what the decoder
/// computed.
std::optional<Block> coefficients(const Frame& frame, std::size_t left, std::size_t top)
{
    Block samples {};
    float low = 255;
    float high = 0;
    for (std::size_t y = 0; y < kSide; ++y) {
        const auto* sample = &frame.samples[((top + y) * frame.width + left) * frame.channels];
        for (std::size_t x = 0; x < kSide; ++x, sample += frame.channels) {
            const auto clipped = [](std::uint8_t value) { return value == 0 || value == 255; };
            if (std::any_of(sample, sample + frame.channels, clipped))
                return std::nullopt;
            const float luma = frame.channels == 1 ? sample[0] : 0.299F * sample[0] + 0.587F * sample[1] + 0.114F * sample[2];
            samples[y * kSide + x] = luma;
            low = std::min(low, luma);
            high = std::max(high, luma);
        }
    }
    if (high - low < kFlat)
        return std::nullopt;
    return transformed(samples);
}

bool whole(const Frame& frame)
{
    return (frame.channels == 1 || frame.channels == 3)
        && frame.samples.size() == std::size_t { frame.width } * frame.height * frame.channels;
}

bool is_low(std::size_t cell) { return cell != 0 && cell / kSide + cell % kSide < kLowOrders; }

using Histogram = std::array<std::uint32_t, kLargestValue>;

/// The largest step at whose multiples nearly all values stand; 0: none.
std::uint8_t step_of(const Histogram& values)
{
    constexpr std::uint32_t kEnough = 16;
    constexpr double kNearlyAll = 0.72;
    std::uint32_t all = 0;
    for (std::size_t v = 2; v < kLargestValue; ++v)
        all += values[v];
    if (all < kEnough)
        return 0;
    const auto hits = [&](std::size_t step, std::size_t tolerance) {
        std::uint32_t sum = 0;
        for (std::size_t v = step; v + tolerance < kLargestValue; v += step) {
            for (std::size_t near = v - tolerance; near <= v + tolerance; ++near)
                sum += values[near];
        }
        return sum;
    };
    for (std::size_t step = kLargestStep; step >= kSmallestStep; --step) {
        if (hits(step, step >= 8 ? 1 : 0) < kNearlyAll * all)
            continue;
        // With the tolerance the step above the right one fits too, and comes first.
        return static_cast<std::uint8_t>(step >= 8 && hits(step - 1, 0) > hits(step, 0) ? step - 1 : step);
    }
    return 0;
}

JpegTrace steps_on_grid(const Frame& frame, std::uint32_t x, std::uint32_t y)
{
    JpegTrace trace { x, y, {} };
    const std::size_t columns = (frame.width - x) / kSide;
    const std::size_t rows = (frame.height - y) / kSide;
    std::vector<Histogram> values(kCells, Histogram {});
    // A stride without a common factor with the columns visits the whole picture evenly.
    const std::size_t blocks = columns * rows;
    std::size_t stride = std::max<std::size_t>(1, blocks / (std::size_t { 3 } * kSampledBlocks));
    while (stride > 1 && columns % stride == 0)
        ++stride;
    std::uint32_t taken = 0;
    for (std::size_t i = 0; i < blocks && taken < kSampledBlocks; i += stride) {
        const auto block = coefficients(frame, x + i % columns * kSide, y + i / columns * kSide);
        if (!block)
            continue;
        ++taken;
        for (std::size_t cell = 1; cell < kCells; ++cell) {
            const auto value = static_cast<std::size_t>(std::lround(std::abs((*block)[cell])));
            if (value < kLargestValue)
                ++values[cell][value];
        }
    }
    for (std::size_t cell = 1; cell < kCells; ++cell)
        trace.steps[cell] = is_low(cell) ? step_of(values[cell]) : 0;
    return trace;
}

std::size_t known_steps(const JpegTrace& trace)
{
    return static_cast<std::size_t>(std::count_if(trace.steps.begin(), trace.steps.end(), [](std::uint8_t step) { return step != 0; }));
}

}  // namespace

std::optional<JpegTrace> find_jpeg_trace(const Frame& frame)
{
    constexpr std::uint32_t kSmallest = 4 * kSide;
    constexpr std::size_t kEnough = 5;
    if (!whole(frame) || frame.width < kSmallest || frame.height < kSmallest)
        return std::nullopt;
    std::optional<JpegTrace> best;
    std::size_t most = 0;
    std::size_t second = 0;
    for (std::uint32_t i = 0; i < kCells; ++i) {
        const auto trace = steps_on_grid(frame, i % std::uint32_t { kSide }, i / std::uint32_t { kSide });
        const auto known = known_steps(trace);
        second = std::max(second, std::min(known, most));
        if (known > most)
            best = trace;
        most = std::max(most, known);
    }
    // A picture that fits two grids has a regular pattern of its own.
    return most >= kEnough && second * 2 < most ? best : std::nullopt;
}

Fit fit_of(const Frame& frame, const JpegTrace& trace, const Rect& area, const Rect& except)
{
    constexpr std::uint32_t kEnough = 12;
    constexpr double kFits = 0.85;
    constexpr double kContradicts = 0.6;
    constexpr float kSpeaks = 1.5F;
    constexpr float kRounding = 1.0F;
    constexpr std::uint8_t kTelling = 4;
    if (!whole(frame))
        return Fit::Unknown;
    const auto first = [](std::int32_t from, std::uint32_t offset) {
        const auto start = static_cast<std::size_t>(std::max(from, 0));
        return start <= offset ? offset : offset + (start - offset + kSide - 1) / kSide * kSide;
    };
    const auto right = static_cast<std::size_t>(std::clamp<std::int64_t>(std::int64_t { area.x } + area.width, 0, frame.width));
    const auto bottom = static_cast<std::size_t>(std::clamp<std::int64_t>(std::int64_t { area.y } + area.height, 0, frame.height));
    const auto excepted = [&](std::size_t x, std::size_t y) {
        const auto touches = [](std::size_t at, std::int32_t from, std::int32_t length) {
            return static_cast<std::int64_t>(at + kSide) > from && static_cast<std::int64_t>(at) < std::int64_t { from } + length;
        };
        return touches(x, except.x, except.width) && touches(y, except.y, except.height);
    };
    std::uint32_t all = 0;
    std::uint32_t hits = 0;
    for (std::size_t y = first(area.y, trace.y); y + kSide <= bottom; y += kSide) {
        for (std::size_t x = first(area.x, trace.x); x + kSide <= right; x += kSide) {
            const auto block = excepted(x, y) ? std::nullopt : coefficients(frame, x, y);
            for (std::size_t cell = 1; block && cell < kCells; ++cell) {
                const float step = trace.steps[cell];
                const float value = std::abs((*block)[cell]);
                if (trace.steps[cell] < kTelling || value < kSpeaks)
                    continue;
                ++all;
                hits += std::abs(value - step * std::round(value / step)) <= kRounding ? 1U : 0U;
            }
        }
    }
    if (all < kEnough)
        return Fit::Unknown;
    return hits >= kFits * all ? Fit::Fits : hits <= kContradicts * all ? Fit::Contradicts : Fit::Unknown;
}

}  // namespace imprimatur::redact
