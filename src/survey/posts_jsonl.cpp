#include "survey/posts_jsonl.h"

#include "base/limits.h"
#include "base/unicode.h"
#include "caption/post_json.h"
#include "survey/posted_date.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

namespace imprimatur::survey {

namespace {

using Json = nlohmann::json;

constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";

std::string described(const Error& error)
{
    return error.where.empty() || error.where == "line" ? error.what : error.where + " " + error.what;
}

/// False when a value has the wrong type.
bool read_images(const Json& record, std::vector<std::string>& images)
{
    const auto found = record.find("images");
    if (found == record.end() || found->is_null())
        return true;
    if (!found->is_array())
        return false;
    for (const auto& name : *found) {
        if (!name.is_string())
            return false;
        images.push_back(name.get<std::string>());
    }
    return true;
}

class LineReader {
public:
    explicit LineReader(PostList& list)
        : m_list(list)
    {
    }

    void read(std::size_t number, std::string_view line)
    {
        m_number = number;
        if (line.size() > limits::kMaxSurveyLine)
            return problem("is longer than 10 MB: give one post a line");
        if (!decode_utf8(line))
            return problem("is not UTF-8");
        const Json record = Json::parse(line, nullptr, false);
        auto post = caption::parse_post(with_caption(line, record));
        if (!post.ok())
            return problem(described(post.error()));
        m_with_unread += post->unread_fields > 0 ? 1 : 0;
        if (m_with_unread == 1 && post->unread_fields > 0)
            m_first_unread = number;
        SurveyPost read { .number = number, .post = std::move(post).value() };
        if (!read_images(record, read.images))
            return problem("images must be a list of file names");
        if (!has_words(read.post) && read.images.empty())
            return problem(kNothingToScreen);
        if (!read_date(record, read.posted))
            problem("posted is not a date that is known: the post counts without its year");
        m_list.posts.push_back(std::move(read));
    }

    /// Told once: a column of "likes" on every line is one thing to know.
    void tell_unread()
    {
        if (m_with_unread == 0)
            return;
        m_number = m_first_unread;
        problem("has fields that are none of a post and were not read; so have " + std::to_string(m_with_unread) + " lines in all");
    }

private:
    /// A post may have pictures and no words, which is none for who screens words.
    static std::string with_caption(std::string_view line, const Json& record)
    {
        if (!record.is_object() || !record.contains("images") || record.contains("caption"))
            return std::string(line);
        const auto inside = line.find('{') + 1;
        return std::string(line.substr(0, inside)) + R"("caption":"",)" + std::string(line.substr(inside));
    }

    static bool has_words(const Post& post)
    {
        return std::ranges::any_of(
            std::array { &post.caption, &post.alt_text, &post.hashtags }, [](const std::string* text) { return !trimmed(*text).empty(); });
    }

    static bool read_date(const Json& record, std::string& posted)
    {
        const auto found = record.find("posted");
        if (found == record.end() || found->is_null())
            return true;
        std::optional<std::string> date;
        if (found->is_string())
            date = found->get_ref<const std::string&>().empty() ? std::string() : read_posted(found->get_ref<const std::string&>());
        else if (found->is_number_integer())
            date = read_posted(found->get<std::int64_t>());
        posted = date.value_or("");
        return date.has_value();
    }

    void problem(std::string what) { m_list.problems.push_back({ m_list.unit, m_number, std::move(what) }); }

    PostList& m_list;
    std::size_t m_number = 0;
    std::size_t m_with_unread = 0;
    std::size_t m_first_unread = 0;
};

}  // namespace

PostList read_jsonl(std::string_view text)
{
    PostList list { .unit = "line" };
    if (text.starts_with(kByteOrderMark))
        text.remove_prefix(kByteOrderMark.size());
    LineReader reader(list);
    for (std::size_t number = 1; !text.empty(); ++number) {
        const auto end = std::min(text.find('\n'), text.size());
        auto line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (line.ends_with('\r'))
            line.remove_suffix(1);
        if (line.find_first_not_of(" \t") != std::string_view::npos)
            reader.read(number, line);
    }
    reader.tell_unread();
    drop_repeated(list);
    return list;
}

}  // namespace imprimatur::survey
