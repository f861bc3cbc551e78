// PS3.5 A.1 to A.3 and A.5: samples as they are. Values are written in place, nothing else is touched.
#include "jail/recode/families.h"
#include "jail/recode/paint.h"

#include <algorithm>

namespace imprimatur::jail::recode {

namespace {

/// Samples of whole bytes, by pixel or by plane (PS3.3 C.7.6.3.1.3).
class Samples {
public:
    Samples(Bytes& bytes, const dicom::FrameShape& shape, bool big_endian)
        : m_bytes(bytes)
        , m_width(shape.bits_allocated / 8U)
        , m_columns(shape.columns)
        , m_pixel(shape.planar ? 1 : shape.samples)
        , m_plane(shape.planar ? std::size_t { shape.rows } * shape.columns : 1)
        , m_big(big_endian)
    {
    }
    [[nodiscard]] std::uint32_t get(std::uint32_t y, std::uint32_t x) const
    {
        const std::size_t start = place(y, x, 0);
        std::uint32_t cell = 0;
        for (std::size_t i = 0; i < m_width; ++i)
            cell |= std::uint32_t { m_bytes[start + i] } << shift(i);
        return cell;
    }
    void put(std::uint32_t y, std::uint32_t x, unsigned sample, std::uint32_t cell)
    {
        const std::size_t start = place(y, x, sample);
        for (std::size_t i = 0; i < m_width; ++i)
            m_bytes[start + i] = static_cast<std::uint8_t>(cell >> shift(i));
    }

private:
    [[nodiscard]] std::size_t place(std::uint32_t y, std::uint32_t x, unsigned sample) const
    {
        return ((std::size_t { y } * m_columns + x) * m_pixel + sample * m_plane) * m_width;
    }
    [[nodiscard]] unsigned shift(std::size_t i) const { return static_cast<unsigned>(8 * (m_big ? m_width - 1 - i : i)); }

    Bytes& m_bytes;
    std::size_t m_width;
    std::size_t m_columns;
    std::size_t m_pixel;
    std::size_t m_plane;
    bool m_big;
};

void fill_whole(Bytes& bytes, const Job& job, bool big_endian)
{
    const auto& shape = job.shape;
    Cover cover(job.rects);
    Samples samples(bytes, shape, big_endian);
    auto colour = choose_colour(shape, job.palette_black, cover, [&](std::uint32_t y, std::uint32_t x) { return samples.get(y, x); });
    if (needs_darkest(shape))  // what that pixel holds in its unused bits is not copied
        colour[0] = cell_of(value_of(colour[0], shape), shape);
    paint(shape, cover, [&](std::uint32_t y, std::uint32_t x) {
        for (unsigned s = 0; s < shape.samples; ++s)
            samples.put(y, x, s, colour[s]);
    });
}

/// PS3.5 8.1.1 with Bits Allocated 1: eight pixels a byte, the first in the lowest bit, rows not padded.
void fill_packed(Bytes& bytes, const Job& job)
{
    Cover cover(job.rects);
    const bool ones = (black_of(job.shape, job.palette_black)[0] & 1U) != 0;
    paint(job.shape, cover, [&](std::uint32_t y, std::uint32_t x) {
        const std::size_t pixel = std::size_t { y } * job.shape.columns + x;
        const auto bit = static_cast<std::uint8_t>(1U << (pixel % 8));
        auto& byte = bytes[pixel / 8];
        byte = static_cast<std::uint8_t>(ones ? byte | bit : byte & ~bit);
    });
}

/// PS3.3 C.7.6.3.1.2 YBR_FULL_422: Y1 Y2 Cb Cr for two pixels side by side. The chroma of a pair comes from both pixels, so both go.
void fill_422(Bytes& bytes, const Job& job, const std::vector<Rect>& grown)
{
    Cover cover(grown);
    const auto black = black_of(job.shape, job.palette_black);
    paint(job.shape, cover, [&](std::uint32_t y, std::uint32_t x) {
        const std::size_t pair = (std::size_t { y } * job.shape.columns + x) / 2 * 4;
        bytes[pair + (x & 1U)] = static_cast<std::uint8_t>(black[0]);
        bytes[pair + 2] = static_cast<std::uint8_t>(black[1]);
        bytes[pair + 3] = static_cast<std::uint8_t>(black[2]);
    });
}

std::vector<Rect> grown_to_pairs(const std::vector<Rect>& rects)
{
    auto grown = rects;
    for (auto& rect : grown) {
        const auto to = (rect.x + rect.width + 1) / 2 * 2;
        rect.x = rect.x / 2 * 2;
        rect.width = to - rect.x;
    }
    return grown;
}

}  // namespace

FilledOrNot fill_native(const Job& job, bool big_endian)
{
    const auto& shape = job.shape;
    const bool pairs = shape.samples == 3 && (shape.photometric == "YBR_FULL_422" || shape.photometric == "YBR_PARTIAL_422");
    if (shape.photometric == "YBR_PARTIAL_420")
        return unsupported("uncompressed pixels with chroma shared by four are not filled");
    if (pairs && (shape.bits_allocated != 8 || shape.columns % 2 != 0))
        return unsupported("uncompressed pixels with shared chroma are filled with 8 bits and an even number of columns only");
    if (shape.bits_allocated == 1 && shape.samples != 1)
        return unsupported("single bits are filled with one sample a pixel only");
    const std::uint64_t bits = std::uint64_t { shape.rows } * shape.columns * (pairs ? 2 : shape.samples) * shape.bits_allocated;
    const std::uint64_t needed = (bits + 7) / 8;
    if (job.encoded.size() < needed)
        return malformed("the pixel data is shorter than rows and columns claim");
    FilledFrame filled;
    filled.bytes.assign(job.encoded.begin(), job.encoded.end());
    // Behind the last pixel is padding; what an author put there instead is not carried on.
    std::fill(filled.bytes.begin() + static_cast<std::ptrdiff_t>(needed), filled.bytes.end(), std::uint8_t { 0 });
    filled.touched = pairs ? grown_to_pairs(job.rects) : job.rects;
    if (pairs)
        fill_422(filled.bytes, job, filled.touched);
    else if (shape.bits_allocated == 1)
        fill_packed(filled.bytes, job);
    else
        fill_whole(filled.bytes, job, big_endian);
    return filled;
}

}  // namespace imprimatur::jail::recode
