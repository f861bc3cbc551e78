// One PNG picture as samples of 8 bits, with its alpha when it has one. Through libpng.
#pragma once

#include "jail/photo/png_chunks.h"

namespace imprimatur::jail::photo {

struct PngRaster {
    std::uint32_t width = 0;
    std::uint32_t height = 0;
    std::uint32_t channels = 0;  ///< 1 grey, 2 grey and alpha, 3 RGB, 4 RGB and alpha
    Bytes samples {};
};

/// Of a whole file whose header was read already. Palettes are expanded, 16 bits scaled to 8.
Parsed<PngRaster> png_raster(ByteView file, const PngHeader& header);

}  // namespace imprimatur::jail::photo
