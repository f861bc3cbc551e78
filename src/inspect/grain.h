// Fine texture - noise of a weak signal, trabeculae, fat - is taken for scattered single letters, dozens in a picture.
#pragma once

#include "imprimatur/model.h"

#include <vector>

namespace imprimatur::inspect {

/// For every box of one picture: is it one of many that are weak (motion.h) and too short for a line of four letters? Where texture
/// yields so many of them, one more tells nothing. A few are never excused.
/// Not promised: that a faint letter or two among them is no writing; a person is shown them all.
std::vector<bool> grain_among(const std::vector<TextBox>& writing);

}  // namespace imprimatur::inspect
