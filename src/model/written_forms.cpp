#include "model/written_forms.h"

#include "base/clock.h"
#include "base/unicode.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <optional>
#include <string_view>

namespace imprimatur {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_alnum(char c)
{
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (static_cast<unsigned char>(c) & 0x80U) != 0;
}

std::vector<std::string> parts_of(std::string_view value)
{
    std::vector<std::string> parts(1);
    for (const char c : value) {
        if (is_alnum(c))
            parts.back().push_back(c);
        else if (!parts.back().empty())
            parts.emplace_back();
    }
    return parts;
}

std::string only_alnum(std::string_view value)
{
    std::string kept;
    std::copy_if(value.begin(), value.end(), std::back_inserter(kept), is_alnum);
    return kept;
}

std::optional<Date> date_in(std::string_view value)
{
    std::string digits;
    for (const char c : value.substr(0, 10)) {
        if (is_digit(c))
            digits.push_back(c);
    }
    if (digits.size() < 8)
        return std::nullopt;
    const auto number = [&](std::size_t at, std::size_t width) { return std::stoi(digits.substr(at, width)); };
    const Date year_first { number(0, 4), number(4, 2), number(6, 2) };
    if (year_first.year >= 1850 && year_first.year <= 2200 && exists(year_first))
        return year_first;
    return std::nullopt;
}

template <typename... Args> std::string formatted(const char* pattern, Args... arguments)
{
    std::array<char, 64> text {};
    std::snprintf(text.data(), text.size(), pattern, arguments...);
    return text.data();
}

/// ISO, compact, German, British, American, and with the month's name in the two usual ways.
std::vector<std::string> date_forms(const Date& date)
{
    constexpr std::array kMonths { "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
        "November", "December" };
    const std::string month = kMonths[static_cast<std::size_t>(date.month - 1)];
    const std::string abbreviated = month.substr(0, 3);
    return {
        formatted("%04d-%02d-%02d", date.year, date.month, date.day),
        formatted("%04d%02d%02d", date.year, date.month, date.day),
        formatted("%04d.%02d.%02d", date.year, date.month, date.day),
        formatted("%02d.%02d.%04d", date.day, date.month, date.year),
        formatted("%02d/%02d/%04d", date.day, date.month, date.year),
        formatted("%02d/%02d/%04d", date.month, date.day, date.year),
        formatted("%d %s %d", date.day, month.c_str(), date.year),
        formatted("%02d-%s-%d", date.day, abbreviated.c_str(), date.year),
        formatted("%02d %s %d", date.day, abbreviated.c_str(), date.year),
    };
}

void add_case_variants(std::vector<std::string>& forms)
{
    const auto count = forms.size();
    for (std::size_t i = 0; i < count; ++i) {
        std::string upper = forms[i];
        std::transform(
            upper.begin(), upper.end(), upper.begin(), [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
        forms.push_back(upper);
        forms.push_back(ascii_lower(forms[i]));
    }
}

}  // namespace

std::vector<std::string> written_forms(IdentifierKind kind, std::string_view value)
{
    std::vector<std::string> forms { std::string(value) };
    switch (kind) {
    case IdentifierKind::Name:
    case IdentifierKind::Clinician:
    case IdentifierKind::Relative:
    case IdentifierKind::Institution:
        for (auto& part : parts_of(value))
            forms.push_back(std::move(part));
        break;
    case IdentifierKind::Date:
        if (const auto date = date_in(value)) {
            for (auto& form : date_forms(*date))
                forms.push_back(std::move(form));
        }
        break;
    default: forms.push_back(only_alnum(value)); break;
    }
    add_case_variants(forms);
    std::erase_if(forms, [](const std::string& form) { return form.size() < kShortestForm; });
    std::sort(forms.begin(), forms.end());
    forms.erase(std::unique(forms.begin(), forms.end()), forms.end());
    return forms;
}

}  // namespace imprimatur
