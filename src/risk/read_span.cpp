#include "risk/read_span.h"

#include "base/unicode.h"
#include "risk/age_words.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace imprimatur::risk {

namespace {

bool letter_at(std::string_view text, std::size_t at)
{
    return at < text.size() && (std::isalnum(static_cast<unsigned char>(text[at])) != 0 || static_cast<unsigned char>(text[at]) >= 0x80);
}

bool holds_word(std::string_view words, std::string_view word)
{
    for (std::size_t at = words.find(word); at != std::string_view::npos; at = words.find(word, at + 1)) {
        if ((at == 0 || !letter_at(words, at - 1)) && !letter_at(words, at + word.size()))
            return true;
    }
    return false;
}

template <std::size_t N> std::string_view first_word_of(std::string_view words, const std::array<std::string_view, N>& list)
{
    for (const auto word : list) {
        if (holds_word(words, word))
            return word;
    }
    return {};
}

std::optional<int> digits_in(std::string_view text)
{
    const auto first = std::find_if(text.begin(), text.end(), [](unsigned char letter) { return std::isdigit(letter) != 0; });
    if (first == text.end())
        return std::nullopt;
    int value = 0;
    for (auto at = first; at != text.end() && std::isdigit(static_cast<unsigned char>(*at)) != 0 && value < 1000; ++at)
        value = value * 10 + (*at - '0');
    return value;
}

struct Number {
    std::string_view word;
    int value;
};
constexpr std::array<Number, 28> kNumbers { { { "one", 1 }, { "two", 2 }, { "three", 3 }, { "four", 4 }, { "five", 5 }, { "six", 6 },
    { "seven", 7 }, { "eight", 8 }, { "nine", 9 }, { "ten", 10 }, { "eleven", 11 }, { "twelve", 12 }, { "thirteen", 13 },
    { "fourteen", 14 }, { "fifteen", 15 }, { "sixteen", 16 }, { "seventeen", 17 }, { "eighteen", 18 }, { "nineteen", 19 }, { "twenty", 20 },
    { "thirty", 30 }, { "forty", 40 }, { "fifty", 50 }, { "sixty", 60 }, { "seventy", 70 }, { "eighty", 80 }, { "ninety", 90 },
    { "hundredth", 100 } } };

std::optional<int> words_in(std::string_view text)
{
    std::optional<int> sum;
    for (const auto& number : kNumbers) {
        if (holds_word(text, number.word))
            sum = sum.value_or(0) + number.value;
    }
    return sum;
}

bool has(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

}  // namespace

void read_age(RiskFacts& facts, std::string_view text)
{
    const auto digits = digits_in(text);
    const auto number = digits ? digits : words_in(text);
    // "over 75" and "in his nineties" are bands, whatever they are labelled; "75-year-old, elderly" is an age.
    const auto band = age_band_in(text);
    const bool years_old = has(text, "old") || has(text, "year") || has(text, "yr") || has(text, "yo");
    if (band && band->from >= 20 && (!number || (*number == band->from && !years_old))) {
        facts.age = facts.age.value_or(*band);
        return;
    }
    if (!number || *number > 125) {
        constexpr double kOneYearOfLife = 0.001;  // an exact age that was not understood: rarer than any single year below 90
        if (!facts.age)
            facts.age_share = kOneYearOfLife;
        return;
    }
    const bool below_a_year = has(text, "week") || has(text, "month") || has(text, "day") || has(text, "wk") || has(text, "mth");
    const int years = below_a_year ? 0 : *number;
    facts.age = AgeRange { years, years };
    facts.age_share.reset();
}

double days_said(std::string_view text, bool absolute)
{
    if (has(text, "month"))
        return 30;
    if (has(text, "week"))
        return 7;
    if (!absolute)
        return 2;
    const bool has_day = digits_in(text).value_or(100) <= 31;
    const bool month_name = has(text, "january") || has(text, "february") || has(text, "march") || has(text, "april") || has(text, "june")
        || has(text, "july") || has(text, "august") || has(text, "september") || has(text, "october") || has(text, "november")
        || has(text, "december");
    return month_name && !has_day ? 30 : 1;
}

std::string country_in(std::string_view location, const RiskTables& tables)
{
    for (std::size_t at = 0; at <= location.size();) {
        const std::size_t end = std::min(location.find_first_of(",/|", at), location.size());
        const auto part = trimmed(location.substr(at, end - at));
        // Two letters behind a town are a state of the United States more often than a country: "Boise, ID" is not Indonesia.
        const bool code = part.size() == 2 && ascii_lower(part) != "uk" && ascii_lower(part) != "us";
        if (!code && find_country(tables, part) != nullptr)
            return std::string(part);
        at = end + 1;
    }
    return {};
}

Sex sex_in(std::string_view words)
{
    static constexpr std::array<std::string_view, 27> kFemale { "woman", "female", "lady", "girl", "she", "her", "mum", "mother",
        "pregnant", "grandmother", "wife", "daughter", "frau", "patientin", "mädchen", "femme", "patiente", "fille", "mujer", "señora",
        "niña", "donna", "signora", "mulher", "senhora", "vrouw", "meisje" };
    static constexpr std::array<std::string_view, 24> kMale { "man", "male", "gentleman", "boy", "he", "his", "bloke", "father",
        "grandfather", "lad", "guy", "son", "mann", "herr", "homme", "garçon", "hombre", "señor", "varón", "niño", "uomo", "signore",
        "homem", "senhor" };
    const bool female = !first_word_of(words, kFemale).empty();
    const bool male = !first_word_of(words, kMale).empty();
    // Both or none: the sex stays open, which makes lambda larger by two at most; the age span may still say "86m".
    if (female == male) {
        for (std::size_t at = 1; at < words.size(); ++at) {
            if (std::isdigit(static_cast<unsigned char>(words[at - 1])) != 0 && !letter_at(words, at + 1)
                && (words[at] == 'm' || words[at] == 'f'))
                return words[at] == 'm' ? Sex::Male : Sex::Female;
        }
        return Sex::Unknown;
    }
    return female ? Sex::Female : Sex::Male;
}

namespace {

bool stands_at(const std::vector<std::string>& words, std::size_t at, const std::vector<std::string>& phrase)
{
    return at + phrase.size() <= words.size() && std::equal(phrase.begin(), phrase.end(), words.begin() + static_cast<std::ptrdiff_t>(at));
}

/// The phrase begins at `at` or up to three words before: "st depression" at "depression".
bool stands_around(const std::vector<std::string>& words, std::size_t at, const std::vector<std::string>& phrase)
{
    constexpr std::size_t kReach = 3;
    for (std::size_t back = 0; back <= std::min(kReach, at); ++back) {
        if (back < phrase.size() && stands_at(words, at - back, phrase))
            return true;
    }
    return false;
}

}  // namespace

std::string sensitive_subject(const std::vector<std::string>& words, const RiskTables& tables)
{
    for (const auto& word : tables.sensitive) {
        for (std::size_t at = 0; at < words.size(); ++at) {
            const auto means_else = [&](const auto& phrase) { return stands_around(words, at, phrase); };
            if (stands_at(words, at, word.words) && std::none_of(word.not_in.begin(), word.not_in.end(), means_else))
                return word.subject;
        }
    }
    return {};
}

}  // namespace imprimatur::risk
