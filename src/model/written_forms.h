// One removed value, the ways in which it could stand somewhere else.
#pragma once

#include "imprimatur/model/identifier.h"

#include <string>
#include <string_view>
#include <vector>

namespace imprimatur {

/// Names in their parts (PS3.5 6.2.1 separators, blanks, commas), dates in six written forms, identifiers with and without
/// separators, everything else as it stands. Forms too short to mean anything are left out (see kShortestForm).
std::vector<std::string> written_forms(IdentifierKind kind, std::string_view value);

/// Below this many bytes a form turns up by chance in compressed data: six random bytes occur in a 10 MB file once in
/// 28 million files, three bytes in nearly every second one.
inline constexpr std::size_t kShortestForm = 6;

}  // namespace imprimatur
