// The class of a post from its spans alone: rules (a) to (d) of the labelling guide.
#pragma once

#include "imprimatur/model/words.h"

namespace imprimatur::caption {

PostClass classify(const std::vector<Span>& spans);

}  // namespace imprimatur::caption
