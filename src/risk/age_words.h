// Age bands in words: "elderly man", "in her 40s", "toddler". Wider than a figure, and still a narrowing.
#pragma once

#include "risk/facts.h"

#include <optional>
#include <string_view>

namespace imprimatur::risk {

/// The narrowest band that the words state; nullopt when they state none. Text is in lower case.
std::optional<AgeRange> age_band_in(std::string_view words);

}  // namespace imprimatur::risk
