// The request target (RFC 3986) taken apart: path and the one query parameter that is understood.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace imprimatur::serve {

struct Target {
    std::string path;  ///< decoded
    std::optional<std::string> id;  ///< of the query, decoded
};

/// nullopt for a broken percent escape.
std::optional<Target> parse_target(std::string_view target);

}  // namespace imprimatur::serve
