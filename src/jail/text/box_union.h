// Several looks at one picture find the same line several times.
#pragma once

#include "imprimatur/model.h"

#include <vector>

namespace imprimatur::jail {

/// Boxes that cover the same line become the smallest rectangle around them; every other box stays. No pixel that was
/// covered by a box before is uncovered after.
std::vector<TextBox> united(std::vector<TextBox> boxes);

}  // namespace imprimatur::jail
