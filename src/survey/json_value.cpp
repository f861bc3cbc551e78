#include "survey/json_value.h"

#include <charconv>
#include <nlohmann/json.hpp>

namespace imprimatur::survey {

namespace {

using Json = nlohmann::json;

const Json& json(const void* node) { return *static_cast<const Json*>(node); }

}  // namespace

std::optional<JsonValue> JsonValue::parse(std::string_view text)
{
    auto document = std::make_shared<Json>(Json::parse(text, nullptr, false));
    if (document->is_discarded())
        return std::nullopt;
    const Json* node = document.get();
    return JsonValue(std::move(document), node);
}

bool JsonValue::is_object() const { return json(m_node).is_object(); }
bool JsonValue::is_array() const { return json(m_node).is_array(); }

std::vector<JsonValue> JsonValue::items() const
{
    std::vector<JsonValue> values;
    if (is_array()) {
        for (const auto& item : json(m_node))
            values.push_back(JsonValue(m_document, &item));
    }
    return values;
}

std::optional<JsonValue> JsonValue::member(const std::string& name) const
{
    if (!is_object())
        return std::nullopt;
    const auto found = json(m_node).find(name);
    if (found == json(m_node).end() || found->is_null())
        return std::nullopt;
    return JsonValue(m_document, &*found);
}

std::optional<std::string> JsonValue::text() const
{
    return json(m_node).is_string() ? std::optional(json(m_node).get<std::string>()) : std::nullopt;
}

std::optional<std::int64_t> JsonValue::number() const
{
    const auto& node = json(m_node);
    if (node.is_number_integer())
        return node.get<std::int64_t>();
    if (!node.is_string())
        return std::nullopt;
    const auto& text = node.get_ref<const std::string&>();
    std::int64_t value = 0;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
    return failure == std::errc() && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

void JsonFields::complain(const std::string& what)
{
    if (m_wrong.empty())
        m_wrong = what;
}

std::string JsonFields::text(const std::string& name)
{
    const auto found = m_entry.member(name);
    const auto text = found ? found->text() : std::optional<std::string>(std::string());
    if (!text)
        complain(name + " must be text");
    return text.value_or("");
}

std::int64_t JsonFields::number(const std::string& name)
{
    const auto found = m_entry.member(name);
    const auto number = found ? found->number() : std::optional<std::int64_t>(0);
    if (!number)
        complain(name + " must be a whole number");
    return number.value_or(0);
}

std::vector<JsonValue> JsonFields::array(const std::string& name)
{
    const auto found = m_entry.member(name);
    if (found && !found->is_array())
        complain(name + " must be a list");
    return found ? found->items() : std::vector<JsonValue>();
}

}  // namespace imprimatur::survey
