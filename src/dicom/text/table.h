// Reading the tab separated lists of policy/dicom.
#pragma once

#include "imprimatur/result.h"

#include <string>
#include <string_view>
#include <vector>

namespace imprimatur::dicom {

/// The parts between separators, empty ones left out.
std::vector<std::string_view> split(std::string_view text, char separator);

struct TableRow {
    std::size_t line = 0;
    std::vector<std::string_view> columns;
};

/// Rows of a list without comments and empty lines; Malformed when one has another number of columns.
Result<std::vector<TableRow>> table_rows(std::string_view tsv, std::size_t columns, std::string_view name);

Error malformed(std::string_view name, std::size_t line, std::string_view what);

}  // namespace imprimatur::dicom
