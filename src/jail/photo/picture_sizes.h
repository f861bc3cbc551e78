// How many pixels a file says it has, read from its header alone: what an attempt to open it may cost.
#pragma once

#include "base/byte_reader.h"

#include <cstdint>
#include <optional>

namespace imprimatur::jail::photo {

/// Nothing when no codec of this folder knows the bytes, or when the header is cut. What the codec finds may differ: it checks again.
std::optional<std::uint64_t> claimed_pixels(ByteView file);

}  // namespace imprimatur::jail::photo
