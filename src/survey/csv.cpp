#include "survey/csv.h"

#include "base/limits.h"

#include <algorithm>
#include <array>

namespace imprimatur::survey {

namespace {

constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";

bool is_line_end(char c) { return c == '\n' || c == '\r'; }

char most_frequent_separator(std::string_view text)
{
    constexpr std::array kSeparators { ',', ';', '\t' };
    std::array<std::size_t, kSeparators.size()> counts {};
    bool inside = false;
    for (const char c : text) {
        if (c == '"')
            inside = !inside;
        if (!inside && is_line_end(c))
            break;
        for (std::size_t i = 0; i < kSeparators.size(); ++i)
            counts[i] += !inside && c == kSeparators[i] ? 1 : 0;
    }
    return kSeparators[static_cast<std::size_t>(std::max_element(counts.begin(), counts.end()) - counts.begin())];
}

bool is_number(std::string_view cell)
{
    const auto digits = cell.substr(cell.starts_with('-') ? 1 : 0);
    return !digits.empty() && std::ranges::all_of(digits, [](char c) { return (c >= '0' && c <= '9') || c == '.'; });
}

}  // namespace

CsvReader::CsvReader(std::string_view text)
    : m_text(text.starts_with(kByteOrderMark) ? text.substr(kByteOrderMark.size()) : text)
    , m_separator(most_frequent_separator(m_text))
{
}

void CsvReader::end_line()
{
    if (m_at < m_text.size() && m_text[m_at] == '\r')
        ++m_at;
    if (m_at < m_text.size() && m_text[m_at] == '\n')
        ++m_at;
}

void CsvReader::skip_line()
{
    m_at = std::min(m_text.find_first_of("\r\n", m_at), m_text.size());
    end_line();
}

/// Stands behind the opening mark; afterwards behind the closing one.
CsvReader::Got CsvReader::quoted(std::string& cell)
{
    while (true) {
        const auto mark = m_text.find('"', m_at);
        if (mark == std::string_view::npos)
            return Got::Unclosed;
        if (mark - m_at > limits::kMaxSurveyLine || cell.size() > limits::kMaxSurveyLine)
            return Got::TooLong;
        cell += m_text.substr(m_at, mark - m_at);
        m_at = mark + 1;
        if (m_at >= m_text.size() || m_text[m_at] != '"')
            return Got::Row;
        cell += '"';
        ++m_at;
    }
}

CsvReader::Got CsvReader::next(std::vector<std::string>& cells)
{
    while (m_at < m_text.size() && is_line_end(m_text[m_at]))
        end_line();
    cells.clear();
    if (m_at >= m_text.size())
        return Got::End;
    ++m_number;
    const std::size_t start = m_at;
    Got got = Got::Row;
    while (true) {
        std::string cell;
        if (m_at < m_text.size() && m_text[m_at] == '"') {
            ++m_at;
            const auto closed = quoted(cell);
            if (closed != Got::Row) {
                // Where the row ends cannot be known; the next line may be sound.
                m_at = start;
                skip_line();
                return closed;
            }
        }
        const char ends[] { m_separator, '\r', '\n', '\0' };
        const auto end = std::min(m_text.find_first_of(ends, m_at), m_text.size());
        if (end > m_at && m_at > start && m_text[m_at - 1] == '"')
            got = Got::Malformed;
        cell += m_text.substr(m_at, end - m_at);
        cells.push_back(std::move(cell));
        m_at = end;
        if (m_at - start > limits::kMaxSurveyLine)
            got = Got::TooLong;
        if (m_at >= m_text.size() || m_text[m_at] != m_separator)
            break;
        ++m_at;
    }
    end_line();
    return got;
}

std::string csv_row(const std::vector<std::string>& cells)
{
    std::string row;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        auto cell = cells[i];
        if (!cell.empty() && std::string_view("=+-@\t\r").find(cell.front()) != std::string_view::npos && !is_number(cell))
            cell.insert(cell.begin(), '\'');
        row += i == 0 ? "" : ",";
        if (cell.find_first_of(",;\"\r\n\t") == std::string::npos) {
            row += cell;
            continue;
        }
        row += '"';
        for (const char c : cell)
            row += c == '"' ? std::string("\"\"") : std::string(1, c);
        row += '"';
    }
    return row + "\r\n";
}

}  // namespace imprimatur::survey
