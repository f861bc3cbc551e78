// The skin taken off a CT or MR for teaching, and a look at what can still be rendered from it.
#pragma once

#include "desk/ports.h"

#include <string>
#include <variant>
#include <vector>

namespace imprimatur::desk {

/// Rectangles for the frames of one file, or our sentence why it cannot be peeled. Where the frames make a stack the surface is rendered
/// from what is left, and a face that the detector still sees there is a reason as well. A file of one slice is peeled by itself: what
/// other files of its series give together is not looked at.
using Peel = std::variant<std::vector<FilledArea>, std::string>;
Result<Peel> peel_head(Reader& reader, Random& random, const Material& material);

}  // namespace imprimatur::desk
