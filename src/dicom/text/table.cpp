#include "dicom/text/table.h"

#include <algorithm>

namespace imprimatur::dicom {

std::vector<std::string_view> split(std::string_view text, char separator)
{
    std::vector<std::string_view> parts;
    for (std::size_t at = 0; at <= text.size();) {
        const std::size_t end = std::min(text.find(separator, at), text.size());
        if (end > at)
            parts.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    return parts;
}

Error malformed(std::string_view name, std::size_t line, std::string_view what)
{
    return Error { ErrorCode::Malformed, std::string(what), std::string(name) + ":" + std::to_string(line),
        "install the policy files again" };
}

Result<std::vector<TableRow>> table_rows(std::string_view tsv, std::size_t columns, std::string_view name)
{
    std::vector<TableRow> rows;
    std::size_t line = 0;
    for (std::size_t at = 0; at < tsv.size();) {
        const std::size_t end = std::min(tsv.find('\n', at), tsv.size());
        const std::string_view text = tsv.substr(at, end - at);
        at = end + 1;
        ++line;
        if (text.empty() || text[0] == '#')
            continue;
        TableRow row { line, split(text, '\t') };
        if (row.columns.size() != columns)
            return malformed(name, line, "a row of this list has " + std::to_string(columns) + " columns");
        rows.push_back(std::move(row));
    }
    if (rows.empty())
        return malformed(name, 0, "this list is empty");
    return rows;
}

}  // namespace imprimatur::dicom
