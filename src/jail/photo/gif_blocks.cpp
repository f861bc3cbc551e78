#include "jail/photo/gif_blocks.h"

#include "base/limits.h"
#include "jail/photo/icc.h"
#include "jail/photo/text.h"
#include "jail/photo/xmp.h"

#include <algorithm>

namespace imprimatur::jail::photo {

namespace {

constexpr std::uint8_t kExtension = 0x21;
constexpr std::uint8_t kPicture = 0x2C;
constexpr std::uint8_t kTrailer = 0x3B;
constexpr std::uint8_t kPlainText = 0x01;
constexpr std::uint8_t kControl = 0xF9;
constexpr std::uint8_t kComment = 0xFE;
constexpr std::uint8_t kApplication = 0xFF;

/// Bytes of the colour table that a packed field announces.
std::size_t table_bytes(std::uint8_t packed) { return (packed & 0x80U) != 0 ? std::size_t { 3 } << ((packed & 7U) + 1) : 0; }

/// Sub-blocks up to their terminator, length bytes included.
std::optional<ByteView> take_blocks(ByteReader& reader)
{
    const auto all = reader.rest();
    std::size_t length = 0;
    while (true) {
        const auto size = reader.u8();
        if (!size || !reader.skip(*size))
            return std::nullopt;
        if (*size == 0)
            return all.first(length);
        length += std::size_t { *size } + 1;
    }
}

Bytes joined(ByteView blocks)
{
    Bytes bytes;
    ByteReader reader(blocks);
    while (const auto size = reader.u8()) {
        const auto block = reader.take(*size);
        if (!block)
            break;
        bytes.insert(bytes.end(), block->begin(), block->end());
    }
    return bytes;
}

/// 20: left, top, width, height, packed; then a colour table, the code size and the data.
Outcome read_picture(ByteReader& reader, GifFile& file)
{
    const auto left = reader.u16(false);
    const auto top = reader.u16(false);
    const auto width = reader.u16(false);
    const auto height = reader.u16(false);
    const auto packed = reader.u8();
    if (!left || !top || !width || !height || !packed || !reader.skip(table_bytes(*packed)) || !reader.skip(1) || !take_blocks(reader))
        return malformed("a picture of the GIF file is cut");
    if (++file.pictures > limits::kMaxFrames)
        return too_large("the GIF file has more pictures than the limit");
    const std::uint32_t right = std::uint32_t { *left } + *width;
    const std::uint32_t bottom = std::uint32_t { *top } + *height;
    file.outgrown |= right > file.width || bottom > file.height;
    file.width = std::max(file.width, right);
    file.height = std::max(file.height, bottom);
    return std::nullopt;
}

Outcome read_block(ByteReader& reader, std::uint8_t kind, GifFile& file)
{
    if (kind == kPicture)
        return read_picture(reader, file);
    if (kind != kExtension)
        return malformed("the GIF file holds a block of no known kind");
    const auto label = reader.u8();
    const auto blocks = label ? take_blocks(reader) : std::nullopt;
    if (!blocks)
        return malformed("an extension of the GIF file is cut");
    if (file.extensions.size() == limits::kMaxAttributes)
        return too_large("the GIF file has more extensions than the limit");
    file.extensions.push_back({ *label, *blocks });
    return std::nullopt;
}

/// Eleven bytes name the program. XMP is not cut into sub-blocks but followed by a ramp that ends them (XMP part 3, 1.1.2).
void list_application(ByteView blocks, Listing& listing)
{
    constexpr std::size_t kName = 11;
    constexpr std::size_t kRamp = 257;
    if (blocks.size() < kName + 1 || blocks[0] != kName)
        return listing.unknown({ "GIF:Application", "" }, "GIF application data", blocks);
    const auto name = as_text(blocks.subspan(1, kName));
    const auto rest = blocks.subspan(kName + 1);
    if (name == "XMP DataXMP")
        return list_xmp(rest.first(rest.size() - std::min(kRamp, rest.size())), listing);
    const auto data = joined(rest);
    if (name == "ICCRGBG1012")
        return list_icc(data, listing);
    constexpr std::size_t kLoop = 3;
    if ((name == "NETSCAPE2.0" || name == "ANIMEXTS1.0") && data.size() == kLoop && data[0] == 1)
        return listing.text({ "GIF:LoopCount", "LoopCount" }, std::to_string(data[1] | data[2] << 8), data.size());
    listing.unknown({ "GIF:Application", "" }, "GIF application data", data);
}

/// 25: twelve bytes of grid and colours, then the text, which most viewers do not draw.
void list_plain_text(ByteView blocks, Listing& listing)
{
    const auto data = joined(blocks);
    constexpr std::size_t kGrid = 12;
    const ByteView view(data);
    listing.hidden_bytes("plain text extension", data.size());
    listing.bytes_as_text({ "GIF:PlainText", "PlainText" }, view.subspan(std::min(kGrid, view.size())));
}

void list_extension(const GifExtension& extension, Listing& listing)
{
    constexpr std::size_t kControlBytes = 5;  // with its length byte
    switch (extension.label) {
    case kComment: return listing.bytes_as_text({ "GIF:Comment", "Comment" }, joined(extension.blocks));
    case kApplication: return list_application(extension.blocks, listing);
    case kPlainText: return list_plain_text(extension.blocks, listing);
    case kControl:
        if (extension.blocks.size() > kControlBytes)
            listing.hidden_bytes("bytes behind a graphic control", extension.blocks.size() - kControlBytes);
        return;
    default: return listing.unknown({ "GIF:extension", "" }, "GIF extension of unknown kind", joined(extension.blocks));
    }
}

}  // namespace

Parsed<GifFile> split_gif(ByteView bytes)
{
    ByteReader reader(bytes);
    const auto signature = reader.take(6);
    const auto width = reader.u16(false);
    const auto height = reader.u16(false);
    const auto packed = reader.u8();
    if (!signature || !width || !height || !packed || !recognises_gif(*signature) || !reader.skip(2) || !reader.skip(table_bytes(*packed)))
        return malformed("the header of the GIF file is cut");
    GifFile file { *width, *height, false, 0, {}, {} };
    while (true) {
        const auto kind = reader.u8();
        if (!kind)
            return malformed("the GIF file ends before its trailer");
        if (*kind == kTrailer)
            break;
        if (auto refused = read_block(reader, *kind, file))
            return *refused;
    }
    file.trailing = reader.rest();
    if (file.pictures == 0)
        return malformed("the GIF file has no picture");
    return file;
}

void list_gif(const GifFile& file, Listing& listing)
{
    for (const auto& extension : file.extensions) {
        if (listing.stopped())
            return;
        list_extension(extension, listing);
    }
    if (file.outgrown)
        listing.hidden_picture("picture outside the canvas", 0);
    if (!file.trailing.empty()) {
        listing.search("second picture after the end of the image", file.trailing);
        listing.hidden_bytes("bytes after the end of the image", file.trailing.size());
    }
}

}  // namespace imprimatur::jail::photo
