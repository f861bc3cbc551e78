#include "redact/plan.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace imprimatur::redact {

namespace {

// The detector's boxes hug the letters; strokes and anti-aliasing reach a little further.
constexpr std::int32_t kMargin = 4;

// JPEG codes blocks of 8 or, with subsampled colour, 16 pixels. Ringing of the hidden letters stays inside the blocks that
// they touch: a box on the 16 px grid left an attacker with 200 candidates at chance, a tight one gave the number away in
// nine of ten pictures (docs/benchmarks.md).
constexpr std::int32_t kGrid = 16;

std::int32_t grid_floor(std::int32_t value) { return value - ((value % kGrid) + kGrid) % kGrid; }
std::int32_t grid_ceil(std::int32_t value) { return -grid_floor(-value); }

}  // namespace

Rect bounding_rectangle(const Quad& quad)
{
    double left = std::numeric_limits<double>::max();
    double top = left;
    double right = std::numeric_limits<double>::lowest();
    double bottom = right;
    for (const auto& corner : quad.corners) {
        left = std::min(left, corner.x);
        top = std::min(top, corner.y);
        right = std::max(right, corner.x);
        bottom = std::max(bottom, corner.y);
    }
    const auto x = static_cast<std::int32_t>(std::floor(left));
    const auto y = static_cast<std::int32_t>(std::floor(top));
    return { x, y, static_cast<std::int32_t>(std::ceil(right)) - x, static_cast<std::int32_t>(std::ceil(bottom)) - y };
}

std::vector<Rect> fills_of(const std::vector<FilledArea>& fills, std::uint32_t frame)
{
    std::vector<Rect> rects;
    for (const auto& fill : fills) {
        if (fill.frame == frame)
            rects.push_back(fill.rect);
    }
    return rects;
}

Rect fill_rectangle(const Quad& quad, std::uint32_t width, std::uint32_t height, bool lossy_ancestor)
{
    const Rect box = bounding_rectangle(quad);
    std::int32_t left = box.x - kMargin;
    std::int32_t top = box.y - kMargin;
    std::int32_t right = box.x + box.width + kMargin;
    std::int32_t bottom = box.y + box.height + kMargin;
    if (lossy_ancestor) {
        left = grid_floor(left);
        top = grid_floor(top);
        right = grid_ceil(right);
        bottom = grid_ceil(bottom);
    }
    left = std::clamp(left, 0, static_cast<std::int32_t>(width));
    top = std::clamp(top, 0, static_cast<std::int32_t>(height));
    right = std::clamp(right, left, static_cast<std::int32_t>(width));
    bottom = std::clamp(bottom, top, static_cast<std::int32_t>(height));
    return { left, top, right - left, bottom - top };
}

RedactionPlan plan(const Material& material, const std::vector<Finding>& findings)
{
    RedactionPlan plan;
    for (const auto& finding : findings) {
        const auto* place = std::get_if<PixelPlace>(&finding.where);
        if (place == nullptr) {
            ++plan.removed;
            continue;
        }
        if (finding.action == Action::Ask)
            continue;
        if (finding.action == Action::Keep) {
            plan.kept.push_back(place->quad);
            continue;
        }
        for (std::uint32_t i = 0; i < material.frames.size(); ++i) {
            const auto& frame = material.frames[i];
            const FilledArea fill { i, fill_rectangle(place->quad, frame.width, frame.height, material.lossy_ancestor) };
            const bool known = std::find(plan.fills.begin(), plan.fills.end(), fill) != plan.fills.end();
            if (!known && fill.rect.width > 0 && fill.rect.height > 0)
                plan.fills.push_back(fill);
        }
    }
    return plan;
}

void fill(Frame& frame, const Rect& rect)
{
    constexpr std::uint8_t kBlack = 0;
    for (std::int32_t row = rect.y; row < rect.y + rect.height; ++row) {
        const auto start = (static_cast<std::size_t>(row) * frame.width + static_cast<std::size_t>(rect.x)) * frame.channels;
        std::fill_n(
            frame.samples.begin() + static_cast<std::ptrdiff_t>(start), static_cast<std::size_t>(rect.width) * frame.channels, kBlack);
    }
}

bool is_constant(const Frame& frame, const Rect& rect)
{
    if (rect.width <= 0 || rect.height <= 0)
        return true;
    const auto at = [&](std::int32_t row) {
        return (static_cast<std::size_t>(row) * frame.width + static_cast<std::size_t>(rect.x)) * frame.channels;
    };
    const std::uint8_t first = frame.samples[at(rect.y)];
    for (std::int32_t row = rect.y; row < rect.y + rect.height; ++row) {
        const auto begin = frame.samples.begin() + static_cast<std::ptrdiff_t>(at(row));
        const auto count = static_cast<std::ptrdiff_t>(rect.width) * frame.channels;
        if (!std::all_of(begin, begin + count, [&](std::uint8_t sample) { return sample == first; }))
            return false;
    }
    return true;
}

double covered_share(const Quad& quad, const std::vector<Rect>& rects)
{
    const Rect box = bounding_rectangle(quad);
    if (box.width <= 0 || box.height <= 0)
        return 1;
    std::int64_t inside = 0;
    for (std::int32_t row = box.y; row < box.y + box.height; ++row) {
        for (std::int32_t column = box.x; column < box.x + box.width; ++column) {
            const auto covers = [&](const Rect& rect) {
                return column >= rect.x && column < rect.x + rect.width && row >= rect.y && row < rect.y + rect.height;
            };
            inside += std::any_of(rects.begin(), rects.end(), covers) ? 1 : 0;
        }
    }
    return static_cast<double>(inside) / (static_cast<double>(box.width) * box.height);
}

}  // namespace imprimatur::redact
