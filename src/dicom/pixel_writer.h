// Pixel Data into the copy, frame by frame in its own transfer syntax: what was not redacted is not recompressed.
#pragma once

#include "dicom/frames.h"
#include "dicom/writer.h"

#include <functional>
#include <map>
#include <optional>
#include <set>

namespace imprimatur::dicom {

struct FilledPixels {
    Bytes bytes;
    std::string photometric;  ///< what the frame's Photometric Interpretation is now; empty when it is unchanged
};

/// One encoded frame with these rectangles filled, in the same transfer syntax. `palette_black`: the darkest index of a palette.
using FrameFiller = std::function<std::variant<FilledPixels, Unreadable>(ByteView encoded, std::string_view transfer_syntax,
    const FrameShape& shape, const std::vector<Rect>& rects, std::uint32_t palette_black)>;

/// Rectangles by frame, from 0.
using Fills = std::map<std::uint32_t, std::vector<Rect>>;

/// Takes out of one encoded frame what its codec carries beside the picture.
CleanedStream clean_frame(ByteView frame, PixelCodec codec, const FrameShape& shape);

/// Pixel Padding Value (0028,0120) when it has bits outside the stored ones, as a scanner's "outside the field of view" often does.
std::optional<std::uint16_t> wide_padding(const DataSet& set, const FrameShape& shape);

/// clear_unused_bits() that leaves samples equal to `padding` alone: they are told apart from tissue by those very bits.
bool clear_unused_bits_but(Bytes& samples, const FrameShape& shape, bool big_endian, std::optional<std::uint16_t> padding);

/// Index of the palette's darkest entry (PS3.3 C.7.6.3.1.5); 0 without a palette.
std::uint32_t darkest_of_palette(const DataSet& set);

class PixelWriter {
public:
    PixelWriter(const DataSet& set, const PixelLayout& layout, const Fills& fills, const FrameFiller& filler)
        : m_set(set)
        , m_layout(layout)
        , m_fills(fills)
        , m_filler(filler)
        , m_palette_black(fills.empty() ? 0 : darkest_of_palette(set))
        , m_padding(wide_padding(set, layout.shape))
    {
    }

    /// Photometric Interpretation that the frames will have when filling changes it: lossy JPEG 2000 is filled without a second loss,
    /// which its colour transform cannot do (YBR_ICT becomes YBR_RCT). It stands before the pixels, so it is found out first.
    std::variant<std::string, Unreadable> photometric_after_fill();

    /// Unreadable: nothing of what was written may be used.
    std::optional<Unreadable> write(const Node& pixels, Writer& writer, Sink& sink);

    /// What stood beside the picture and is not in the copy: "JPEG COM", "bytes past the last pixel" ...
    [[nodiscard]] const std::set<std::string>& residues() const { return m_residues; }

private:
    std::optional<Unreadable> native(const Node& pixels, Writer& writer, Sink& sink);
    std::optional<Unreadable> encapsulated(Writer& writer, Sink& sink);
    void copy_samples(ByteView samples, Writer& writer);
    std::variant<FilledPixels, Unreadable> fill_native(ByteView samples, Vr vr, const FrameShape& shape, const std::vector<Rect>& rects);

    const DataSet& m_set;
    const PixelLayout& m_layout;
    const Fills& m_fills;
    const FrameFiller& m_filler;
    std::uint32_t m_palette_black;
    std::optional<std::uint16_t> m_padding;
    bool m_fill_all = false;  ///< also frames without a rectangle, so that all have one Photometric Interpretation
    std::set<std::string> m_residues;
};

}  // namespace imprimatur::dicom
