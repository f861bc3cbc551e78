// Which patterns have a chance in a text: one pass of an automaton over its outline (A. V. Aho, M. J. Corasick, Efficient
// string matching, CACM 18, 1975) instead of a search a pattern. Linear in the text, whatever the text is.
#pragma once

#include "caption/necessary.h"
#include "imprimatur/result.h"

#include <cstdint>
#include <map>

namespace imprimatur::caption {

class Triggers {
public:
    /// The number under which `fired` speaks of this pattern. Numbers count from 0.
    std::size_t add(std::string_view pattern);
    /// After the last `add`, before the first `fired`. Error when the patterns need more than 32,767 states.
    Result<void> build();

    /// Numbers of the patterns that may match, ascending. The text is Prepared::text.
    [[nodiscard]] std::vector<std::uint32_t> fired(std::string_view text) const;
    [[nodiscard]] std::size_t states() const { return m_heads.empty() ? 0 : m_heads.size() - 1; }

private:
    using Word = std::uint64_t;
    Result<void> insert(const std::string& text, std::uint32_t clause);
    std::vector<std::uint16_t> link();
    void pack(const std::vector<std::uint16_t>& order);

    std::vector<std::vector<std::uint32_t>> m_needs;  ///< a pattern's clauses
    std::map<AnyOf, std::uint32_t> m_clauses;
    std::vector<std::uint16_t> m_next;  ///< at state * kOutlineSigns + sign: a state, and a flag when clauses end there
    std::vector<std::vector<std::uint32_t>> m_outputs;  ///< a state's clauses, those of its suffixes included
    std::vector<std::uint32_t> m_heads;  ///< where a state's clauses begin in m_flat; one more than states
    std::vector<std::uint32_t> m_flat;
};

}  // namespace imprimatur::caption
