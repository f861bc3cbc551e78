// The marker segments of ITU-T T.81 and T.87 code streams, for the two processes that libjpeg does not have and for JPEG-LS.
#pragma once

#include "base/byte_reader.h"
#include "jail/recode/dct_grid.h"
#include "jail/recode/paint.h"

#include <array>
#include <optional>
#include <vector>

namespace imprimatur::jail::recode {

/// T.81 B.2.4.2: how many codes of each length, and what they stand for.
struct HuffmanSpec {
    std::array<std::uint8_t, 16> counts {};
    Bytes symbols;
};

using QuantTable = std::array<std::uint16_t, 64>;

struct JpegComponent {
    std::uint8_t id = 0;
    Sampling sampling;
    std::uint8_t table = 0;  ///< quantisation table
};

struct JpegScan {
    std::vector<std::size_t> components;  ///< indices into the frame's
    std::vector<HuffmanSpec> dc, ac;  ///< of each of them; empty when undefined
    std::uint8_t start = 0;  ///< Ss: predictor of lossless, NEAR of JPEG-LS
    std::uint8_t end = 0;  ///< Se: interleave mode of JPEG-LS
    std::uint8_t approximation = 0;  ///< Ah and Al
    std::uint32_t restart = 0;  ///< MCUs between restart markers, 0 for none
    ByteView data;  ///< entropy coded, restart markers included
};

/// T.87 C.2.4.1.1; zero means default.
struct LsPreset {
    std::uint16_t maximum = 0;
    std::array<std::uint16_t, 3> thresholds {};
    std::uint16_t reset = 0;
};

struct JpegStream {
    std::uint8_t frame_marker = 0;  ///< low byte: 0xC1, 0xC3, 0xF7 ...
    unsigned precision = 0;
    std::uint32_t rows = 0;
    std::uint32_t columns = 0;
    std::vector<JpegComponent> components;
    std::array<std::optional<QuantTable>, 4> quant;
    std::vector<JpegScan> scans;
    LsPreset preset;
    Bytes application;  ///< JFIF without thumbnail and Adobe, whole segments: the two that change colours
    std::optional<std::uint8_t> adobe_transform;
    bool jfif = false;
    bool hp_transform = false;  ///< APP8 "mrfx" other than "none"
};

/// Every component is in exactly one scan, so the number of scans is bounded; progressive streams do not pass.
Parsed<JpegStream> parse_jpeg(ByteView frame);

/// The frame's samples are what the attributes claim.
bool fits(const JpegStream& stream, const dicom::FrameShape& shape);

class SegmentWriter {
public:
    SegmentWriter();  ///< begins with SOI
    void bytes(const Bytes& some) { out.insert(out.end(), some.begin(), some.end()); }
    void segment(std::uint8_t marker, const Bytes& payload);
    void frame_header(const JpegStream& stream);
    /// `tables`: two nibbles a component, as SOS has them.
    void scan_header(const JpegStream& stream, const std::vector<std::size_t>& components, const Bytes& tables, std::uint8_t start,
        std::uint8_t end, std::uint8_t approximation);
    /// EOI, and a zero to make the length even.
    Bytes finish();

    Bytes out;
};

}  // namespace imprimatur::jail::recode
