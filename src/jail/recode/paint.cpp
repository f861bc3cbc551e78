#include "jail/recode/paint.h"

#include <algorithm>
#include <string_view>

namespace imprimatur::jail::recode {

namespace {

unsigned shift_of(const dicom::FrameShape& shape) { return shape.high_bit + 1U - shape.bits_stored; }

std::uint64_t stored_mask(const dicom::FrameShape& shape) { return (std::uint64_t { 1 } << shape.bits_stored) - 1; }

}  // namespace

Cover::Cover(std::vector<Rect> rects)
    : m_rects(std::move(rects))
{
    std::sort(m_rects.begin(), m_rects.end(), [](const Rect& a, const Rect& b) { return a.x < b.x; });
}

const std::vector<Run>& Cover::row(std::uint32_t y)
{
    m_runs.clear();
    for (const auto& rect : m_rects) {
        if (static_cast<std::int64_t>(y) < rect.y || static_cast<std::int64_t>(y) >= std::int64_t { rect.y } + rect.height)
            continue;
        const auto from = static_cast<std::uint32_t>(rect.x);
        const auto to = from + static_cast<std::uint32_t>(rect.width);
        if (!m_runs.empty() && from <= m_runs.back().to)
            m_runs.back().to = std::max(m_runs.back().to, to);
        else
            m_runs.push_back({ from, to });
    }
    return m_runs;
}

std::int64_t value_of(std::uint32_t raw, const dicom::FrameShape& shape)
{
    const auto bits = (std::uint64_t { raw } >> shift_of(shape)) & stored_mask(shape);
    const auto value = static_cast<std::int64_t>(bits);
    const bool negative = shape.is_signed && ((bits >> (shape.bits_stored - 1U)) & 1U) != 0;
    return negative ? value - (std::int64_t { 1 } << shape.bits_stored) : value;
}

std::uint32_t cell_of(std::int64_t value, const dicom::FrameShape& shape)
{
    const auto bits = shape.is_signed ? static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value) & stored_mask(shape);
    const std::uint64_t allocated = (std::uint64_t { 1 } << shape.bits_allocated) - 1;
    return static_cast<std::uint32_t>((bits << shift_of(shape)) & allocated);
}

Colour black_of(const dicom::FrameShape& shape, std::uint32_t palette_black)
{
    const std::string_view photometric = shape.photometric;
    const auto cell = [&](std::int64_t value) { return cell_of(value, shape); };
    if (shape.samples == 1) {
        if (photometric == "PALETTE COLOR")
            return { cell(palette_black), 0, 0 };
        // PS3.3 C.7.6.3.1.2: the minimum of MONOCHROME1 is white.
        return { photometric == "MONOCHROME1" ? cell(static_cast<std::int64_t>(stored_mask(shape))) : 0, 0, 0 };
    }
    const std::int64_t middle = std::int64_t { 1 } << (shape.bits_stored - 1U);
    if (photometric.starts_with("YBR_PARTIAL"))  // black is 16 of 256 there
        return { cell(middle / 8), cell(middle), cell(middle) };
    if (photometric.starts_with("YBR_FULL"))
        return { 0, cell(middle), cell(middle) };
    return { 0, 0, 0 };
}

void paint_samples(std::vector<std::uint16_t>& samples, const dicom::FrameShape& shape, const std::vector<Rect>& rects,
    std::uint32_t palette_black, unsigned precision)
{
    Cover cover(rects);
    const auto at = [&](std::uint32_t y, std::uint32_t x) { return (std::size_t { y } * shape.columns + x) * shape.samples; };
    const auto colour = choose_colour(shape, palette_black, cover, [&](std::uint32_t y, std::uint32_t x) { return samples[at(y, x)]; });
    // A darkest pixel is written as it stands elsewhere in the stream; a constant must fit the precision.
    const std::uint32_t mask = needs_darkest(shape) ? 0xFFFFU : (1U << precision) - 1U;
    paint(shape, cover, [&](std::uint32_t y, std::uint32_t x) {
        for (std::uint16_t s = 0; s < shape.samples; ++s)
            samples[at(y, x) + s] = static_cast<std::uint16_t>(colour[s] & mask);
    });
}

}  // namespace imprimatur::jail::recode
