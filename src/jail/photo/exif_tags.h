// The names of EXIF 2.32, TIFF 6.0, GPS, interoperability and MPF tags.
#pragma once

#include <cstdint>
#include <string_view>

namespace imprimatur::jail::photo {

enum class IfdGroup { Exif, Gps, Interop, Mpf };

/// "EXIF", "GPS", "Interop", "MPF".
std::string_view group_name(IfdGroup group);

/// Empty for a tag that is not in the table.
std::string_view tag_name(IfdGroup group, std::uint16_t tag);

}  // namespace imprimatur::jail::photo
