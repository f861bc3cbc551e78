// Rows and cells of the tables in policy/dicom. Our own data, but whoever installs it can break it: what is wrong is told with its line.
#pragma once

#include "dicom/tables.h"

#include <span>

namespace imprimatur::dicom {

/// A tag with x for digits that may be any: "(60xx,3000)".
struct TagPattern {
    std::uint32_t mask = 0xFFFFFFFF;  ///< the digits that are given
    std::uint32_t value = 0;
    [[nodiscard]] bool plain() const { return mask == 0xFFFFFFFF; }
    [[nodiscard]] bool matches(Tag tag) const { return (tag.number() & mask) == value; }
};

std::optional<TagPattern> tag_pattern(std::string_view cell);
/// "00100010": eight digits, upper case.
std::optional<std::uint32_t> hexadecimal(std::string_view cell, std::size_t digits);
std::optional<std::uint32_t> decimal(std::string_view cell);
/// "US/SS/OW", at most three.
std::optional<std::array<Vr, 3>> representations(std::string_view cell);
/// "X/Z/U*"; an empty cell is no action.
std::optional<ActionCodes> action_codes(std::string_view cell);
/// The part before the separator; text keeps what follows it.
std::string_view take(std::string_view& text, char separator);

class TableReader {
public:
    /// The text is not copied.
    TableReader(std::string_view text, const char* name);

    /// The next row that is not a comment; false at the end.
    bool next();
    [[nodiscard]] const std::vector<std::string_view>& cells() const { return m_cells; }
    [[nodiscard]] bool has(std::size_t columns) const { return m_cells.size() == columns; }
    /// Names the file and the line of the current row.
    [[nodiscard]] Error broken(std::string_view what) const;
    /// To be called after the last row: a table without rows or without its last line end was not copied whole.
    [[nodiscard]] Result<void> finish() const;

private:
    std::string_view m_text;
    std::string_view m_rest;
    const char* m_name;
    std::size_t m_line = 0;
    std::size_t m_rows = 0;
    std::vector<std::string_view> m_cells;
};

/// Basic action, kind and options, which stand in this order in both tables of PS3.15 Annex E that have them.
std::optional<ProfileRow> profile_row(std::string_view basic, std::string_view kind, std::span<const std::string_view> options);

}  // namespace imprimatur::dicom
