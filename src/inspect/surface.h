// The surface of a head as anybody can render it from its slices, so that a detector of faces can look at it
// (REQUIREMENTS IMG-FACE): what is recognised here is recognisable to whoever gets the slices.
#pragma once

#include "imprimatur/model.h"
#include "imprimatur/result.h"
#include "inspect/slice_geometry.h"

#include <array>
#include <cstdint>
#include <vector>

namespace imprimatur::inspect {

/// Samples in the patient's own axes: x to the left, y to the back, z to the head.
struct Volume {
    std::uint32_t width = 0;
    std::uint32_t depth = 0;
    std::uint32_t height = 0;
    double mm = 1;  ///< side of a sample
    Bytes samples;  ///< at most 256 x 256 x 256
    [[nodiscard]] std::uint8_t at(std::uint32_t x, std::uint32_t y, std::uint32_t z) const
    {
        return samples[(std::size_t { z } * depth + y) * width + x];
    }
};

/// An Error when the slices do not say where they lie, or lie further apart than a person is tall.
Result<Volume> build_volume(const std::vector<StackSlice>& stack);

/// Grey level between the surround and the body, from the picture's own values (Otsu's threshold, halved towards the surround: skin and
/// hair are partly air in their pixels).
std::uint8_t skin_level(const std::array<std::uint64_t, 256>& histogram);

/// Shaded surface from the front, and turned 45 degrees to the left and to the right; the head is upright in all three. Not promised: a
/// surface from a window that shows skin as black as air.
std::vector<Frame> render_face(const Volume& volume);

}  // namespace imprimatur::inspect
