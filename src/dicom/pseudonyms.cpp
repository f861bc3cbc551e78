#include "dicom/pseudonyms.h"

#include <sodium.h>

#include <algorithm>
#include <cctype>
#include <chrono>

namespace imprimatur::dicom {

namespace {

constexpr std::string_view kUidRoot = "2.25.";
constexpr std::string_view kPatientPrefix = "IMP-";
constexpr std::string_view kAlphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";  // Crockford: no I, L, O, U
constexpr std::size_t kPatientLength = 12;
constexpr std::size_t kUidDigits = 39;  // of 128 bits

constexpr int kFewestDays = 30;
constexpr int kMostDays = 3650;  // ten years: seasons and ages blur, intervals stay

std::string decimal(std::array<std::uint8_t, 16> number)
{
    std::string digits;
    bool any = true;
    while (any) {
        any = false;
        unsigned rest = 0;
        for (auto& byte : number) {
            const unsigned value = rest * 256 + byte;
            byte = static_cast<std::uint8_t>(value / 10);
            rest = value % 10;
            any = any || byte != 0;
        }
        digits += static_cast<char>('0' + rest);
    }
    std::reverse(digits.begin(), digits.end());
    return digits;
}

}  // namespace

std::array<std::uint8_t, 16> Pseudonyms::digest(std::string_view purpose, std::string_view value) const
{
    crypto_generichash_state state;
    std::array<std::uint8_t, 16> out {};
    crypto_generichash_init(&state, m_key.data(), m_key.size(), out.size());
    // The purpose ends with a zero, so that no value of one kind is the value of another.
    crypto_generichash_update(&state, reinterpret_cast<const unsigned char*>(purpose.data()), purpose.size() + 1);
    crypto_generichash_update(&state, reinterpret_cast<const unsigned char*>(value.data()), value.size());
    crypto_generichash_final(&state, out.data(), out.size());
    return out;
}

std::string Pseudonyms::uid(std::string_view old) const
{
    auto bits = digest("uid", old);
    bits[6] = static_cast<std::uint8_t>((bits[6] & 0x0FU) | 0x80U);
    bits[8] = static_cast<std::uint8_t>((bits[8] & 0x3FU) | 0x80U);
    return std::string(kUidRoot) + decimal(bits);
}

std::string Pseudonyms::patient(std::string_view old_id) const
{
    const auto bits = digest("patient", old_id);
    std::string name(kPatientPrefix);
    for (std::size_t i = 0; i < kPatientLength; ++i)
        name += kAlphabet[bits[i] % kAlphabet.size()];
    return name;
}

int Pseudonyms::days(std::string_view patient_id) const
{
    const auto bits = digest("days", patient_id);
    const unsigned number = bits[0] | static_cast<unsigned>(bits[1]) << 8U | static_cast<unsigned>(bits[2]) << 16U;
    return -kFewestDays - static_cast<int>(number % static_cast<unsigned>(kMostDays - kFewestDays + 1));
}

bool is_new_uid(std::string_view value)
{
    if (!value.starts_with(kUidRoot))
        return false;
    const auto number = value.substr(kUidRoot.size());
    return !number.empty() && number.size() <= kUidDigits && number.find_first_not_of("0123456789") == std::string_view::npos;
}

bool is_pseudonym(std::string_view value)
{
    return value.starts_with(kPatientPrefix) && value.size() == kPatientPrefix.size() + kPatientLength
        && value.find_first_not_of(kAlphabet, kPatientPrefix.size()) == std::string_view::npos;
}

std::optional<std::string> shift_date(std::string_view value, int days)
{
    std::string digits;
    std::size_t used = 0;
    const bool dotted = value.size() >= 10 && value[4] == '.' && value[7] == '.';
    while (used < value.size() && digits.size() < 8) {
        const char c = value[used];
        if (std::isdigit(static_cast<unsigned char>(c)) != 0)
            digits += c;
        else if (!dotted || c != '.')
            break;
        ++used;
    }
    const auto rest = value.substr(used);
    const bool rest_is_time = std::all_of(rest.begin(), rest.end(),
        [](char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0 || c == '.' || c == '+' || c == '-' || c == ' '; });
    // "-" alone begins a zone of at most five characters; more after it is a range, which is a query and no value.
    constexpr std::size_t kZone = 5;
    if (digits.size() != 8 || !rest_is_time || (rest.starts_with('-') && rest.size() > kZone))
        return std::nullopt;
    using namespace std::chrono;
    const year_month_day date { year(std::stoi(digits.substr(0, 4))), month(static_cast<unsigned>(std::stoi(digits.substr(4, 2)))),
        day(static_cast<unsigned>(std::stoi(digits.substr(6, 2)))) };
    if (!date.ok())
        return std::nullopt;
    const year_month_day moved { sys_days(date) + std::chrono::days(days) };
    const auto two = [](unsigned n) { return std::string(n < 10 ? "0" : "") + std::to_string(n); };
    std::string year_text = std::to_string(static_cast<int>(moved.year()));
    year_text.insert(0, 4 - std::min<std::size_t>(4, year_text.size()), '0');
    return year_text + two(static_cast<unsigned>(moved.month())) + two(static_cast<unsigned>(moved.day())) + std::string(rest);
}

}  // namespace imprimatur::dicom
