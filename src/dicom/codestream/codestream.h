// Encoded pixels without what the picture does not need: comments, application segments, bytes after the end, unused bits.
// Nothing is recompressed; the decoded picture is bit for bit the same. Foreign bytes: runs in the jail, never crashes.
#pragma once

#include "base/byte_reader.h"
#include "imprimatur/model/material.h"

#include <cstdint>
#include <span>
#include <string>
#include <variant>
#include <vector>

namespace imprimatur::dicom {

/// PS3.3 C.7.6.3.1: how the pixels of one frame are stored.
struct FrameShape {
    std::uint32_t rows = 0;
    std::uint32_t columns = 0;
    std::uint16_t samples = 1;  ///< per pixel
    std::uint16_t bits_allocated = 8;
    std::uint16_t bits_stored = 8;
    std::uint16_t high_bit = 7;
    bool is_signed = false;  ///< Pixel Representation 1
    bool planar = false;  ///< Planar Configuration 1
    std::string photometric;  ///< "MONOCHROME2", "PALETTE COLOR", "YBR_FULL_422" ...
};

/// What was taken out of a code stream, for the proof: `bytes` are patient data.
struct StreamResidue {
    std::string what;  ///< "JPEG APP1", "JPEG COM", "after EOI", "J2K COM", "bits above High Bit"
    Bytes bytes;  ///< at most the first 64 KB; empty for bits and for runs of 00 or FF alone
};

struct CleanStream {
    Bytes bytes;  ///< the frame, even length
    std::vector<StreamResidue> removed;
};
using CleanedStream = std::variant<CleanStream, Unreadable>;

/// ITU-T T.81, all processes (8, 12, 16 bit; sequential, progressive, lossless). APP0 JFIF is rewritten without thumbnail when there
/// was one, APP14 Adobe is rewritten to its 12 bytes when there was one (both change colours), every other APPn and COM goes,
/// and so do fill bytes, bytes after EOI, and tables that no scan uses. A marker nobody knows: Unreadable. Huffman-coded scans are read
/// to their last code word, and what stands behind it goes. A stream without EOI gets one: decoders show the same.
/// Not promised: bytes behind the last unit of an arithmetic-coded scan; the order of symbols within a Huffman table.
/// Refused: hierarchical pictures (SOF5-7, 13-15, DHP), a component scanned twice, missing tables.
CleanedStream clean_jpeg(ByteView frame);
/// ITU-T T.87. APP8 "mrfx" (HP colour transform) stays, LSE presets stay, all else as in clean_jpeg.
/// Not promised: bytes between the last sample of a scan and the next marker, which only decoding finds. Refused: mapping tables.
CleanedStream clean_jpeg_ls(ByteView frame);
/// ITU-T T.800 and T.814 code streams, also inside JP2 boxes (which go; the code stream stays). COM, CRG, and bytes after EOC go, in main
/// and tile-part headers; Psot is put right, TLM is written anew when there was one (PS3.5 10.18 asks for it), PLT and PLM go: they are
/// hints that nothing checks. Not promised: bytes between the last packet of a tile-part and its end, other than markers.
/// Refused: T.801 extensions, JP2 palettes and channel orders, lengths that do not meet.
CleanedStream clean_jpeg2000(ByteView frame);
/// PS3.5 Annex G: segments are decoded for their length only; header rebuilt, gaps and bytes after a segment's last needed run go;
/// unused bits of 16-bit samples are cleared (the segment is encoded again when any was set).
CleanedStream clean_rle(ByteView frame, const FrameShape& shape);

/// Uncompressed samples in place: bits outside Bits Stored become zero, or copies of the sign bit for signed pixels.
/// True when any bit changed. `bits_allocated` 8, 16 or 32 (others, and shapes that contradict themselves: false and untouched).
bool clear_unused_bits(std::span<std::uint8_t> samples, const FrameShape& shape, bool big_endian);

/// An ICC profile (ICC.1) with the numbers that change colours and nothing else: descriptions, copyright, device names,
/// dates, unknown tags and gaps are replaced by fixed text or zero. Empty when it is not a profile that can be understood, or holds no
/// tag that changes colours.
Bytes clean_icc(ByteView profile);

}  // namespace imprimatur::dicom
