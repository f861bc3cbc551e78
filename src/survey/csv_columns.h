// Which column of a table is what: header names of people and platforms to the fields of a post.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace imprimatur::survey {

enum class Column { Id, Platform, Caption, AltText, Hashtags, FileName, ReplyTo, Name, Handle, Bio, Location, Visibility, Posted, Images };
inline constexpr std::size_t kColumns = static_cast<std::size_t>(Column::Images) + 1;

/// Case, spaces, '_', '-' and '.' do not count: "Reply to", "reply_to" and "replyTo" are one name.
std::string column_key(std::string_view header);

/// nullopt: a column that is not read. docs/survey.md holds the same table.
std::optional<Column> column_of(std::string_view header);

/// The first column of each kind in a header row; of captions ("text" beside "message") all, because each is words of the post.
struct ColumnMap {
    std::vector<std::optional<std::size_t>> at = std::vector<std::optional<std::size_t>>(kColumns);
    std::size_t ignored = 0;
    [[nodiscard]] std::optional<std::size_t> of(Column column) const { return at[static_cast<std::size_t>(column)]; }
    std::vector<std::size_t> more_captions;
};
ColumnMap map_columns(const std::vector<std::string>& header);

}  // namespace imprimatur::survey
