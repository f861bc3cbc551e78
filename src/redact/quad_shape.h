// The pixels of a quad. Corners may be anything that a double can hold: what is no number covers everything.
#pragma once

#include "imprimatur/model.h"

#include <limits>
#include <vector>

namespace imprimatur::redact {

/// An interval of columns or rows, half open.
struct Span {
    std::int32_t from = std::numeric_limits<std::int32_t>::max();
    std::int32_t to = std::numeric_limits<std::int32_t>::min();
    [[nodiscard]] bool empty() const { return from >= to; }
    void add(Span other)
    {
        from = from < other.from ? from : other.from;
        to = to > other.to ? to : other.to;
    }
};

Rect bounding_rectangle(const Quad& quad);

/// Does the quad stand so obliquely that its bounding rectangle says little about its letters?
bool oblique(const Quad& quad);

/// The columns of the quad within each row of its bounding rectangle.
std::vector<Span> spans_of(const Quad& quad);

/// Share of the quad that lies inside the rectangles, 0..1. Of an upright quad that is the share of its bounding rectangle.
double covered_share(const Quad& quad, const std::vector<Rect>& rects);

}  // namespace imprimatur::redact
