// UTF-8 to code points and back, checked. Offsets handed to users count code points.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace imprimatur {

/// nullopt for anything that is not well-formed UTF-8 (overlong forms and surrogates included).
std::optional<std::u32string> decode_utf8(std::string_view text);
std::string encode_utf8(std::u32string_view code_points);

/// Well-formed UTF-8 made from anything: every offending byte becomes U+FFFD.
std::string sanitize_utf8(std::string_view bytes);

/// Byte offset of every code point plus the end; text must be well formed.
std::vector<std::size_t> code_point_offsets(std::string_view text);

/// Code points [start, end) of a text; empty when it is not well-formed UTF-8 or does not reach as far as `end`.
std::string utf8_slice(std::string_view text, std::size_t start, std::size_t end);

/// ASCII letters to lower case; other bytes as they are.
std::string ascii_lower(std::string_view text);

/// Without leading and trailing ASCII white space and NUL.
std::string_view trimmed(std::string_view text);

}  // namespace imprimatur
