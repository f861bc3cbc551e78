// The blocks of a GIF file (GIF89a, section 8 and following).
#pragma once

#include "jail/photo/listing.h"

#include <vector>

namespace imprimatur::jail::photo {

struct GifExtension {
    std::uint8_t label = 0;
    ByteView blocks {};  ///< sub-blocks with their length bytes, without the terminator
};

struct GifFile {
    std::uint32_t width = 0;  ///< of the canvas, grown to hold every picture: what lies outside is looked at too
    std::uint32_t height = 0;
    bool outgrown = false;
    std::size_t pictures = 0;
    std::vector<GifExtension> extensions;
    ByteView trailing {};
};

Parsed<GifFile> split_gif(ByteView file);

/// Lists comments, application data, plain text and what follows the trailer.
void list_gif(const GifFile& file, Listing& listing);

}  // namespace imprimatur::jail::photo
