#include "cli/consent_view.h"

#include "cli/text.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace imprimatur::cli {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kSchema = "imprimatur.consent/1";
constexpr std::size_t kShownHash = 12;

Result<Json> parsed(std::string_view text)
{
    const Error not_ours { ErrorCode::Malformed, "this is no consent record", "consent",
        "name a consent-request.json or what 'consent sign' wrote" };
    auto json = Json::parse(text, nullptr, false);
    if (json.is_discarded() || !json.is_object())
        return not_ours;
    const auto schema = json.find("schema");
    if (schema == json.end() || !schema->is_string() || schema->get<std::string>() != kSchema)
        return not_ours;
    return json;
}

const Json* at(const Json& json, std::string_view name)
{
    if (!json.is_object())
        return nullptr;
    const auto found = json.find(name);
    return found == json.end() || found->is_null() ? nullptr : &*found;
}

/// Empty for what is not there or is no text.
std::string text_at(const Json* json, std::string_view name)
{
    const auto* found = json == nullptr ? nullptr : at(*json, name);
    return found != nullptr && found->is_string() ? printable(found->get<std::string>()) : std::string();
}

std::string list_at(const Json* json, std::string_view name, std::size_t shown = std::string::npos)
{
    const auto* found = json == nullptr ? nullptr : at(*json, name);
    std::string list;
    if (found == nullptr || !found->is_array())
        return list;
    for (const auto& each : *found) {
        if (each.is_string())
            list += (list.empty() ? "" : ", ") + printable(spoken(each.get<std::string>().substr(0, shown)));
    }
    return list;
}

std::string yes_at(const Json* json, std::string_view name)
{
    const auto* found = json == nullptr ? nullptr : at(*json, name);
    return found != nullptr && found->is_boolean() && found->get<bool>() ? "yes" : "no";
}

class Lines {
public:
    explicit Lines(std::size_t width)
        : m_width(width)
    {
    }
    void add(std::string name, const std::string& value)
    {
        // Wide enough for "pictures, by SHA-256" and a gap.
        constexpr std::size_t kColumn = 24;
        name.insert(0, "  ");
        name.append(kColumn - std::min(kColumn, name.size()), ' ');
        m_text += wrapped(value.empty() ? "not recorded" : value, m_width, name) + "\n";
    }
    void head(const std::string& line) { m_text += line + "\n"; }
    [[nodiscard]] const std::string& text() const { return m_text; }

private:
    std::size_t m_width;
    std::string m_text;
};

void add_grants(const Json& record, Lines& lines)
{
    const auto* grants = at(record, "grants");
    if (grants == nullptr || !grants->is_array() || grants->empty()) {
        lines.head("It permits nothing.");
        return;
    }
    for (const auto& grant : *grants) {
        lines.head("Grant " + text_at(&grant, "id") + ": " + text_at(&grant, "state"));
        lines.add("purpose", text_at(&grant, "purpose"));
        lines.add("platform", text_at(&grant, "platform"));
        lines.add("audience", spoken(text_at(&grant, "audience")));
        lines.add("from", text_at(&grant, "valid_from"));
        lines.add("until (exclusive)", text_at(&grant, "valid_until"));
        lines.add("pictures, by SHA-256", list_at(&grant, "items", kShownHash));
        lines.add("words, by SHA-256", text_at(&grant, "caption").substr(0, kShownHash));
    }
}

}  // namespace

Result<std::string> consent_in_words(std::string_view json, std::size_t width)
{
    const auto record = TRY(parsed(json));
    const auto* signature = at(record, "signed");
    const auto* assent = at(record, "assent");
    Lines lines(width);
    lines.head("Consent record " + text_at(&record, "id") + ", form " + text_at(&record, "template"));
    lines.add("patient", spoken(text_at(at(record, "subject"), "group")));
    lines.add("signed as", list_at(signature, "as"));
    lines.add("signed at", text_at(signature, "at"));
    lines.add("form is kept", text_at(signature, "form_location"));
    if (!text_at(signature, "authority").empty())
        lines.add("authority", text_at(signature, "authority"));
    lines.add("capacity assessed", yes_at(at(record, "capacity"), "recorded"));
    lines.add("own assent", yes_at(assent, "given"));
    if (yes_at(assent, "dissent") == "yes")
        lines.add("dissent", "yes: somebody whose agreement is needed said no");
    lines.add("saw the pictures", yes_at(&record, "shown_images"));
    lines.add("was given a copy", yes_at(&record, "copy_given"));
    lines.add("was told of", list_at(&record, "informed_of"));
    if (!text_at(&record, "withdrawn_at").empty())
        lines.add("WITHDRAWN at", text_at(&record, "withdrawn_at"));
    add_grants(record, lines);
    return lines.text();
}

Result<std::string> consent_on_one_line(std::string_view json)
{
    return TRY(parsed(json)).dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace imprimatur::cli
