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

AgeGroup age_group(double years)
{
    // "Elderly male over 75" is the wording JVIR advises.
    constexpr std::array<std::pair<double, AgeGroup>, 5> kBelow { { { 1, AgeGroup::Infant }, { 4, AgeGroup::YoungChild },
        { 13, AgeGroup::Child }, { 18, AgeGroup::Teenager }, { 20, AgeGroup::Young } } };
    constexpr double kOld = 75;
    for (const auto& [years_below, group] : kBelow) {
        if (years < years_below)
            return group;
    }
    return years > kOld ? AgeGroup::Old : AgeGroup::Decade;
}

std::size_t decade_of(double years)
{
    constexpr int kFirst = 2;  // the 20s
    const int tens = static_cast<int>(years) / 10;
    return static_cast<std::size_t>(std::clamp(tens - kFirst, 0, static_cast<int>(kDecades) - 1));
}

}  // namespace imprimatur::caption
