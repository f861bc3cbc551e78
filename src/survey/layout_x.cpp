// The download of X (Twitter): JavaScript files that assign one list each, "window.YTD.tweets.part0 = [...]".
#include "survey/json_value.h"
#include "survey/layout_readers.h"
#include "survey/posted_date.h"

#include <algorithm>
#include <array>

namespace imprimatur::survey {

namespace {

/// The list behind the assignment. The first '=' is the assignment's: what stands in front of it is a name.
std::optional<JsonValue> assigned_list(std::string_view text)
{
    const auto assignment = text.find('=');
    auto list = JsonValue::parse(assignment == std::string_view::npos ? text : text.substr(assignment + 1));
    return list && list->is_array() ? list : std::nullopt;
}

/// Tweets are stored as the API gave them: '&', '<' and '>' as entities and nothing else.
std::string without_entities(std::string text)
{
    constexpr std::array<std::pair<std::string_view, char>, 3> kEntities { { { "&lt;", '<' }, { "&gt;", '>' }, { "&amp;", '&' } } };
    std::string plain;
    for (std::size_t i = 0; i < text.size();) {
        const auto rest = std::string_view(text).substr(i);
        const auto* entity = std::ranges::find_if(kEntities, [&](const auto& each) { return rest.starts_with(each.first); });
        plain.push_back(entity == kEntities.end() ? rest.front() : entity->second);
        i += entity == kEntities.end() ? 1 : entity->first.size();
    }
    return plain;
}

class XReader {
public:
    explicit XReader(const LayoutInput& input)
        : m_input(input)
    {
        read_account();
        read_notes();
        list_media();
    }

    PostList read()
    {
        for (const auto& file : m_input.layout.posts) {
            const auto text = m_input.texts.find(file);
            const auto tweets = text == m_input.texts.end() ? std::nullopt : assigned_list(text->second);
            if (!tweets) {
                m_list.problems.push_back({ m_list.unit, 0, "a file of tweets holds no list that can be read" });
                continue;
            }
            for (const auto& each : tweets->items())
                read_tweet(each);
        }
        if (m_reposts > 0)
            m_list.notes.push_back(std::to_string(m_reposts) + " reposts (\"RT @\") of others' posts were left out.");
        return std::move(m_list);
    }

private:
    /// The first object of a file's list, by its name inside.
    std::optional<JsonValue> profile_object(std::string_view file, const std::string& name) const
    {
        const auto text = m_input.texts.find(m_input.layout.root + std::string(file));
        const auto list = text == m_input.texts.end() ? std::nullopt : assigned_list(text->second);
        const auto items = list ? list->items() : std::vector<JsonValue>();
        return items.empty() ? std::nullopt : items[0].member(name);
    }

    void read_account()
    {
        if (const auto account = profile_object("data/account.js", "account")) {
            JsonFields fields(*account);
            m_account.handle = fields.text("username");
            m_account.name = fields.text("accountDisplayName");
        }
        const auto profile = profile_object("data/profile.js", "profile");
        if (const auto description = profile ? profile->member("description") : std::nullopt) {
            JsonFields fields(*description);
            m_account.bio = fields.text("bio");
            m_account.location = fields.text("location");
        }
    }

    /// Tweets of more than 280 characters: tweets.js cuts them, note-tweet.js has them whole.
    void read_notes()
    {
        const auto text = m_input.texts.find(m_input.layout.root + "data/note-tweet.js");
        const auto list = text == m_input.texts.end() ? std::nullopt : assigned_list(text->second);
        if (!list)
            return;
        for (const auto& item : list->items()) {
            const auto note = item.member("noteTweet");
            const auto results = note ? note->member("noteTweetResults") : std::nullopt;
            if (results)
                m_notes[JsonFields(*note).text("tweetId")] = JsonFields(*results).text("text");
        }
    }

    /// "data/tweets_media/ID-name.jpg" belongs to the tweet of that id.
    void list_media()
    {
        for (const auto& name : m_input.names) {
            for (const std::string_view folder : { "data/tweets_media/", "data/tweet_media/" }) {
                const auto prefix = m_input.layout.root + std::string(folder);
                const auto dash = name.starts_with(prefix) ? name.find('-', prefix.size()) : std::string::npos;
                if (dash != std::string::npos)
                    m_media[name.substr(prefix.size(), dash - prefix.size())].push_back(name);
            }
        }
    }

    void read_tweet(const JsonValue& item)
    {
        const auto number = ++m_number;
        const auto problem = [&](std::string what) { m_list.problems.push_back({ m_list.unit, number, std::move(what) }); };
        // Before 2020 the tweets were not wrapped.
        const auto tweet = item.member("tweet").value_or(item);
        if (!tweet.is_object())
            return problem("is not an object of a tweet");
        JsonFields fields(tweet);
        SurveyPost post { .number = number };
        post.post.id = fields.text("id_str");
        post.post.platform = "x";
        post.post.account = m_account;
        post.post.caption = without_entities(fields.text(tweet.member("full_text") ? "full_text" : "text"));
        const auto created = fields.text("created_at");
        if (!fields.wrong().empty())
            return problem(fields.wrong());
        if (post.post.caption.starts_with("RT @")) {
            ++m_reposts;
            return;
        }
        if (const auto note = m_notes.find(post.post.id); note != m_notes.end() && !note->second.empty())
            post.post.caption = note->second;
        if (const auto media = m_media.find(post.post.id); media != m_media.end())
            post.images = media->second;
        if (post.post.caption.empty() && post.images.empty())
            return problem("has neither text nor media");
        add_dated(m_list, std::move(post), read_posted(created),
            "created_at is missing or no date that is known: the post counts without its year");
    }

    const LayoutInput& m_input;
    PostList m_list;
    Account m_account;
    std::map<std::string, std::string> m_notes;
    std::map<std::string, std::vector<std::string>> m_media;
    std::size_t m_number = 0;
    std::size_t m_reposts = 0;
};

}  // namespace

PostList read_x(const LayoutInput& input) { return XReader(input).read(); }

}  // namespace imprimatur::survey
