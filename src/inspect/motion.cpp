#include "inspect/motion.h"

#include "inspect/quad_extent.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>

namespace imprimatur::inspect {

namespace {

// Frames looked at beside the one in question: enough to see a heart beat, few enough to cost nothing.
constexpr std::size_t kSamples = 8;

// Grey levels; compression noise on still letters stays below.
constexpr int kChange = 24;

// On a cine loop with a burnt-in date every line of writing had 1.00 unchanged, speckle taken for writing 0.27 and less.
constexpr double kMostlyStill = 0.6;

// What the detector itself hardly believes in has to stand as still as writing does: dark blood is speckle of few levels and changes
// little.
constexpr double kStill = 0.9;

// Below this the recogniser guesses.
constexpr double kRead = 0.5;

struct Span {
    std::size_t from = 0;
    std::size_t to = 0;
};

Span clipped(double low, double high, std::uint32_t size)
{
    const double limit = size;
    return { static_cast<std::size_t>(std::clamp(std::floor(low), 0.0, limit)),
        static_cast<std::size_t>(std::clamp(std::ceil(high), 0.0, limit)) };
}

bool same_shape(const Frame& a, const Frame& b) { return a.width == b.width && a.height == b.height && a.channels == b.channels; }

std::size_t count_unchanged(const Frame& a, const Frame& b, const Span& columns, const Span& rows)
{
    std::size_t unchanged = 0;
    for (std::size_t row = rows.from; row < rows.to; ++row) {
        for (std::size_t column = columns.from; column < columns.to; ++column) {
            const std::size_t at = (row * a.width + column) * a.channels;
            bool same = true;
            for (std::size_t c = 0; c < a.channels; ++c)
                same = same && std::abs(a.samples[at + c] - b.samples[at + c]) <= kChange;
            unchanged += same ? 1 : 0;
        }
    }
    return unchanged;
}

}  // namespace

double unchanged_share(const std::vector<Frame>& clip, std::size_t number, const Quad& quad)
{
    std::vector<const Frame*> held;
    for (const auto& frame : clip) {
        if (!same_shape(frame, clip[number]))
            return 1;
        if (!frame.samples.empty())
            held.push_back(&frame);
    }
    if (held.empty())
        return 1;
    const Frame& frame = clip[number].samples.empty() ? *held.front() : clip[number];
    const auto [left, top, right, bottom] = extent_of(quad);
    const Span columns = clipped(left, right, frame.width);
    const Span rows = clipped(top, bottom, frame.height);
    const std::size_t step = std::max<std::size_t>(1, held.size() / kSamples);
    std::size_t looked_at = 0;
    std::size_t unchanged = 0;
    for (std::size_t i = 0; i < held.size(); i += step) {
        if (held[i] == &frame)
            continue;
        looked_at += (columns.to - columns.from) * (rows.to - rows.from);
        unchanged += count_unchanged(frame, *held[i], columns, rows);
    }
    return looked_at == 0 ? 1 : static_cast<double>(unchanged) / static_cast<double>(looked_at);
}

bool films(const Material& material)
{
    constexpr std::array kFilming { "US", "IVUS", "XA", "RF", "ES", "CT", "MR", "NM", "PT" };
    return material.kind == MediaKind::Dicom && std::find(kFilming.begin(), kFilming.end(), material.modality) != kFilming.end();
}

bool is_read(const TextBox& box) { return box.recognition >= kRead; }

std::size_t letters_in(std::string_view text)
{
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(),
        [](char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c & 0x80) != 0; }));
}

bool names_nobody(const TextBox& box)
{
    constexpr std::size_t kShortest = 3;
    return !is_read(box) || letters_in(box.text) < kShortest;
}

bool is_weak(const TextBox& box)
{
    // Of 351 boxes on writing 11 were below and named nobody, of 221 on anatomy 171 (docs/benchmarks.md).
    constexpr double kWeak = 0.6;
    return box.detection < kWeak && names_nobody(box);
}

bool is_moving_texture(const std::vector<Frame>& clip, std::size_t number, const TextBox& box)
{
    // Two frames may simply be two pictures.
    constexpr std::size_t kShortestClip = 3;
    if (clip.size() < kShortestClip || !names_nobody(box))
        return false;
    return unchanged_share(clip, number, box.quad) < (is_weak(box) ? kStill : kMostlyStill);
}

}  // namespace imprimatur::inspect
