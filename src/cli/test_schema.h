// As much of JSON Schema 2020-12 as docs/schema/ uses. A keyword that it does not know is a complaint and not ignored.
#pragma once

#include <nlohmann/json.hpp>

#include <regex>
#include <set>
#include <string>
#include <vector>

namespace imprimatur::cli {

class Schema {
public:
    explicit Schema(nlohmann::json root)
        : m_root(std::move(root))
    {
    }
    /// What is wrong with `value`; empty when it conforms.
    [[nodiscard]] std::vector<std::string> complaints(const nlohmann::json& value) const
    {
        std::vector<std::string> found;
        check(m_root, value, "$", found);
        return found;
    }

private:
    using Json = nlohmann::json;
    using Found = std::vector<std::string>;

    void check(const Json& schema, const Json& value, const std::string& at, Found& found) const
    {
        for (const auto& [keyword, wanted] : schema.items()) {
            static const std::set<std::string> words { "$schema", "$id", "$defs", "title", "description" };
            if (words.contains(keyword) || keyword == "additionalProperties")
                continue;
            if (keyword == "$ref")
                check(m_root.at(Json::json_pointer(wanted.get<std::string>().substr(1))), value, at, found);
            else if (keyword == "oneOf")
                check_one(wanted, value, at, found);
            else if (keyword == "anyOf")
                check_any(wanted, value, at, found);
            else if (!conforms(keyword, wanted, value))
                found.push_back(at + ": " + keyword + " " + wanted.dump());
        }
        check_members(schema, value, at, found);
    }

    void check_one(const Json& choices, const Json& value, const std::string& at, Found& found) const
    {
        std::size_t fitting = 0;
        Found problems;
        for (const auto& choice : choices) {
            const auto before = problems.size();
            check(choice, value, at, problems);
            fitting += problems.size() == before ? 1 : 0;
        }
        if (fitting == 1)
            return;
        found.push_back(at + ": fits " + std::to_string(fitting) + " of oneOf");
        found.insert(found.end(), problems.begin(), problems.end());
    }

    void check_any(const Json& choices, const Json& value, const std::string& at, Found& found) const
    {
        Found problems { at + ": fits none of anyOf" };
        for (const auto& choice : choices) {
            const auto before = problems.size();
            check(choice, value, at, problems);
            if (problems.size() == before)
                return;
        }
        found.insert(found.end(), problems.begin(), problems.end());
    }

    static bool is_of_type(const std::string& type, const Json& value)
    {
        return (type == "object" && value.is_object()) || (type == "array" && value.is_array()) || (type == "string" && value.is_string())
            || (type == "integer" && value.is_number_integer()) || (type == "number" && value.is_number())
            || (type == "boolean" && value.is_boolean()) || (type == "null" && value.is_null());
    }

    static bool conforms(const std::string& keyword, const Json& wanted, const Json& value)
    {
        if (keyword == "type") {
            const auto types = wanted.is_array() ? wanted : Json::array({ wanted });
            return std::any_of(types.begin(), types.end(), [&](const Json& type) { return is_of_type(type.get<std::string>(), value); });
        }
        if (keyword == "const")
            return value == wanted;
        if (keyword == "enum")
            return std::find(wanted.begin(), wanted.end(), value) != wanted.end();
        if (keyword == "minimum")
            return !value.is_number() || value >= wanted;
        if (keyword == "maximum")
            return !value.is_number() || value <= wanted;
        if (keyword == "minItems")
            return !value.is_array() || value.size() >= wanted.get<std::size_t>();
        if (keyword == "maxItems")
            return !value.is_array() || value.size() <= wanted.get<std::size_t>();
        if (keyword == "minLength")
            return !value.is_string() || value.get<std::string>().size() >= wanted.get<std::size_t>();
        if (keyword == "maxLength")
            return !value.is_string() || value.get<std::string>().size() <= wanted.get<std::size_t>();
        if (keyword == "pattern")
            return !value.is_string() || std::regex_search(value.get<std::string>(), std::regex(wanted.get<std::string>()));
        if (keyword == "required")
            return std::all_of(wanted.begin(), wanted.end(),
                [&](const Json& name) { return value.is_object() && value.contains(name.get<std::string>()); });
        return keyword == "properties" || keyword == "items";
    }

    void check_members(const Json& schema, const Json& value, const std::string& at, Found& found) const
    {
        if (value.is_array() && schema.contains("items")) {
            for (std::size_t i = 0; i < value.size(); ++i)
                check(schema["items"], value[i], at + "[" + std::to_string(i) + "]", found);
        }
        if (!value.is_object())
            return;
        const auto known = schema.value("properties", Json::object());
        for (const auto& [name, member] : value.items()) {
            if (known.contains(name))
                check(known[name], member, at + "." + name, found);
            else if (schema.contains("additionalProperties") && schema["additionalProperties"] == Json(false))
                found.push_back(at + "." + name + ": is not in the schema");
            else if (schema.contains("additionalProperties") && schema["additionalProperties"].is_object())
                check(schema["additionalProperties"], member, at + "." + name, found);
        }
    }

    Json m_root;
};

}  // namespace imprimatur::cli
