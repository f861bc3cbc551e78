// The upright rectangle around a quad.
#pragma once

#include "imprimatur/model.h"

namespace imprimatur::jail {

/// Starts at the upper left corner and goes clockwise, in the pixels of `quad`.
Quad upright(const Quad& quad);

}  // namespace imprimatur::jail
