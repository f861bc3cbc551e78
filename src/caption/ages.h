// An age in words or digits, and the band that says less.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace imprimatur::caption {

/// Years (weeks and months as a fraction) in "86-year-old", "45/F", "six-week-old", "born in 1948"; nullopt when the text
/// holds no number from 0 to 125.
std::optional<double> age_in_years(std::string_view text);

/// A band as a noun ("infant", "elderly man") or before a noun ("an elderly").
enum class BandUse { Noun, Adjective };
std::string age_band(double years, std::string_view sex_hint, BandUse use);

}  // namespace imprimatur::caption
