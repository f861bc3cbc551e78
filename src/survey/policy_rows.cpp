#include "survey/policy_rows.h"

#include <toml++/toml.h>

namespace imprimatur::survey {

namespace {

const toml::table& toml_of(const std::shared_ptr<const void>& table) { return *static_cast<const toml::table*>(table.get()); }

}  // namespace

std::string PolicyRow::text(std::string_view key) const { return toml_of(m_table)[key].value_or(std::string()); }

std::vector<std::string> PolicyRow::texts(std::string_view key) const
{
    std::vector<std::string> found;
    if (const auto* list = toml_of(m_table)[key].as_array()) {
        for (const auto& item : *list)
            found.push_back(item.value_or(std::string()));
    }
    return found;
}

std::optional<double> PolicyRow::number(std::string_view key) const { return toml_of(m_table)[key].value<double>(); }

std::optional<std::int64_t> PolicyRow::count(std::string_view key) const { return toml_of(m_table)[key].value<std::int64_t>(); }

Result<PolicyRows> PolicyRows::parse(std::string_view toml, std::string file, std::string noun)
{
    PolicyRows rows(std::move(file), std::move(noun));
    try {
        rows.m_document = std::make_shared<const toml::table>(toml::parse(toml));
    } catch (const toml::parse_error& problem) {
        return rows.malformed(std::string(problem.description()), "line " + std::to_string(problem.source().begin.line));
    }
    return rows;
}

Result<std::vector<PolicyRow>> PolicyRows::rows() const
{
    std::vector<PolicyRow> found;
    if (const auto* list = toml_of(m_document)[m_noun].as_array()) {
        for (const auto& node : *list) {
            if (!node.is_table())
                return malformed("a " + m_noun + " must be a table", m_noun);
            found.push_back(PolicyRow(std::shared_ptr<const void>(m_document, node.as_table())));
        }
    }
    return found;
}

std::optional<PolicyRow> PolicyRows::table(std::string_view name) const
{
    const auto* found = toml_of(m_document)[name].as_table();
    return found == nullptr ? std::nullopt : std::optional(PolicyRow(std::shared_ptr<const void>(m_document, found)));
}

Error PolicyRows::malformed(std::string what, std::string_view where) const
{
    return { ErrorCode::Malformed, std::move(what), "policy/survey/" + m_file + ", " + std::string(where), "correct the " + m_noun };
}

}  // namespace imprimatur::survey
