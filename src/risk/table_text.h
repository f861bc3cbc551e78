// Tab-separated tables: comments begin with #, every other line is a row. What is wrong is told with its line.
#pragma once

#include "base/unicode.h"
#include "imprimatur/result.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace imprimatur::risk {

using Cells = std::vector<std::string_view>;

/// Parts between separators, trimmed; one empty part for an empty text.
Cells split(std::string_view text, char separator);

/// A finite number above zero; nullopt for anything else.
std::optional<double> positive(std::string_view cell);

Error bad_row(std::string_view file, std::size_t line, std::string what);

/// Calls `row` for every line that is neither empty nor a comment; its message, if any, becomes the Error.
template <typename Row> Result<void> each_row(std::string_view file, std::string_view text, Row row)
{
    std::size_t number = 0;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        const auto line = text.substr(at, end - at);
        at = end + 1;
        ++number;
        if (line.empty() || line[0] == '#')
            continue;
        const std::string problem = row(line);
        if (!problem.empty())
            return bad_row(file, number, problem);
    }
    return {};
}

}  // namespace imprimatur::risk
