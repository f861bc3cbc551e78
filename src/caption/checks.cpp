#include "caption/checks.h"

#include "caption/ages.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>
#include <vector>

namespace imprimatur::caption {

namespace {

std::string digits_of(std::string_view text)
{
    std::string digits;
    for (const char letter : text) {
        if (std::isdigit(static_cast<unsigned char>(letter)) != 0)
            digits.push_back(letter);
    }
    return digits;
}

std::vector<int> numbers_of(std::string_view text)
{
    std::vector<int> numbers;
    bool open = false;
    for (const char letter : text) {
        if (std::isdigit(static_cast<unsigned char>(letter)) == 0) {
            open = false;
            continue;
        }
        if (!open)
            numbers.push_back(0);
        open = true;
        if (numbers.back() < 100'000)
            numbers.back() = numbers.back() * 10 + (letter - '0');
    }
    return numbers;
}

// 20 CFR 422: area 000, 666 and 900-999, group 00 and serial 0000 are never issued.
bool valid_social_security(const std::string& digits)
{
    if (digits.size() != 9)
        return false;
    const std::string area = digits.substr(0, 3);
    return area != "000" && area != "666" && area[0] != '9' && digits.substr(3, 2) != "00" && digits.substr(5) != "0000";
}

bool valid_ip(std::string_view text)
{
    const auto parts = numbers_of(text);
    if (parts.size() != 4)
        return text.find(':') != std::string_view::npos;
    for (const int part : parts) {
        if (part > 255)
            return false;
    }
    return true;
}

/// Two or three numbers of which two can be day and month; in either order, because both are written.
bool valid_day_month(std::string_view text)
{
    const auto parts = numbers_of(text);
    if (parts.size() < 2)
        return true;
    const bool month_in_letters = std::any_of(text.begin(), text.end(), [](unsigned char letter) { return std::isalpha(letter) != 0; });
    if (month_in_letters)
        return parts[0] >= 1 && parts[0] <= 31;
    const auto fits = [](int day, int month) { return day >= 1 && day <= 31 && month >= 1 && month <= 12; };
    if (parts[0] > 31)
        return parts.size() == 2 ? parts[1] >= 1 && parts[1] <= 12 : fits(parts[2], parts[1]) || fits(parts[1], parts[2]);
    return fits(parts[0], parts[1]) || fits(parts[1], parts[0]);
}

}  // namespace

bool valid_nhs_number(std::string_view digits)
{
    if (digits.size() != 10)
        return false;
    int sum = 0;
    for (int i = 0; i < 9; ++i)
        sum += (digits[static_cast<std::size_t>(i)] - '0') * (10 - i);
    const int check = (11 - sum % 11) % 11;
    // All digits equal passes the arithmetic and is never issued.
    return check != 10 && check == digits[9] - '0' && digits.find_first_not_of(digits[0]) != std::string_view::npos;
}

bool valid_aadhaar(std::string_view digits)
{
    using Row = std::array<std::uint8_t, 10>;
    static constexpr std::array<Row, 10> kProduct { { { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9 }, { 1, 2, 3, 4, 0, 6, 7, 8, 9, 5 },
        { 2, 3, 4, 0, 1, 7, 8, 9, 5, 6 }, { 3, 4, 0, 1, 2, 8, 9, 5, 6, 7 }, { 4, 0, 1, 2, 3, 9, 5, 6, 7, 8 },
        { 5, 9, 8, 7, 6, 0, 4, 3, 2, 1 }, { 6, 5, 9, 8, 7, 1, 0, 4, 3, 2 }, { 7, 6, 5, 9, 8, 2, 1, 0, 4, 3 },
        { 8, 7, 6, 5, 9, 3, 2, 1, 0, 4 }, { 9, 8, 7, 6, 5, 4, 3, 2, 1, 0 } } };
    static constexpr std::array<Row, 8> kPermute { { { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9 }, { 1, 5, 7, 6, 2, 8, 3, 0, 9, 4 },
        { 5, 8, 0, 3, 7, 9, 6, 1, 4, 2 }, { 8, 9, 1, 6, 0, 4, 3, 5, 2, 7 }, { 9, 4, 5, 3, 1, 2, 6, 8, 7, 0 },
        { 4, 2, 8, 6, 5, 7, 3, 9, 0, 1 }, { 2, 7, 9, 3, 8, 0, 6, 4, 1, 5 }, { 7, 0, 4, 6, 9, 1, 3, 2, 5, 8 } } };
    if (digits.size() != 12 || digits[0] < '2')
        return false;
    std::uint8_t state = 0;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        const auto digit = static_cast<std::size_t>(digits[digits.size() - 1 - i] - '0');
        state = kProduct[state][kPermute[i % 8][digit]];
    }
    return state == 0;
}

bool valid_luhn(std::string_view digits)
{
    constexpr std::size_t kShortest = 9;
    int sum = 0;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        const int digit = digits[digits.size() - 1 - i] - '0';
        const int doubled = i % 2 == 0 ? digit : 2 * digit;
        sum += doubled > 9 ? doubled - 9 : doubled;
    }
    return digits.size() >= kShortest && sum % 10 == 0 && digits.find_first_not_of(digits[0]) != std::string_view::npos;
}

bool check_passes(Check check, std::string_view text)
{
    switch (check) {
    case Check::None: return true;
    case Check::NhsNumber: return valid_nhs_number(digits_of(text));
    case Check::Aadhaar: return valid_aadhaar(digits_of(text));
    case Check::Luhn: return valid_luhn(digits_of(text));
    case Check::SocialSecurity: return valid_social_security(digits_of(text));
    case Check::IpAddress: return valid_ip(text);
    case Check::AgeInRange: return age_in_years(text).has_value();
    case Check::DayMonth: return valid_day_month(text);
    case Check::CommonCase:
        // "Isla" and "GRACIELA" are names; four capitals or fewer are a grade or a department.
        return text.size() > 4 || (text.size() > 1 && std::isupper(static_cast<unsigned char>(text[1])) == 0);
    }
    return false;
}

}  // namespace imprimatur::caption
