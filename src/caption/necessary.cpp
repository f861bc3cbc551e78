#include "caption/necessary.h"

#include "base/unicode.h"
#include "caption/outline.h"
#include "caption/pattern_part.h"

#include <algorithm>
#include <optional>
#include <set>

namespace imprimatur::caption {

namespace {

constexpr std::size_t kMaxClauses = 3;
constexpr std::size_t kMaxClass = 8;
constexpr int kMaxNesting = 40;

/// Reads the subset of PCRE2 that rules are written in. `m_lost` when it meets anything else.
class Reader {
public:
    explicit Reader(std::u32string_view source)
        : m_source(source)
    {
    }
    std::optional<Part> read()
    {
        Part part = alternatives(0);
        if (m_lost || m_at != m_source.size())
            return std::nullopt;
        return part;
    }

private:
    [[nodiscard]] bool ends() const { return m_at >= m_source.size(); }
    [[nodiscard]] bool sees(std::u32string_view text) const { return m_source.substr(m_at, text.size()) == text; }
    bool take(std::u32string_view text)
    {
        if (!sees(text))
            return false;
        m_at += text.size();
        return true;
    }
    char32_t next() { return ends() ? (m_lost = true, U'\0') : m_source[m_at++]; }

    Part alternatives(int depth)
    {
        if (depth > kMaxNesting)
            m_lost = true;
        std::vector<Part> branches;
        do
            branches.push_back(sequence(depth));
        while (!m_lost && take(U"|"));
        return either(branches);
    }

    Part sequence(int depth)
    {
        Chain chain;
        while (!m_lost && !ends() && !sees(U"|") && !sees(U")")) {
            Part part = atom(depth);
            int least = 1;
            int most = 1;
            quantifier(least, most);
            chain.add(repeated(part, least, most));
        }
        return chain.done();
    }

    void quantifier(int& least, int& most)
    {
        constexpr int kMany = 1'000'000;
        if (take(U"?"))
            least = 0;
        else if (take(U"*"))
            least = 0, most = kMany;
        else if (take(U"+"))
            most = kMany;
        else if (sees(U"{") && m_at + 1 < m_source.size() && m_source[m_at + 1] >= U'0' && m_source[m_at + 1] <= U'9') {
            ++m_at;
            most = least = number();
            if (take(U","))
                most = sees(U"}") ? kMany : number();
            if (!take(U"}"))
                m_lost = true;
        } else {
            return;
        }
        if (!take(U"?"))
            (void)take(U"+");
    }

    int number()
    {
        int value = 0;
        while (!ends() && m_source[m_at] >= U'0' && m_source[m_at] <= U'9' && value < 100'000)
            value = value * 10 + static_cast<int>(next() - U'0');
        return value;
    }

    Part atom(int depth)
    {
        if (take(U"("))
            return group(depth + 1);
        if (take(U"["))
            return set();
        if (take(U"\\"))
            return escape();
        if (take(U"^") || take(U"$"))
            return one(U' ');
        if (take(U"."))
            return anything();
        return one(next());
    }

    Part group(int depth)
    {
        bool empty = false;
        bool not_a_word = false;
        if (take(U"?=") || take(U"?<="))
            empty = true;
        else if (take(U"?!") || take(U"?<!")) {
            empty = true;
            // "not a word character here" says as much as \b does beside a word.
            not_a_word = sees(U"\\w)") || (sees(U"[\\w") && m_source.find(U"])", m_at) == m_source.find(U']', m_at));
        } else if (take(U"?<")) {
            while (!ends() && next() != U'>') { }
        } else if (sees(U"?")) {
            if (!take(U"?:") && !take(U"?-i:") && !take(U"?i:"))
                m_lost = true;
        }
        Part part = alternatives(depth);
        if (!take(U")"))
            m_lost = true;
        if (not_a_word)
            return just({ std::string(1, kEdge) });
        return empty ? just({ "" }) : part;
    }

    Part escape()
    {
        const char32_t letter = next();
        switch (letter) {
        case U'd': return one(U'0');
        case U's':
        case U'h':
        case U'R':
        case U'W':
        case U'n':
        case U't':
        case U'r':
        case U'A':
        case U'z':
        case U'Z': return one(U' ');
        case U'b': return just({ std::string(1, kEdge) });
        case U'B': return just({ "" });
        case U'w':
        case U'S':
        case U'D': return anything();
        case U'p':
        case U'P': skip_property(); return anything();
        default: break;
        }
        if ((letter >= U'a' && letter <= U'z') || (letter >= U'A' && letter <= U'Z') || (letter >= U'0' && letter <= U'9'))
            m_lost = true;
        return one(letter);
    }

    void skip_property()
    {
        if (next() == U'{') {
            while (!ends() && next() != U'}') { }
        }
    }

    /// A class of few signs is all its signs; any other could be anything.
    Part set()
    {
        bool wide = take(U"^");
        std::set<char> signs;
        for (bool first = true; !m_lost && (first || !sees(U"]")); first = false) {
            const char32_t point = next();
            if (point == U'[' && sees(U":"))
                m_lost = true;
            if (point == U'\\') {
                const auto part = escape();
                wide = wide || !part.exact;
                for (const auto& text : part.all)
                    signs.insert(text.empty() || text[0] == kEdge ? kGap : text[0]);
                continue;
            }
            signs.insert(outline_sign(point));
            if (sees(U"-") && m_at + 1 < m_source.size() && m_source[m_at + 1] != U']') {
                ++m_at;
                const char32_t last = next();
                const bool ascii = last < 0x80 && point <= last && last != U'\\';
                wide = wide || !ascii;
                for (char32_t each = point; ascii && each <= last; ++each)
                    signs.insert(outline_sign(each));
            }
        }
        m_at += ends() ? 0 : 1;
        if (wide || signs.size() > kMaxClass)
            return anything();
        AnyOf all;
        for (const char each : signs)
            all.emplace_back(1, each);
        return just(std::move(all));
    }

    std::u32string_view m_source;
    std::size_t m_at = 0;
    bool m_lost = false;
};

}  // namespace

std::vector<AnyOf> necessary_outlines(std::string_view pattern)
{
    const auto source = decode_utf8(pattern);
    const auto part = source ? Reader(*source).read() : std::nullopt;
    if (!part)
        return {};
    auto sets = sets_of(*part);
    std::sort(sets.begin(), sets.end(), [](const AnyOf& a, const AnyOf& b) { return expected(a) < expected(b); });
    if (sets.size() > kMaxClauses)
        sets.resize(kMaxClauses);
    return sets;
}

}  // namespace imprimatur::caption
