// Pixel Data by frames: the shape that the header states, and which bytes belong to which frame (PS3.5 8, A.4).
#pragma once

#include "dicom/codestream/codestream.h"
#include "dicom/data_set.h"

#include <cstdint>
#include <variant>
#include <vector>

namespace imprimatur::dicom {

struct PixelLayout {
    FrameShape shape;
    std::uint64_t frames = 1;
    /// Bits of one native frame; frames of one bit a pixel follow each other without padding.
    [[nodiscard]] std::uint64_t frame_bits() const;
    /// Bytes of all native frames, without the padding byte.
    [[nodiscard]] std::uint64_t native_bytes() const { return (frame_bits() * frames + 7) / 8; }
};

/// How `pixels` stores them: Pixel Data as the header says, Float and Double Float Pixel Data with all their 32 or 64 bits (PS3.3
/// C.7.6.24). Unreadable: the header does not say what the pixels are, or says nonsense.
std::variant<PixelLayout, Unreadable> pixel_layout(const DataSet& set, Tag pixels);

/// Fragments of each frame as a range [first, end) into set.fragments. Unreadable: they cannot be told apart.
struct FrameFragments {
    std::uint32_t first = 0;
    std::uint32_t end = 0;
};
std::variant<std::vector<FrameFragments>, Unreadable> fragments_of_frames(const DataSet& set, std::uint64_t frames);

/// The encoded frame: a view of the file, or `buffer` when it had to be put together.
ByteView frame_bytes(const DataSet& set, FrameFragments fragments, Bytes& buffer);

}  // namespace imprimatur::dicom
