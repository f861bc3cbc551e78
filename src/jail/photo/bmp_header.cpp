#include "jail/photo/bmp_header.h"

#include <algorithm>
#include <bit>
#include <cstdlib>

namespace imprimatur::jail::photo {

namespace {

constexpr std::size_t kFileHeader = 14;
constexpr std::uint32_t kCore = 12;
constexpr std::uint32_t kInfo = 40;
constexpr std::uint32_t kWithMasks = 52;
constexpr std::uint32_t kWithAlpha = 56;
constexpr std::uint32_t kOs2 = 64;
constexpr std::uint32_t kVersion4 = 108;
constexpr std::uint32_t kVersion5 = 124;
constexpr auto kSizes = std::to_array<std::uint32_t>({ kCore, kInfo, kWithMasks, kWithAlpha, kOs2, kVersion4, kVersion5 });

bool is_header_size(std::uint32_t size) { return std::find(kSizes.begin(), kSizes.end(), size) != kSizes.end(); }

bool is_contiguous(std::uint32_t bits)
{
    const auto shifted = bits == 0 ? 0 : bits >> std::countr_zero(bits);
    return (shifted & (shifted + 1)) == 0;
}

struct Fields {
    std::uint32_t size = 0;
    std::uint32_t compression = 0;
    std::uint32_t colours_used = 0;
};

std::optional<std::uint32_t> read_masks(ByteReader& reader, std::size_t count, BmpFile& file)
{
    for (std::size_t i = 0; i < count; ++i) {
        const auto bits = reader.u32(false);
        if (!bits || !is_contiguous(*bits))
            return std::nullopt;
        (i < 3 ? file.colours[i] : file.alpha).bits = *bits;
    }
    return static_cast<std::uint32_t>(count);
}

/// Width, height, planes, depth, in 16 bits for OS/2 1 and in 32 otherwise.
bool read_size(ByteReader& reader, Fields& fields, BmpFile& file)
{
    if (fields.size == kCore) {
        file.width = reader.u16(false).value_or(0);
        file.height = reader.u16(false).value_or(0);
    } else {
        const std::int64_t width = static_cast<std::int32_t>(reader.u32(false).value_or(0));
        const std::int64_t height = static_cast<std::int32_t>(reader.u32(false).value_or(0));
        file.top_down = height < 0;
        file.width = static_cast<std::uint32_t>(std::max<std::int64_t>(width, 0));
        file.height = static_cast<std::uint32_t>(std::abs(height));
    }
    static_cast<void>(reader.skip(2));
    const auto depth = reader.u16(false);
    file.depth = depth.value_or(0);
    return depth.has_value();
}

Outcome coding_of(const Fields& fields, BmpFile& file)
{
    constexpr std::uint32_t kAlphaBitfields = 6;
    const bool runs = (fields.compression == 1 && file.depth == 8) || (fields.compression == 2 && file.depth == 4);
    const bool fits_bitfields = file.depth == 16 || file.depth == 32;
    if (fields.compression == 0)
        file.coding = BmpCoding::Plain;
    else if (runs && !file.top_down)
        file.coding = fields.compression == 1 ? BmpCoding::Rle8 : BmpCoding::Rle4;
    else if ((fields.compression == 3 || fields.compression == kAlphaBitfields) && fits_bitfields && fields.size != kOs2)
        file.coding = BmpCoding::Bitfields;
    else
        return unsupported("the compression of the BMP picture is of a kind that is not read");
    switch (file.depth) {
    case 1:
    case 2:
    case 4:
    case 8:
    case 16:
    case 24:
    case 32: return std::nullopt;
    default: return malformed("the BMP picture has a depth that does not exist");
    }
}

/// Masks stand inside the header from version 2 on and behind the 40 byte header.
bool read_colour_masks(ByteView bytes, const Fields& fields, BmpFile& file, std::size_t& end)
{
    if (file.coding != BmpCoding::Bitfields) {
        const bool sixteen = file.depth == 16;
        file.colours = { { { sixteen ? 0x7C00U : 0xFF0000U }, { sixteen ? 0x03E0U : 0x00FF00U }, { sixteen ? 0x001FU : 0x0000FFU } } };
        return true;
    }
    const bool with_alpha = fields.size >= kWithAlpha || fields.compression == 6;
    ByteReader reader(bytes);
    if (!reader.seek(kFileHeader + kInfo))
        return false;
    const auto count = read_masks(reader, with_alpha ? 4 : 3, file);
    end = std::max(end, reader.position());
    return count.has_value();
}

bool read_palette(ByteView bytes, const Fields& fields, BmpFile& file, std::size_t& end)
{
    ByteReader reader(bytes);
    if (!reader.seek(end))
        return false;
    const std::size_t entry = fields.size == kCore ? 3 : 4;
    const std::uint32_t most = file.depth <= 8 ? 1U << file.depth : 0;
    const std::uint32_t count = fields.colours_used == 0 ? most : std::min(fields.colours_used, most);
    for (std::uint32_t i = 0; i < count; ++i) {
        const auto bgr = reader.take(entry);
        if (!bgr)
            return false;
        file.palette.push_back({ (*bgr)[2], (*bgr)[1], (*bgr)[0] });
    }
    end = reader.position();
    return true;
}

/// Version 5: an embedded profile, or the name of a file that holds one.
void read_profile(ByteView bytes, const Fields& fields, BmpFile& file)
{
    constexpr std::size_t kColourSpaceAt = kFileHeader + 56;
    constexpr std::size_t kProfileAt = kFileHeader + 112;
    constexpr std::uint32_t kEmbedded = 0x4D424544;
    constexpr std::uint32_t kLinked = 0x4C494E4B;
    ByteReader reader(bytes);
    if (fields.size != kVersion5 || !reader.seek(kColourSpaceAt))
        return;
    const auto space = reader.u32(false).value_or(0);
    if ((space != kEmbedded && space != kLinked) || !reader.seek(kProfileAt))
        return;
    const auto at = reader.u32(false).value_or(0);
    const auto length = reader.u32(false).value_or(0);
    const auto profile = reader.seek(kFileHeader + std::size_t { at }) ? reader.take(length) : std::nullopt;
    file.profile = profile.value_or(ByteView {});
    file.linked_profile = space == kLinked;
}

}  // namespace

std::uint8_t BmpMask::value(std::uint32_t pixel) const
{
    if (bits == 0)
        return 0;
    const auto shift = std::countr_zero(bits);
    const std::uint64_t most = bits >> shift;
    const std::uint64_t field = (pixel & bits) >> shift;
    return static_cast<std::uint8_t>((field * 255 + most / 2) / most);
}

Parsed<BmpFile> read_bmp_header(ByteView bytes)
{
    BmpFile file;
    Fields fields;
    ByteReader reader(bytes);
    static_cast<void>(reader.skip(6));
    file.reserved = reader.u32(false).value_or(0);
    const auto pixels_at = reader.u32(false).value_or(0);
    fields.size = reader.u32(false).value_or(0);
    if (!is_header_size(fields.size) || bytes.size() < kFileHeader + fields.size || !read_size(reader, fields, file))
        return malformed("the header of the BMP file is not valid");
    if (fields.size != kCore) {
        fields.compression = reader.u32(false).value_or(0);
        static_cast<void>(reader.skip(12));
        fields.colours_used = reader.u32(false).value_or(0);
    }
    if (auto refused = check_frame_size(file.width, file.height, 4))
        return *refused;
    if (auto refused = coding_of(fields, file))
        return *refused;
    std::size_t end = kFileHeader + fields.size;
    if (!read_colour_masks(bytes, fields, file, end) || !read_palette(bytes, fields, file, end))
        return malformed("the colours of the BMP file are cut or not valid");
    if (pixels_at < end || pixels_at > bytes.size())
        return malformed("the BMP picture does not start where its header says");
    file.gap = bytes.subspan(end, pixels_at - end);
    file.pixels = bytes.subspan(pixels_at);
    read_profile(bytes, fields, file);
    return file;
}

}  // namespace imprimatur::jail::photo

namespace imprimatur::jail {

bool recognises_bmp(ByteView file)
{
    ByteReader reader(file);
    const bool magic = reader.u16(true) == 0x424D;
    if (!magic || !reader.seek(photo::kFileHeader))
        return false;
    return photo::is_header_size(reader.u32(false).value_or(0));
}

}  // namespace imprimatur::jail
