#include "caption/post_json.h"

#include "base/limits.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <set>
#include <string_view>
#include <vector>

namespace imprimatur::caption {

namespace {

using Json = nlohmann::json;

// Nine text fields of at most 1 MB, escaped.
constexpr std::size_t kMaxLine = 16 * limits::kMaxTextField;

Error wrong(const std::string& what, const std::string& field)
{
    return { ErrorCode::InvalidArgument, what, field, "each line is one JSON object of a post" };
}

Result<std::string> text_at(const Json& object, const std::string& key, const std::string& name)
{
    const auto found = object.find(key);
    if (found == object.end() || found->is_null())
        return std::string();
    // Platforms hand out hashtags as a list as well as a line.
    if (found->is_array() && key == "hashtags") {
        std::string joined;
        for (const auto& tag : *found) {
            if (!tag.is_string())
                return wrong("must be text", name);
            joined += (joined.empty() ? "" : " ") + tag.get<std::string>();
        }
        return joined;
    }
    if (!found->is_string())
        return wrong("must be text", name);
    return found->get<std::string>();
}

// What a post may have beside its words: when and with what it was posted, and what people said of it.
constexpr std::array<std::string_view, 16> kPostFields { "id", "platform", "account", "caption", "alt_text", "hashtags", "file_name",
    "reply_to", "posted", "images", "url", "lang", "class", "about_patient", "spans", "why" };
constexpr std::array<std::string_view, 8> kAccountFields { "name", "handle", "bio", "location", "visibility", "role", "workplace",
    "who_may_tag" };
constexpr std::array<std::string_view, 6> kWordsOfAPost { "caption", "alt_text", "hashtags", "file_name", "reply_to", "account" };

/// A misspelt field is words that nobody screens.
template <std::size_t N> std::size_t unknown_fields(const Json& object, const std::array<std::string_view, N>& known)
{
    std::size_t count = 0;
    for (const auto& item : object.items())
        count += std::find(known.begin(), known.end(), std::string_view(item.key())) == known.end() ? 1 : 0;
    return count;
}

/// Which of two captions counts is decided differently by every program: `twice` says that a name stands in one object more than once.
Json parsed(std::string_view json_line, bool& twice)
{
    std::vector<std::set<std::string>> open;
    const auto note = [&](int, Json::parse_event_t event, const Json& value) {
        if (event == Json::parse_event_t::object_start)
            open.emplace_back();
        else if (event == Json::parse_event_t::object_end)
            open.pop_back();
        else if (event == Json::parse_event_t::key)
            twice = !open.back().insert(value.get<std::string>()).second || twice;
        return true;
    };
    return Json::parse(json_line, note, false);
}

bool holds(const Json& record, std::string_view name)
{
    const auto found = record.find(std::string(name));
    return found != record.end() && !found->is_null();
}

}  // namespace

Result<Post> parse_post(std::string_view json_line)
{
    if (json_line.size() > kMaxLine)
        return Error { ErrorCode::LimitExceeded, "line is longer than 16 MB", "", "" };
    bool twice = false;
    const Json record = parsed(json_line, twice);
    if (record.is_discarded() || !record.is_object())
        return wrong("is not a JSON object", "line");
    if (twice)
        return wrong("has a field twice: say which of them is posted", "line");
    if (std::none_of(kWordsOfAPost.begin(), kWordsOfAPost.end(), [&](std::string_view name) { return holds(record, name); }))
        return wrong("has none of the fields that hold words (caption, alt_text, hashtags, file_name, reply_to, account)", "line");
    Post post;
    post.unread_fields = unknown_fields(record, kPostFields);
    post.id = TRY(text_at(record, "id", "id"));
    post.platform = TRY(text_at(record, "platform", "platform"));
    post.caption = TRY(text_at(record, "caption", "caption"));
    post.alt_text = TRY(text_at(record, "alt_text", "alt_text"));
    post.hashtags = TRY(text_at(record, "hashtags", "hashtags"));
    post.file_name = TRY(text_at(record, "file_name", "file_name"));
    post.reply_to = TRY(text_at(record, "reply_to", "reply_to"));
    const auto account = record.find("account");
    if (account == record.end() || account->is_null())
        return post;
    if (!account->is_object())
        return wrong("must be an object", "account");
    post.unread_fields += unknown_fields(*account, kAccountFields);
    post.account.name = TRY(text_at(*account, "name", "account.name"));
    post.account.handle = TRY(text_at(*account, "handle", "account.handle"));
    post.account.bio = TRY(text_at(*account, "bio", "account.bio"));
    post.account.location = TRY(text_at(*account, "location", "account.location"));
    post.account.visibility = TRY(text_at(*account, "visibility", "account.visibility"));
    return post;
}

std::string to_json_line(const Screening& screening, const Post& post)
{
    nlohmann::ordered_json spans = nlohmann::ordered_json::array();
    for (const auto& span : screening.spans)
        spans.push_back(nlohmann::ordered_json {
            { "field", span.field }, { "start", span.start }, { "end", span.end }, { "label", span.label }, { "rule", span.rule } });
    nlohmann::ordered_json line;
    line["id"] = post.id;
    line["class"] = std::string(to_string(screening.post_class));
    line["about_patient"] = screening.about_patient;
    line["readers"] = screening.read_twice ? nlohmann::ordered_json { "rules", "learned" } : nlohmann::ordered_json { "rules" };
    line["spans"] = spans;
    line["rewrite"] = screening.rewrite;
    line["rewrite_passes"] = screening.rewrite_passes;
    line["cannot_fix"] = screening.cannot_fix;
    return line.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

}  // namespace imprimatur::caption
