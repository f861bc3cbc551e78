#include "redact/quad_shape.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace imprimatur::redact {

namespace {

// Far outside every picture, and far inside 32 bits.
constexpr double kFar = 1 << 20;
double low_of(double value) { return std::isnan(value) ? -kFar : std::clamp(value, -kFar, kFar); }
double high_of(double value) { return std::isnan(value) ? kFar : std::clamp(value, -kFar, kFar); }

bool any_not_a_number(const Quad& quad)
{
    return std::any_of(quad.corners.begin(), quad.corners.end(), [](const Point& p) { return std::isnan(p.x) || std::isnan(p.y); });
}

void add_edge(Point a, Point b, std::int32_t first_row, std::vector<Span>& spans)
{
    if (a.y > b.y)
        std::swap(a, b);
    const bool level = b.y - a.y < 1e-9;
    const auto column_at = [&](double y) { return a.x + (b.x - a.x) * (y - a.y) / (b.y - a.y); };
    const auto rows = static_cast<std::int32_t>(spans.size());
    const std::int32_t begin = std::clamp(static_cast<std::int32_t>(std::floor(a.y)) - 1 - first_row, 0, rows);
    const std::int32_t end = std::clamp(static_cast<std::int32_t>(std::floor(b.y)) + 1 - first_row, 0, rows);
    for (std::int32_t row = begin; row < end; ++row) {
        const double top = static_cast<double>(first_row) + row;
        if (b.y < top || a.y > top + 1)
            continue;
        const double one = level ? a.x : column_at(std::max(top, a.y));
        const double other = level ? b.x : column_at(std::min(top + 1, b.y));
        spans[static_cast<std::size_t>(row)].add(
            { static_cast<std::int32_t>(std::floor(std::min(one, other))), static_cast<std::int32_t>(std::ceil(std::max(one, other))) });
    }
}

/// How many columns of the span the rectangles cover in one row; `parts` is room to work in.
std::int64_t covered_in_row(Span span, std::int32_t row, const std::vector<Rect>& rects, std::vector<Span>& parts)
{
    parts.clear();
    for (const auto& rect : rects) {
        const Span part { std::max(span.from, rect.x), std::min(span.to, rect.x + rect.width) };
        if (row >= rect.y && row < rect.y + rect.height && !part.empty())
            parts.push_back(part);
    }
    std::sort(parts.begin(), parts.end(), [](Span a, Span b) { return a.from < b.from; });
    std::int64_t covered = 0;
    std::int32_t reached = span.from;
    for (const auto& part : parts) {
        covered += std::max(0, part.to - std::max(part.from, reached));
        reached = std::max(reached, part.to);
    }
    return covered;
}

}  // namespace

Rect bounding_rectangle(const Quad& quad)
{
    double left = kFar, top = kFar, right = -kFar, bottom = -kFar;
    for (const auto& corner : quad.corners) {
        left = std::min(left, low_of(corner.x));
        top = std::min(top, low_of(corner.y));
        right = std::max(right, high_of(corner.x));
        bottom = std::max(bottom, high_of(corner.y));
    }
    const auto x = static_cast<std::int32_t>(std::floor(left));
    const auto y = static_cast<std::int32_t>(std::floor(top));
    return { x, y, static_cast<std::int32_t>(std::ceil(right)) - x, static_cast<std::int32_t>(std::ceil(bottom)) - y };
}

bool oblique(const Quad& quad)
{
    constexpr double kTurn = 0.05;  // 3 degrees
    if (any_not_a_number(quad))
        return false;
    const auto length = [](double a, double b) { return std::abs(low_of(a) - low_of(b)); };
    const double dx = length(quad.corners[1].x, quad.corners[0].x);
    const double dy = length(quad.corners[1].y, quad.corners[0].y);
    return std::min(dx, dy) > kTurn * std::max(dx, dy);
}

std::vector<Span> spans_of(const Quad& quad)
{
    const Rect box = bounding_rectangle(quad);
    std::vector<Span> spans(static_cast<std::size_t>(box.height));
    if (any_not_a_number(quad)) {
        std::fill(spans.begin(), spans.end(), Span { box.x, box.x + box.width });
        return spans;
    }
    for (std::size_t i = 0; i < quad.corners.size(); ++i) {
        const Point& a = quad.corners[i];
        const Point& b = quad.corners[(i + 1) % quad.corners.size()];
        add_edge({ low_of(a.x), low_of(a.y) }, { low_of(b.x), low_of(b.y) }, box.y, spans);
    }
    return spans;
}

double covered_share(const Quad& quad, const std::vector<Rect>& rects)
{
    const Rect box = bounding_rectangle(quad);
    if (box.width <= 0 || box.height <= 0)
        return 1;
    std::vector<Span> parts;
    std::int64_t all = 0;
    std::int64_t covered = 0;
    std::int32_t row = box.y;
    for (const auto& span : spans_of(quad)) {
        if (!span.empty()) {
            all += span.to - span.from;
            covered += covered_in_row(span, row, rects, parts);
        }
        ++row;
    }
    return all == 0 ? 1 : static_cast<double>(covered) / static_cast<double>(all);
}

}  // namespace imprimatur::redact
