#include "track/track_json.h"

#include "base/unicode.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace imprimatur::track {

namespace {

using Json = nlohmann::json;

/// Longest address that browsers agree on, several times over; ids and dates are far shorter.
constexpr std::size_t kMaxText = 8192;

/// A consent has one grant for each use; a hundred is many.
constexpr std::size_t kMaxGrants = 1000;

std::string dump(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

/// Takes the keys of one flat object off, one by one, and knows at the end whether all of them were taken.
class Reader {
public:
    Reader(std::string_view text, std::string what)
        : m_json(Json::parse(text, nullptr, false))
        , m_what(std::move(what))
    {
        if (!m_json.is_object())
            fail("is not a JSON object");
    }

    std::string text(const char* key, bool required = true)
    {
        std::string value;
        if (const Json* field = take(key))
            value = checked_text(*field, key);
        if (required && value.empty())
            fail(std::string("lacks '") + key + "'");
        return value;
    }

    std::string time(const char* key, bool required = true)
    {
        std::string value = text(key, required);
        if (!value.empty() && !parse_iso8601(value))
            fail(std::string("has no time in '") + key + "'");
        return value;
    }

    std::vector<std::string> texts(const char* key)
    {
        std::vector<std::string> values;
        const Json* field = take(key);
        if (!field)
            return values;
        if (!field->is_array() || field->size() > kMaxGrants) {
            fail(std::string("has no list in '") + key + "'");
            return values;
        }
        for (const Json& element : *field)
            values.push_back(checked_text(element, key));
        return values;
    }

    template <typename T> Result<T> finish(T value)
    {
        if (m_problem.empty() && m_taken != m_json.size())
            fail("has a key that nobody knows");
        if (!m_problem.empty())
            return Error { ErrorCode::Malformed, "a " + m_what + " " + m_problem, "track", "" };
        return value;
    }

    void fail(const std::string& problem)
    {
        if (m_problem.empty())
            m_problem = problem;
    }

private:
    const Json* take(const char* key)
    {
        if (!m_json.is_object())
            return nullptr;
        const auto found = m_json.find(key);
        if (found == m_json.end()) {
            fail(std::string("lacks '") + key + "'");
            return nullptr;
        }
        ++m_taken;
        return &*found;
    }

    std::string checked_text(const Json& field, const char* key)
    {
        if (!field.is_string()) {
            fail(std::string("has no text in '") + key + "'");
            return {};
        }
        auto value = field.get<std::string>();
        const auto control = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; };
        if (value.size() > kMaxText || !decode_utf8(value) || std::ranges::any_of(value, control)) {
            fail(std::string("has a text that is too long or not printable in '") + key + "'");
            return {};
        }
        return value;
    }

    Json m_json;
    std::string m_what;
    std::string m_problem;
    std::size_t m_taken = 0;
};

}  // namespace

std::string to_json(const Posting& posting)
{
    return dump({ { "id", posting.id }, { "place", posting.place }, { "platform", posting.platform }, { "posted_at", posting.posted_at },
        { "release_id", posting.release_id }, { "removed_at", posting.removed_at } });
}

std::string to_json(const Withdrawal& withdrawal)
{
    return dump({ { "at", withdrawal.at }, { "by", withdrawal.by }, { "grants", withdrawal.grants }, { "id", withdrawal.id },
        { "release_id", withdrawal.release_id } });
}

std::string to_json(const Takedown& takedown)
{
    return dump({ { "asked_at", takedown.asked_at }, { "done_at", takedown.done_at }, { "id", takedown.id }, { "place", takedown.place },
        { "platform", takedown.platform }, { "posting_id", takedown.posting_id }, { "release_id", takedown.release_id },
        { "withdrawal_id", takedown.withdrawal_id } });
}

Result<Posting> parse_posting(std::string_view json)
{
    Reader reader(json, "posting");
    return reader.finish(Posting { reader.text("id"), reader.text("release_id"), reader.text("platform"), reader.text("place"),
        reader.time("posted_at"), reader.time("removed_at", false) });
}

Result<Withdrawal> parse_withdrawal(std::string_view json)
{
    constexpr std::array<std::string_view, 5> capacities { "self", "parent", "guardian", "legal_representative", "institution" };
    Reader reader(json, "withdrawal");
    Withdrawal withdrawal { reader.text("id"), reader.text("release_id", false), reader.texts("grants"), reader.text("by"),
        reader.time("at") };
    if (std::ranges::find(capacities, withdrawal.by) == capacities.end())
        reader.fail("does not say in which capacity somebody withdrew");
    if (withdrawal.release_id.empty() && withdrawal.grants.empty())
        reader.fail("names neither a release nor a grant");
    return reader.finish(std::move(withdrawal));
}

Result<Takedown> parse_takedown(std::string_view json)
{
    Reader reader(json, "takedown");
    return reader.finish(Takedown { reader.text("id"), reader.text("withdrawal_id"), reader.text("posting_id"), reader.text("release_id"),
        reader.text("platform"), reader.text("place"), reader.time("asked_at"), reader.time("done_at", false) });
}

}  // namespace imprimatur::track
