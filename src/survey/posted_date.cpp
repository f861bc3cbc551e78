#include "survey/posted_date.h"

#include "base/clock.h"
#include "base/unicode.h"

#include <array>
#include <charconv>

namespace imprimatur::survey {

namespace {

constexpr std::array<std::string_view, 12> kMonths { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
/// Seconds since 1970 have ten digits until 2286; thirteen are milliseconds.
constexpr std::int64_t kFirstMillisecond = 100'000'000'000;
/// No platform is older, and none of today's posts is younger: anything outside is another number.
constexpr int kFirstYear = 1990;
constexpr int kLastYear = 2200;

std::optional<std::int64_t> number(std::string_view text)
{
    std::int64_t value = 0;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || failure != std::errc() || end != text.data() + text.size())
        return std::nullopt;
    return value;
}

std::string two(int value) { return (value < 10 ? "0" : "") + std::to_string(value); }

std::optional<std::string> written(std::optional<std::int64_t> year, std::optional<std::int64_t> month, std::optional<std::int64_t> day)
{
    if (!year || !month || !day || *year < kFirstYear || *year > kLastYear || *month < 1 || *month > 12 || *day < 1 || *day > 31)
        return std::nullopt;
    const Date date { static_cast<int>(*year), static_cast<int>(*month), static_cast<int>(*day) };
    if (!exists(date))
        return std::nullopt;
    return std::to_string(date.year) + "-" + two(date.month) + "-" + two(date.day);
}

/// "Mon Mar 04 10:11:12 +0000 2019"
std::optional<std::string> of_x(std::string_view text)
{
    constexpr std::size_t kLength = 30;
    if (text.size() != kLength || text[3] != ' ' || text[7] != ' ' || text[10] != ' ' || text[25] != ' ')
        return std::nullopt;
    for (std::size_t i = 0; i < kMonths.size(); ++i) {
        if (text.substr(4, 3) == kMonths[i])
            return written(number(text.substr(26)), static_cast<std::int64_t>(i) + 1, number(text.substr(8, 2)));
    }
    return std::nullopt;
}

}  // namespace

std::optional<std::string> read_posted(std::int64_t seconds)
{
    if (seconds >= kFirstMillisecond)
        seconds /= 1000;
    if (seconds <= 0)
        return std::nullopt;
    return read_posted(to_iso8601(seconds));
}

std::optional<std::string> read_posted(std::string_view text)
{
    text = trimmed(text);
    if (text.size() >= 10 && text[4] == '-' && text[7] == '-' && (text.size() == 10 || text[10] == 'T' || text[10] == ' '))
        return written(number(text.substr(0, 4)), number(text.substr(5, 2)), number(text.substr(8, 2)));
    if (text.size() >= 9 && text.size() <= 13) {
        if (const auto seconds = number(text))
            return read_posted(*seconds);
    }
    return of_x(text);
}

}  // namespace imprimatur::survey
