// The stored values behind a DICOM picture, after its pixel data was decompressed and before any window.
#pragma once

#include "jail/dicom_pixels.h"

#include <vector>

namespace imprimatur::jail {

struct StoredPixels {
    ByteView bytes {};  ///< little endian; may be longer than the frames need
    std::uint64_t frames = 0;
    std::uint64_t samples_in_frame = 0;
    unsigned allocated = 0;  ///< 8 or 16
    unsigned stored = 0;
    unsigned high = 0;
    bool is_signed = false;

    [[nodiscard]] std::uint16_t word(std::uint64_t index) const
    {
        if (allocated == 8)
            return bytes[index];
        return static_cast<std::uint16_t>(bytes[2 * index] | bytes[2 * index + 1] << 8);
    }
    /// The stored value alone (PS3.5 8.1.1): without the bits around it, extended by its sign.
    [[nodiscard]] std::int32_t value(std::uint64_t index) const
    {
        const unsigned shift = high + 1 - stored;
        const std::uint32_t most = (1U << stored) - 1;
        const std::uint32_t bits = (std::uint32_t { word(index) } >> shift) & most;
        const bool negative = is_signed && (bits >> (stored - 1)) != 0;
        return static_cast<std::int32_t>(bits) - (negative ? static_cast<std::int32_t>(most) + 1 : 0);
    }
    [[nodiscard]] std::uint64_t bytes_needed() const { return frames * samples_in_frame * (allocated / 8); }
};

/// Nothing for depths other than 8 and 16 bits allocated, for subsampled colour, and when the header contradicts itself.
std::optional<StoredPixels> stored_pixels(DcmItem& dataset, const PixelClaim& claim);

/// Samples without a header of their own: one byte a pixel, two (little endian, from dark to bright by their own range), or three. Nothing
/// when they are as many as none of these.
std::optional<Frame> raw_picture(ByteView bytes, std::uint32_t width, std::uint32_t height);

}  // namespace imprimatur::jail
