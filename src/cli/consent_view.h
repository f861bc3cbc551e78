// A consent record in plain words.
#pragma once

#include "imprimatur/result.h"

#include <string>
#include <string_view>

namespace imprimatur::cli {

/// `width` columns. What is missing is said to be missing; this is a reader and no judge: clear decides what it covers.
Result<std::string> consent_in_words(std::string_view json, std::size_t width);

/// The same record on one line.
Result<std::string> consent_on_one_line(std::string_view json);

}  // namespace imprimatur::cli
