// When something was posted, in the ways platforms write it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace imprimatur::survey {

/// "2019-03-04" out of "2019-03-04", "2019-03-04 10:11:12 ...", "2019-03-04T10:11:12Z", "Mon Mar 04 10:11:12 +0000 2019" (X), and seconds
/// or milliseconds since 1970 (Meta). The day is that of the text; times of day and zones are ignored. nullopt: none of these.
std::optional<std::string> read_posted(std::string_view text);
std::optional<std::string> read_posted(std::int64_t seconds);

}  // namespace imprimatur::survey
