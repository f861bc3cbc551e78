// The files of policy/survey: rows with texts and figures, and errors that say where.
#pragma once

#include "imprimatur/result.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace imprimatur::survey {

/// One table of a file, which lives as long as one of its rows does. What is missing or of another type is empty.
class PolicyRow {
public:
    [[nodiscard]] std::string text(std::string_view key) const;
    [[nodiscard]] std::vector<std::string> texts(std::string_view key) const;
    [[nodiscard]] std::optional<double> number(std::string_view key) const;
    [[nodiscard]] std::optional<std::int64_t> count(std::string_view key) const;

private:
    friend class PolicyRows;
    explicit PolicyRow(std::shared_ptr<const void> table)
        : m_table(std::move(table))
    {
    }
    std::shared_ptr<const void> m_table;  // a toml::table; the header stays free of it
};

/// A file of one kind of rows, written [[noun]].
class PolicyRows {
public:
    static Result<PolicyRows> parse(std::string_view toml, std::string file, std::string noun);

    /// Error when one is no table.
    [[nodiscard]] Result<std::vector<PolicyRow>> rows() const;
    /// [name]; nullopt when it is missing.
    [[nodiscard]] std::optional<PolicyRow> table(std::string_view name) const;
    /// `where`: the id of a row or a line.
    [[nodiscard]] Error malformed(std::string what, std::string_view where) const;

private:
    PolicyRows(std::string file, std::string noun)
        : m_file(std::move(file))
        , m_noun(std::move(noun))
    {
    }
    std::string m_file;
    std::string m_noun;
    std::shared_ptr<const void> m_document;
};

}  // namespace imprimatur::survey
