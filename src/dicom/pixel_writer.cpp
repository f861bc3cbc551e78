#include "dicom/pixel_writer.h"

#include <algorithm>
#include <array>

namespace imprimatur::dicom {

namespace {

// Native samples are copied through a buffer that stays in the processor's cache.
constexpr std::size_t kChunk = 512 * 1024;

// A sample of what was taken out is enough for the proof.
constexpr std::size_t kSample = 64 * 1024;

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

void PixelWriter::note(const std::string& what, ByteView bytes)
{
    if (!m_residues.contains(what))
        m_residues.emplace(what, Bytes(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(std::min(bytes.size(), kSample))));
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
        if (clear_unused_bits(chunk, shape, m_set.syntax->big_endian))
            note("bits above High Bit", {});
        writer.raw(chunk);
        samples = samples.subspan(piece.size());
    }
}

std::optional<Unreadable> PixelWriter::native(const Node& pixels, Writer& writer, Sink& sink)
{
    PixelLayout layout = m_layout;
    if (is_float(pixels.tag))
        layout.shape.bits_allocated = layout.shape.bits_stored = pixels.tag.element == 0x0008 ? 32 : 64;
    const std::uint64_t needed = layout.native_bytes();
    auto value = m_set.value(pixels);
    if (value.size() < needed)
        return malformed("its pixel data are shorter than its header says");
    const auto rest = value.subspan(needed);
    if (std::any_of(rest.begin(), rest.end(), [](std::uint8_t byte) { return byte != 0; }))
        note("bytes past the last pixel", rest);
    value = value.first(needed);
    writer.begin_native(pixels.tag, pixels.vr, needed + needed % 2);
    const bool whole_bytes = layout.frame_bits() % 8 == 0;
    if (!m_fills.empty() && (!whole_bytes || is_float(pixels.tag)))
        return Unreadable { Unreadable::How::Unsupported, "pixels of this kind cannot be filled" };
    // Pixels of less than a byte are passed on whole; all others frame by frame.
    const std::uint64_t frame = whole_bytes ? layout.frame_bits() / 8 : needed;
    for (std::uint64_t at = 0, number = 0; at < needed; at += frame, ++number) {
        const auto samples = value.subspan(at, frame);
        const auto rects = m_fills.find(static_cast<std::uint32_t>(number));
        if (rects == m_fills.end()) {
            is_float(pixels.tag) ? writer.raw(samples) : copy_samples(samples, writer);
        } else {
            auto filled = m_filler(samples, m_set.syntax->uid, layout.shape, rects->second);
            if (auto* refused = std::get_if<Unreadable>(&filled))
                return std::move(*refused);
            copy_samples(ByteView(std::get<Bytes>(filled)).first(std::min<std::size_t>(frame, std::get<Bytes>(filled).size())), writer);
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
        if (const auto rects = m_fills.find(number); rects != m_fills.end()) {
            auto result = m_filler(encoded, m_set.syntax->uid, m_layout.shape, rects->second);
            if (auto* refused = std::get_if<Unreadable>(&result))
                return std::move(*refused);
            filled = std::move(std::get<Bytes>(result));
            encoded = filled;
        }
        auto cleaned = clean_frame(encoded, m_set.syntax->codec, m_layout.shape);
        if (auto* refused = std::get_if<Unreadable>(&cleaned))
            return std::move(*refused);
        auto& clean = std::get<CleanStream>(cleaned);
        for (const auto& residue : clean.removed)
            note(residue.what, residue.bytes);
        writer.fragment(clean.bytes);
        sink.done_with(m_set.fragments[fragments.first].offset);
        ++number;
    }
    writer.end_encapsulated();
    return std::nullopt;
}

}  // namespace imprimatur::dicom
