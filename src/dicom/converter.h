// iconv with replacement of what it cannot convert.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace imprimatur::dicom {

/// Bytes that mean nothing in `from` become U+FFFD (to UTF-8) or '?'.
std::string convert(std::string_view to, std::string_view from, std::string_view bytes);
/// nullopt when any of it cannot be converted.
std::optional<std::string> convert_exactly(std::string_view to, std::string_view from, std::string_view bytes);
/// Opens the converters to and from UTF-8 and keeps them: glibc loads them from disk on first use.
void preload_converter(const char* name);

}  // namespace imprimatur::dicom
