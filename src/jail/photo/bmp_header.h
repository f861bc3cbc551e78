// Headers of a BMP file: OS/2 1 and 2, Windows 3, 4 and 5.
#pragma once

#include "jail/photo/refusal.h"

#include <array>
#include <vector>

namespace imprimatur::jail::photo {

enum class BmpCoding { Plain, Rle8, Rle4, Bitfields };

struct BmpMask {
    std::uint32_t bits = 0;

    /// The field of `pixel` on the scale 0..255.
    [[nodiscard]] std::uint8_t value(std::uint32_t pixel) const;
};

struct BmpFile {
    std::uint32_t width = 0;
    std::uint32_t height = 0;
    bool top_down = false;
    unsigned depth = 0;  ///< bits a pixel
    BmpCoding coding = BmpCoding::Plain;
    std::array<BmpMask, 3> colours {};
    BmpMask alpha {};
    std::vector<std::array<std::uint8_t, 3>> palette;  ///< RGB
    ByteView gap {};  ///< between the headers and the pixels
    ByteView pixels {};  ///< from the first pixel to the end of the file, a colour profile included
    ByteView profile {};
    bool linked_profile = false;  ///< the profile is a path on somebody's machine
    std::uint32_t reserved = 0;
};

Parsed<BmpFile> read_bmp_header(ByteView file);

/// Palette indices of a run-length coded picture, bottom row first. Sets `undrawn` to the pixels that no run covers.
Parsed<Bytes> expand_runs(const BmpFile& file, std::uint64_t& undrawn, std::size_t& used);

}  // namespace imprimatur::jail::photo
