// Which bits of an allocated sample the picture uses (PS3.5 8.1.1).
#pragma once

#include "dicom/codestream/codestream.h"

namespace imprimatur::dicom {

struct UsedBits {
    std::uint32_t mask = 0;  ///< High Bit down to High Bit - Bits Stored + 1
    std::uint32_t sign = 0;  ///< the High Bit of signed pixels, else 0
};

/// Whether there are unused bits in samples of 8, 16 or 32 bits at all; false also for a shape that contradicts itself.
inline bool has_unused_bits(const FrameShape& shape)
{
    const bool width = shape.bits_allocated == 8 || shape.bits_allocated == 16 || shape.bits_allocated == 32;
    return width && shape.bits_stored >= 1 && shape.bits_stored < shape.bits_allocated && shape.high_bit < shape.bits_allocated
        && shape.high_bit + 1 >= shape.bits_stored;
}

/// Only where has_unused_bits().
inline UsedBits used_bits(const FrameShape& shape)
{
    const auto mask = ((1ULL << shape.bits_stored) - 1) << (shape.high_bit + 1 - shape.bits_stored);
    return { static_cast<std::uint32_t>(mask), shape.is_signed ? 1U << shape.high_bit : 0U };
}

}  // namespace imprimatur::dicom
