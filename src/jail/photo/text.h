// Text of unknown origin as readable UTF-8.
#pragma once

#include "base/byte_reader.h"

#include <string>

namespace imprimatur::jail::photo {

/// UTF-8 when the bytes are UTF-8, otherwise Latin-1, so that a name with an umlaut stays searchable. Trailing NULs go,
/// inner ones separate: what stands behind the first NUL is still read.
std::string text_from(ByteView bytes);

/// UTF-16; a byte order mark overrides `big_endian`, lone surrogates become U+FFFD.
std::string text_from_utf16(ByteView bytes, bool big_endian);

/// Only printable ASCII, white space and trailing NULs, and not empty.
bool is_plain_text(ByteView bytes);

/// Decimals without noise: 0.004, 51.50333, 28.
std::string decimal(double value);

}  // namespace imprimatur::jail::photo
