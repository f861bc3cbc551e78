#include "risk/sorted_rows.h"

#include <algorithm>
#include <limits>

namespace imprimatur::risk {

namespace {

/// No name in the tables has more words; a caption without end costs as much a word as one that ends.
constexpr std::size_t kMostWords = 12;

std::string_view first_column(std::string_view line) { return line.substr(0, line.find('\t')); }

}  // namespace

Result<SortedRows> SortedRows::load(std::string_view file, std::string text, std::size_t columns)
{
    if (text.size() > std::numeric_limits<std::uint32_t>::max())
        return Error { ErrorCode::LimitExceeded, "the table is too large", std::string(file), "correct the table" };
    SortedRows rows;
    rows.m_text = std::make_shared<const std::string>(std::move(text));
    std::string_view before;
    TRY(each_row(file, *rows.m_text, [&](std::string_view line) -> std::string {
        if (static_cast<std::size_t>(std::count(line.begin(), line.end(), '\t')) + 1 != columns)
            return "a row has " + std::to_string(columns) + " columns";
        const auto key = first_column(line);
        if (key.empty() || key < before)
            return "rows are sorted by their first column";
        before = key;
        rows.m_starts.push_back(static_cast<std::uint32_t>(line.data() - rows.m_text->data()));
        return {};
    }));
    return rows;
}

std::string_view SortedRows::line(std::size_t row) const
{
    const std::string_view from = std::string_view(*m_text).substr(m_starts[row]);
    return from.substr(0, from.find('\n'));
}

std::string_view SortedRows::key(std::size_t row) const { return first_column(line(row)); }

Cells SortedRows::cells(std::size_t row) const { return split(line(row), '\t'); }

std::size_t SortedRows::lower_bound(std::string_view key) const
{
    const auto below = [&](std::uint32_t start, std::string_view wanted) {
        const std::string_view from = std::string_view(*m_text).substr(start, wanted.size() + 1);
        return first_column(from.substr(0, from.find('\n'))) < wanted;
    };
    return static_cast<std::size_t>(std::lower_bound(m_starts.begin(), m_starts.end(), key, below) - m_starts.begin());
}

std::size_t SortedRows::longest_match(const std::vector<std::string>& words, std::size_t at, std::size_t& row) const
{
    std::size_t longest = 0;
    std::string key;
    for (std::size_t n = 1; n <= kMostWords && at + n <= words.size(); ++n) {
        key += (n == 1 ? "" : " ") + words[at + n - 1];
        const std::size_t found = lower_bound(key);
        if (found == size() || !this->key(found).starts_with(key))
            break;
        if (this->key(found) == key) {
            longest = n;
            row = found;
        }
    }
    return longest;
}

}  // namespace imprimatur::risk
