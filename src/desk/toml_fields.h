// Strict reading of small TOML files: every key known, every type right, errors with the line.
#pragma once

#include "imprimatur/result.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace imprimatur::desk {

/// One table of a file whose keys are taken one after the other; what is left over is unknown.
class TomlFields {
public:
    static Result<TomlFields> parse(std::string_view text, std::string_view what);
    Result<void> text(std::string_view key, std::string& into);
    Result<void> flag(std::string_view key, bool& into);
    Result<void> texts(std::string_view key, std::vector<std::string>& into);
    /// nullopt when absent.
    Result<std::optional<TomlFields>> table(std::string_view key);
    /// The tables of [[key]]; none when absent.
    Result<std::vector<TomlFields>> tables(std::string_view key);
    /// An Error for the first key that nobody asked for.
    Result<void> no_other_keys() const;

private:
    struct State;
    explicit TomlFields(std::shared_ptr<State> state)
        : m_state(std::move(state))
    {
    }
    Error wrong(std::string_view key, const char* expected) const;

    std::shared_ptr<State> m_state;
};

}  // namespace imprimatur::desk
