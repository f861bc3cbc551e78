#include "dicom/numbers.h"

#include <algorithm>
#include <cctype>
#include <iterator>

namespace imprimatur::dicom {

namespace {

constexpr std::size_t kShortestIdentifier = 5;  // digits; four digits are a year, a size, a count

/// PS3.5 8.1.1: how a 16-bit number reads as a character of UTF-16, when it does.
bool is_letter_or_digit(std::uint32_t unit) { return unit < 0x80 && std::isalnum(static_cast<int>(unit)) != 0; }

bool same_or_next(std::uint32_t a, std::uint32_t b) { return a == b || a + 1 == b || b + 1 == a; }

}  // namespace

std::string identifying_digits(std::string_view value)
{
    std::string digits;
    for (const char c : value) {
        if (std::isdigit(static_cast<unsigned char>(c)) != 0)
            digits += c;
        else if (std::isalpha(static_cast<unsigned char>(c)) != 0)
            return {};
    }
    digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size()));
    return digits.size() >= kShortestIdentifier ? digits : std::string();
}

std::string digits_of_identifier(std::string_view value)
{
    std::string digits;
    std::copy_if(value.begin(), value.end(), std::back_inserter(digits), [](char c) { return c >= '0' && c <= '9'; });
    digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size()));
    return digits.size() >= kShortestIdentifier ? digits : std::string();
}

bool is_decimal(std::string_view value, bool integer)
{
    constexpr std::size_t kLongestDecimal = 32;
    constexpr std::size_t kLongestInteger = 12;
    const auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\0'; };
    while (!value.empty() && blank(value.back()))
        value.remove_suffix(1);
    while (!value.empty() && blank(value.front()))
        value.remove_prefix(1);
    if (value.empty())
        return true;
    if (value.size() > (integer ? kLongestInteger : kLongestDecimal))
        return false;
    std::size_t at = 0;
    const auto sign = [&] { at += at < value.size() && (value[at] == '+' || value[at] == '-') ? 1 : 0; };
    const auto digits = [&] {
        const std::size_t start = at;
        while (at < value.size() && value[at] >= '0' && value[at] <= '9')
            ++at;
        return at - start;
    };
    sign();
    std::size_t count = digits();
    if (!integer && at < value.size() && value[at] == '.') {
        ++at;
        count += digits();
    }
    if (count == 0)
        return false;
    if (!integer && at < value.size() && (value[at] == 'e' || value[at] == 'E')) {
        ++at;
        sign();
        if (digits() == 0)
            return false;
    }
    return at == value.size();
}

bool holds_writing(ByteView bytes, std::size_t shortest)
{
    std::size_t run = 0;
    bool counts_up = true;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        if (std::isalnum(bytes[i]) == 0) {
            run = 0;
            counts_up = true;
            continue;
        }
        ++run;
        if (run > 1)
            counts_up = counts_up && (bytes[i] == bytes[i - 1] || bytes[i] == bytes[i - 1] + 1 || bytes[i - 1] == bytes[i] + 1);
        if (run >= shortest && !counts_up)
            return true;
    }
    return false;
}

bool reads_as_characters(const std::vector<std::uint64_t>& numbers)
{
    constexpr std::size_t kShortest = 5;
    std::size_t run = 0;
    bool counts = true;
    bool letter = false;
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        const auto unit = static_cast<std::uint32_t>(std::min<std::uint64_t>(numbers[i], 0xFFFF));
        if (!is_letter_or_digit(unit)) {
            run = 0;
            counts = true;
            letter = false;
            continue;
        }
        counts = counts && (run == 0 || same_or_next(unit, static_cast<std::uint32_t>(numbers[i - 1])));
        letter = letter || std::isalpha(static_cast<int>(unit)) != 0;
        if (++run >= kShortest && !counts && letter)
            return true;
    }
    return false;
}

bool is_word_in_a_number(ByteView bytes)
{
    constexpr std::size_t kShortest = 6;
    std::size_t printable = 0;
    bool letter = false;
    for (const auto byte : bytes) {
        if (byte == 0)
            continue;
        if (byte < 0x20 || byte > 0x7E)
            return false;
        ++printable;
        letter = letter || std::isalpha(byte) != 0;
    }
    return letter && printable >= kShortest;
}

}  // namespace imprimatur::dicom
