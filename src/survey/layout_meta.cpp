// The downloads of Instagram and Facebook: JSON whose texts are mojibake (mojibake.h), pictures by their path in the archive ("uri").
#include "survey/json_value.h"
#include "survey/layout_readers.h"
#include "survey/mojibake.h"
#include "survey/posted_date.h"

#include <algorithm>
#include <functional>

namespace imprimatur::survey {

namespace {

std::string path_text(const JsonValue& from, std::initializer_list<const char*> path)
{
    std::optional<JsonValue> at = from;
    for (const auto* part : path)
        at = at ? at->member(part) : std::nullopt;
    const auto text = at ? at->text() : std::nullopt;
    return repair_mojibake(text.value_or(""));
}

std::optional<JsonValue> first_profile(const LayoutInput& input)
{
    for (const auto& name : input.layout.profiles) {
        const auto text = input.texts.find(name);
        if (auto value = text == input.texts.end() ? std::nullopt : JsonValue::parse(text->second))
            return value;
    }
    return std::nullopt;
}

/// profile_user[0].string_map_data.{Username,Name,Bio}.value; the keys are in the member's language, English ones are read.
Account instagram_account(const LayoutInput& input)
{
    Account account;
    const auto profile = first_profile(input);
    const auto users = profile ? profile->member("profile_user") : std::nullopt;
    const auto items = users ? users->items() : std::vector<JsonValue>();
    if (items.empty())
        return account;
    account.handle = path_text(items[0], { "string_map_data", "Username", "value" });
    account.name = path_text(items[0], { "string_map_data", "Name", "value" });
    account.bio = path_text(items[0], { "string_map_data", "Bio", "value" });
    return account;
}

/// profile_v2.{name.full_name,username}; before 2021 the object was called profile.
Account facebook_account(const LayoutInput& input)
{
    Account account;
    const auto profile = first_profile(input);
    if (!profile)
        return account;
    for (const auto* name : { "profile_v2", "profile" }) {
        if (account.name.empty())
            account.name = path_text(*profile, { name, "name", "full_name" });
        if (account.handle.empty())
            account.handle = path_text(*profile, { name, "username" });
    }
    return account;
}

/// What both have in common: files with a list of entries, entries with texts, pictures and a time.
class MetaReader {
public:
    using ReadEntry = std::function<std::string(const JsonValue& entry, SurveyPost& post, std::int64_t& time)>;

    MetaReader(const LayoutInput& input, Account account, ReadEntry read_entry)
        : m_input(input)
        , m_account(std::move(account))
        , m_read_entry(std::move(read_entry))
    {
    }

    PostList read()
    {
        for (const auto& file : m_input.layout.posts) {
            const auto text = m_input.texts.find(file);
            const auto value = text == m_input.texts.end() ? std::nullopt : JsonValue::parse(text->second);
            if (!value || (!value->is_array() && !value->is_object())) {
                m_list.problems.push_back({ m_list.unit, 0, "a file of posts holds no JSON that can be read" });
                continue;
            }
            // A member with one post gets an object where others get a list.
            for (const auto& entry : value->is_array() ? value->items() : std::vector { *value })
                read_one(entry);
        }
        if (m_wordless > 0)
            m_list.notes.push_back(
                std::to_string(m_wordless) + " entries without words and pictures (check-ins, changes of the profile) were left out.");
        return std::move(m_list);
    }

private:
    void read_one(const JsonValue& entry)
    {
        SurveyPost post { .number = ++m_number };
        post.post.platform = to_string(m_input.layout.kind);
        post.post.account = m_account;
        std::int64_t time = 0;
        const auto problem = [&](std::string what) { m_list.problems.push_back({ m_list.unit, post.number, std::move(what) }); };
        const auto wrong = entry.is_object() ? m_read_entry(entry, post, time) : std::string("is not an object of a post");
        if (!wrong.empty())
            return problem(wrong);
        if (post.post.caption.empty() && post.images.empty()) {
            ++m_wordless;
            return;
        }
        for (auto& name : post.images)
            name = m_input.layout.root + name;
        add_dated(m_list, std::move(post), read_posted(time), "has no time that is known: it counts without its year");
    }

    const LayoutInput& m_input;
    Account m_account;
    ReadEntry m_read_entry;
    PostList m_list;
    std::size_t m_number = 0;
    std::size_t m_wordless = 0;
};

/// Addresses of pictures on the web are no files of the archive.
void add_image(std::string uri, SurveyPost& post)
{
    if (!uri.empty() && uri.find("://") == std::string::npos && std::ranges::find(post.images, uri) == post.images.end())
        post.images.push_back(std::move(uri));
}

std::string instagram_entry(const JsonValue& entry, SurveyPost& post, std::int64_t& time)
{
    JsonFields fields(entry);
    post.post.caption = repair_mojibake(fields.text("title"));
    time = fields.number("creation_timestamp");
    for (const auto& item : fields.array("media")) {
        JsonFields media(item);
        add_image(repair_mojibake(media.text("uri")), post);
        // A post with one picture has its caption and time there.
        const auto title = repair_mojibake(media.text("title"));
        if (post.post.caption.empty())
            post.post.caption = title;
        const auto taken = media.number("creation_timestamp");
        if (time == 0)
            time = taken;
        if (!media.wrong().empty())
            return "media: " + media.wrong();
    }
    return fields.wrong();
}

std::string facebook_entry(const JsonValue& entry, SurveyPost& post, std::int64_t& time)
{
    JsonFields fields(entry);
    time = fields.number("timestamp");
    for (const auto& item : fields.array("data")) {
        JsonFields data(item);
        const auto text = repair_mojibake(data.text("post"));
        post.post.caption += (post.post.caption.empty() || text.empty() ? "" : "\n") + text;
        if (!data.wrong().empty())
            return "data: " + data.wrong();
    }
    for (const auto& attachment : fields.array("attachments")) {
        JsonFields inside(attachment);
        for (const auto& item : inside.array("data")) {
            const auto media = item.member("media");
            if (!media)
                continue;
            JsonFields picture(*media);
            add_image(repair_mojibake(picture.text("uri")), post);
            const auto description = repair_mojibake(picture.text("description"));
            if (!description.empty() && description != post.post.caption)
                post.post.alt_text += (post.post.alt_text.empty() ? "" : "\n") + description;
            if (!picture.wrong().empty())
                return "attachments: " + picture.wrong();
        }
        if (!inside.wrong().empty())
            return "attachments: " + inside.wrong();
    }
    return fields.wrong();
}

}  // namespace

PostList read_instagram(const LayoutInput& input) { return MetaReader(input, instagram_account(input), instagram_entry).read(); }

PostList read_facebook(const LayoutInput& input) { return MetaReader(input, facebook_account(input), facebook_entry).read(); }

}  // namespace imprimatur::survey
