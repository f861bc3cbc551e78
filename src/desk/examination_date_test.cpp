#include "desk/examination_date.h"

#include <gtest/gtest.h>

namespace imprimatur::desk {

namespace {

Material telling(const std::vector<std::pair<std::string, std::string>>& values)
{
    Material material;
    for (const auto& [tag, value] : values)
        material.attributes.push_back({ tag, tag, "", "", value, value.size(), false });
    return material;
}

ExaminedItem examined(std::optional<Date> on)
{
    ExaminedItem item;
    item.examined_on = on;
    return item;
}

const Instant kNow = parse_iso8601("2026-03-14T09:00:00Z").value_or(0);

}  // namespace

TEST(ExaminationDate, TheNewestThatTheHeaderTells)
{
    EXPECT_EQ(
        examination_date(telling({ { "(0008,0020)", "20260310" }, { "(0008,002A)", "20260312101500.000" } })), (Date { 2026, 3, 12 }));
    EXPECT_EQ(examination_date(telling({ { "EXIF:DateTimeOriginal", "2024:02:03 04:05:06" } })), (Date { 2024, 2, 3 }));
    EXPECT_EQ(examination_date(telling({ { "(0008,0020)", "2026.03.10" } })), (Date { 2026, 3, 10 }));
}

TEST(ExaminationDate, WhatIsNoDateOfAnExaminationTellsNothing)
{
    for (const char* value : { "", "0000:00:00 00:00:00", "20260230", "last tuesday", "2026", "1800-01-01" })
        EXPECT_EQ(examination_date(telling({ { "(0008,0020)", value } })), std::nullopt) << value;
    EXPECT_EQ(examination_date(telling({ { "(0010,0030)", "19400101" }, { "EXIF:DateTime", "2026:01:01 00:00:00" } })), std::nullopt)
        << "a date of birth, a date of editing";
}

TEST(ExaminationDate, DaysSinceTheNewestAndSinceAllOfThem)
{
    const auto old = examined(Date { 2025, 3, 14 });
    const auto yesterday = examined(Date { 2026, 3, 13 });
    EXPECT_EQ(days_since_newest({ old, yesterday }, kNow), 1);
    EXPECT_EQ(days_since_all({ old }, kNow), 365);
    EXPECT_EQ(days_since_newest({ old, examined(std::nullopt) }, kNow), 365);
    EXPECT_EQ(days_since_all({ old, examined(std::nullopt) }, kNow), std::nullopt) << "one file keeps it to itself";
    EXPECT_EQ(days_since_newest({}, kNow), std::nullopt);
    EXPECT_EQ(days_since_all({}, kNow), std::nullopt);
    EXPECT_EQ(days_since_newest({ examined(Date { 2026, 3, 14 }) }, kNow), 0);
    EXPECT_EQ(days_since_newest({ examined(Date { 2031, 1, 1 }) }, kNow), std::nullopt) << "the future is a wrong clock";
}

}  // namespace imprimatur::desk
