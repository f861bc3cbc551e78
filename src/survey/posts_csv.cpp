#include "survey/posts_csv.h"

#include "base/unicode.h"
#include "survey/csv.h"
#include "survey/csv_columns.h"
#include "survey/posted_date.h"

#include <algorithm>

namespace imprimatur::survey {

namespace {

std::vector<std::string> image_names(std::string_view cell)
{
    std::vector<std::string> names;
    while (!cell.empty()) {
        const auto end = std::min(cell.find_first_of(";|"), cell.size());
        if (const auto name = trimmed(cell.substr(0, end)); !name.empty())
            names.emplace_back(name);
        cell.remove_prefix(std::min(end + 1, cell.size()));
    }
    return names;
}

class RowReader {
public:
    RowReader(const ColumnMap& columns, PostList& list)
        : m_columns(columns)
        , m_list(list)
    {
    }

    void read(std::size_t number, const std::vector<std::string>& cells)
    {
        SurveyPost post { .number = number };
        post.post.id = cell(cells, Column::Id);
        post.post.platform = cell(cells, Column::Platform);
        post.post.caption = caption(cells);
        post.post.alt_text = cell(cells, Column::AltText);
        post.post.hashtags = cell(cells, Column::Hashtags);
        post.post.file_name = cell(cells, Column::FileName);
        post.post.reply_to = cell(cells, Column::ReplyTo);
        post.post.account.name = cell(cells, Column::Name);
        post.post.account.handle = cell(cells, Column::Handle);
        post.post.account.bio = cell(cells, Column::Bio);
        post.post.account.location = cell(cells, Column::Location);
        post.post.account.visibility = cell(cells, Column::Visibility);
        post.images = image_names(cell(cells, Column::Images));
        const bool wordless
            = trimmed(post.post.caption).empty() && trimmed(post.post.alt_text).empty() && trimmed(post.post.hashtags).empty();
        if (wordless && post.images.empty())
            return problem(number, kNothingToScreen);
        const auto date = cell(cells, Column::Posted);
        add_dated(m_list, std::move(post), trimmed(date).empty() ? std::optional<std::string>("") : read_posted(date),
            "posted is not a date that is known: the post counts without its year");
    }

    void problem(std::size_t number, std::string what) { m_list.problems.push_back({ m_list.unit, number, std::move(what) }); }

private:
    [[nodiscard]] std::string cell(const std::vector<std::string>& cells, Column column) const
    {
        const auto at = m_columns.of(column);
        return at && *at < cells.size() ? cells[*at] : std::string();
    }

    /// A platform writes the same text into two columns, a person the answer into the second.
    [[nodiscard]] std::string caption(const std::vector<std::string>& cells) const
    {
        std::string all = cell(cells, Column::Caption);
        for (const auto at : m_columns.more_captions) {
            if (at < cells.size() && all.find(cells[at]) == std::string::npos)
                all += (all.empty() ? "" : "\n") + cells[at];
        }
        return all;
    }

    const ColumnMap& m_columns;
    PostList& m_list;
};

bool is_utf8(const std::vector<std::string>& cells)
{
    return std::ranges::all_of(cells, [](const std::string& cell) { return decode_utf8(cell).has_value(); });
}

}  // namespace

Result<PostList> read_csv(std::string_view text)
{
    CsvReader csv(text);
    std::vector<std::string> cells;
    const auto wrong = [](const char* what) {
        return Error { ErrorCode::InvalidArgument, what, "row 1",
            "the first row names the columns, one of them caption, text or images; save the table as CSV in UTF-8 (docs/survey.md)" };
    };
    if (csv.next(cells) != CsvReader::Got::Row || !is_utf8(cells))
        return wrong("the table has no header that can be read");
    const auto columns = map_columns(cells);
    const auto width = cells.size();
    if (!columns.of(Column::Caption) && !columns.of(Column::AltText) && !columns.of(Column::Images))
        return wrong("no column is the caption or the images of a post");
    PostList list { .unit = "row" };
    if (columns.ignored > 0)
        list.notes.push_back(
            std::to_string(columns.ignored) + " of " + std::to_string(width) + " columns are not known and were not read.");
    if (!columns.more_captions.empty())
        list.notes.push_back(
            std::to_string(columns.more_captions.size() + 1) + " columns hold words of the caption: they were read together.");
    RowReader rows(columns, list);
    for (auto got = csv.next(cells); got != CsvReader::Got::End; got = csv.next(cells)) {
        if (got == CsvReader::Got::Unclosed)
            rows.problem(csv.number(), "a quotation mark is never closed; reading went on with the next line");
        else if (got == CsvReader::Got::TooLong)
            rows.problem(csv.number(), "is longer than 10 MB; reading went on with the next line");
        else if (got == CsvReader::Got::Malformed)
            rows.problem(csv.number(), "something stands behind a closing quotation mark");
        else if (cells.size() != width)
            rows.problem(csv.number(), "has " + std::to_string(cells.size()) + " cells where the header has " + std::to_string(width));
        else if (!is_utf8(cells))
            rows.problem(csv.number(), "is not UTF-8");
        else
            rows.read(csv.number(), cells);
    }
    drop_repeated(list);
    return list;
}

}  // namespace imprimatur::survey
