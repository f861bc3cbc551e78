#include "survey/record.h"

#include "base/sha256.h"
#include "base/unicode.h"
#include "imprimatur/model/identifier.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

namespace imprimatur::survey {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::array kClassNames { PostClass::Compliant, PostClass::AtRisk, PostClass::NonCompliant };

Json to_json(const Counts& counts)
{
    Json object = Json::object();
    for (const auto& [name, count] : counts)
        object[name] = count;
    return object;
}

// The file is our own, but a killed run may have cut its last line anywhere: every read is checked.
class Fields {
public:
    explicit Fields(const Json& object)
        : m_object(object)
    {
    }

    Fields& read(const char* name, std::string& into)
    {
        const auto* value = member(name);
        if (value != nullptr && value->is_string())
            into = value->get<std::string>();
        else
            m_good = false;
        return *this;
    }
    Fields& read(const char* name, std::size_t& into)
    {
        const auto* value = member(name);
        if (value != nullptr && value->is_number_unsigned())
            into = value->get<std::size_t>();
        else
            m_good = false;
        return *this;
    }
    Fields& read(const char* name, bool& into)
    {
        const auto* value = member(name);
        if (value != nullptr && value->is_boolean())
            into = value->get<bool>();
        else
            m_good = false;
        return *this;
    }
    Fields& read(const char* name, Counts& into)
    {
        const auto* value = member(name);
        m_good = m_good && value != nullptr && value->is_object();
        if (!m_good)
            return *this;
        for (const auto& [key, count] : value->items()) {
            m_good = m_good && count.is_number_unsigned();
            if (m_good)
                into[key] = count.get<std::size_t>();
        }
        return *this;
    }
    Fields& read(const char* name, std::vector<std::string>& into)
    {
        const auto* value = member(name);
        m_good = m_good && value != nullptr && value->is_array();
        if (!m_good)
            return *this;
        for (const auto& item : *value) {
            m_good = m_good && item.is_string();
            if (m_good)
                into.push_back(item.get<std::string>());
        }
        return *this;
    }
    [[nodiscard]] bool good() const { return m_good; }

private:
    const Json* member(const char* name) const
    {
        const auto found = m_object.find(name);
        return found == m_object.end() ? nullptr : &*found;
    }
    const Json& m_object;
    bool m_good = true;
};

std::optional<PostClass> class_named(std::string_view name)
{
    const auto* found = std::ranges::find_if(kClassNames, [&](PostClass each) { return to_string(each) == name; });
    return found == kClassNames.end() ? std::nullopt : std::optional(*found);
}

}  // namespace

bool puts_at_risk(std::string_view identifier_kind)
{
    const auto kind = imprimatur::identifier_kind(identifier_kind);
    if (!kind)
        return false;
    switch (*kind) {
    case IdentifierKind::Sex:
    case IdentifierKind::FreeText:
    case IdentifierKind::TextInPixels:
    case IdentifierKind::HiddenPicture:
    case IdentifierKind::HiddenBytes:
    case IdentifierKind::Marker:
    case IdentifierKind::Technical: return false;
    default: return true;
    }
}

PostClass class_with_images(const PostRecord& record)
{
    const bool shown = std::ranges::any_of(record.images.kinds, [](const auto& each) { return puts_at_risk(each.first); });
    return shown && record.post_class == PostClass::Compliant ? PostClass::AtRisk : record.post_class;
}

std::string to_json_line(const PostRecord& record)
{
    Json images { { "named", record.images.named }, { "inspected", record.images.inspected }, { "missing", record.images.missing },
        { "unreadable", record.images.unreadable }, { "not_pictures", record.images.not_pictures },
        { "with_metadata", record.images.with_metadata } };
    images["kinds"] = to_json(record.images.kinds);
    images["rules"] = to_json(record.images.rules);
    Json line { { "post", record.number }, { "id", record.id }, { "account", record.account }, { "platform", record.platform },
        { "year", record.year }, { "screened", record.screened }, { "class", std::string(to_string(record.post_class)) },
        { "about_patient", record.about_patient }, { "consent_mentioned", record.consent_mentioned }, { "read_twice", record.read_twice },
        { "foreign_script", record.foreign_script } };
    line["labels"] = to_json(record.labels);
    line["rules"] = to_json(record.rules);
    line["images"] = std::move(images);
    line["problems"] = record.problems;
    return line.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::optional<PostRecord> parse_record(std::string_view line)
{
    const auto object = Json::parse(line, nullptr, false);
    if (!object.is_object())
        return std::nullopt;
    const auto images = object.find("images");
    if (images == object.end() || !images->is_object())
        return std::nullopt;
    PostRecord record;
    std::string name;
    Fields fields(object);
    fields.read("post", record.number).read("id", record.id).read("account", record.account).read("platform", record.platform);
    fields.read("year", record.year).read("screened", record.screened).read("class", name).read("about_patient", record.about_patient);
    fields.read("consent_mentioned", record.consent_mentioned)
        .read("read_twice", record.read_twice)
        .read("foreign_script", record.foreign_script)
        .read("labels", record.labels)
        .read("rules", record.rules);
    fields.read("problems", record.problems);
    Fields in_images(*images);
    in_images.read("named", record.images.named).read("inspected", record.images.inspected).read("missing", record.images.missing);
    in_images.read("unreadable", record.images.unreadable).read("not_pictures", record.images.not_pictures);
    in_images.read("with_metadata", record.images.with_metadata).read("kinds", record.images.kinds).read("rules", record.images.rules);
    const auto post_class = class_named(name);
    if (!fields.good() || !in_images.good() || !post_class)
        return std::nullopt;
    record.post_class = *post_class;
    return record;
}

std::string pseudonym(std::string_view salt, std::string_view platform, const Account& account)
{
    constexpr std::size_t kDigits = 12;
    auto key = trimmed(account.handle).empty() ? trimmed(account.name) : trimmed(account.handle);
    if (key.starts_with('@'))
        key.remove_prefix(1);
    if (key.empty())
        return {};
    // A handle and a name that spell the same are not the same account; NUL stands in neither.
    std::string text(salt);
    for (const auto part : { platform, std::string_view(trimmed(account.handle).empty() ? "name" : "handle"), key }) {
        text.push_back('\0');
        text += ascii_lower(part);
    }
    return "a-" + sha256_hex(as_bytes(text)).substr(0, kDigits);
}

}  // namespace imprimatur::survey
