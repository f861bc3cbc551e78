#include "risk/age_words.h"

#include <array>
#include <string>
#include <utility>

namespace imprimatur::risk {

namespace {

constexpr int kOldest = 125;

/// As the caption rules propose them ("elderly" stands for over 75) and as clinicians use them.
constexpr std::array<std::pair<std::string_view, AgeRange>, 26> kWords { {
    { "neonate", { 0, 0 } },
    { "newborn", { 0, 0 } },
    { "infant", { 0, 1 } },
    { "baby", { 0, 1 } },
    { "toddler", { 1, 3 } },
    { "young child", { 2, 6 } },
    { "child", { 0, 12 } },
    { "boy", { 2, 17 } },
    { "girl", { 2, 17 } },
    { "teenager", { 13, 19 } },
    { "teenage", { 13, 19 } },
    { "adolescent", { 12, 19 } },
    { "young adult", { 18, 35 } },
    { "young man", { 18, 35 } },
    { "young woman", { 18, 35 } },
    { "middle-aged", { 40, 64 } },
    { "middle aged", { 40, 64 } },
    { "elderly", { 75, kOldest } },
    { "older", { 65, kOldest } },
    { "sexagenarian", { 60, 69 } },
    { "septuagenarian", { 70, 79 } },
    { "octogenarian", { 80, 89 } },
    { "nonagenarian", { 90, 99 } },
    { "centenarian", { 100, kOldest } },
    { "supercentenarian", { 110, kOldest } },
    { "geriatric patient", { 75, kOldest } },
} };

constexpr std::array<std::pair<std::string_view, int>, 8> kTens { { { "twent", 20 }, { "thirt", 30 }, { "fort", 40 }, { "fift", 50 },
    { "sixt", 60 }, { "sevent", 70 }, { "eight", 80 }, { "ninet", 90 } } };

/// Before a number of years: from there on.
constexpr std::array<std::string_view, 14> kFrom { "over the age of", "aged over", "age over", "older than", "more than", "over", "above",
    "at least", "past", "mayor de", "plus de", "über", "oltre i", "ouder dan" };
/// Behind it.
constexpr std::array<std::string_view, 8> kAndOn { "+", " +", " or older", " or over", " and over", " and older", " or above", " plus" };
/// What makes a number behind "over" something else than years of a life; "over 90 man" and "over 90 years old" stay.
constexpr std::array<std::string_view, 26> kOtherUnits { "%", "kg", "mm", "cm", "ml", "mg", "min", "hour", "hrs", "h ", "day", "week",
    "month", "km", "m ", "x", "case", "patient", "times", "bpm", "degree", "slices", "slides", "images", "people", "years of" };

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (static_cast<unsigned char>(c) & 0x80U) != 0; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool has_word(std::string_view text, std::string_view word)
{
    for (auto at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
        const auto end = at + word.size();
        if ((at == 0 || !is_letter(text[at - 1])) && (end == text.size() || !is_letter(text[end])))
            return true;
    }
    return false;
}

/// "40s" and "80's": a decade.
std::optional<AgeRange> decade_in(std::string_view text)
{
    for (std::size_t at = 0; at + 2 < text.size(); ++at) {
        if (!is_digit(text[at]) || text[at + 1] != '0' || (at > 0 && is_digit(text[at - 1])))
            continue;
        const bool plural = text[at + 2] == 's' || (at + 3 < text.size() && text[at + 2] == '\'' && text[at + 3] == 's');
        const int from = (text[at] - '0') * 10;
        if (plural && from >= 20)
            return AgeRange { from, from + 9 };
    }
    return std::nullopt;
}

/// "nineties": a decade.
std::optional<AgeRange> worded_decade_in(std::string_view text)
{
    for (const auto& [stem, from] : kTens) {
        if (has_word(text, std::string(stem) + "ies"))
            return AgeRange { from, from + 9 };
    }
    return std::nullopt;
}

/// A whole number of two or three digits at `at`, with the place behind it.
std::optional<std::pair<int, std::size_t>> years_at(std::string_view text, std::size_t at)
{
    int years = 0;
    std::size_t end = at;
    for (; end < text.size() && is_digit(text[end]) && end - at < 4; ++end)
        years = years * 10 + (text[end] - '0');
    const bool part_of_more = (at > 0 && (is_digit(text[at - 1]) || is_letter(text[at - 1])))
        || (at > 1 && (text[at - 1] == '.' || text[at - 1] == ',' || text[at - 1] == '/') && is_digit(text[at - 2]))
        || (end + 1 < text.size() && (text[end] == '.' || text[end] == ',' || text[end] == '/') && is_digit(text[end + 1]));
    if (end - at < 2 || years > kOldest || part_of_more)
        return std::nullopt;
    return std::pair { years, end };
}

bool counts_something_else(std::string_view behind)
{
    while (!behind.empty() && (behind.front() == ' ' || behind.front() == '-'))
        behind.remove_prefix(1);
    for (const auto unit : kOtherUnits) {
        if (behind.starts_with(unit))
            return true;
    }
    return false;
}

bool ends_with_a_bound(std::string_view before)
{
    while (!before.empty() && before.back() == ' ')
        before.remove_suffix(1);
    for (const auto bound : kFrom) {
        const bool whole
            = before.size() == bound.size() || (before.size() > bound.size() && !is_letter(before[before.size() - bound.size() - 1]));
        if (before.ends_with(bound) && whole)
            return true;
    }
    return false;
}

/// "over 90", "90+", "75 or older": from there on.
std::optional<AgeRange> open_end_in(std::string_view text)
{
    for (std::size_t at = 0; at < text.size(); ++at) {
        const auto number = is_digit(text[at]) ? years_at(text, at) : std::nullopt;
        if (!number)
            continue;
        const auto behind = text.substr(number->second);
        bool open = ends_with_a_bound(text.substr(0, at)) && !counts_something_else(behind);
        for (const auto mark : kAndOn)
            open = open || behind.starts_with(mark);
        if (open && number->first >= 18)
            return AgeRange { number->first, kOldest };
    }
    return std::nullopt;
}

int width(const AgeRange& range) { return range.to - range.from; }

}  // namespace

std::optional<AgeRange> age_band_in(std::string_view words)
{
    std::optional<AgeRange> narrowest = decade_in(words);
    const auto keep_narrower = [&](const AgeRange& range) {
        if (!narrowest || width(range) < width(*narrowest))
            narrowest = range;
    };
    for (const auto& found : { worded_decade_in(words), open_end_in(words) }) {
        if (found)
            keep_narrower(*found);
    }
    for (const auto& [word, range] : kWords) {
        if (has_word(words, word) || has_word(words, std::string(word) + "s"))
            keep_narrower(range);
    }
    return narrowest;
}

}  // namespace imprimatur::risk
