// The only way to know what time it is. Pure folders are told the time; they never ask.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace imprimatur {

/// Seconds since 1970-01-01T00:00:00Z.
using Instant = std::int64_t;

class Clock {
public:
    virtual ~Clock() = default;
    [[nodiscard]] virtual Instant now() const = 0;
};

/// The machine's clock.
class SystemClock final : public Clock {
public:
    [[nodiscard]] Instant now() const override;
};

/// A clock that stands still, for tests and for `--as-of`.
class FixedClock final : public Clock {
public:
    explicit FixedClock(Instant instant)
        : m_instant(instant)
    {
    }
    [[nodiscard]] Instant now() const override { return m_instant; }

private:
    Instant m_instant;
};

/// "2026-11-21T09:30:00Z"
std::string to_iso8601(Instant instant);

/// A proleptic Gregorian date, checked for existence (no 30 February).
struct Date {
    int year = 0;
    int month = 0;
    int day = 0;
    friend auto operator<=>(const Date&, const Date&) = default;
};
bool exists(const Date& date);

/// Accepts "2026-11-21" (midnight UTC), "2026-11-21T09:30:00Z" and the same with +hh:mm; nullopt for anything else.
std::optional<Instant> parse_iso8601(std::string_view text);

}  // namespace imprimatur
