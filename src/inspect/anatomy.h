// Organs, shoes and skulls look like huge letters to a detector that was trained on street signs.
#pragma once

#include "imprimatur/model.h"

namespace imprimatur::inspect {

/// As tall as an organ, not as long as a line, and fewer than three Latin letters or digits surely read in it: whatever it
/// is, it names nobody. Not promised: a word of another script painted across a tenth of the picture.
bool is_larger_than_writing(const TextBox& box, const Frame& frame);

}  // namespace imprimatur::inspect
