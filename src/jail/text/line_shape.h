// Lungs, kidneys and skulls look like huge letters to a detector that was trained on street signs.
#pragma once

#include "imprimatur/model.h"

#include <vector>

namespace imprimatur::jail {

/// Is the box far larger than writing in a clinical picture, and not longer than a line would be? Only such a box may
/// be taken for anatomy, and only by the verification, after it could not be read.
bool larger_than_writing(const TextBox& box, std::uint32_t width, std::uint32_t height);

}  // namespace imprimatur::jail
