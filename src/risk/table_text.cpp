#include "risk/table_text.h"

#include <charconv>
#include <cmath>

namespace imprimatur::risk {

Cells split(std::string_view text, char separator)
{
    Cells cells;
    for (std::size_t at = 0; at <= text.size();) {
        const std::size_t end = std::min(text.find(separator, at), text.size());
        cells.push_back(trimmed(text.substr(at, end - at)));
        at = end + 1;
    }
    return cells;
}

std::optional<double> positive(std::string_view cell)
{
    double value = 0;
    const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
    if (error != std::errc {} || end != cell.data() + cell.size() || !std::isfinite(value) || value <= 0)
        return std::nullopt;
    return value;
}

Error bad_row(std::string_view file, std::size_t line, std::string what)
{
    return { ErrorCode::Malformed, std::move(what), std::string(file) + " line " + std::to_string(line), "correct the table" };
}

}  // namespace imprimatur::risk
