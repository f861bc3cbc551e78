#include "survey/sample.h"

#include "base/sha256.h"
#include "base/unicode.h"
#include "survey/csv.h"
#include "survey/csv_columns.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

namespace imprimatur::survey {

namespace {

constexpr std::array<std::string_view, 11> kSheetColumns { "post", "id", "platform", "caption", "alt_text", "hashtags", "file_name",
    "reply_to", "account_bio", "account_location", "human_class" };

std::optional<std::size_t> post_number(std::string_view cell)
{
    std::size_t number = 0;
    cell = trimmed(cell);
    const auto [end, failure] = std::from_chars(cell.data(), cell.data() + cell.size(), number);
    return failure == std::errc() && end == cell.data() + cell.size() && number > 0 ? std::optional(number) : std::nullopt;
}

/// "Non-compliant", "at risk" and "at_risk" are what people write.
std::optional<PostClass> class_in(std::string_view cell)
{
    const auto key = column_key(cell);
    if (key == "compliant")
        return PostClass::Compliant;
    if (key == "atrisk")
        return PostClass::AtRisk;
    return key == "noncompliant" ? std::optional(PostClass::NonCompliant) : std::nullopt;
}

struct Columns {
    std::size_t number = 0;
    std::size_t wanted = 0;
};

Result<Columns> find_columns(CsvReader& csv, std::string_view wanted)
{
    std::vector<std::string> header;
    std::optional<std::size_t> number;
    std::optional<std::size_t> column;
    if (csv.next(header) == CsvReader::Got::Row) {
        for (std::size_t i = 0; i < header.size(); ++i) {
            if (column_key(header[i]) == "post")
                number = i;
            if (column_key(header[i]) == column_key(wanted))
                column = i;
        }
    }
    if (!number || !column)
        return Error { ErrorCode::InvalidArgument, "the table has no columns post and " + std::string(wanted), "row 1",
            "give the sheet that survey wrote, saved as CSV in UTF-8" };
    return Columns { *number, *column };
}

}  // namespace

std::vector<std::size_t> draw(std::vector<std::size_t> numbers, std::size_t size, std::string_view seed)
{
    std::vector<std::pair<Sha256, std::size_t>> keyed;
    keyed.reserve(numbers.size());
    for (const auto number : numbers)
        keyed.emplace_back(sha256(as_bytes("imprimatur survey sample\n" + std::string(seed) + "\n" + std::to_string(number))), number);
    std::ranges::sort(keyed);
    if (keyed.size() > size)
        keyed.resize(size);
    numbers.clear();
    for (const auto& each : keyed)
        numbers.push_back(each.second);
    std::ranges::sort(numbers);
    return numbers;
}

std::string sheet_header() { return csv_row({ kSheetColumns.begin(), kSheetColumns.end() }); }

std::string sheet_row(const SurveyPost& post)
{
    const auto& words = post.post;
    return csv_row({ std::to_string(post.number), words.id, words.platform, words.caption, words.alt_text, words.hashtags, words.file_name,
        words.reply_to, words.account.bio, words.account.location, "" });
}

Result<FilledSheet> read_sheet(std::string_view text)
{
    CsvReader csv(text);
    const auto columns = TRY(find_columns(csv, "human_class"));
    FilledSheet sheet;
    std::vector<std::string> cells;
    for (auto got = csv.next(cells); got != CsvReader::Got::End; got = csv.next(cells)) {
        const auto problem = [&](const char* what) { sheet.problems.push_back({ "row", csv.number(), what }); };
        const auto number = columns.number < cells.size() ? post_number(cells[columns.number]) : std::nullopt;
        if (got != CsvReader::Got::Row || !number) {
            problem("has no post number that can be read");
            continue;
        }
        const std::string_view cell = columns.wanted < cells.size() ? std::string_view(cells[columns.wanted]) : std::string_view();
        if (trimmed(cell).empty()) {
            ++sheet.empty;
            continue;
        }
        const auto said = class_in(cell);
        if (!said)
            problem("human_class must be compliant, at_risk or non_compliant");
        else if (!sheet.human.emplace(*number, *said).second)
            problem("this post stands in the sheet twice");
    }
    return sheet;
}

Result<std::map<std::size_t, PostClass>> read_classes(std::string_view text)
{
    CsvReader csv(text);
    const auto columns = TRY(find_columns(csv, "class_words"));
    std::map<std::size_t, PostClass> classes;
    std::vector<std::string> cells;
    for (auto got = csv.next(cells); got != CsvReader::Got::End; got = csv.next(cells)) {
        const auto number = columns.number < cells.size() ? post_number(cells[columns.number]) : std::nullopt;
        const auto said = columns.wanted < cells.size() ? class_in(cells[columns.wanted]) : std::nullopt;
        if (number && said)
            classes[*number] = *said;
    }
    return classes;
}

Result<std::map<std::size_t, std::string>> sheet_rows(std::string_view text)
{
    CsvReader csv(text);
    const auto columns = TRY(find_columns(csv, "human_class"));
    std::map<std::size_t, std::string> rows;
    std::vector<std::string> cells;
    for (auto got = csv.next(cells); got != CsvReader::Got::End; got = csv.next(cells)) {
        const auto number = columns.number < cells.size() ? post_number(cells[columns.number]) : std::nullopt;
        if (got == CsvReader::Got::Row && number)
            rows[*number] = csv_row(cells);
    }
    return rows;
}

}  // namespace imprimatur::survey
