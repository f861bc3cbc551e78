// Foreign JSON without surprises: what is missing is empty, what has the wrong type is said, nothing throws.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace imprimatur::survey {

/// A value inside a parsed document, which lives as long as one of its values does.
class JsonValue {
public:
    /// nullopt: no JSON.
    static std::optional<JsonValue> parse(std::string_view text);

    [[nodiscard]] bool is_object() const;
    [[nodiscard]] bool is_array() const;
    [[nodiscard]] std::vector<JsonValue> items() const;  ///< of an array; empty for anything else
    /// nullopt when this is no object, or the member is missing or null.
    [[nodiscard]] std::optional<JsonValue> member(const std::string& name) const;
    [[nodiscard]] std::optional<std::string> text() const;
    /// A whole number, also one that is written as text.
    [[nodiscard]] std::optional<std::int64_t> number() const;

private:
    JsonValue(std::shared_ptr<const void> document, const void* node)
        : m_document(std::move(document))
        , m_node(node)
    {
    }
    std::shared_ptr<const void> m_document;
    const void* m_node;
};

/// The fields of one entry; the first that is wrong is remembered: "full_text must be text".
class JsonFields {
public:
    explicit JsonFields(JsonValue entry)
        : m_entry(std::move(entry))
    {
    }
    std::string text(const std::string& name);  ///< "" when it is missing or null
    std::int64_t number(const std::string& name);  ///< 0 when it is missing or null
    std::vector<JsonValue> array(const std::string& name);
    [[nodiscard]] const std::string& wrong() const { return m_wrong; }

private:
    void complain(const std::string& what);
    JsonValue m_entry;
    std::string m_wrong;
};

}  // namespace imprimatur::survey
