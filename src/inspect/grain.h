// Fine texture - noise of a weak signal, trabeculae, fat - is taken for scattered single letters, dozens in a picture.
#pragma once

#include "imprimatur/model.h"

#include <vector>

namespace imprimatur::inspect {

/// For every box of one picture: is it one of many that are weak (motion.h)? Where texture yields so many of them, one more tells nothing.
/// One or two are never excused. Not promised: that none of them is writing (of 660 small and faint identifying strings eight were,
/// docs/benchmarks.md), nor that the picture has a texture: three faint lines excuse each other. A person is shown them all.
std::vector<bool> grain_among(const std::vector<TextBox>& writing);

}  // namespace imprimatur::inspect
