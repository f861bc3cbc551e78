#include "desk/toml_fields.h"

#include <toml++/toml.h>

#include <algorithm>
#include <array>
#include <cstdio>

namespace imprimatur::desk {

struct TomlFields::State {
    toml::table table;
    std::string what;
    std::vector<std::string> asked;

    const toml::node* ask(std::string_view key)
    {
        asked.emplace_back(key);
        return table.get(key);
    }
};

namespace {

std::string line_of(const toml::node& node) { return "line " + std::to_string(node.source().begin.line); }

}  // namespace

Result<TomlFields> TomlFields::parse(std::string_view text, std::string_view what)
{
    try {
        return TomlFields(std::make_shared<State>(State { toml::parse(text), std::string(what), {} }));
    } catch (const toml::parse_error& error) {
        return Error { ErrorCode::Malformed, std::string(what) + " does not parse: " + std::string(error.description()),
            "line " + std::to_string(error.source().begin.line), {} };
    }
}

Error TomlFields::wrong(std::string_view key, const char* expected) const
{
    return { ErrorCode::Malformed, m_state->what + ": '" + std::string(key) + "' must be " + expected, line_of(*m_state->table.get(key)),
        {} };
}

Result<void> TomlFields::text(std::string_view key, std::string& into)
{
    const auto* node = m_state->ask(key);
    if (node == nullptr)
        return {};
    if (const auto* date = node->as_date()) {
        std::array<char, 16> written {};
        std::snprintf(written.data(), written.size(), "%04d-%02d-%02d", date->get().year, date->get().month, date->get().day);
        into = written.data();
        return {};
    }
    const auto value = node->value_exact<std::string>();
    if (!value)
        return wrong(key, "text");
    into = *value;
    return {};
}

Result<void> TomlFields::flag(std::string_view key, bool& into)
{
    const auto* node = m_state->ask(key);
    if (node == nullptr)
        return {};
    const auto value = node->value_exact<bool>();
    if (!value)
        return wrong(key, "true or false");
    into = *value;
    return {};
}

Result<void> TomlFields::texts(std::string_view key, std::vector<std::string>& into)
{
    const auto* node = m_state->ask(key);
    if (node == nullptr)
        return {};
    const auto* array = node->as_array();
    if (array == nullptr)
        return wrong(key, "a list of texts");
    for (const auto& element : *array) {
        const auto value = element.value_exact<std::string>();
        if (!value)
            return wrong(key, "a list of texts");
        into.push_back(*value);
    }
    return {};
}

Result<std::optional<TomlFields>> TomlFields::table(std::string_view key)
{
    const auto* node = m_state->ask(key);
    if (node == nullptr)
        return std::optional<TomlFields> {};
    if (!node->is_table())
        return wrong(key, "a table");
    return std::optional(
        TomlFields(std::make_shared<State>(State { *node->as_table(), m_state->what + " [" + std::string(key) + "]", {} })));
}

Result<std::vector<TomlFields>> TomlFields::tables(std::string_view key)
{
    std::vector<TomlFields> found;
    const auto* node = m_state->ask(key);
    if (node == nullptr)
        return found;
    const auto* array = node->as_array();
    if (array == nullptr)
        return wrong(key, "a list of tables");
    for (const auto& element : *array) {
        if (!element.is_table())
            return wrong(key, "a list of tables");
        found.push_back(
            TomlFields(std::make_shared<State>(State { *element.as_table(), m_state->what + " [[" + std::string(key) + "]]", {} })));
    }
    return found;
}

Result<void> TomlFields::no_other_keys() const
{
    const auto& asked = m_state->asked;
    for (const auto& [key, node] : m_state->table) {
        if (std::find(asked.begin(), asked.end(), key.str()) == asked.end())
            return Error { ErrorCode::Malformed, m_state->what + ": unknown key '" + std::string(key.str()) + "'", line_of(node), {} };
    }
    return {};
}

}  // namespace imprimatur::desk
