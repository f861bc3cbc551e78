#include "caption/ages.h"

#include "base/unicode.h"
#include "caption/number_words.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace imprimatur::caption {

namespace {

constexpr double kOldest = 125;

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

// Units below a year, in the languages the rules read.
constexpr std::array<std::string_view, 3> kHours { "hour", "hrs", "timer" };
constexpr std::array<std::string_view, 7> kWeeks { "week", "wk", "seman", "settiman", "semaine", "woche", "weken" };
constexpr std::array<std::string_view, 14> kMonths { "month", "mth", "/12", "meses", "mesi", "mois", "monat", "maand", "mahin", "bulan",
    " mo", "aylık", "月", "개월" };
constexpr std::array<std::string_view, 8> kDays { "day", "dol", "días", "dias", "giorni", "jours", "tage", "dagen" };

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
    const auto number = digits_value(lower).has_value() ? digits_value(lower) : number_in_words(lower);
    if (!number)
        return std::nullopt;
    double years = *number;
    const auto says = [&](const auto& units) {
        return std::any_of(units.begin(), units.end(), [&](std::string_view unit) { return holds(lower, unit); });
    };
    if (says(kHours))
        years /= 365.0 * 24;
    else if (says(kWeeks))
        years /= 52;
    else if (says(kMonths))
        years /= 12;
    else if (says(kDays))
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
