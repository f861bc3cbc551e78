// What the outline of a slice says about the part of the body, where the header says nothing.
#pragma once

#include "imprimatur/model.h"
#include "inspect/slice_geometry.h"

#include <initializer_list>

namespace imprimatur::inspect {

enum class Outline {
    Head,  ///< one ellipse of 110 to 230 by 130 to 280 mm; in CT with a bright ring near its edge
    Other,  ///< larger or smaller than any head, or several pieces
    Unknown  ///< no pixel spacing, no edge to the air, or anything between
};

/// Axial slices only; the others are Unknown. In MR a head has no ring and stays Unknown.
Outline outline_of(const Frame& frame, const SlicePlace& place, bool is_ct);

/// A coloured picture of which most of what is not its even ground has the hues of skin: the look of a volume rendering.
bool looks_like_skin_render(const Frame& frame);

bool one_of_planes(Plane plane, std::initializer_list<Plane> list);

}  // namespace imprimatur::inspect
