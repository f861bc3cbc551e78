#include "caption/banding.h"
#include "caption/rewrite.h"
#include "caption/word_at.h"

#include <algorithm>

namespace imprimatur::caption {

namespace {

using Text = std::u32string_view;

void take_leads(Text text, const Tongue& tongue, Edit& edit)
{
    for (std::size_t i = 0; i < tongue.most_leads; ++i) {
        const auto word = word_before(text, edit.start);
        if (word.empty() || tongue.leads.count(word.lower) == 0)
            return;
        edit.start = word.start;
    }
}

/// A dropped span takes along what ties it: "seen in Leeds on Sunday" becomes "seen", "दिल्ली से आए" becomes "आए".
Edit drop(Text text, const Found& found, const Tongue* tongue)
{
    Edit edit { found.start, found.end, {}, false };
    if (tongue != nullptr)
        take_leads(text, *tongue, edit);
    while (edit.start > 0 && text[edit.start - 1] == U'@')
        --edit.start;
    if (text.substr(edit.end, 2) == U"'s" || text.substr(edit.end, 2) == U"’s")
        edit.end += 2;
    if (tongue != nullptr && !tongue->trails.empty()) {
        const auto trail = word_after(text, edit.end);
        if (tongue->trails.count(trail.lower) > 0)
            edit.end = trail.end;
    }
    if (edit.start > 0 && edit.end < text.size() && text[edit.start - 1] == U'(' && text[edit.end] == U')') {
        --edit.start;
        ++edit.end;
    }
    return edit;
}

/// Where `words` end just before `at`, blanks passed over, not inside a word.
std::optional<std::size_t> stands_before(Text text, std::size_t at, const std::string& words)
{
    const bool elided = words.ends_with('\'');
    while (!elided && at > 0 && is_blank(text[at - 1]))
        --at;
    const auto points = to_u32(words);
    if (points.size() > at || lower_utf8(text.substr(at - points.size(), points.size())) != words)
        return std::nullopt;
    const auto start = at - points.size();
    return start > 0 && is_letter(text[start - 1]) ? std::nullopt : std::optional(start);
}

/// "en el Hospital X" becomes "en nuestro servicio": the table's longest wording that stands before.
Edit replace(Text text, const Found& found, const Told& told)
{
    if (told.writes()) {
        const auto wordings = told.tongue->instead.find(found.rule->label);
        for (std::size_t i = 0; wordings != told.tongue->instead.end() && i < wordings->second.size(); ++i) {
            const auto& [before, words] = wordings->second[i];
            if (before.empty())
                return { found.start, found.end, to_u32(words), false };
            if (const auto start = stands_before(text, found.start, before))
                return { *start, found.end, to_u32(words), false };
        }
        if (told.tongue->rules_language && !found.rule->replacement.empty())
            return { found.start, found.end, to_u32(found.rule->replacement), false };
    }
    Edit edit = drop(text, found, told.tongue);
    edit.withheld = true;
    return edit;
}

Edit band(const Tongues& tongues, Text text, const Found& found, const Told& caption)
{
    const auto span = text.substr(found.start, found.end - found.start);
    const auto told = told_by_age(tongues, span, caption);
    const auto years = age_in_years(lower_utf8(span));
    if (years && told.writes())
        return band_edit(text, found.start, found.end, *years, *told.tongue);
    Edit edit = drop(text, found, told.tongue);
    if (told.tongue != nullptr && !told.tongue->written) {
        const auto tie = word_before(text, edit.start);
        edit.start = told.tongue->joins.count(tie.lower) > 0 ? tie.start : edit.start;
    }
    edit.withheld = years.has_value();
    return edit;
}

bool ends_clause(char32_t point) { return point == U',' || point == U';' || point == U':' || ends_sentence(point); }

/// What the learned reader marks is a part of a clause, and the rest of it says nothing without that part.
Edit clause(Text text, const Found& found)
{
    Edit edit { found.start, found.end, {}, false };
    while (edit.start > 0 && !ends_clause(text[edit.start - 1]))
        --edit.start;
    const bool closed = edit.end > edit.start && ends_clause(text[edit.end - 1]);
    while (!closed && edit.end < text.size() && !ends_clause(text[edit.end]))
        ++edit.end;
    return edit;
}

}  // namespace

std::optional<Edit> mend(const Tongues& tongues, Text text, const Found& found, const Told& told)
{
    // A hashtag is no part of a sentence: nothing has to stand in its place. The learned reader marks it without its sign.
    const std::size_t sign = found.start > 0 && text[found.start - 1] == U'#' ? found.start - 1 : found.start;
    if (found.rule->mend != Mend::Nothing && sign < text.size() && text[sign] == U'#')
        return Edit { sign, found.end, {}, false };
    switch (found.rule->mend) {
    case Mend::Nothing: return std::nullopt;
    case Mend::Drop: return drop(text, found, told.tongue);
    case Mend::AgeBand: return band(tongues, text, found, told);
    case Mend::Replace: return replace(text, found, told);
    case Mend::Sentence: return found.rule->extend == Extend::Sentence ? Edit { found.start, found.end, {}, false } : clause(text, found);
    }
    return std::nullopt;
}

}  // namespace imprimatur::caption
