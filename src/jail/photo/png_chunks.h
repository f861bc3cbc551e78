// The chunks of a PNG file (PNG third edition, 5).
#pragma once

#include "jail/photo/listing.h"

#include <vector>

namespace imprimatur::jail::photo {

struct PngChunk {
    std::string_view type {};
    ByteView data {};
};

struct PngHeader {
    std::uint32_t width = 0;
    std::uint32_t height = 0;
    std::uint8_t depth = 0;
    std::uint8_t colour_type = 0;
    bool interlaced = false;
};

struct PngFile {
    PngHeader header;
    std::vector<PngChunk> chunks;
    ByteView trailing {};  ///< behind IEND
    std::uint64_t behind_pixels = 0;  ///< bytes inside IDAT behind the end of the picture's own stream
};

/// Malformed when a chunk is cut or its CRC is wrong, when IEND is missing, and when the IDAT stream does not hold exactly
/// the picture that the header promises: it is inflated once into nothing before memory for the picture is taken.
Parsed<PngFile> split_png(ByteView file);

/// The length of the inflated picture: one filter byte a row, and for Adam7 the seven passes of 8.1.
std::uint64_t picture_bytes(const PngHeader& header);

/// Lists everything that is not picture; of an animation that is not shown, its length. Returns the orientation of eXIf.
unsigned list_png(const PngFile& file, bool animation_shown, Listing& listing);

}  // namespace imprimatur::jail::photo
