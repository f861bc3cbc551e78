// The shape of a value without the value: what a log, a report or a page may show of patient data.
#pragma once

#include <string>
#include <string_view>

namespace imprimatur {

/// Letters become x or X, digits 9, other ASCII stays, everything else becomes x; at most 40 code points, then "…".
/// "DOE, John 12.3.1960" -> "XXX, Xxxx 99.9.9999". Length and punctuation remain visible; nothing else does.
std::string mask(std::string_view value);

}  // namespace imprimatur
