// Values of EXIF entries as a person reads them.
#pragma once

#include "jail/photo/exif_tags.h"
#include "jail/photo/ifd.h"

#include <optional>
#include <string>

namespace imprimatur::jail::photo {

/// Nothing: the value is binary.
std::optional<std::string> readable_value(IfdGroup group, const IfdEntry& entry, ByteView bytes, bool big_endian);

}  // namespace imprimatur::jail::photo
