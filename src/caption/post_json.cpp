#include "caption/post_json.h"

#include "base/limits.h"

#include <nlohmann/json.hpp>

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

}  // namespace

Result<Post> parse_post(std::string_view json_line)
{
    if (json_line.size() > kMaxLine)
        return Error { ErrorCode::LimitExceeded, "line is longer than 16 MB", "", "" };
    const Json record = Json::parse(json_line, nullptr, false);
    if (record.is_discarded() || !record.is_object())
        return wrong("is not a JSON object", "line");
    Post post;
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
    line["spans"] = spans;
    line["rewrite"] = screening.rewrite;
    line["rewrite_passes"] = screening.rewrite_passes;
    return line.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

}  // namespace imprimatur::caption
