// Comma-separated values: RFC 4180 as people's spreadsheets write it, and as people's spreadsheets can be trusted with.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace imprimatur::survey {

/// Walks the rows of a text. Cells may be quoted, with line ends and doubled quotation marks inside; rows end with CR, LF or both; a byte
/// order mark is skipped; the separator is the one of , ; and tab that stands most often in the first row, outside quotation marks.
class CsvReader {
public:
    explicit CsvReader(std::string_view text);

    enum class Got {
        Row,
        Unclosed,  ///< a quotation mark has no second one; reading goes on with the next line
        TooLong,  ///< longer than limits::kMaxSurveyLine; reading goes on behind it
        Malformed,  ///< something stands behind a closing quotation mark
        End
    };
    /// Rows that are empty are skipped. Cells are bytes: whether they are UTF-8 is the caller's question.
    Got next(std::vector<std::string>& cells);
    /// Of the row that came last, from 1; the header is row 1.
    [[nodiscard]] std::size_t number() const { return m_number; }
    [[nodiscard]] char separator() const { return m_separator; }

private:
    Got quoted(std::string& cell);
    void end_line();
    void skip_line();

    std::string_view m_text;
    std::size_t m_at = 0;
    std::size_t m_number = 0;
    char m_separator = ',';
};

/// One row with its line end, cells quoted where they must be. A cell that a spreadsheet would take for a formula (it begins with = + - @
/// tab or CR) gets an apostrophe in front, unless it is a plain number (OWASP, CSV injection).
std::string csv_row(const std::vector<std::string>& cells);

}  // namespace imprimatur::survey
