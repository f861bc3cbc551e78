#include "caption/matcher.h"

#include "caption/checks.h"
#include "caption/segment.h"

#include <algorithm>
#include <cctype>
#include <string>
#include <unicode/uchar.h>

namespace imprimatur::caption {

namespace {

// How far a rule looks to either side: about a line of a phone screen.
constexpr std::size_t kNear = 48;
constexpr std::size_t kCueReach = 90;

std::size_t left_edge(std::string_view text, std::size_t at, std::size_t reach)
{
    std::size_t edge = at > reach ? at - reach : 0;
    while (edge > 0 && (static_cast<unsigned char>(text[edge]) & 0xC0U) == 0x80U)
        --edge;
    return edge;
}

std::size_t right_edge(std::string_view text, std::size_t at, std::size_t reach)
{
    std::size_t edge = std::min(text.size(), at + reach);
    while (edge < text.size() && (static_cast<unsigned char>(text[edge]) & 0xC0U) == 0x80U)
        ++edge;
    return edge;
}

bool wanted(const std::optional<Pattern>& pattern, std::string_view text, bool expected, bool& complete)
{
    if (!pattern)
        return true;
    const Outcome outcome = pattern->test(text);
    complete = complete && outcome != Outcome::GaveUp;
    return (outcome == Outcome::Found) == expected;
}

bool context_agrees(const Rule& rule, std::string_view text, std::size_t start, std::size_t end, bool& complete)
{
    const std::size_t left = left_edge(text, start, kNear);
    const std::size_t right = right_edge(text, end, kNear);
    const auto before = text.substr(left, start - left);
    const auto after = text.substr(end, right - end);
    if (!wanted(rule.before, before, true, complete) || !wanted(rule.not_before, before, false, complete)
        || !wanted(rule.after, after, true, complete) || !wanted(rule.not_after, after, false, complete))
        return false;
    if (!rule.cue && !rule.not_cue)
        return true;
    const std::size_t from = left_edge(text, start, kCueReach);
    const auto around = text.substr(from, right_edge(text, end, kCueReach) - from);
    return wanted(rule.cue, around, true, complete) && wanted(rule.not_cue, around, false, complete);
}

bool lists_agree(const RuleTable& table, const Rule& rule, std::string_view found)
{
    if (rule.only == 0 && rule.unless == 0)
        return true;
    const auto* entry = table.lexicon.find(word_key(found));
    const std::uint32_t lists = entry == nullptr ? 0 : entry->lists;
    return (rule.only == 0 || (lists & rule.only) != 0) && (lists & rule.unless) == 0;
}

void keep(const Rule& rule, const Prepared& text, std::size_t start, std::size_t end, Sweep& sweep)
{
    if (sweep.marks.size() >= kMaxMarks) {
        sweep.complete = false;
        return;
    }
    Mark mark { static_cast<std::uint32_t>(start), static_cast<std::uint32_t>(end), &rule };
    if (rule.extend == Extend::Sentence) {
        const ByteRange first = text.sentence_at(start);
        const ByteRange last = text.sentence_at(end - 1);
        mark.start = std::min(mark.start, first.start);
        mark.end = std::max(mark.end, last.end);
    }
    sweep.marks.push_back(mark);
}

bool begins_with_capital(std::string_view text, std::size_t at)
{
    const auto lead = static_cast<unsigned char>(text[at]);
    if (lead < 0x80)
        return std::isupper(lead) != 0;
    // Two-byte letters cover Latin, Greek and Cyrillic; scripts without case count as capital.
    const char32_t point
        = lead < 0xE0 && at + 1 < text.size() ? ((lead & 0x1FU) << 6U) | (static_cast<unsigned char>(text[at + 1]) & 0x3FU) : U'A';
    return u_islower(static_cast<UChar32>(point)) == 0;
}

/// The word after the entry stands on one of the rule's `next` lists: the end moves behind it, without its "'s".
bool takes_next(const RuleTable& table, const Rule& rule, const Prepared& text, std::size_t last, std::size_t& end)
{
    if (last + 1 >= text.words.size() || text.words[last + 1].start != text.words[last].end + 1
        || (rule.capital && !begins_with_capital(text.text, text.words[last + 1].start)))
        return false;
    const char between = text.text[text.words[last].end];
    auto key = text.key(last + 1, last + 1);
    const std::size_t tail = key.size() > 2 && key.substr(key.size() - 2) == "'s" ? 2 : 0;
    key.remove_suffix(tail);
    const auto* entry = table.lexicon.find(key);
    if ((between != ' ' && between != '-') || entry == nullptr || (entry->lists & rule.next) == 0)
        return false;
    end = text.words[last + 1].end - tail;
    return true;
}

bool possessive(std::string_view word) { return word.size() > 2 && word.substr(word.size() - 2) == "'s"; }

}  // namespace

void run_pattern(const RuleTable& table, const Rule& rule, const Pattern& pattern, const Prepared& text, Sweep& sweep)
{
    const std::string_view view = text.text;
    Hit hit;
    for (std::size_t from = 0; from < view.size() && sweep.marks.size() < kMaxMarks; from = hit.next) {
        const Outcome outcome = pattern.find(view, from, hit);
        if (outcome == Outcome::GaveUp)
            sweep.complete = false;
        if (outcome != Outcome::Found)
            break;
        if (hit.end > hit.start && context_agrees(rule, view, hit.start, hit.end, sweep.complete)
            && lists_agree(table, rule, view.substr(hit.start, hit.end - hit.start))
            && check_passes(rule.check, view.substr(hit.start, hit.end - hit.start)))
            keep(rule, text, hit.start, hit.end, sweep);
    }
    if (sweep.marks.size() >= kMaxMarks)
        sweep.complete = false;
}

void run_rule(const RuleTable& table, const Rule& rule, const Prepared& text, Sweep& sweep)
{
    for (const auto& pattern : rule.patterns)
        run_pattern(table, rule, pattern, text, sweep);
}

void run_lists(const RuleTable& table, const std::vector<const Rule*>& rules, const Prepared& text, Sweep& sweep)
{
    std::uint32_t wanted_lists = 0;
    for (const Rule* rule : rules)
        wanted_lists |= rule->lists;
    const auto apply = [&](std::uint32_t lists, std::size_t first, std::size_t last, bool drop_possessive) {
        if ((lists & wanted_lists) == 0)
            return;
        const std::size_t start = text.words[first].start;
        for (const Rule* rule : rules) {
            if ((rule->lists & lists) == 0 || (rule->capital && !begins_with_capital(text.text, start)))
                continue;
            std::size_t end = text.words[last].end - (drop_possessive ? 2U : 0U);
            if (rule->next != 0 && !takes_next(table, *rule, text, last, end))
                continue;
            if (context_agrees(*rule, text.text, start, end, sweep.complete)
                && check_passes(rule->check, std::string_view(text.text).substr(start, end - start)))
                keep(*rule, text, start, end, sweep);
        }
    };
    for (std::size_t first = 0; first < text.words.size() && sweep.complete && wanted_lists != 0; ++first) {
        for (std::size_t last = first; last < text.words.size() && last < first + Lexicon::kMaxWords; ++last) {
            if (last > first && text.words[last].start - text.words[last - 1].end > 2)
                break;
            const auto key = text.key(first, last);
            const auto* entry = table.lexicon.find(key);
            if (entry != nullptr)
                apply(entry->lists, first, last, false);
            if (possessive(key)) {
                const auto* owner = table.lexicon.find(key.substr(0, key.size() - 2));
                if (owner != nullptr)
                    apply(owner->lists, first, last, true);
            }
            if (entry == nullptr || !entry->longer)
                break;
        }
    }
}

}  // namespace imprimatur::caption
