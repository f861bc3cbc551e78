// A table sorted by its first column, looked up where it stands: 40,000 names cost no more at start than finding the ends of their lines.
#pragma once

#include "risk/table_text.h"

#include <cstdint>
#include <memory>

namespace imprimatur::risk {

class SortedRows {
public:
    SortedRows() = default;

    /// Keeps the text. A row out of order (bytes of the first column, equal ones allowed) or with another number of columns than `columns`
    /// is an Error that names the line.
    static Result<SortedRows> load(std::string_view file, std::string text, std::size_t columns);

    [[nodiscard]] std::size_t size() const { return m_starts.size(); }
    [[nodiscard]] std::string_view key(std::size_t row) const;
    [[nodiscard]] Cells cells(std::size_t row) const;

    /// First row whose key is not below `key`; size() when there is none.
    [[nodiscard]] std::size_t lower_bound(std::string_view key) const;

    /// How many words, from words[at] on, make the longest key; 0 when none does. `row` is then its first row.
    std::size_t longest_match(const std::vector<std::string>& words, std::size_t at, std::size_t& row) const;

private:
    [[nodiscard]] std::string_view line(std::size_t row) const;

    std::shared_ptr<const std::string> m_text;
    std::vector<std::uint32_t> m_starts;
};

}  // namespace imprimatur::risk
