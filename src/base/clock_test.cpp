#include "base/clock.h"

#include <gtest/gtest.h>

namespace imprimatur {

TEST(Clock, WritesAndReadsTheSameInstant)
{
    const auto instant = parse_iso8601("2026-11-21T09:30:05Z");
    ASSERT_TRUE(instant);
    EXPECT_EQ(to_iso8601(*instant), "2026-11-21T09:30:05Z");
}

TEST(Clock, DateAloneIsMidnightUtc) { EXPECT_EQ(to_iso8601(parse_iso8601("2026-11-21").value()), "2026-11-21T00:00:00Z"); }

TEST(Clock, ZoneIsSubtracted) { EXPECT_EQ(to_iso8601(parse_iso8601("2026-11-21T05:30:00+05:30").value()), "2026-11-21T00:00:00Z"); }

TEST(Clock, LeapDaysExistOnlyInLeapYears)
{
    EXPECT_TRUE(parse_iso8601("2024-02-29"));
    EXPECT_FALSE(parse_iso8601("2026-02-29"));
    EXPECT_FALSE(parse_iso8601("2100-02-29"));
}

TEST(Clock, RefusesWhatIsNotIso8601)
{
    for (const auto* text : { "", "2026", "21.11.2026", "2026-13-01", "2026-11-21 09:30:05", "2026-11-21T09:30:05", "2026-11-21T24:00:00Z",
             "2026-11-21T09:30:05+99:00", "2026-11-21x" })
        EXPECT_FALSE(parse_iso8601(text)) << text;
}

}  // namespace imprimatur
