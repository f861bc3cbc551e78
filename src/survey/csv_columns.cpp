#include "survey/csv_columns.h"

#include "base/unicode.h"

#include <array>
#include <utility>

namespace imprimatur::survey {

namespace {

// As column_key() writes them.
constexpr std::array kNames = std::to_array<std::pair<std::string_view, Column>>({
    { "id", Column::Id },
    { "idstr", Column::Id },
    { "postid", Column::Id },
    { "tweetid", Column::Id },
    { "sharelink", Column::Id },
    { "platform", Column::Platform },
    { "network", Column::Platform },
    { "caption", Column::Caption },
    { "text", Column::Caption },
    { "fulltext", Column::Caption },
    { "tweet", Column::Caption },
    { "message", Column::Caption },
    { "body", Column::Caption },
    { "sharecommentary", Column::Caption },
    { "alttext", Column::AltText },
    { "alt", Column::AltText },
    { "hashtags", Column::Hashtags },
    { "filename", Column::FileName },
    { "replyto", Column::ReplyTo },
    { "name", Column::Name },
    { "author", Column::Name },
    { "displayname", Column::Name },
    { "accountname", Column::Name },
    { "handle", Column::Handle },
    { "username", Column::Handle },
    { "screenname", Column::Handle },
    { "account", Column::Handle },
    { "accounthandle", Column::Handle },
    { "bio", Column::Bio },
    { "accountbio", Column::Bio },
    { "location", Column::Location },
    { "accountlocation", Column::Location },
    { "visibility", Column::Visibility },
    { "accountvisibility", Column::Visibility },
    { "posted", Column::Posted },
    { "postedat", Column::Posted },
    { "createdat", Column::Posted },
    { "date", Column::Posted },
    { "timestamp", Column::Posted },
    { "images", Column::Images },
    { "image", Column::Images },
    { "media", Column::Images },
});

}  // namespace

std::string column_key(std::string_view header)
{
    std::string key;
    for (const char c : ascii_lower(trimmed(header))) {
        if (c != ' ' && c != '_' && c != '-' && c != '.')
            key.push_back(c);
    }
    return key;
}

std::optional<Column> column_of(std::string_view header)
{
    const auto key = column_key(header);
    for (const auto& [name, column] : kNames) {
        if (name == key)
            return column;
    }
    return std::nullopt;
}

ColumnMap map_columns(const std::vector<std::string>& header)
{
    ColumnMap map;
    for (std::size_t i = 0; i < header.size(); ++i) {
        const auto column = column_of(header[i]);
        if (column && !map.of(*column))
            map.at[static_cast<std::size_t>(*column)] = i;
        else if (column == Column::Caption)
            map.more_captions.push_back(i);
        else
            ++map.ignored;
    }
    return map;
}

}  // namespace imprimatur::survey
