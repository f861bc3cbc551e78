#include "caption/told.h"

#include "caption/word_at.h"

#include <algorithm>
#include <unicode/uchar.h>

namespace imprimatur::caption {

namespace {

using Text = std::u32string_view;

// Less than one word of its own and part of another is a guess.
constexpr double kEnough = 0.75;
// "La paciente de" fits four languages: the first must lead the second by a third of a word.
constexpr double kLead = 0.3;
constexpr double kAgeUnit = 2;
// "86M" is written in many languages, and most of all in English.
constexpr double kSexLetter = 0.5;
// So few words without any evidence beside an age with a sex letter are jargon ("86M Boerhaave").
constexpr std::size_t kJargonWords = 3;

struct Votes {
    std::vector<double> scores;
    std::size_t words = 0;
    bool ascii = true;
    bool sex_letter = false;

    explicit Votes(const Tongues& tongues)
        : scores(tongues.all.size())
    {
    }
    void cast(const std::vector<std::size_t>& languages, double weight)
    {
        for (const auto language : languages)
            scores[language] += weight / static_cast<double>(languages.size());
    }
};

/// The languages for which a word of an age is a unit: "años" as it stands, "jährigen" by its beginning.
std::vector<std::size_t> languages_of_unit(const Tongues& tongues, std::string_view word)
{
    for (std::size_t length = word.size(); length > 0; --length) {
        const auto found = tongues.unit_of.find(word.substr(0, length));
        if (found != tongues.unit_of.end() && (length == word.size() || length >= 4))
            return found->second;
    }
    // "sechsundachtzigjährige": the unit hangs on behind the number.
    for (const auto& [unit, languages] : tongues.unit_of) {
        if (unit.size() >= 5 && word.find(unit) != std::string_view::npos)
            return languages;
    }
    return {};
}

void vote_of_age(const Tongues& tongues, Text span, Votes& votes)
{
    for (const auto& word : all_words(span)) {
        votes.cast(languages_of_unit(tongues, word.lower), kAgeUnit);
        votes.sex_letter = votes.sex_letter || word.lower == "m" || word.lower == "f";
    }
}

bool apostrophe_at(Text text, std::size_t at) { return at < text.size() && (text[at] == U'\'' || text[at] == U'’'); }

void vote_of_text(const Tongues& tongues, Text text, Votes& votes)
{
    for (const auto& word : words_of_sentences(text)) {
        ++votes.words;
        votes.ascii = votes.ascii
            && std::all_of(text.begin() + static_cast<std::ptrdiff_t>(word.start), text.begin() + static_cast<std::ptrdiff_t>(word.end),
                [](char32_t point) { return point < 0x80; });
        // "he's", "l'homme": what an apostrophe cuts off is no word of any language.
        const bool elided
            = word.end == word.start + 1 && (apostrophe_at(text, word.end) || (word.start > 0 && apostrophe_at(text, word.start - 1)));
        const auto found = elided ? tongues.told_by.end() : tongues.told_by.find(word.lower);
        if (found != tongues.told_by.end())
            votes.cast(found->second, 1);
    }
}

Told verdict(const Tongues& tongues, const Votes& votes)
{
    std::size_t best = 0;
    for (std::size_t i = 1; i < votes.scores.size(); ++i) {
        const bool level = votes.scores[i] == votes.scores[best];
        if (votes.scores[i] > votes.scores[best] || (level && tongues.all[i].sex_letters))
            best = i;
    }
    double second = 0;
    for (std::size_t i = 0; i < votes.scores.size(); ++i)
        second = i == best ? second : std::max(second, votes.scores[i]);
    const double most = votes.scores[best];
    if (most == 0 || (most == kSexLetter && votes.sex_letter && votes.words > kJargonWords))
        return { most == 0 ? nullptr : &tongues.all[best], false };
    const bool jargon = votes.sex_letter && votes.ascii && votes.words <= kJargonWords && second == 0;
    return { &tongues.all[best], jargon || (most >= kEnough && most - second >= kLead) };
}

}  // namespace

bool has_unit(const Tongue& tongue, std::string_view lower_span)
{
    return std::any_of(tongue.units.begin(), tongue.units.end(), [&](const std::string& unit) {
        const auto at = lower_span.find(unit);
        if (at == std::string_view::npos)
            return false;
        // A short unit ("an", "y") is a whole word, or it would stand in every other one.
        const auto letter = [](char point) { return static_cast<unsigned char>(point) >= 0x80 || (point >= 'a' && point <= 'z'); };
        const auto end = at + unit.size();
        return unit.size() >= 4 || ((at == 0 || !letter(lower_span[at - 1])) && (end == lower_span.size() || !letter(lower_span[end])));
    });
}

Told told_language(const Tongues& tongues, Text text, const std::vector<Found>& found)
{
    if (tongues.all.empty())
        return {};
    Votes votes(tongues);
    std::u32string rest(text);
    for (const auto& one : found) {
        if (one.field != 0)
            continue;
        if (one.rule->label == Label::AgeExact)
            vote_of_age(tongues, text.substr(one.start, one.end - one.start), votes);
        // A whole sentence that tells still tells its language, and is no name.
        if (one.rule->mend != Mend::Sentence && one.rule->mend != Mend::Nothing)
            std::fill(rest.begin() + static_cast<std::ptrdiff_t>(one.start), rest.begin() + static_cast<std::ptrdiff_t>(one.end), U' ');
    }
    vote_of_text(tongues, rest, votes);
    for (std::size_t i = 0; i < tongues.all.size(); ++i)
        votes.scores[i] += votes.sex_letter && votes.ascii && tongues.all[i].sex_letters ? kSexLetter : 0;
    return verdict(tongues, votes);
}

Told told_by_age(const Tongues& tongues, Text span, const Told& caption)
{
    const Tongue* own = nullptr;
    for (const auto& word : all_words(span)) {
        const auto languages = languages_of_unit(tongues, word.lower);
        if (std::any_of(languages.begin(), languages.end(), [&](std::size_t i) { return &tongues.all[i] == caption.tongue; }))
            return caption;
        own = languages.size() == 1 ? &tongues.all[languages.front()] : own;
    }
    if (own != nullptr)
        return { own, true };
    return caption;
}

}  // namespace imprimatur::caption
