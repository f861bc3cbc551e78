#include "caption/pattern_part.h"

#include "caption/outline.h"

#include <algorithm>
#include <optional>
#include <set>

namespace imprimatur::caption {

namespace {

// Products of alternatives grow fast and discriminate little more; a flat list of words may be long.
constexpr std::size_t kMaxProduct = 96;
constexpr std::size_t kMaxUnion = 600;
// The beginning of a long text is as rare as the whole, and keeps the automaton small enough for the processor's cache.
constexpr std::size_t kLongest = 8;

bool is_word(char sign) { return sign != kGap; }

/// "|mr|" to " mr ", runs to one sign: the form in which the outline of a text holds it.
std::string resolved(std::string_view raw)
{
    std::string out;
    for (std::size_t at = 0; at < raw.size(); ++at) {
        if (raw[at] != kEdge) {
            append_sign(out, raw[at]);
            continue;
        }
        const bool word_after = at + 1 < raw.size() && raw[at + 1] != kEdge && is_word(raw[at + 1]);
        const bool word_before = !out.empty() && is_word(out.back());
        if ((out.empty() && word_after) || (word_before && at + 1 == raw.size()))
            append_sign(out, kGap);
    }
    return out;
}

// Rough frequencies of the signs in English prose, in thousandths, in the order of sign_index.
constexpr int kFrequency[kOutlineSigns]
    = { 170, 12, 8, 66, 12, 25, 32, 100, 18, 16, 46, 60, 2, 6, 33, 20, 56, 62, 16, 1, 48, 52, 74, 23, 8, 18, 2, 15, 1 };

/// nullopt when one of the texts is empty, because then nothing is necessary.
std::optional<AnyOf> clause(const AnyOf& raw)
{
    std::set<std::string> kept;
    for (const auto& text : raw) {
        auto done = resolved(text);
        if (done.empty())
            return std::nullopt;
        done.resize(std::min(done.size(), kLongest));
        kept.insert(std::move(done));
    }
    if (kept.empty())
        return std::nullopt;
    return AnyOf(kept.begin(), kept.end());
}

AnyOf product(const AnyOf& left, const AnyOf& right)
{
    std::set<std::string> out;
    for (const auto& first : left) {
        for (const auto& second : right)
            out.insert(first + second);
    }
    return { out.begin(), out.end() };
}

/// True when repeating it changes nothing, because runs are one sign.
bool repeats_to_itself(const Part& part)
{
    return part.exact && part.all.size() == 1 && part.all[0].size() == 1 && !(part.all[0][0] >= 'a' && part.all[0][0] <= 'z')
        && part.all[0][0] != kEdge;
}

}  // namespace

Part anything() { return { false, {}, {} }; }
Part just(AnyOf all) { return { true, std::move(all), {} }; }
Part one(char32_t point) { return just({ std::string(1, outline_sign(point)) }); }

double expected(const AnyOf& set)
{
    constexpr double kLength = 200;
    double sum = 0;
    for (const auto& text : set) {
        double chance = kLength;
        for (const char each : text)
            chance *= kFrequency[sign_index(each)] / 1000.0;
        sum += text.empty() ? kLength : chance;
    }
    return sum;
}

std::vector<AnyOf> sets_of(const Part& part)
{
    if (!part.exact)
        return part.sets;
    const auto only = clause(part.all);
    return only ? std::vector<AnyOf> { *only } : std::vector<AnyOf> {};
}

void Chain::add(Part part)
{
    if (part.exact && m_open.size() * part.all.size() <= std::max({ kMaxProduct, m_open.size(), part.all.size() })) {
        m_open = product(m_open, part.all);
        return;
    }
    flush();
    m_whole = false;
    if (part.exact)
        m_open = std::move(part.all);
    else
        m_sets.insert(m_sets.end(), part.sets.begin(), part.sets.end());
}

Part Chain::done()
{
    if (m_whole)
        return just(std::move(m_open));
    flush();
    return { false, {}, std::move(m_sets) };
}

void Chain::flush()
{
    if (auto set = clause(m_open))
        m_sets.push_back(std::move(*set));
    m_open = { "" };
}

Part either(const std::vector<Part>& branches)
{
    if (branches.size() == 1)
        return branches.front();
    AnyOf all;
    const bool exact = std::all_of(branches.begin(), branches.end(), [](const Part& part) { return part.exact; });
    for (const auto& part : branches)
        all.insert(all.end(), part.all.begin(), part.all.end());
    if (exact && all.size() <= kMaxUnion)
        return just(std::move(all));
    AnyOf joined;
    for (const auto& part : branches) {
        const auto sets = sets_of(part);
        if (sets.empty())
            return anything();
        const auto best
            = std::min_element(sets.begin(), sets.end(), [](const AnyOf& a, const AnyOf& b) { return expected(a) < expected(b); });
        joined.insert(joined.end(), best->begin(), best->end());
    }
    return { false, {}, { joined } };
}

Part repeated(const Part& part, int least, int most)
{
    if (least == 1 && most == 1)
        return part;
    if (least == 0) {
        if (!repeats_to_itself(part) && (most != 1 || !part.exact))
            return anything();
        Part out = part;
        out.all.emplace_back();
        return out;
    }
    if (repeats_to_itself(part))
        return part;
    return { false, {}, sets_of(part) };
}

}  // namespace imprimatur::caption
