// The only file that reads or writes consent as JSON.
#include "consent/record_json.h"

#include "base/clock.h"
#include "base/limits.h"
#include "base/sha256.h"
#include "consent/vocabulary.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <initializer_list>
#include <set>

namespace imprimatur::consent {

namespace {

using Json = nlohmann::json;
using Names = std::initializer_list<std::string_view>;

constexpr std::string_view kSchema = "imprimatur.consent/1";

/// Lists in one record: far above any form that a person could read before signing.
constexpr std::size_t kLongestList = 1'000;
/// Free text: where the form is kept, what proves authority.
constexpr std::size_t kLongestText = 1'000;

/// Names the field, never its value.
Error bad(const std::string& field, const std::string& problem)
{
    return { ErrorCode::Malformed, field + " " + problem, "consent record", "see docs/schema/consent.schema.json" };
}

/// A field's name is shown when it looks like one; otherwise it may be anything, patient data included.
std::string shown_name(std::string_view name)
{
    const auto plain = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; };
    constexpr std::size_t kLongestName = 30;
    const bool is_plain = !name.empty() && name.size() <= kLongestName && std::all_of(name.begin(), name.end(), plain);
    return is_plain ? std::string(name) : "(a name that cannot be shown)";
}

/// nlohmann keeps the last of two equal keys: a second "state" would overrule the first unseen.
Result<Json> parse_without_doubles(std::string_view text)
{
    if (text.size() > limits::kMaxConfigBytes)
        return Error { ErrorCode::LimitExceeded, "the file is too large for a consent record", "consent record", "" };
    std::vector<std::set<std::string>> open;
    bool doubled = false;
    const auto watch = [&](int, Json::parse_event_t event, Json& parsed) {
        if (event == Json::parse_event_t::object_start)
            open.emplace_back();
        else if (event == Json::parse_event_t::object_end)
            open.pop_back();
        else if (event == Json::parse_event_t::key)
            doubled = !open.back().insert(parsed.get_ref<const std::string&>()).second || doubled;
        return true;
    };
    auto json = Json::parse(text, watch, false);
    if (json.is_discarded())
        return Error { ErrorCode::Malformed, "this is not JSON", "consent record", "" };
    if (doubled)
        return Error { ErrorCode::Malformed, "a field stands twice in one object", "consent record", "keep one of them" };
    return json;
}

/// An object whose fields are all known and whose required ones are there.
class Fields {
public:
    static Result<Fields> of(const Json& json, std::string path, Names required, Names optional)
    {
        if (!json.is_object())
            return bad(path.empty() ? "the record" : path, "is not an object");
        const auto lists = [](Names names, std::string_view name) { return std::find(names.begin(), names.end(), name) != names.end(); };
        Fields fields(json, std::move(path));
        for (const auto& item : json.items()) {
            if (!lists(required, item.key()) && !lists(optional, item.key()))
                return bad(fields.path(shown_name(item.key())), "is not a field of this schema");
        }
        for (const auto name : required) {
            if (!json.contains(name))
                return bad(fields.path(name), "is missing");
        }
        return fields;
    }

    [[nodiscard]] std::string path(std::string_view name) const
    {
        return m_path.empty() ? std::string(name) : m_path + "." + std::string(name);
    }

    /// nullptr for an optional field that is absent or null.
    [[nodiscard]] const Json* get(std::string_view name) const
    {
        const auto at = m_json->find(name);
        return at == m_json->end() || at->is_null() ? nullptr : &*at;
    }

    [[nodiscard]] Result<std::string> text(std::string_view name) const
    {
        const auto* json = get(name);
        if (json == nullptr || !json->is_string())
            return bad(path(name), "is not a text");
        const auto& value = json->get_ref<const std::string&>();
        if (value.size() > kLongestText)
            return bad(path(name), "is too long");
        return value;
    }
    [[nodiscard]] Result<std::string> optional_text(std::string_view name) const
    {
        return get(name) == nullptr ? Result<std::string>(std::string()) : text(name);
    }
    [[nodiscard]] Result<bool> flag(std::string_view name) const
    {
        const auto* json = get(name);
        if (json == nullptr || !json->is_boolean())
            return bad(path(name), "is neither true nor false");
        return json->get<bool>();
    }
    [[nodiscard]] Result<const Json*> list(std::string_view name) const
    {
        const auto* json = get(name);
        if (json == nullptr || !json->is_array())
            return bad(path(name), "is not a list");
        if (json->size() > kLongestList)
            return bad(path(name), "is too long");
        return json;
    }
    template <typename Allowed>
    [[nodiscard]] Result<std::string> word(std::string_view name, Allowed allowed, const std::string& problem) const
    {
        auto value = TRY(text(name));
        if (!allowed(value))
            return bad(path(name), problem);
        return value;
    }
    template <typename Allowed>
    [[nodiscard]] Result<std::vector<std::string>> words(std::string_view name, Allowed allowed, const std::string& problem) const
    {
        std::vector<std::string> values;
        for (const auto& element : *TRY(list(name))) {
            const auto where = path(name) + "[" + std::to_string(values.size()) + "]";
            if (!element.is_string() || !allowed(element.template get_ref<const std::string&>()))
                return bad(where, problem);
            values.push_back(element.template get<std::string>());
        }
        return values;
    }

private:
    Fields(const Json& json, std::string path)
        : m_json(&json)
        , m_path(std::move(path))
    {
    }
    const Json* m_json;
    std::string m_path;
};

bool is_date(std::string_view text) { return parse_iso8601(text).has_value(); }

Result<Grant> grant_of(const Json& json, const std::string& path)
{
    const auto fields = TRY(
        Fields::of(json, path, { "id", "state", "purpose", "audience", "items", "caption", "valid_from", "valid_until" }, { "platform" }));
    Grant grant;
    grant.id = TRY(fields.word("id", is_id, "is not an id"));
    const auto state = grant_state(TRY(fields.text("state")));
    if (!state)
        return bad(fields.path("state"), "is not a state of a grant");
    grant.state = *state;
    grant.purpose = TRY(fields.word("purpose", is_purpose, "is not a purpose"));
    grant.platform = TRY(fields.optional_text("platform"));
    if (grant.platform.empty() ? grant.purpose == "social" : !is_platform(grant.platform))
        return bad(fields.path("platform"), "does not name a platform");
    grant.audience = TRY(fields.word("audience", is_audience, "is not an audience"));
    grant.item_sha256 = TRY(fields.words("items", is_sha256_hex, "is not a SHA-256 in hex"));
    if (grant.item_sha256.empty())
        return bad(fields.path("items"), "names no image");
    grant.caption_sha256 = TRY(fields.word("caption", is_sha256_hex, "is not a SHA-256 in hex"));
    grant.valid_from = TRY(fields.word("valid_from", is_date, "is not a date"));
    grant.valid_until = TRY(fields.word("valid_until", is_date, "is not a date"));
    if (*parse_iso8601(grant.valid_until) <= *parse_iso8601(grant.valid_from))
        return bad(fields.path("valid_until"), "is not after valid_from");
    return grant;
}

Result<void> read_signatures(const Json& json, ConsentRecord& record)
{
    const auto fields = TRY(Fields::of(json, "signed", { "as", "at" }, { "authority", "form_location" }));
    const auto known = [](std::string_view word) { return grantor_capacity(word).has_value(); };
    for (const auto& word : TRY(fields.words("as", known, "is not a capacity in which somebody signs")))
        record.signed_as.push_back(*grantor_capacity(word));
    if (fields.get("at") != nullptr)
        record.signed_at = TRY(fields.word("at", is_date, "is not a date"));
    else if (!record.signed_as.empty())
        return bad("signed.at", "is missing although somebody signed");
    record.authority = TRY(fields.optional_text("authority"));
    record.form_location = TRY(fields.optional_text("form_location"));
    return {};
}

Result<void> read_grants(const Json& list, ConsentRecord& record)
{
    std::set<std::string> ids;
    for (const auto& json : list) {
        const auto path = "grants[" + std::to_string(record.grants.size()) + "]";
        auto grant = TRY(grant_of(json, path));
        if (!ids.insert(grant.id).second)
            return bad(path + ".id", "is the id of another grant of this record");
        record.grants.push_back(std::move(grant));
    }
    return {};
}

Result<void> read_subject(const Fields& fields, ConsentRecord& record)
{
    const auto subject = TRY(Fields::of(*fields.get("subject"), "subject", { "group" }, {}));
    const auto group = subject_group(TRY(subject.text("group")));
    if (!group)
        return bad("subject.group", "is not a group of patients");
    record.subject_group = *group;
    const auto capacity = TRY(Fields::of(*fields.get("capacity"), "capacity", { "recorded" }, {}));
    record.capacity_recorded = TRY(capacity.flag("recorded"));
    if (fields.get("assent") != nullptr) {
        const auto assent = TRY(Fields::of(*fields.get("assent"), "assent", { "given", "dissent" }, {}));
        record.assent_given = TRY(assent.flag("given"));
        record.dissent = TRY(assent.flag("dissent"));
    }
    return {};
}

Json date_or_null(const std::string& date) { return date.empty() ? Json(nullptr) : Json(date); }

}  // namespace

Result<ConsentRecord> parse_consent(std::string_view text)
{
    const auto json = TRY(parse_without_doubles(text));
    const auto fields = TRY(Fields::of(json, "",
        { "schema", "id", "template", "subject", "signed", "capacity", "shown_images", "copy_given", "informed_of", "grants" },
        { "assent", "withdrawn_at" }));
    if (TRY(fields.text("schema")) != kSchema)
        return bad("schema", "is not " + std::string(kSchema) + ", the only version this program reads");
    for (const std::string_view object : { "subject", "signed", "capacity" }) {
        if (fields.get(object) == nullptr)
            return bad(std::string(object), "is not an object");
    }
    ConsentRecord record;
    record.id = TRY(fields.word("id", is_id, "is not an id"));
    record.consent_template = TRY(fields.word("template", is_id, "is not the id of a template"));
    TRY(read_subject(fields, record));
    TRY(read_signatures(*fields.get("signed"), record));
    record.saw_images = TRY(fields.flag("shown_images"));
    record.copy_given = TRY(fields.flag("copy_given"));
    record.informed_of = TRY(fields.words("informed_of", is_element, "is not something a patient is informed of"));
    if (fields.get("withdrawn_at") != nullptr)
        record.withdrawn_at = TRY(fields.word("withdrawn_at", is_date, "is not a date"));
    TRY(read_grants(*TRY(fields.list("grants")), record));
    return record;
}

std::string to_json(const ConsentRecord& record)
{
    nlohmann::ordered_json json;
    json["schema"] = kSchema;
    json["id"] = record.id;
    json["template"] = record.consent_template;
    json["subject"]["group"] = to_string(record.subject_group);
    auto as = Json::array();
    for (const auto capacity : record.signed_as)
        as.push_back(to_string(capacity));
    json["signed"] = { { "as", as }, { "at", date_or_null(record.signed_at) }, { "authority", record.authority },
        { "form_location", record.form_location } };
    json["capacity"]["recorded"] = record.capacity_recorded;
    json["assent"] = { { "given", record.assent_given }, { "dissent", record.dissent } };
    json["shown_images"] = record.saw_images;
    json["copy_given"] = record.copy_given;
    json["informed_of"] = record.informed_of;
    json["withdrawn_at"] = date_or_null(record.withdrawn_at);
    json["grants"] = nlohmann::ordered_json::array();
    for (const auto& grant : record.grants) {
        json["grants"].push_back({ { "id", grant.id }, { "state", to_string(grant.state) }, { "purpose", grant.purpose },
            { "platform", grant.platform }, { "audience", grant.audience }, { "items", grant.item_sha256 },
            { "caption", grant.caption_sha256 }, { "valid_from", grant.valid_from }, { "valid_until", grant.valid_until } });
    }
    return json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

}  // namespace imprimatur::consent
