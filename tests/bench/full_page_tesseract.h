// The peer: Tesseract over the whole page, as the image redactors that build on it use it.
#pragma once

#include "imprimatur/model.h"
#include "imprimatur/result.h"

#include <vector>

namespace imprimatur::bench {

/// The words' rectangles at a page segmentation mode, after a border of 25 pixels in the picture's commonest grey was
/// put around it (Presidio's setting). Unavailable when the program is not installed.
Result<std::vector<Rect>> tesseract_words(const Frame& frame, int page_mode);

}  // namespace imprimatur::bench
