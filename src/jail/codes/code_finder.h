// Finds bar codes and matrix codes: those that decode (ZXing, libdmtx) and those that only look like one, which are called
// "stripes". Not promised: matrix codes blurred so far that a module is no wider than the blur (modules of 3 pixels, sigma 1.5),
// modules below 2 pixels, codes on curved wristbands, a sheet of codes close together none of which decodes. Large printed
// letters are now and then taken for stripes.
#pragma once

#include "imprimatur/model/pixel_finds.h"
#include "imprimatur/result.h"

#include <vector>

namespace imprimatur::jail {

/// Has no state and opens nothing: it can be used on either side of a fork.
class CodeFinder {
public:
    /// Quads have a margin and end at the frame's border. Fast reads upright codes only; Thorough turns the picture too.
    Result<std::vector<CodeBox>> find(const Frame& frame, Effort effort) const;
};

}  // namespace imprimatur::jail
