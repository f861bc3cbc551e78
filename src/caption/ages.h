// An age in words or digits, and the group that says less.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace imprimatur::caption {

/// Years (weeks and months as a fraction) in "86-year-old", "45/F", "six-week-old", "born in 1948"; nullopt when the text
/// holds no number from 0 to 125.
std::optional<double> age_in_years(std::string_view text);

/// What a caption may say of an age: below 1, 4, 13, 18 and 20 years; the decade up to 75; older.
enum class AgeGroup { Infant, YoungChild, Child, Teenager, Young, Decade, Old };
inline constexpr std::size_t kAgeGroups = static_cast<std::size_t>(AgeGroup::Old) + 1;

AgeGroup age_group(double years);

/// The 20s to the 70s, from 0; only for ages of AgeGroup::Decade.
inline constexpr std::size_t kDecades = 6;
std::size_t decade_of(double years);

}  // namespace imprimatur::caption
