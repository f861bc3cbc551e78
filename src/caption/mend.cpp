#include "base/unicode.h"
#include "caption/ages.h"
#include "caption/rewrite.h"

#include <algorithm>
#include <array>

namespace imprimatur::caption {

namespace {

using Text = std::u32string_view;

std::string lower_utf8(Text text) { return ascii_lower(encode_utf8(text)); }
std::u32string to_u32(std::string_view text) { return decode_utf8(text).value_or(std::u32string()); }
bool is_blank(char32_t point) { return point == U' ' || point == 0xA0; }

/// The word that ends at `end` (blanks before it skipped), as [start, end).
std::pair<std::size_t, std::size_t> word_before(Text text, std::size_t end)
{
    while (end > 0 && is_blank(text[end - 1]))
        --end;
    std::size_t start = end;
    const auto letter = [](char32_t point) { return point < 0x80 && std::isalpha(static_cast<int>(point)) != 0; };
    while (start > 0 && letter(text[start - 1]))
        --start;
    return { start, end };
}

constexpr std::array<std::string_view, 23> kLeadingWords { "on", "in", "at", "from", "to", "near", "by", "of", "since", "until", "for",
    "dated", "born", "the", "around", "via", "with", "outside", "this", "named", "called", "and", "back" };

/// A dropped span takes its preposition along: "seen in Leeds on Sunday" becomes "seen".
Edit drop(Text text, const Found& found)
{
    Edit edit { found.start, found.end, {} };
    for (int i = 0; i < 2; ++i) {
        const auto [start, end] = word_before(text, edit.start);
        const std::string word = lower_utf8(text.substr(start, end - start));
        if (start == end || std::find(kLeadingWords.begin(), kLeadingWords.end(), word) == kLeadingWords.end())
            break;
        edit.start = start;
    }
    while (edit.start > 0 && text[edit.start - 1] == U'@')
        --edit.start;
    if (text.substr(edit.end, 2) == U"'s" || text.substr(edit.end, 2) == U"’s")
        edit.end += 2;
    if (edit.start > 0 && edit.end < text.size() && text[edit.start - 1] == U'(' && text[edit.end] == U')') {
        --edit.start;
        ++edit.end;
    }
    return edit;
}

struct Noun {
    std::string word;
    std::size_t end = 0;
};

Noun noun_after(Text text, std::size_t at)
{
    std::size_t start = at;
    while (start < text.size() && (is_blank(text[start]) || text[start] == U'-'))
        ++start;
    std::size_t end = start;
    while (end < text.size() && text[end] < 0x80 && std::isalpha(static_cast<int>(text[end])) != 0)
        ++end;
    static constexpr std::array<std::string_view, 20> kNouns { "man", "woman", "male", "female", "lady", "gentleman", "gent", "boy", "girl",
        "patient", "person", "pt", "child", "baby", "infant", "kid", "guy", "bloke", "f", "m" };
    std::string word = lower_utf8(text.substr(start, end - start));
    if (std::find(kNouns.begin(), kNouns.end(), word) == kNouns.end())
        return {};
    return { word, end };
}

std::string sex_of(const std::string& span, const std::string& noun)
{
    static constexpr std::array<std::string_view, 8> kMale { "man", "male", "gentleman", "gent", "boy", "guy", "bloke", "m" };
    static constexpr std::array<std::string_view, 5> kFemale { "woman", "female", "lady", "girl", "f" };
    const auto says = [&](const auto& words, char letter) {
        if (std::find(words.begin(), words.end(), noun) != words.end())
            return true;
        const bool ends = !span.empty() && (span.back() == letter || span.front() == letter);
        return ends || std::any_of(words.begin(), words.end() - 1, [&](std::string_view word) {
            return span.rfind(word, 0) == 0 || span.ends_with(word);
        });
    };
    if (says(kFemale, 'f'))
        return "f";
    return says(kMale, 'm') ? "m" : "";
}

std::string pronoun_decade(double years, const std::string& sex)
{
    const std::string_view whose = sex == "m" ? "his" : sex == "f" ? "her" : "their";
    return "in " + std::string(whose) + " " + std::to_string(static_cast<int>(years) / 10 * 10) + "s";
}

bool grown(double years) { return years >= 20 && years <= 75; }

std::u32string age_words(const std::string& span, const std::string& sex, double years, const std::string& before, const Noun& noun)
{
    if (!noun.word.empty() && grown(years)) {
        const std::string keep = noun.word == "f" || noun.word == "female" ? "woman"
            : noun.word == "m" || noun.word == "male"                      ? "man"
                                                                           : noun.word;
        return to_u32(keep + " " + pronoun_decade(years, sex));
    }
    if (!noun.word.empty())
        return to_u32(age_band(years, sex, BandUse::Adjective)
            + (years >= 18 ? " "
                        + (noun.word == "f"        ? "woman"
                                : noun.word == "m" ? "man"
                                                   : noun.word)
                           : ""));
    const bool postfix = span.rfind("age", 0) == 0;
    const bool predicate = before == "is" || before == "s" || before == "was" || before == "only" || before == "just" || before == "turned";
    const bool bare = std::all_of(span.begin(), span.end(), [](char letter) { return letter < 'a' || letter > 'z' ? true : false; });
    if (postfix || predicate || bare) {
        if (grown(years))
            return to_u32(pronoun_decade(years, sex));
        if (years > 75)
            return postfix ? U"over 75" : U"elderly";
        return predicate ? U"a " + to_u32(age_band(years, sex, BandUse::Noun)) : to_u32(age_band(years, sex, BandUse::Noun));
    }
    return to_u32(age_band(years, sex, BandUse::Noun));
}

std::optional<Edit> band(Text text, const Found& found)
{
    const std::string span = lower_utf8(text.substr(found.start, found.end - found.start));
    const auto years = age_in_years(span);
    if (!years)
        return drop(text, found);
    const Noun noun = noun_after(text, found.end);
    const auto [start, end] = word_before(text, found.start);
    const std::string before = lower_utf8(text.substr(start, end - start));
    Edit edit { found.start, noun.word.empty() ? found.end : noun.end, age_words(span, sex_of(span, noun.word), *years, before, noun) };
    if (before == "a" || before == "an") {
        const bool vowel = !edit.text.empty() && std::u32string_view(U"aeiou").find(edit.text.front()) != Text::npos;
        const bool capital = text[start] == U'A';
        edit.text = (capital ? (vowel ? U"An " : U"A ") : (vowel ? U"an " : U"a ")) + edit.text;
        edit.start = start;
    }
    return edit;
}

}  // namespace

std::optional<Edit> mend(Text text, const Found& found)
{
    // A hashtag is no part of a sentence: nothing has to stand in its place.
    if (found.rule->mend != Mend::Nothing && found.start < text.size() && text[found.start] == U'#')
        return Edit { found.start, found.end, {} };
    switch (found.rule->mend) {
    case Mend::Nothing: return std::nullopt;
    case Mend::Drop: return drop(text, found);
    case Mend::AgeBand: return band(text, found);
    case Mend::Replace: return Edit { found.start, found.end, to_u32(found.rule->replacement) };
    case Mend::Sentence: return Edit { found.start, found.end, {} };
    }
    return std::nullopt;
}

}  // namespace imprimatur::caption
