// Pixel Data into the copy, frame by frame in its own transfer syntax: what was not redacted is not recompressed.
#pragma once

#include "dicom/frames.h"
#include "dicom/writer.h"

#include <functional>
#include <map>
#include <optional>

namespace imprimatur::dicom {

/// One encoded frame with these rectangles filled, in the same transfer syntax.
using FrameFiller = std::function<std::variant<Bytes, Unreadable>(
    ByteView encoded, std::string_view transfer_syntax, const FrameShape& shape, const std::vector<Rect>& rects)>;

/// Rectangles by frame, from 0.
using Fills = std::map<std::uint32_t, std::vector<Rect>>;

/// Takes out of one encoded frame what its codec carries beside the picture.
CleanedStream clean_frame(ByteView frame, PixelCodec codec, const FrameShape& shape);

class PixelWriter {
public:
    PixelWriter(const DataSet& set, const PixelLayout& layout, const Fills& fills, const FrameFiller& filler)
        : m_set(set)
        , m_layout(layout)
        , m_fills(fills)
        , m_filler(filler)
    {
    }

    /// Unreadable: nothing of what was written may be used.
    std::optional<Unreadable> write(const Node& pixels, Writer& writer, Sink& sink);

    /// What stood beside the picture: "JPEG COM", "bytes past the last pixel" ... each name once, with a sample of the bytes.
    [[nodiscard]] const std::map<std::string, Bytes>& residues() const { return m_residues; }

private:
    std::optional<Unreadable> native(const Node& pixels, Writer& writer, Sink& sink);
    std::optional<Unreadable> encapsulated(Writer& writer, Sink& sink);
    void copy_samples(ByteView samples, Writer& writer);
    void note(const std::string& what, ByteView bytes);

    const DataSet& m_set;
    const PixelLayout& m_layout;
    const Fills& m_fills;
    const FrameFiller& m_filler;
    std::map<std::string, Bytes> m_residues;
};

}  // namespace imprimatur::dicom
