// Finds a date that the header holds in a line of writing, in whatever order and form it is written.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace imprimatur::inspect {

struct CalendarDate {
    int year = 0;
    int month = 0;
    int day = 0;
    friend bool operator==(const CalendarDate&, const CalendarDate&) = default;
};

/// The date a DICOM DA or DT, or an EXIF date ("2013:02:18 12:34:23"), begins with.
std::optional<CalendarDate> date_of_value(const std::string& value);

/// The numbers and months of a line, for contains_date. `line` is upper case without accents.
struct DateGroup {
    std::string digits;  ///< at most 14
    int month_name = 0;  ///< 1..12: a month in letters; then `digits` is empty
};
std::vector<DateGroup> date_groups(const std::u32string& line);

/// Day, month and year (two or four digits) side by side in any order, or run together, or a day beside a month's name.
bool contains_date(const std::vector<DateGroup>& groups, const CalendarDate& date);

}  // namespace imprimatur::inspect
