#include "jail/photo/riff.h"

#include "base/limits.h"
#include "jail/photo/exif.h"
#include "jail/photo/icc.h"
#include "jail/photo/xmp.h"

#include <algorithm>

namespace imprimatur::jail::photo {

namespace {

constexpr std::size_t kFormHeader = 12;  // "RIFF", length, "WEBP"

std::optional<RiffChunk> next_chunk(ByteReader& reader)
{
    const auto type = reader.take(4);
    const auto length = reader.u32(false);
    const auto data = length ? reader.take(*length) : std::nullopt;
    if (!type || !data || (*length % 2 == 1 && !reader.skip(1)))
        return std::nullopt;
    return RiffChunk { as_text(*type), *data };
}

bool is_picture(std::string_view type) { return type == "VP8 " || type == "VP8L" || type == "VP8X" || type == "ALPH" || type == "ANIM"; }

bool is_coded(std::string_view type) { return type == "VP8 " || type == "VP8L"; }

/// Readers take the first picture of a still file and pass over every other one (RFC 9649 2.7.2): it becomes a file of its own here.
void list_unshown(const RiffChunk& chunk, Listing& listing)
{
    const auto put = [](Bytes& bytes, std::size_t value) {
        for (int shift = 0; shift < 32; shift += 8)
            bytes.push_back(static_cast<std::uint8_t>(value >> shift));
    };
    const std::size_t padded = chunk.data.size() + chunk.data.size() % 2;
    Bytes file { 'R', 'I', 'F', 'F' };
    put(file, kFormHeader + padded);
    for (const char letter : std::string_view("WEBP"))
        file.push_back(static_cast<std::uint8_t>(letter));
    file.insert(file.end(), chunk.type.begin(), chunk.type.end());
    put(file, chunk.data.size());
    file.insert(file.end(), chunk.data.begin(), chunk.data.end());
    if (chunk.data.size() % 2 == 1)
        file.push_back(0);
    listing.hidden_file("picture that the file does not show", file);
}

/// RFC 9649 2.7.1.1: sixteen bytes of frame header, then chunks of its own.
void list_animation_frame(ByteView data, Listing& listing)
{
    constexpr std::size_t kFrameHeader = 16;
    ByteReader reader(data);
    if (!reader.skip(kFrameHeader))
        return;
    while (!reader.at_end()) {
        const auto rest = reader.rest();
        const auto chunk = next_chunk(reader);
        if (!chunk)
            return listing.hidden_bytes("bytes inside an animation frame", rest.size());
        if (!is_picture(chunk->type))
            listing.unknown({ "WebP:chunk", "" }, "WebP chunk of unknown kind", chunk->data);
    }
}

}  // namespace

Parsed<WebpFile> split_webp(ByteView bytes)
{
    ByteReader start(bytes);
    const auto riff = start.take(4);
    const auto length = start.u32(false);
    const auto form = start.take(4);
    if (!form || as_text(*riff) != "RIFF" || as_text(*form) != "WEBP")
        return malformed("the WebP file does not start with its signature");
    if (*length < 4 || *length > bytes.size() - 8)
        return malformed("the WebP file is cut");
    WebpFile file { {}, bytes.first(std::size_t { *length } + 8), bytes.subspan(std::size_t { *length } + 8) };
    ByteReader reader(file.picture.subspan(kFormHeader));
    while (!reader.at_end()) {
        const auto chunk = next_chunk(reader);
        if (!chunk)
            return malformed("a chunk of the WebP file is cut");
        if (file.chunks.size() == limits::kMaxAttributes)
            return too_large("the WebP file has more chunks than the limit");
        file.chunks.push_back(*chunk);
    }
    return file;
}

unsigned list_webp(const WebpFile& file, Listing& listing)
{
    constexpr std::string_view kExif { "Exif\0\0", 6 };
    std::optional<unsigned> orientation;
    std::size_t pictures = 0;
    for (const auto& chunk : file.chunks) {
        if (listing.stopped())
            return 1;
        if (chunk.type == "EXIF") {
            const auto block = as_text(chunk.data).starts_with(kExif) ? chunk.data.subspan(kExif.size()) : chunk.data;
            const auto found = list_exif(block, listing);
            orientation = orientation.value_or(found);
        } else if (chunk.type == "XMP ") {
            list_xmp(chunk.data, listing);
        } else if (chunk.type == "ICCP") {
            list_icc(chunk.data, listing);
        } else if (chunk.type == "ANMF") {
            list_animation_frame(chunk.data, listing);
        } else if (is_coded(chunk.type) && pictures++ > 0) {
            list_unshown(chunk, listing);
        } else if (!is_picture(chunk.type)) {
            listing.unknown({ "WebP:chunk", "" }, "WebP chunk of unknown kind", chunk.data);
        }
    }
    if (!file.trailing.empty()) {
        listing.search("second picture after the end of the image", file.trailing);
        listing.hidden_bytes("bytes after the end of the image", file.trailing.size());
    }
    return orientation.value_or(1);
}

}  // namespace imprimatur::jail::photo
