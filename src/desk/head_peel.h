// The skin taken off the slices of a CT or MR for teaching, and a look at what can still be rendered from them.
#pragma once

#include "desk/ports.h"

#include <span>
#include <string>
#include <variant>
#include <vector>

namespace imprimatur::desk {

/// Rectangles for the frames of one file, or our sentence why it cannot be peeled.
using Peel = std::variant<std::vector<FilledArea>, std::string>;

/// One Peel for each material, in their order; they are the files of one series, or one file of many frames. Slices that make a stack are
/// peeled together, so that the chin, seen from below, is as deep as the nose; then the surface of every stack of six slices and more is
/// rendered from what is left, and where the detector still sees a face, or nothing can be rendered, all files of the stack are refused.
/// So are six and more slices that do not say where they lie: nobody can look at what they give together. Not looked at: what slices of
/// different series, or of one series and files that are not among `series`, give together.
Result<std::vector<Peel>> peel_head(Reader& reader, Random& random, std::span<const Material* const> series);

}  // namespace imprimatur::desk
