// A marker that the first look read surely and left in the picture is seen again by the second look, at another size and by another
// reader, in pieces or with a letter misread. That is agreement; other words at its place are not.
#pragma once

#include "imprimatur/model.h"

#include <cstdint>
#include <span>
#include <string>

namespace imprimatur::inspect {

struct KeptMarker {
    Quad quad;  ///< in the original's pixels
    std::string text;
    std::uint32_t frame = 0;
};

/// Those of one frame. `markers`: in the order of their frames.
std::span<const KeptMarker> markers_of(std::span<const KeptMarker> markers, std::uint32_t frame);

/// Does `again`, read in a copy of `scale` times the size, lie on a kept marker and say nothing but the marker or a part of it? Markers
/// that stand on one line with no more than a blank between them count as one as well: the first look may have found one line in pieces.
/// One character in four of each word may be misread; signs do not count. Not promised: a second line written across the marker, of which
/// only the marker's own letters are read.
bool is_a_marker_again(const TextBox& again, std::span<const KeptMarker> markers, double scale);

/// Does `again` lie on a kept marker of four letters and digits or more, whatever it says? So many make a word of the allow-list or a
/// setting with its unit: the first reader, which was sure of all of them, did not take a name for it. Other readings of it ("Der" for
/// "Dist") are a question to a person. A shorter marker can be a part of something else.
bool lies_on_a_long_marker(const TextBox& again, std::span<const KeptMarker> markers, double scale);

}  // namespace imprimatur::inspect
