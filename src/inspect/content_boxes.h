// Where a part of a picture is not empty: boxes around what differs from the ground it stands on.
#pragma once

#include "imprimatur/model.h"

#include <functional>
#include <vector>

namespace imprimatur::inspect {

/// Whether a pixel is to be looked at.
using Area = std::function<bool(std::int32_t x, std::int32_t y)>;

/// The commonest grey level of the area, and how much of the area has it (within a few levels).
struct Ground {
    int level = 0;
    double share = 0;
    std::size_t pixels = 0;
};
Ground ground_of(const Frame& frame, const Area& area);

/// Tight boxes around connected content of the area, words of one line joined; neighbours are merged until there are at most
/// `most`. Single specks of noise are left out. Linear time.
std::vector<Rect> content_boxes(const Frame& frame, const Area& area, int ground, std::size_t most);

Quad quad_of(const Rect& rect);

/// Mean of the channels, 0..255; x and y are inside the frame.
int grey_at(const Frame& frame, std::int32_t x, std::int32_t y);

/// As many samples as its sides say, grey or RGB, no side beyond limits::kMaxSide.
bool is_whole(const Frame& frame);

}  // namespace imprimatur::inspect
