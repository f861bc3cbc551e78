#include "inspect/expected_dates.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace imprimatur::inspect {

namespace {

// A group of digits longer than a date and a time together is a number.
constexpr std::size_t kMaxDigits = 14;

struct MonthName {
    std::string_view begins;
    int month;
};
// English, German, French, Spanish, Italian, Portuguese, as devices print them.
constexpr std::array kMonths { MonthName { "JAN", 1 }, MonthName { "ENE", 1 }, MonthName { "GEN", 1 }, MonthName { "FEB", 2 },
    MonthName { "FEV", 2 }, MonthName { "MAR", 3 }, MonthName { "MRZ", 3 }, MonthName { "APR", 4 }, MonthName { "AVR", 4 },
    MonthName { "ABR", 4 }, MonthName { "MAY", 5 }, MonthName { "MAI", 5 }, MonthName { "MAG", 5 }, MonthName { "JUN", 6 },
    MonthName { "JUIN", 6 }, MonthName { "GIU", 6 }, MonthName { "JUL", 7 }, MonthName { "JUIL", 7 }, MonthName { "LUG", 7 },
    MonthName { "AUG", 8 }, MonthName { "AOU", 8 }, MonthName { "AGO", 8 }, MonthName { "SEP", 9 }, MonthName { "SET", 9 },
    MonthName { "OCT", 10 }, MonthName { "OKT", 10 }, MonthName { "OTT", 10 }, MonthName { "OUT", 10 }, MonthName { "NOV", 11 },
    MonthName { "DEC", 12 }, MonthName { "DEZ", 12 }, MonthName { "DIC", 12 } };

int month_of(const std::string& letters)
{
    const auto found = std::find_if(kMonths.begin(), kMonths.end(), [&](const auto& name) { return letters.starts_with(name.begins); });
    return found == kMonths.end() ? 0 : found->month;
}

bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }

/// What a recogniser makes of a digit. 0 for what is none.
char digit_like(char32_t c)
{
    switch (c) {
    case U'O': return '0';
    case U'I':
    case U'L':
    case U'|': return '1';
    case U'S': return '5';
    case U'B': return '8';
    default: return is_digit(c) ? static_cast<char>(c) : '\0';
    }
}

bool valid(const CalendarDate& date) { return date.year > 0 && date.month >= 1 && date.month <= 12 && date.day >= 1 && date.day <= 31; }

int number(std::string_view digits)
{
    int value = 0;
    for (const char c : digits)
        value = value * 10 + (c - '0');
    return value;
}

bool is_number(const DateGroup& group, int wanted)
{
    return group.month_name == 0 && !group.digits.empty() && group.digits.size() <= 2 && number(group.digits) == wanted;
}
bool is_month(const DateGroup& group, int month) { return group.month_name == month || is_number(group, month); }
bool is_year(const DateGroup& group, int year)
{
    return group.month_name == 0
        && ((group.digits.size() == 4 && number(group.digits) == year) || (group.digits.size() == 2 && number(group.digits) == year % 100));
}

std::string padded(int value, std::size_t width)
{
    std::string text = std::to_string(value);
    return text.size() < width ? std::string(width - text.size(), '0') + text : text;
}

bool runs_together(const std::string& digits, const CalendarDate& date)
{
    if (digits.size() < 6)
        return false;
    const std::string d = padded(date.day, 2);
    const std::string m = padded(date.month, 2);
    const std::string y = padded(date.year, 4);
    const std::string yy = y.substr(y.size() - 2);
    const std::array whole { y + m + d, d + m + y, m + d + y };
    const std::array brief { yy + m + d, d + m + yy, m + d + yy };
    return std::any_of(whole.begin(), whole.end(), [&](const auto& form) { return digits.starts_with(form); })
        || (digits.size() == 6 && std::find(brief.begin(), brief.end(), digits) != brief.end());
}

}  // namespace

std::optional<CalendarDate> date_of_value(const std::string& value)
{
    std::string digits;
    for (const char c : value) {
        if (c >= '0' && c <= '9')
            digits += c;
        else if (c != ':' && c != '-' && c != '.' && c != '/')
            break;
        if (digits.size() == 8)
            break;
    }
    if (digits.size() < 8)
        return std::nullopt;
    const CalendarDate date { number(digits.substr(0, 4)), number(digits.substr(4, 2)), number(digits.substr(6, 2)) };
    return valid(date) ? std::optional(date) : std::nullopt;
}

std::vector<DateGroup> date_groups(const std::u32string& line)
{
    std::vector<DateGroup> groups;
    std::size_t at = 0;
    while (at < line.size()) {
        std::string digits;
        std::size_t real = 0;
        std::size_t end = at;
        for (; end < line.size() && digit_like(line[end]) != '\0'; ++end) {
            digits += digit_like(line[end]);
            real += is_digit(line[end]) ? 1U : 0U;
        }
        if (2 * real >= digits.size() && real > 0) {
            if (digits.size() <= kMaxDigits)
                groups.push_back({ digits, 0 });
            at = end;
            continue;
        }
        std::string letters;
        for (end = at; end < line.size() && line[end] >= U'A' && line[end] <= U'Z'; ++end)
            letters += static_cast<char>(line[end]);
        if (const int month = month_of(letters))
            groups.push_back({ "", month });
        at = std::max(end, at + 1);
    }
    return groups;
}

bool contains_date(const std::vector<DateGroup>& groups, const CalendarDate& date)
{
    for (std::size_t i = 0; i < groups.size(); ++i) {
        if (runs_together(groups[i].digits, date))
            return true;
        if (i + 1 >= groups.size())
            break;
        const DateGroup& a = groups[i];
        const DateGroup& b = groups[i + 1];
        if ((a.month_name == date.month && is_number(b, date.day)) || (b.month_name == date.month && is_number(a, date.day)))
            return true;
        if (i + 2 >= groups.size())
            continue;
        const DateGroup& c = groups[i + 2];
        const bool day_first = is_number(a, date.day) && is_month(b, date.month) && is_year(c, date.year);
        const bool month_first = is_month(a, date.month) && is_number(b, date.day) && is_year(c, date.year);
        const bool year_first = is_year(a, date.year) && is_month(b, date.month) && is_number(c, date.day);
        if (day_first || month_first || year_first)
            return true;
    }
    return false;
}

}  // namespace imprimatur::inspect
