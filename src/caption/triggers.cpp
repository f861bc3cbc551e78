#include "caption/triggers.h"

#include "caption/outline.h"

#include <algorithm>
#include <deque>

namespace imprimatur::caption {

namespace {
constexpr std::uint16_t kEndsClauses = 0x8000;
constexpr std::size_t kMaxStates = 0x7FFF;
constexpr std::size_t kWordBits = 64;
}  // namespace

std::size_t Triggers::add(std::string_view pattern)
{
    std::vector<std::uint32_t> needs;
    for (const auto& set : necessary_outlines(pattern))
        needs.push_back(m_clauses.try_emplace(set, static_cast<std::uint32_t>(m_clauses.size())).first->second);
    m_needs.push_back(std::move(needs));
    return m_needs.size() - 1;
}

Result<void> Triggers::insert(const std::string& text, std::uint32_t clause)
{
    std::size_t state = 0;
    for (const char sign : text) {
        auto& next = m_next[state * kOutlineSigns + sign_index(sign)];
        if (next == 0) {
            if (m_outputs.size() == kMaxStates)
                return Error { ErrorCode::LimitExceeded, "the word rules need too many trigger states", "", "shorten their alternatives" };
            next = static_cast<std::uint16_t>(m_outputs.size());
            m_outputs.emplace_back();
            state = next;
            m_next.resize(m_outputs.size() * kOutlineSigns, 0);
        } else {
            state = next;
        }
    }
    m_outputs[state].push_back(clause);
    return {};
}

/// Breadth first: a state's missing ways are those of its longest proper suffix, and so are the clauses it also fulfils.
/// Gives the states in that order.
std::vector<std::uint16_t> Triggers::link()
{
    std::vector<std::uint16_t> order { 0 };
    std::vector<std::uint16_t> suffix(m_outputs.size(), 0);
    std::deque<std::uint16_t> open;
    for (std::size_t sign = 0; sign < kOutlineSigns; ++sign) {
        if (m_next[sign] != 0)
            open.push_back(m_next[sign]);
    }
    while (!open.empty()) {
        const std::size_t state = open.front();
        order.push_back(open.front());
        open.pop_front();
        const std::size_t shorter = suffix[state];
        m_outputs[state].insert(m_outputs[state].end(), m_outputs[shorter].begin(), m_outputs[shorter].end());
        for (std::size_t sign = 0; sign < kOutlineSigns; ++sign) {
            auto& next = m_next[state * kOutlineSigns + sign];
            const auto other = m_next[shorter * kOutlineSigns + sign];
            if (next == 0) {
                next = other;
            } else {
                suffix[next] = other;
                open.push_back(next);
            }
        }
    }
    return order;
}

/// Renumbers the states by their depth, because a text stays near the root: what is used lies together.
void Triggers::pack(const std::vector<std::uint16_t>& order)
{
    std::vector<std::uint16_t> number(order.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        number[order[i]] = static_cast<std::uint16_t>(i | (m_outputs[order[i]].empty() ? 0 : kEndsClauses));
    std::vector<std::uint16_t> next;
    next.reserve(m_next.size());
    for (const auto state : order) {
        for (std::size_t sign = 0; sign < kOutlineSigns; ++sign)
            next.push_back(number[m_next[state * kOutlineSigns + sign]]);
        m_heads.push_back(static_cast<std::uint32_t>(m_flat.size()));
        m_flat.insert(m_flat.end(), m_outputs[state].begin(), m_outputs[state].end());
    }
    m_heads.push_back(static_cast<std::uint32_t>(m_flat.size()));
    m_next = std::move(next);
    m_outputs.clear();
}

Result<void> Triggers::build()
{
    m_outputs.assign(1, {});
    m_next.assign(kOutlineSigns, 0);
    for (const auto& [set, clause] : m_clauses) {
        for (const auto& text : set)
            TRY(insert(text, clause));
    }
    pack(link());
    return {};
}

std::vector<std::uint32_t> Triggers::fired(std::string_view text) const
{
    std::vector<Word> fulfilled(m_clauses.size() / kWordBits + 1, 0);
    std::size_t state = 0;
    for (const char sign : outline_of(text)) {
        const std::uint16_t next = m_next[state * kOutlineSigns + sign_index(sign)];
        state = next & kMaxStates;
        if ((next & kEndsClauses) == 0)
            continue;
        for (std::uint32_t i = m_heads[state]; i < m_heads[state + 1]; ++i)
            fulfilled[m_flat[i] / kWordBits] |= Word { 1 } << (m_flat[i] % kWordBits);
    }
    std::vector<std::uint32_t> patterns;
    for (std::size_t pattern = 0; pattern < m_needs.size(); ++pattern) {
        const auto& needs = m_needs[pattern];
        const bool all = std::all_of(needs.begin(), needs.end(),
            [&](std::uint32_t clause) { return (fulfilled[clause / kWordBits] >> (clause % kWordBits) & 1U) != 0; });
        if (all)
            patterns.push_back(static_cast<std::uint32_t>(pattern));
    }
    return patterns;
}

}  // namespace imprimatur::caption
