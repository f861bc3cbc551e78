#include "caption/ages.h"

#include "base/unicode.h"

#include <array>
#include <cctype>

namespace imprimatur::caption {

namespace {

constexpr double kOldest = 125;

struct NumberWord {
    std::string_view word;
    int value;
};
constexpr std::array<NumberWord, 31> kNumberWords { { { "one", 1 }, { "two", 2 }, { "three", 3 }, { "four", 4 }, { "five", 5 },
    { "six", 6 }, { "seven", 7 }, { "eight", 8 }, { "nine", 9 }, { "ten", 10 }, { "eleven", 11 }, { "twelve", 12 }, { "thirteen", 13 },
    { "fourteen", 14 }, { "fifteen", 15 }, { "sixteen", 16 }, { "seventeen", 17 }, { "eighteen", 18 }, { "nineteen", 19 }, { "twenty", 20 },
    { "thirty", 30 }, { "forty", 40 }, { "fourty", 40 }, { "fifty", 50 }, { "sixty", 60 }, { "seventy", 70 }, { "eighty", 80 },
    { "ninety", 90 }, { "hundred", 100 }, { "hundredth", 100 }, { "newborn", 0 } } };

std::optional<int> digits_value(std::string_view text)
{
    std::optional<int> value;
    for (const char letter : text) {
        const bool digit = std::isdigit(static_cast<unsigned char>(letter)) != 0;
        if (!digit && value)
            break;
        if (digit)
            value = value.value_or(0) * 10 + (letter - '0');
        if (value.value_or(0) > 1000)
            return std::nullopt;
    }
    return value;
}

std::optional<int> words_value(const std::string& lower)
{
    std::optional<int> value;
    for (std::size_t at = 0; at < lower.size();) {
        std::size_t end = at;
        while (end < lower.size() && std::isalpha(static_cast<unsigned char>(lower[end])) != 0)
            ++end;
        const std::string_view word = std::string_view(lower).substr(at, end - at);
        for (const auto& row : kNumberWords) {
            if (row.word == word)
                value = value.value_or(0) + row.value;
        }
        at = std::max(end, at + 1);
    }
    return value;
}

bool holds(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

std::string decade(double years, std::string_view sex)
{
    const std::string tens = std::to_string(static_cast<int>(years) / 10 * 10) + "s";
    if (sex == "m")
        return "man in his " + tens;
    if (sex == "f")
        return "woman in her " + tens;
    return "adult in their " + tens;
}

std::string with_sex(std::string_view adjective, std::string_view sex)
{
    const std::string_view noun = sex == "m" ? "man" : sex == "f" ? "woman" : "patient";
    return std::string(adjective) + " " + std::string(noun);
}

}  // namespace

std::optional<double> age_in_years(std::string_view text)
{
    const std::string lower = ascii_lower(text);
    const auto number = digits_value(lower).has_value() ? digits_value(lower) : words_value(lower);
    if (!number)
        return std::nullopt;
    double years = *number;
    if (holds(lower, "week") || holds(lower, "wk"))
        years /= 52;
    else if (holds(lower, "month") || holds(lower, "mth") || holds(lower, "/12"))
        years /= 12;
    else if (holds(lower, "day"))
        years /= 365;
    if (years > kOldest)
        return std::nullopt;
    return years;
}

std::string age_band(double years, std::string_view sex_hint, BandUse use)
{
    constexpr double kInfant = 1;
    constexpr double kYoungChild = 4;
    constexpr double kChild = 13;
    constexpr double kAdult = 18;
    constexpr double kTwenty = 20;
    constexpr double kOld = 75;  // "elderly male over 75": the wording JVIR advises
    if (years < kInfant)
        return "infant";
    if (years < kYoungChild)
        return "young child";
    if (years < kChild)
        return "child";
    if (years < kAdult)
        return "teenager";
    if (years < kTwenty)
        return use == BandUse::Adjective ? "young" : with_sex("young", sex_hint);
    if (years > kOld)
        return use == BandUse::Adjective ? "elderly" : with_sex("elderly", sex_hint);
    return decade(years, sex_hint);
}

}  // namespace imprimatur::caption
