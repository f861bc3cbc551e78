// PS3.5 Annex G: one segment for each byte of the composite pixel, most significant first, each PackBits.
#include "jail/recode/families.h"
#include "jail/recode/paint.h"

#include "base/byte_reader.h"

#include <algorithm>

namespace imprimatur::jail::recode {

namespace {

constexpr std::size_t kHeader = 64;
constexpr std::size_t kSegments = 15;

/// Exactly `size` bytes; what a run has beyond them is dropped, as decoders do.
bool unpack(ByteView segment, std::size_t size, Bytes& plane)
{
    ByteReader reader(segment);
    plane.clear();
    plane.reserve(size);
    while (plane.size() < size) {
        const auto control = reader.u8();
        if (!control)
            return false;
        if (*control == 128)
            continue;
        const std::size_t count = *control < 128 ? *control + 1U : 257U - *control;
        const auto bytes = reader.take(*control < 128 ? count : 1);
        if (!bytes)
            return false;
        const std::size_t take = std::min(count, size - plane.size());
        if (*control < 128)
            plane.insert(plane.end(), bytes->begin(), bytes->begin() + static_cast<std::ptrdiff_t>(take));
        else
            plane.insert(plane.end(), take, bytes->front());
    }
    return true;
}

/// G.3.1: runs do not cross rows. Two equal bytes are a run only where they do not split a literal.
void pack_row(ByteView row, Bytes& out)
{
    const auto same = [&](std::size_t at) {
        std::size_t length = 1;
        while (at + length < row.size() && length < 128 && row[at + length] == row[at])
            ++length;
        return length;
    };
    std::size_t at = 0;
    while (at < row.size()) {
        const std::size_t run = same(at);
        if (run >= 2) {
            out.push_back(static_cast<std::uint8_t>(257 - run));
            out.push_back(row[at]);
            at += run;
            continue;
        }
        const std::size_t start = at;
        while (at < row.size() && at - start < 128 && (at + 2 >= row.size() || row[at] != row[at + 1] || row[at] != row[at + 2]))
            ++at;
        out.push_back(static_cast<std::uint8_t>(at - start - 1));
        out.insert(out.end(), row.begin() + static_cast<std::ptrdiff_t>(start), row.begin() + static_cast<std::ptrdiff_t>(at));
    }
}

void put_u32(Bytes& out, std::size_t at, std::size_t value)
{
    for (unsigned i = 0; i < 4; ++i)
        out[at + i] = static_cast<std::uint8_t>(value >> (8 * i));
}

Parsed<std::vector<Bytes>> unpack_frame(ByteView encoded, std::size_t segments, std::size_t size)
{
    ByteReader header(encoded);
    if (header.u32(false) != segments)
        return malformed("the RLE header has another number of segments than the attributes ask for");
    std::vector<std::size_t> offsets;
    for (std::size_t i = 0; i < segments; ++i)
        offsets.push_back(header.u32(false).value_or(0));
    offsets.push_back(encoded.size());
    if (offsets.front() < kHeader || !std::is_sorted(offsets.begin(), offsets.end()))
        return malformed("the RLE segments are not where the header can say");
    std::vector<Bytes> planes(segments);
    for (std::size_t i = 0; i < segments; ++i) {
        if (!unpack(encoded.subspan(offsets[i], offsets[i + 1] - offsets[i]), size, planes[i]))
            return malformed("an RLE segment ends before the last pixel");
    }
    return planes;
}

void paint_planes(std::vector<Bytes>& planes, const Job& job)
{
    const auto& shape = job.shape;
    const std::size_t width = shape.bits_allocated / 8U;
    Cover cover(job.rects);
    const auto pixel = [&](std::uint32_t y, std::uint32_t x) { return std::size_t { y } * shape.columns + x; };
    auto colour = choose_colour(shape, job.palette_black, cover, [&](std::uint32_t y, std::uint32_t x) {
        std::uint32_t cell = 0;
        for (std::size_t i = 0; i < width; ++i)
            cell = (cell << 8) | planes[i][pixel(y, x)];
        return cell;
    });
    if (needs_darkest(shape))
        colour[0] = cell_of(value_of(colour[0], shape), shape);
    paint(shape, cover, [&](std::uint32_t y, std::uint32_t x) {
        for (std::size_t i = 0; i < planes.size(); ++i)
            planes[i][pixel(y, x)] = static_cast<std::uint8_t>(colour[i / width] >> (8 * (width - 1 - i % width)));
    });
}

Bytes pack_frame(const std::vector<Bytes>& planes, std::size_t columns)
{
    Bytes out(kHeader);
    put_u32(out, 0, planes.size());
    for (std::size_t i = 0; i < planes.size(); ++i) {
        put_u32(out, 4 + 4 * i, out.size());
        for (std::size_t at = 0; at < planes[i].size(); at += columns)
            pack_row(ByteView(planes[i]).subspan(at, columns), out);
        if (out.size() % 2 != 0)
            out.push_back(0);
    }
    return out;
}

}  // namespace

FilledOrNot fill_rle(const Job& job)
{
    const auto& shape = job.shape;
    if (shape.bits_allocated < 8 || shape.photometric == "YBR_FULL_422" || shape.photometric.starts_with("YBR_PARTIAL"))
        return unsupported("RLE is filled with whole bytes and full chroma only");
    const std::size_t segments = std::size_t { shape.samples } * (shape.bits_allocated / 8U);
    if (segments > kSegments)
        return unsupported("more RLE segments than the header can name");
    auto planes = unpack_frame(job.encoded, segments, std::size_t { shape.rows } * shape.columns);
    if (auto* refused = std::get_if<Unreadable>(&planes))
        return *refused;
    paint_planes(std::get<0>(planes), job);
    FilledFrame filled;
    filled.bytes = pack_frame(std::get<0>(planes), shape.columns);
    filled.touched = job.rects;
    return filled;
}

}  // namespace imprimatur::jail::recode
