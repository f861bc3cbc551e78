#include "dicom/text/patterns.h"

#include "base/unicode.h"
#include "dicom/text/table.h"

#include <algorithm>

namespace imprimatur::dicom {

namespace {

constexpr std::string_view kList = "policy/dicom/text_patterns.tsv";
constexpr std::size_t kLongestToken = 40;  // positions are bits of 64; nothing technical is longer

bool add_range(std::bitset<128>& set, char from, char to)
{
    if (from < ' ' || to < from)
        return false;
    for (int c = from; c <= to; ++c)
        set.set(static_cast<std::size_t>(c));
    return true;
}

/// "?", "{n}" or "{m,n}" at the start of `rest`, or nothing; false when it is none of them.
bool read_repeat(std::string_view& rest, unsigned& min, unsigned& max)
{
    if (!rest.empty() && rest[0] == '?') {
        min = 0;
        rest.remove_prefix(1);
        return true;
    }
    if (rest.empty() || rest[0] != '{')
        return true;
    if (rest.size() >= 3 && rest[2] == '}' && rest[1] >= '1' && rest[1] <= '9') {
        min = max = static_cast<unsigned>(rest[1] - '0');
        rest.remove_prefix(3);
        return true;
    }
    if (rest.size() < 5 || rest[2] != ',' || rest[4] != '}' || rest[1] < '0' || rest[1] > '9' || rest[3] < rest[1] || rest[3] > '9')
        return false;
    min = static_cast<unsigned>(rest[1] - '0');
    max = static_cast<unsigned>(rest[3] - '0');
    rest.remove_prefix(5);
    return true;
}

bool read_set(std::string_view inside, std::bitset<128>& set)
{
    for (std::size_t i = 0; i < inside.size(); ++i) {
        const bool range = i + 2 < inside.size() && inside[i + 1] == '-';
        if (!add_range(set, inside[i], range ? inside[i + 2] : inside[i]))
            return false;
        i += range ? 2 : 0;
    }
    return !inside.empty();
}

}  // namespace

Result<TokenPatterns::Pattern> TokenPatterns::compile(std::string_view source)
{
    const auto wrong = [&] { return malformed(kList, 0, "a pattern that cannot be read: " + std::string(source)); };
    Pattern pattern;
    bool may_begin = true;
    for (std::string_view rest = source; !rest.empty();) {
        Element element;
        std::size_t shortest = 1;
        std::size_t longest = 1;
        std::size_t used = 1;
        if (rest[0] == '#') {
            add_range(element.set, '0', '9');
        } else if (rest[0] == '[' || rest[0] == '(') {
            const std::size_t end = rest.find(rest[0] == '[' ? ']' : ')');
            if (end == std::string_view::npos)
                return wrong();
            used = end + 1;
            const std::string_view inside = rest.substr(1, end - 1);
            if (rest[0] == '[' && !read_set(inside, element.set))
                return wrong();
            if (rest[0] == '(') {
                shortest = inside.size();
                for (const auto word : split(inside, '|')) {
                    element.words.emplace_back(word);
                    shortest = std::min(shortest, word.size());
                    longest = std::max(longest, word.size());
                }
            }
        } else if (!add_range(element.set, rest[0], rest[0])) {
            return wrong();
        }
        rest.remove_prefix(used);
        if (!read_repeat(rest, element.min, element.max))
            return wrong();
        if (may_begin) {
            pattern.first |= element.set;
            for (const auto& word : element.words)
                pattern.first.set(static_cast<unsigned char>(word[0]) & 0x7FU);
        }
        may_begin = may_begin && element.min == 0;
        pattern.shortest += shortest * element.min;
        pattern.longest += longest * element.max;
        pattern.elements.push_back(std::move(element));
    }
    return pattern;
}

bool TokenPatterns::matches(const Pattern& pattern, std::string_view token)
{
    std::uint64_t at = 1;
    for (const auto& element : pattern.elements) {
        std::uint64_t next = element.min == 0 ? at : 0;
        std::uint64_t fits = 0;
        for (std::size_t i = 0; element.words.empty() && i < token.size(); ++i)
            fits |= std::uint64_t { element.set.test(static_cast<unsigned char>(token[i]) & 0x7FU) } << i;
        for (unsigned count = 1; count <= element.max && at != 0; ++count) {
            std::uint64_t after = (at & fits) << 1;
            for (const auto& word : element.words) {
                for (std::size_t i = 0; i + word.size() <= token.size(); ++i) {
                    if (((at >> i) & 1U) != 0 && token.substr(i, word.size()) == word)
                        after |= std::uint64_t { 1 } << (i + word.size());
                }
            }
            at = after;
            if (count >= element.min)
                next |= at;
        }
        at = next;
    }
    return ((at >> token.size()) & 1U) != 0;
}

TokenPatterns::Match TokenPatterns::match(std::string_view token) const
{
    if (token.empty() || token.size() > kLongestToken || token[0] < 0)
        return Match::None;
    for (const auto& pattern : m_patterns) {
        const bool can = token.size() >= pattern.shortest && token.size() <= pattern.longest
            && pattern.first.test(static_cast<unsigned char>(token[0]));
        if (can && matches(pattern, token))
            return pattern.kind;
    }
    return Match::None;
}

Result<TokenPatterns> TokenPatterns::load(std::string_view tsv)
{
    const auto rows = TRY(table_rows(tsv, 4, kList));
    TokenPatterns patterns;
    for (const auto& row : rows) {
        auto pattern = TRY(compile(row.columns[1]));
        pattern.kind = row.columns[0] == "number" || row.columns[0] == "ordinal" || row.columns[0] == "tooth" ? Match::Number
            : row.columns[0] == "measure"                                                                     ? Match::Measure
                                                                                                              : Match::Term;
        const auto holds = [&](std::string_view example) {
            const auto token = ascii_lower(example);
            return token.size() <= kLongestToken && matches(pattern, token);
        };
        for (const auto example : split(row.columns[2], ' ')) {
            if (!holds(example))
                return malformed(kList, row.line, "an example that does not match its pattern");
        }
        for (const auto example : split(row.columns[3], ' ')) {
            if (holds(example))
                return malformed(kList, row.line, "an example that matches its pattern and must not");
        }
        patterns.m_patterns.push_back(std::move(pattern));
    }
    return patterns;
}

}  // namespace imprimatur::dicom
