#include "dicom/frames.h"

#include "base/limits.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace imprimatur::dicom {

namespace {

constexpr std::size_t kItemHeader = 8;

Unreadable malformed(std::string sentence) { return { Unreadable::How::Malformed, std::move(sentence) }; }

/// The first bytes of a code stream: JPEG and JPEG-LS SOI, JPEG 2000 SOC with SIZ.
bool starts_stream(ByteView bytes, PixelCodec codec)
{
    if (bytes.size() < 4 || bytes[0] != 0xFF)
        return false;
    return codec == PixelCodec::Jpeg2000 ? bytes[1] == 0x4F && bytes[2] == 0xFF && bytes[3] == 0x51 : bytes[1] == 0xD8 && bytes[2] == 0xFF;
}

/// PS3.5 A.4: offsets count from the first byte of the first fragment's item.
std::variant<std::vector<FrameFragments>, Unreadable> by_offset_table(const DataSet& set, std::uint64_t frames)
{
    std::vector<FrameFragments> result;
    ByteReader table(set.offset_table);
    std::uint32_t fragment = 0;
    const std::uint64_t base = set.fragments[0].offset - kItemHeader;
    for (std::uint64_t i = 0; i < frames; ++i) {
        const auto offset = table.u32(set.syntax->big_endian);
        while (offset && fragment < set.fragments.size() && set.fragments[fragment].offset - kItemHeader - base < *offset)
            ++fragment;
        if (!offset || fragment >= set.fragments.size() || set.fragments[fragment].offset - kItemHeader - base != *offset)
            return malformed("the offset table of the pixel data does not point at its frames");
        if (!result.empty())
            result.back().end = fragment;
        result.push_back({ fragment, 0 });
    }
    if (result.empty() || result.front().first != 0)
        return malformed("the offset table of the pixel data leaves fragments out");
    result.back().end = static_cast<std::uint32_t>(set.fragments.size());
    return result;
}

std::variant<std::vector<FrameFragments>, Unreadable> by_start_marker(const DataSet& set, std::uint64_t frames)
{
    std::vector<FrameFragments> result;
    for (std::uint32_t i = 0; i < set.fragments.size(); ++i) {
        const auto& fragment = set.fragments[i];
        if (starts_stream(set.bytes.subspan(fragment.offset, fragment.length), set.syntax->codec)) {
            if (!result.empty())
                result.back().end = i;
            result.push_back({ i, 0 });
        }
    }
    if (result.size() != frames || result.front().first != 0)
        return malformed("the fragments of the pixel data cannot be told apart by frame");
    result.back().end = static_cast<std::uint32_t>(set.fragments.size());
    return result;
}

}  // namespace

std::uint64_t PixelLayout::frame_bits() const
{
    const std::uint64_t pixels = static_cast<std::uint64_t>(shape.rows) * shape.columns;
    // PS3.3 C.7.6.3.1.2: two pixels share their chrominance.
    if (shape.photometric == "YBR_FULL_422" || shape.photometric == "YBR_PARTIAL_422")
        return pixels * 2 * shape.bits_allocated;
    return pixels * shape.samples * shape.bits_allocated;
}

std::variant<PixelLayout, Unreadable> pixel_layout(const DataSet& set, Tag pixels)
{
    const auto number = [&](std::uint16_t element, std::uint16_t otherwise) { return set.number({ 0x0028, element }).value_or(otherwise); };
    static constexpr std::array<std::uint16_t, 8> kNumbers { 0x0002, 0x0006, 0x0010, 0x0011, 0x0100, 0x0101, 0x0102, 0x0103 };
    for (const std::uint16_t element : kNumbers) {
        const auto* node = set.top({ 0x0028, element });
        if (node != nullptr && node->length != 0 && !set.number(node->tag))
            return malformed("the description of its pixels is not written in numbers: " + to_string(node->tag));
    }
    PixelLayout layout;
    layout.shape = { .rows = number(0x0010, 0), .columns = number(0x0011, 0), .samples = number(0x0002, 1) };
    layout.shape.bits_allocated = number(0x0100, 0);
    layout.shape.bits_stored = number(0x0101, layout.shape.bits_allocated);
    layout.shape.high_bit = number(0x0102, static_cast<std::uint16_t>(layout.shape.bits_stored - 1));
    layout.shape.is_signed = number(0x0103, 0) == 1;
    layout.shape.planar = number(0x0006, 0) == 1;
    layout.shape.photometric = std::string(set.text({ 0x0028, 0x0004 }));
    const auto& shape = layout.shape;
    const bool float_pixels = set.top({ 0x7FE0, 0x0008 }) != nullptr || set.top({ 0x7FE0, 0x0009 }) != nullptr;
    if (shape.rows == 0 || shape.columns == 0 || shape.samples == 0 || shape.samples > 4 || shape.bits_allocated == 0
        || shape.bits_allocated > 64)
        return malformed("its header does not say how the pixels are stored");
    if (!float_pixels
        && (shape.bits_stored == 0 || shape.bits_stored > shape.bits_allocated || shape.high_bit >= shape.bits_allocated
            || shape.high_bit + 1 < shape.bits_stored))
        return malformed("Bits Allocated, Bits Stored and High Bit contradict each other");
    const auto frames = set.text({ 0x0028, 0x0008 });
    if (!frames.empty()) {
        const auto parsed = std::from_chars(frames.data(), frames.data() + frames.size(), layout.frames);
        if (parsed.ec != std::errc() || parsed.ptr != frames.data() + frames.size() || layout.frames == 0)
            return malformed("its Number of Frames is no number of frames");
    }
    if (layout.frames > set.bytes.size() * 8)
        return malformed("it has fewer bytes than frames");
    if (pixels != kPixelData)
        layout.shape.bits_allocated = layout.shape.bits_stored = pixels.element == 0x0008 ? 32 : 64;
    return layout;
}

std::variant<std::vector<FrameFragments>, Unreadable> fragments_of_frames(const DataSet& set, std::uint64_t frames)
{
    if (set.fragments.empty())
        return malformed("its pixel data have no fragments");
    if (set.fragments.size() == frames) {
        std::vector<FrameFragments> result(set.fragments.size());
        for (std::uint32_t i = 0; i < result.size(); ++i)
            result[i] = { i, i + 1 };
        return result;
    }
    if (frames == 1)
        return std::vector<FrameFragments> { { 0, static_cast<std::uint32_t>(set.fragments.size()) } };
    if (set.fragments.size() < frames)
        return malformed("its pixel data have fewer fragments than frames");
    return set.offset_table.size() >= frames * 4 ? by_offset_table(set, frames) : by_start_marker(set, frames);
}

ByteView frame_bytes(const DataSet& set, FrameFragments fragments, Bytes& buffer)
{
    if (fragments.end - fragments.first == 1)
        return set.bytes.subspan(set.fragments[fragments.first].offset, set.fragments[fragments.first].length);
    buffer.clear();
    for (std::uint32_t i = fragments.first; i < fragments.end; ++i) {
        const auto piece = set.bytes.subspan(set.fragments[i].offset, set.fragments[i].length);
        buffer.insert(buffer.end(), piece.begin(), piece.end());
    }
    return buffer;
}

}  // namespace imprimatur::dicom
