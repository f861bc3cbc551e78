#include "jail/photo/picture_sizes.h"

#include "jail/codec.h"
#include "jail/photo/ifd.h"

#include <algorithm>
#include <cstdlib>
#include <webp/decode.h>

namespace imprimatur::jail::photo {

namespace {

using Pixels = std::optional<std::uint64_t>;

/// Both sides have at most 32 bits, so the product fits.
Pixels product(std::optional<std::uint64_t> width, std::optional<std::uint64_t> height)
{
    return width && height ? Pixels(*width * *height) : std::nullopt;
}

/// T.81 B.2.2: marker segments up to the frame header: precision, height, width.
Pixels jpeg_pixels(ByteView file)
{
    constexpr int kMaxSegments = 10'000;
    ByteReader reader(file.subspan(2));
    for (int i = 0; i < kMaxSegments; ++i) {
        auto byte = reader.u8();
        while (byte && *byte != 0xFF)
            byte = reader.u8();
        while (byte && *byte == 0xFF)
            byte = reader.u8();
        if (!byte)
            return std::nullopt;
        if (*byte == 0 || *byte == 1 || (*byte >= 0xD0 && *byte <= 0xD9))
            continue;
        const auto length = reader.u16(true);
        const auto payload = length && *length >= 2 ? reader.take(*length - 2U) : std::nullopt;
        if (!payload)
            return std::nullopt;
        if (*byte < 0xC0 || *byte > 0xCF || *byte == 0xC4 || *byte == 0xC8 || *byte == 0xCC)
            continue;
        ByteReader frame(*payload);
        const auto height = frame.skip(1) ? frame.u16(true) : std::nullopt;
        return product(frame.u16(true), height);
    }
    return std::nullopt;
}

Pixels png_pixels(ByteView file)
{
    constexpr std::size_t kBehindChunkHead = 16;
    ByteReader reader(file);
    if (!reader.skip(kBehindChunkHead))
        return std::nullopt;
    const auto width = reader.u32(true);
    return product(width, reader.u32(true));
}

Pixels gif_pixels(ByteView file)
{
    ByteReader reader(file);
    if (!reader.skip(6))
        return std::nullopt;
    const auto width = reader.u16(false);
    return product(width, reader.u16(false));
}

Pixels webp_pixels(ByteView file)
{
    int width = 0;
    int height = 0;
    if (WebPGetInfo(file.data(), file.size(), &width, &height) == 0 || width <= 0 || height <= 0)
        return std::nullopt;
    return product(static_cast<std::uint64_t>(width), static_cast<std::uint64_t>(height));
}

/// BITMAPINFOHEADER; the sixteen-bit sides of the older header make a larger number, which is refused.
Pixels bmp_pixels(ByteView file)
{
    ByteReader reader(file);
    if (!reader.skip(18))
        return std::nullopt;
    const auto width = reader.u32(false);
    const auto height = reader.u32(false);
    if (!width || !height)
        return std::nullopt;
    const auto down = std::llabs(static_cast<std::int64_t>(static_cast<std::int32_t>(*height)));  // negative: stored from the top
    return product(*width, static_cast<std::uint64_t>(down));
}

Pixels tiff_pixels(ByteView file)
{
    const auto header = tiff_header(file);
    const auto ifd = header ? read_ifd(file, *header, header->first) : std::nullopt;
    if (!ifd)
        return std::nullopt;
    const auto side = [&](std::uint16_t tag) -> std::optional<std::uint64_t> {
        for (const auto& entry : ifd->entries) {
            const auto bytes = entry.tag == tag ? value_bytes(file, entry) : std::nullopt;
            const auto values = bytes ? unsigned_values(*bytes, entry.type, header->big_endian, 1) : std::vector<std::uint64_t> {};
            if (!values.empty() && values[0] <= 0xFFFFFFFFU)
                return values[0];
        }
        return std::nullopt;
    };
    return product(side(0x0100), side(0x0101));
}

}  // namespace

std::optional<std::uint64_t> claimed_pixels(ByteView file)
{
    if (recognises_jpeg(file))
        return jpeg_pixels(file);
    if (recognises_png(file))
        return png_pixels(file);
    if (recognises_gif(file))
        return gif_pixels(file);
    if (recognises_webp(file))
        return webp_pixels(file);
    if (recognises_tiff(file))
        return tiff_pixels(file);
    if (recognises_bmp(file))
        return bmp_pixels(file);
    return std::nullopt;
}

}  // namespace imprimatur::jail::photo
