// Where to paint and with what: the covered columns of each row, and the constant that is black as displayed.
#pragma once

#include "dicom/codestream/codestream.h"
#include "imprimatur/model.h"
#include "jail/photo/refusal.h"

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

namespace imprimatur::jail::recode {

using photo::malformed;
using photo::Parsed;
using photo::unsupported;

/// Columns from..to-1 of one row.
struct Run {
    std::uint32_t from = 0;
    std::uint32_t to = 0;
};

class Cover {
public:
    explicit Cover(std::vector<Rect> rects);
    /// The covered columns of this row, from left to right, overlapping ones joined. Valid until the next call.
    const std::vector<Run>& row(std::uint32_t y);

private:
    std::vector<Rect> m_rects;
    std::vector<Run> m_runs;
};

/// A stored value as the attributes describe its cell (PS3.5 8.1.1): Bits Stored ending at High Bit.
std::int64_t value_of(std::uint32_t raw, const dicom::FrameShape& shape);
/// The cell of a value; above High Bit copies of the sign, or zero.
std::uint32_t cell_of(std::int64_t value, const dicom::FrameShape& shape);

using Colour = std::array<std::uint32_t, 3>;

/// Cells of black, for all but signed grey.
Colour black_of(const dicom::FrameShape& shape, std::uint32_t palette_black);
inline bool needs_darkest(const dicom::FrameShape& shape) { return shape.is_signed && shape.samples == 1; }

/// `get(y, x)` gives the raw cell of a grey pixel. The darkest one outside the cover, as its raw cell: 0 when there is none.
template <typename Get> std::uint32_t darkest_outside(const dicom::FrameShape& shape, Cover& cover, Get&& get)
{
    const bool inverted = shape.photometric == "MONOCHROME1";
    std::optional<std::int64_t> darkest;
    std::uint32_t raw = 0;
    const auto look = [&](std::uint32_t y, std::uint32_t from, std::uint32_t to) {
        for (std::uint32_t x = from; x < to; ++x) {
            const std::uint32_t cell = get(y, x);
            const auto value = inverted ? -value_of(cell, shape) : value_of(cell, shape);
            if (!darkest || value < *darkest) {
                darkest = value;
                raw = cell;
            }
        }
    };
    for (std::uint32_t y = 0; y < shape.rows; ++y) {
        std::uint32_t from = 0;
        for (const auto& run : cover.row(y)) {
            look(y, from, run.from);
            from = run.to;
        }
        look(y, from, shape.columns);
    }
    return raw;
}

template <typename Get> Colour choose_colour(const dicom::FrameShape& shape, std::uint32_t palette_black, Cover& cover, Get&& get)
{
    if (!needs_darkest(shape))
        return black_of(shape, palette_black);
    return { darkest_outside(shape, cover, get), 0, 0 };
}

/// `put(y, x)` for every covered pixel, once.
template <typename Put> void paint(const dicom::FrameShape& shape, Cover& cover, Put&& put)
{
    for (std::uint32_t y = 0; y < shape.rows; ++y) {
        for (const auto& run : cover.row(y)) {
            for (std::uint32_t x = run.from; x < run.to; ++x)
                put(y, x);
        }
    }
}

/// What the codecs of 16-bit samples share: samples interleaved by pixel, `precision` bits each.
void paint_samples(std::vector<std::uint16_t>& samples, const dicom::FrameShape& shape, const std::vector<Rect>& rects,
    std::uint32_t palette_black, unsigned precision);

}  // namespace imprimatur::jail::recode
