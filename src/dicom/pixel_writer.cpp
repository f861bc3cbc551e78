#include "dicom/pixel_writer.h"

#include <algorithm>
#include <array>

namespace imprimatur::dicom {

namespace {

// Native samples are copied through a buffer that stays in the processor's cache.
constexpr std::size_t kChunk = 512 * 1024;

bool is_float(Tag tag) { return tag != kPixelData; }

Unreadable malformed(std::string sentence) { return { Unreadable::How::Malformed, std::move(sentence) }; }

}  // namespace

CleanedStream clean_frame(ByteView frame, PixelCodec codec, const FrameShape& shape)
{
    switch (codec) {
    case PixelCodec::Jpeg: return clean_jpeg(frame);
    case PixelCodec::JpegLs: return clean_jpeg_ls(frame);
    case PixelCodec::Jpeg2000: return clean_jpeg2000(frame);
    case PixelCodec::Rle: return clean_rle(frame, shape);
    case PixelCodec::EncapsulatedUncompressed: {
        const std::uint64_t bytes = (PixelLayout { shape, 1 }.frame_bits() + 7) / 8;
        if (frame.size() < bytes)
            return malformed("a frame is shorter than its header says");
        CleanStream clean { Bytes(frame.begin(), frame.begin() + static_cast<std::ptrdiff_t>(bytes)), {} };
        const auto rest = frame.subspan(bytes);
        if (std::any_of(rest.begin(), rest.end(), [](std::uint8_t byte) { return byte != 0; }))
            clean.removed.push_back({ "bytes past the last pixel", Bytes(rest.begin(), rest.end()) });
        if (clear_unused_bits(clean.bytes, shape, false))
            clean.removed.push_back({ "bits above High Bit", {} });
        if (clean.bytes.size() % 2 != 0)
            clean.bytes.push_back(0);
        return clean;
    }
    default: return Unreadable { Unreadable::How::Unsupported, "frames of this transfer syntax are not opened" };
    }
}

std::optional<std::uint16_t> wide_padding(const DataSet& set, const FrameShape& shape)
{
    const auto padding = set.number({ 0x0028, 0x0120 });
    if (!padding || shape.bits_allocated != 16 || shape.bits_stored >= 16)
        return std::nullopt;
    Bytes sample { static_cast<std::uint8_t>(*padding & 0xFFU), static_cast<std::uint8_t>(*padding >> 8U) };
    return clear_unused_bits(sample, shape, false) ? padding : std::nullopt;
}

bool clear_unused_bits_but(Bytes& samples, const FrameShape& shape, bool big_endian, std::optional<std::uint16_t> padding)
{
    if (!padding)
        return clear_unused_bits(samples, shape, big_endian);
    const Bytes before = samples;
    clear_unused_bits(samples, shape, big_endian);
    const std::array<std::uint8_t, 2> pattern { static_cast<std::uint8_t>(big_endian ? *padding >> 8U : *padding & 0xFFU),
        static_cast<std::uint8_t>(big_endian ? *padding & 0xFFU : *padding >> 8U) };
    for (std::size_t i = 0; i + 1 < before.size(); i += 2) {
        if (before[i] == pattern[0] && before[i + 1] == pattern[1])
            std::copy(pattern.begin(), pattern.end(), samples.begin() + static_cast<std::ptrdiff_t>(i));
    }
    return samples != before;
}

std::optional<Unreadable> PixelWriter::write(const Node& pixels, Writer& writer, Sink& sink)
{
    if (m_set.syntax->encapsulated() != pixels.encapsulated && !is_float(pixels.tag))
        return malformed("its pixel data are not stored as its transfer syntax says");
    return pixels.encapsulated ? encapsulated(writer, sink) : native(pixels, writer, sink);
}

void PixelWriter::copy_samples(ByteView samples, Writer& writer)
{
    const auto& shape = m_layout.shape;
    if (shape.bits_stored == shape.bits_allocated) {
        writer.raw(samples);
        return;
    }
    Bytes chunk;
    while (!samples.empty()) {
        const auto piece = samples.first(std::min(samples.size(), kChunk));
        chunk.assign(piece.begin(), piece.end());
        if (clear_unused_bits_but(chunk, shape, m_set.syntax->big_endian, m_padding))
            m_residues.insert("bits above High Bit");
        writer.raw(chunk);
        samples = samples.subspan(piece.size());
    }
}

std::uint32_t darkest_of_palette(const DataSet& set)
{
    const bool big_endian = set.syntax->big_endian;
    std::array<ByteView, 3> tables;
    for (std::size_t i = 0; i < tables.size(); ++i) {
        const auto* table = set.top({ 0x0028, static_cast<std::uint16_t>(0x1201 + i) });
        if (table == nullptr)
            return 0;
        tables[i] = set.value(*table);
    }
    const auto* descriptor = set.top({ 0x0028, 0x1101 });
    ByteReader stated(descriptor == nullptr ? ByteView() : set.value(*descriptor));
    const std::size_t entries = stated.u16(big_endian).value_or(0);
    const std::uint32_t first = stated.u16(big_endian).value_or(0);
    const std::size_t width = tables[0].size() >= 2 * entries ? 2 : 1;
    std::uint32_t darkest = 0;
    std::uint64_t least = ~0ULL;
    for (std::size_t i = 0; i < entries; ++i) {
        std::uint64_t sum = 0;
        for (const auto table : tables) {
            ByteReader reader(table);
            if (reader.skip(i * width))
                sum += width == 2 ? reader.u16(big_endian).value_or(0xFFFF) : reader.u8().value_or(0xFF);
        }
        if (sum < least) {
            least = sum;
            darkest = first + static_cast<std::uint32_t>(i);
        }
    }
    return darkest;
}

std::variant<std::string, Unreadable> PixelWriter::photometric_after_fill()
{
    if (m_fills.empty() || m_set.syntax->codec != PixelCodec::Jpeg2000 || m_layout.shape.photometric != "YBR_ICT")
        return std::string();
    auto grouped = fragments_of_frames(m_set, m_layout.frames);
    if (auto* refused = std::get_if<Unreadable>(&grouped))
        return std::move(*refused);
    Bytes buffer;
    auto tried = m_filler(frame_bytes(m_set, std::get<std::vector<FrameFragments>>(grouped).front(), buffer), m_set.syntax->uid,
        m_layout.shape, {}, m_palette_black);
    if (auto* refused = std::get_if<Unreadable>(&tried))
        return std::move(*refused);
    m_fill_all = !std::get<FilledPixels>(tried).photometric.empty();
    return std::get<FilledPixels>(tried).photometric;
}

/// PS3.5 8.1.1 and 7.3: bytes of a big endian OW stand in pairs, the second sample first.
std::variant<FilledPixels, Unreadable> PixelWriter::fill_native(
    ByteView samples, Vr vr, const FrameShape& shape, const std::vector<Rect>& rects)
{
    const bool in_pairs = m_set.syntax->big_endian && vr == Vr::OW && shape.bits_allocated <= 8;
    if (in_pairs && samples.size() % 2 != 0)
        return Unreadable { Unreadable::How::Unsupported, "frames of an odd number of big endian bytes cannot be filled" };
    Bytes ordered(samples.begin(), samples.end());
    const auto swap_pairs = [in_pairs](Bytes& bytes) {
        for (std::size_t i = 0; in_pairs && i + 1 < bytes.size(); i += 2)
            std::swap(bytes[i], bytes[i + 1]);
    };
    swap_pairs(ordered);
    auto filled = m_filler(ordered, m_set.syntax->uid, shape, rects, m_palette_black);
    if (auto* pixels = std::get_if<FilledPixels>(&filled)) {
        swap_pairs(pixels->bytes);
        if (pixels->bytes.size() != samples.size())
            return malformed("a filled frame is not as long as it was");
    }
    return filled;
}

std::optional<Unreadable> PixelWriter::native(const Node& pixels, Writer& writer, Sink& sink)
{
    const std::uint64_t needed = m_layout.native_bytes();
    auto value = m_set.value(pixels);
    if (value.size() < needed)
        return malformed("its pixel data are shorter than its header says");
    const auto rest = value.subspan(needed);
    if (std::any_of(rest.begin(), rest.end(), [](std::uint8_t byte) { return byte != 0; }))
        m_residues.insert("bytes past the last pixel");
    value = value.first(needed);
    writer.begin_native(pixels.tag, pixels.vr, needed + needed % 2);
    const bool whole_bytes = m_layout.frame_bits() % 8 == 0;
    if (!m_fills.empty() && (!whole_bytes || is_float(pixels.tag)))
        return Unreadable { Unreadable::How::Unsupported, "pixels of this kind cannot be filled" };
    // Pixels of less than a byte are passed on whole; all others frame by frame.
    const std::uint64_t frame = whole_bytes ? m_layout.frame_bits() / 8 : needed;
    for (std::uint64_t at = 0, number = 0; at < needed; at += frame, ++number) {
        const auto samples = value.subspan(at, frame);
        const auto rects = m_fills.find(static_cast<std::uint32_t>(number));
        if (rects == m_fills.end()) {
            copy_samples(samples, writer);
        } else {
            auto filled = fill_native(samples, pixels.vr, m_layout.shape, rects->second);
            if (auto* refused = std::get_if<Unreadable>(&filled))
                return std::move(*refused);
            copy_samples(std::get<FilledPixels>(filled).bytes, writer);
        }
        sink.done_with(pixels.offset + at);
    }
    if (needed % 2 != 0)
        writer.raw(ByteView(std::array<std::uint8_t, 1> { 0 }));
    return std::nullopt;
}

std::optional<Unreadable> PixelWriter::encapsulated(Writer& writer, Sink& sink)
{
    auto grouped = fragments_of_frames(m_set, m_layout.frames);
    if (auto* refused = std::get_if<Unreadable>(&grouped))
        return std::move(*refused);
    writer.begin_encapsulated();
    Bytes buffer;
    std::uint32_t number = 0;
    for (const auto fragments : std::get<std::vector<FrameFragments>>(grouped)) {
        ByteView encoded = frame_bytes(m_set, fragments, buffer);
        Bytes filled;
        const auto rects = m_fills.find(number);
        if (rects != m_fills.end() || m_fill_all) {
            static const std::vector<Rect> kNone;
            auto result
                = m_filler(encoded, m_set.syntax->uid, m_layout.shape, rects == m_fills.end() ? kNone : rects->second, m_palette_black);
            if (auto* refused = std::get_if<Unreadable>(&result))
                return std::move(*refused);
            filled = std::move(std::get<FilledPixels>(result).bytes);
            encoded = filled;
        }
        auto cleaned = clean_frame(encoded, m_set.syntax->codec, m_layout.shape);
        if (auto* refused = std::get_if<Unreadable>(&cleaned))
            return std::move(*refused);
        auto& clean = std::get<CleanStream>(cleaned);
        for (const auto& residue : clean.removed)
            m_residues.insert(residue.what);
        writer.fragment(clean.bytes);
        sink.done_with(m_set.fragments[fragments.first].offset);
        ++number;
    }
    writer.end_encapsulated();
    return std::nullopt;
}

}  // namespace imprimatur::dicom
