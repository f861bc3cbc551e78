// What must stand in a text for a pattern to have a chance: the sets of outlines (outline.h) of which every match holds
// at least one. Found by reading the pattern, so that no rule has to say it twice.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace imprimatur::caption {

/// One of these must occur in the outline of the text.
using AnyOf = std::vector<std::string>;

/// All of these must be fulfilled, the rarest first and few; empty when nothing is known and the pattern always runs.
/// The pattern is one that PCRE2 compiled. Never too narrow: what is not understood is left out of account.
std::vector<AnyOf> necessary_outlines(std::string_view pattern);

}  // namespace imprimatur::caption
