#include "desk/examination_date.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace imprimatur::desk {

namespace {

/// (0008,002A) and the Exif ones begin with the date.
constexpr std::array<std::string_view, 7> kTags { "(0008,0020)", "(0008,0021)", "(0008,0022)", "(0008,0023)", "(0008,002A)",
    "EXIF:DateTimeOriginal", "EXIF:DateTimeDigitized" };

std::optional<int> number(std::string_view digits)
{
    int value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return error == std::errc {} && end == digits.data() + digits.size() ? std::optional(value) : std::nullopt;
}

/// "20260312...", "2026:03:12 ...", "2026.03.12"; nullopt for what is no date.
std::optional<Date> date_in(std::string_view value)
{
    const bool parted = value.size() >= 10 && value[4] == value[7] && (value[4] == ':' || value[4] == '-' || value[4] == '.');
    if (value.size() < 8)
        return std::nullopt;
    const auto year = number(value.substr(0, 4));
    const auto month = number(value.substr(parted ? 5 : 4, 2));
    const auto day = number(value.substr(parted ? 8 : 6, 2));
    if (!year || !month || !day)
        return std::nullopt;
    const Date date { *year, *month, *day };
    constexpr int kFirstRadiograph = 1895;  // what is older is a device's zero
    return date.year >= kFirstRadiograph && exists(date) ? std::optional(date) : std::nullopt;
}

std::string two(int value) { return (value < 10 ? "0" : "") + std::to_string(value); }

std::optional<std::int64_t> days_between(const Date& date, Instant now)
{
    constexpr std::int64_t kDay = 24L * 60 * 60;
    const auto then = parse_iso8601(std::to_string(date.year) + "-" + two(date.month) + "-" + two(date.day));
    // A clock of another time zone may be a day ahead.
    if (!then || *then > now + kDay)
        return std::nullopt;
    return std::max<std::int64_t>(now / kDay - *then / kDay, 0);
}

}  // namespace

std::optional<Date> examination_date(const Material& material)
{
    std::optional<Date> newest;
    for (const auto& attribute : material.attributes) {
        if (attribute.path != attribute.tag || std::find(kTags.begin(), kTags.end(), attribute.tag) == kTags.end())
            continue;
        const auto date = date_in(attribute.value);
        if (date && (!newest || *date > *newest))
            newest = date;
    }
    return newest;
}

std::optional<std::int64_t> days_since_newest(const std::vector<ExaminedItem>& items, Instant now)
{
    std::optional<std::int64_t> fewest;
    for (const auto& item : items) {
        const auto days = item.examined_on ? days_between(*item.examined_on, now) : std::nullopt;
        if (days)
            fewest = std::min(fewest.value_or(*days), *days);
    }
    return fewest;
}

std::optional<std::int64_t> days_since_all(const std::vector<ExaminedItem>& items, Instant now)
{
    const auto tells = [&](const ExaminedItem& item) { return item.examined_on && days_between(*item.examined_on, now); };
    return std::all_of(items.begin(), items.end(), tells) ? days_since_newest(items, now) : std::nullopt;
}

}  // namespace imprimatur::desk
