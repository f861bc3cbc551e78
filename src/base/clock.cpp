#include "base/clock.h"

#include <array>
#include <chrono>
#include <cstdio>

namespace imprimatur {

namespace {

constexpr Instant kSecondsPerDay = 86'400;

Instant days_since_epoch(const Date& date)
{
    using namespace std::chrono;
    return sys_days { year { date.year } / month { static_cast<unsigned>(date.month) } / day { static_cast<unsigned>(date.day) } }
        .time_since_epoch()
        .count();
}

/// Exactly `width` digits at `at`.
std::optional<int> digits(std::string_view text, std::size_t at, std::size_t width)
{
    if (at + width > text.size())
        return std::nullopt;
    int value = 0;
    for (std::size_t i = at; i < at + width; ++i) {
        if (text[i] < '0' || text[i] > '9')
            return std::nullopt;
        value = value * 10 + (text[i] - '0');
    }
    return value;
}

/// "Z", "+05:30" or "-08:00" as seconds east of UTC.
std::optional<Instant> zone_offset(std::string_view zone)
{
    if (zone == "Z")
        return 0;
    if (zone.size() != 6 || (zone[0] != '+' && zone[0] != '-') || zone[3] != ':')
        return std::nullopt;
    const auto hours = digits(zone, 1, 2);
    const auto minutes = digits(zone, 4, 2);
    if (!hours || !minutes || *hours > 14 || *minutes > 59)
        return std::nullopt;
    const Instant seconds = *hours * 3600 + *minutes * 60;
    return zone[0] == '+' ? seconds : -seconds;
}

}  // namespace

Instant SystemClock::now() const
{
    return std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch()).count();
}

std::string to_iso8601(Instant instant)
{
    using namespace std::chrono;
    const sys_seconds moment { seconds { instant } };
    const auto day_point = floor<days>(moment);
    const year_month_day date { day_point };
    const hh_mm_ss time { moment - day_point };
    std::array<char, 40> text {};
    std::snprintf(text.data(), text.size(), "%04d-%02u-%02uT%02d:%02d:%02dZ", static_cast<int>(date.year()),
        static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), static_cast<int>(time.hours().count()),
        static_cast<int>(time.minutes().count()), static_cast<int>(time.seconds().count()));
    return text.data();
}

bool exists(const Date& date)
{
    using namespace std::chrono;
    if (date.year < 1 || date.year > 9999 || date.month < 1 || date.day < 1)
        return false;
    return (year { date.year } / month { static_cast<unsigned>(date.month) } / day { static_cast<unsigned>(date.day) }).ok();
}

std::optional<Instant> parse_iso8601(std::string_view text)
{
    const auto year = digits(text, 0, 4);
    const auto month = digits(text, 5, 2);
    const auto day = digits(text, 8, 2);
    if (!year || !month || !day || text[4] != '-' || text[7] != '-')
        return std::nullopt;
    const Date date { *year, *month, *day };
    if (!exists(date))
        return std::nullopt;
    const Instant midnight = days_since_epoch(date) * kSecondsPerDay;
    if (text.size() == 10)
        return midnight;
    const auto hour = digits(text, 11, 2);
    const auto minute = digits(text, 14, 2);
    const auto second = digits(text, 17, 2);
    if (!hour || !minute || !second || text[10] != 'T' || text[13] != ':' || text[16] != ':')
        return std::nullopt;
    if (*hour > 23 || *minute > 59 || *second > 59)
        return std::nullopt;
    const auto offset = zone_offset(text.substr(19));
    if (!offset)
        return std::nullopt;
    return midnight + *hour * 3600 + *minute * 60 + *second - *offset;
}

}  // namespace imprimatur
