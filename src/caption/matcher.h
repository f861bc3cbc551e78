// Runs rules over one prepared text.
#pragma once

#include "caption/prepared.h"
#include "caption/rule.h"

#include <vector>

namespace imprimatur::caption {

/// A place in the prepared text.
struct Mark {
    std::uint32_t start = 0;
    std::uint32_t end = 0;
    const Rule* rule = nullptr;
};

/// False when a search gave up or more was found than is kept: the text then counts as unscreened.
struct Sweep {
    std::vector<Mark> marks;
    bool complete = true;
};

/// More places than any post has; a text that passes it is refused, not searched to the end.
inline constexpr std::size_t kMaxMarks = 2'000;

/// All patterns of a rule, whether their triggers fired or not.
void run_rule(const RuleTable& table, const Rule& rule, const Prepared& text, Sweep& sweep);
void run_pattern(const RuleTable& table, const Rule& rule, const Pattern& pattern, const Prepared& text, Sweep& sweep);
void run_lists(const RuleTable& table, const std::vector<const Rule*>& rules, const Prepared& text, Sweep& sweep);

}  // namespace imprimatur::caption
