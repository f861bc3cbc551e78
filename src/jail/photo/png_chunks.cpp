#include "jail/photo/png_chunks.h"

#include "base/limits.h"
#include "jail/photo/inflate.h"

#include <algorithm>
#include <array>
#include <zlib.h>

namespace imprimatur::jail::photo {

namespace {

constexpr std::array<std::uint8_t, 8> kSignature { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n' };

bool is_chunk_type(std::string_view type)
{
    return std::all_of(type.begin(), type.end(), [](char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); });
}

/// 11.2.2: which depth goes with which colour type.
bool is_known_kind(const PngHeader& header)
{
    switch (header.colour_type) {
    case 0: return header.depth == 1 || header.depth == 2 || header.depth == 4 || header.depth == 8 || header.depth == 16;
    case 3: return header.depth == 1 || header.depth == 2 || header.depth == 4 || header.depth == 8;
    case 2:
    case 4:
    case 6: return header.depth == 8 || header.depth == 16;
    default: return false;
    }
}

std::optional<PngHeader> header_of(ByteView data)
{
    ByteReader reader(data);
    const auto width = reader.u32(true);
    const auto height = reader.u32(true);
    const auto rest = reader.take(5);
    if (!rest || !reader.at_end() || (*rest)[2] != 0 || (*rest)[3] != 0 || (*rest)[4] > 1)
        return std::nullopt;
    const PngHeader header { *width, *height, (*rest)[0], (*rest)[1], (*rest)[4] == 1 };
    return is_known_kind(header) ? std::optional(header) : std::nullopt;
}

std::uint64_t pass_bytes(const PngHeader& header, std::uint64_t width, std::uint64_t height)
{
    constexpr std::array<unsigned, 7> kSamples { 1, 0, 3, 1, 2, 0, 4 };
    if (width == 0 || height == 0)
        return 0;
    const std::uint64_t bits = std::uint64_t { kSamples[header.colour_type] } * header.depth * width;
    return height * (1 + (bits + 7) / 8);
}

Outcome read_chunk(ByteReader& reader, PngFile& file)
{
    const auto length = reader.u32(true);
    const auto typed = length ? reader.take(std::size_t { *length } + 4) : std::nullopt;
    const auto crc = reader.u32(true);
    if (!typed || !crc)
        return malformed("a chunk of the PNG file is cut");
    if (crc32(0, typed->data(), static_cast<uInt>(typed->size())) != *crc)
        return malformed("a chunk of the PNG file does not match its checksum");
    const PngChunk chunk { as_text(typed->first(4)), typed->subspan(4) };
    if (!is_chunk_type(chunk.type))
        return malformed("a chunk of the PNG file has no valid type");
    if (file.chunks.size() == limits::kMaxAttributes)
        return too_large("the PNG file has more chunks than the limit");
    file.chunks.push_back(chunk);
    return std::nullopt;
}

Outcome check_picture(PngFile& file)
{
    const auto header = header_of(file.chunks.front().data);
    if (file.chunks.front().type != "IHDR" || !header)
        return malformed("the header of the PNG file is not valid");
    file.header = *header;
    if (auto refused = check_frame_size(header->width, header->height, 4))
        return refused;
    std::vector<ByteView> pieces;
    std::string_view previous;
    for (const auto& chunk : file.chunks) {
        if (chunk.type == "IDAT" && !pieces.empty() && previous != "IDAT")
            return malformed("the picture data of the PNG file is not in one piece");
        if (chunk.type == "IDAT")
            pieces.push_back(chunk.data);
        previous = chunk.type;
    }
    const auto expected = picture_bytes(*header);
    const auto measured = measure_stream(pieces, expected);
    if (measured.length < expected || (measured.length == expected && !measured.whole))
        return malformed("the PNG picture data is damaged or cut");
    if (measured.length > expected)
        return malformed("the PNG file holds more picture data than its header says");
    file.behind_pixels = measured.left_over;
    return std::nullopt;
}

}  // namespace

std::uint64_t picture_bytes(const PngHeader& header)
{
    struct Pass {
        unsigned x, y, step_x, step_y;
    };
    constexpr std::array<Pass, 7> kAdam7 { { { 0, 0, 8, 8 }, { 4, 0, 8, 8 }, { 0, 4, 4, 8 }, { 2, 0, 4, 4 }, { 0, 2, 2, 4 }, { 1, 0, 2, 2 },
        { 0, 1, 1, 2 } } };
    if (!header.interlaced)
        return pass_bytes(header, header.width, header.height);
    std::uint64_t sum = 0;
    for (const auto& pass : kAdam7) {
        const auto across = (std::uint64_t { header.width } + pass.step_x - 1 - pass.x) / pass.step_x;
        const auto down = (std::uint64_t { header.height } + pass.step_y - 1 - pass.y) / pass.step_y;
        sum += pass_bytes(header, across, down);
    }
    return sum;
}

Parsed<PngFile> split_png(ByteView bytes)
{
    if (bytes.size() < kSignature.size() || !std::equal(kSignature.begin(), kSignature.end(), bytes.begin()))
        return malformed("the PNG file does not start with its signature");
    ByteReader reader(bytes.subspan(kSignature.size()));
    PngFile file {};
    do {
        if (auto refused = read_chunk(reader, file))
            return *refused;
    } while (file.chunks.back().type != "IEND");
    file.trailing = reader.rest();
    if (auto refused = check_picture(file))
        return *refused;
    return file;
}

}  // namespace imprimatur::jail::photo

namespace imprimatur::jail {

bool recognises_png(ByteView file)
{
    return file.size() >= photo::kSignature.size() && std::equal(photo::kSignature.begin(), photo::kSignature.end(), file.begin());
}

}  // namespace imprimatur::jail
