// How far a quad reaches, in the pixels of its picture, and how long its sides are.
#pragma once

#include "imprimatur/model.h"

namespace imprimatur::inspect {

/// The smallest upright rectangle around a quad, not rounded; `right` and `bottom` exclusive.
struct Extent {
    double left = 0;
    double top = 0;
    double right = 0;
    double bottom = 0;
};
Extent extent_of(const Quad& quad);

/// Of a line of writing: how tall and how long it is, whichever way it is turned.
struct QuadSides {
    double shorter = 0;
    double longer = 0;
};
QuadSides sides_of(const Quad& quad);

}  // namespace imprimatur::inspect
