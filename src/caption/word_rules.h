// The word rules of policy/words. Loading refuses a rule without examples of both kinds and a rule that its own
// examples contradict: a pack that does not do what it says is no pack.
#pragma once

#include "imprimatur/result.h"

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace imprimatur::caption {

struct RuleTable;

class WordRules {
public:
    /// Every file of policy/words as (name, text): "ages.toml" holds rules, "lists/cities.txt" is the list "cities", and
    /// "rewrite/es.toml" the language that proposals are written in.
    static Result<WordRules> load(const std::vector<std::pair<std::string, std::string>>& named_toml);

    [[nodiscard]] const RuleTable& table() const { return *m_table; }

private:
    explicit WordRules(std::shared_ptr<const RuleTable> table)
        : m_table(std::move(table))
    {
    }
    std::shared_ptr<const RuleTable> m_table;
};

}  // namespace imprimatur::caption
