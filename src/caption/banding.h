// A band instead of an age, in the form that its sentence needs.
#pragma once

#include "caption/rewrite.h"

namespace imprimatur::caption {

/// `start`, `end`: the age in `text`. The edit may take the words that tie the age to its person along, and the person's noun.
Edit band_edit(std::u32string_view text, std::size_t start, std::size_t end, double years, const Tongue& tongue);

}  // namespace imprimatur::caption
