// The round picture of an endoscope or an image intensifier on its dark surround, and what is painted beside it.
#pragma once

#include "imprimatur/model.h"

#include <optional>
#include <vector>

namespace imprimatur::inspect {

/// The circle of the field of view, in pixels of the frame.
struct RoundField {
    double x = 0;
    double y = 0;
    double radius = 0;
    double agreement = 0;  ///< share of its outline that lies on the circle or on the frame's edge, 0..1
    bool octagon = false;  ///< a square with its corners cut or rounded: the outline is the box below
    Rect box {};
};

/// Kinds of picture that are taken through a round opening: endoscopy, fluoroscopy, the eye. Of other kinds, and of photographs,
/// only those in colour: a CT slice is round on black as well. Volumes and radiographs never.
bool may_have_round_field(const Material& material, const Frame& frame, const RoundField& field);

/// nullopt unless one large, sharp-edged disc or octagon stands on an even dark ground.
std::optional<RoundField> round_field(const Frame& frame);

/// Boxes around everything outside the field that is not ground, at most 40.
std::vector<Rect> outside_round_field(const Frame& frame, const RoundField& field);

}  // namespace imprimatur::inspect
