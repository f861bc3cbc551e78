#include "invent.h"

#include <array>
#include <string_view>

namespace imprimatur::dicom_eval {

namespace {

// No part is anatomy, technique or a device; together they make 17 * 17 * 19 surnames.
constexpr std::array<std::string_view, 17> kFirst = { "Wolken", "Hager", "Falken", "Linden", "Osterm", "Kowalcz", "Petrov", "Szabol",
    "Haavik", "Brzezn", "Castiln", "Doumbek", "Eskelin", "Ferragn", "Gorczyn", "Ibarruz", "Jaszczur" };
constexpr std::array<std::string_view, 17> kSecond = { "brink", "hauser", "ewska", "ovich", "thaler", "sson", "ettini", "quist", "enko",
    "dottir", "kamper", "ogluer", "escuita", "aarden", "illard", "ungwe", "ymoska" };
constexpr std::array<std::string_view, 19> kLink
    = { "", "i", "o", "ar", "el", "un", "ab", "oth", "ev", "is", "ul", "ak", "om", "ez", "ip", "or", "ach", "eg", "ud" };
constexpr std::array<std::string_view, 11> kGiven
    = { "Ottokar", "Swanhild", "Kunigunde", "Zbigniew", "Thorvald", "Xiomara", "Radegast", "Eulalia", "Praxedis", "Leocadia", "Ingeborga" };
constexpr std::array<std::string_view, 7> kStreet
    = { "Kastanienallee", "Tulpenweg", "Rue des Glycines", "Via Ginestra", "Mill Bank Close", "ulica Sosnowa", "Calle Jazmin" };

std::string padded(unsigned value, std::size_t width)
{
    auto text = std::to_string(value);
    while (text.size() < width)
        text.insert(text.begin(), '0');
    return text;
}

/// Digits that do not stand in a row: a record number of 0000000042 would be found everywhere.
unsigned scattered(unsigned value) { return (value * 2654435761U) % 899999999U + 100000000U; }

}  // namespace

std::string Invent::surname()
{
    const auto n = take();
    const auto round = n / (kFirst.size() * kSecond.size());
    return std::string(kFirst[n % kFirst.size()]) + std::string(kLink[round % kLink.size()])
        + std::string(kSecond[(n / kFirst.size() + n) % kSecond.size()]);
}

std::string Invent::given() { return std::string(kGiven[take() % kGiven.size()]); }

std::string Invent::upper()
{
    auto text = surname();
    for (auto& c : text) {
        if (c >= 'a' && c <= 'z')
            c = static_cast<char>(c - 'a' + 'A');
    }
    return text.substr(0, 15);
}

std::string Invent::record_number()
{
    const auto text = std::to_string(scattered(take()));
    return "MRN-" + text.substr(0, 4) + "-" + text.substr(4, 5);
}

std::string Invent::digits() { return std::to_string(scattered(take())) + "7"; }

std::string Invent::telephone()
{
    const auto text = std::to_string(scattered(take()));
    return "+49 351 " + text.substr(0, 4) + "-" + text.substr(4, 4);
}

std::string Invent::address()
{
    const auto n = take();
    return std::string(kStreet[n % kStreet.size()]) + " " + std::to_string(101 + scattered(n) % 8899) + "b";
}

std::string Invent::email() { return surname() + "@klinik-" + std::to_string(scattered(take()) % 99991) + ".example"; }

std::string Invent::institution() { return "Spital St. " + surname(); }

std::string Invent::date()
{
    const auto n = take();
    return std::to_string(1931 + (n * 7) % 83) + padded(1 + n % 12, 2) + padded(1 + (n * 11 + n / 83) % 28, 2);
}

std::string Invent::time()
{
    const auto text = std::to_string(scattered(take()));
    return padded(7 + scattered(m_next) % 12, 2) + "4" + text.substr(1, 1) + "3" + text.substr(2, 1) + "." + text.substr(3, 6);
}

std::string Invent::uid() { return "1.2.826.0.1.3680043.8.498." + std::to_string(scattered(take())) + "41"; }

std::string Invent::accession()
{
    const auto text = std::to_string(scattered(take()));
    return "A" + text.substr(0, 2) + "XR" + text.substr(2, 6);
}

std::string with_hyphens(const std::string& date) { return date.substr(0, 4) + "-" + date.substr(4, 2) + "-" + date.substr(6, 2); }

std::string european(const std::string& date) { return date.substr(6, 2) + "." + date.substr(4, 2) + "." + date.substr(0, 4); }

}  // namespace imprimatur::dicom_eval
