// Builders of single pictures whose parts can be lies. Private to the awkward seeds.
#pragma once

#include "seeds.h"

#include <utility>

namespace imprimatur::hostile {

struct PngKind {
    std::uint32_t width = 1;
    std::uint32_t height = 1;
    std::uint8_t depth = 8;
    std::uint8_t colour_type = 0;
    bool interlaced = false;
};
/// The signature, the header, `chunks` in their order, the end. "IDAT" data is given deflated.
Bytes png_file(const PngKind& kind, const std::vector<std::pair<std::string, Bytes>>& chunks);
Bytes deflated(const Bytes& bytes);
/// Zeros as a zlib stream, made piece by piece: a gigabyte of them is a megabyte.
Bytes deflated_zeros(std::uint64_t length);

enum class JpegKind { Grey, Arithmetic, Progressive, Cmyk, AdobeCmyk, Ycck };
Bytes jpeg_file(JpegKind kind);

/// `pages` of one pixel each; the last points back to the first when it is a loop.
Bytes tiff_pages(std::uint32_t pages, bool loop);
Bytes tiff_claim(std::uint32_t width, std::uint32_t height);

/// `frames` of one pixel each on a canvas of that size.
Bytes gif_frames(std::uint16_t width, std::uint16_t height, std::uint32_t frames);
Bytes apng_frames(std::uint32_t frames);

Bytes webp_pixel();

}  // namespace imprimatur::hostile
