// A text reduced to what the triggers of the rules look at: letters a to z without case, and one sign each for a run of
// digits, of other word characters, and of everything between words.
#pragma once

#include <string>
#include <string_view>

namespace imprimatur::caption {

inline constexpr char kGap = ' ';  ///< one or more characters that belong to no word; also both ends of a text
inline constexpr char kDigits = '0';  ///< one or more digits of any script
inline constexpr char kForeign = '~';  ///< one or more word characters that are neither a to z nor a digit
inline constexpr std::size_t kOutlineSigns = 29;

/// 0 to 28, for the three signs above and a to z.
constexpr std::size_t sign_index(char sign)
{
    return sign == kGap ? 0 : sign == kDigits ? 1 : sign == kForeign ? 2 : static_cast<std::size_t>(sign - 'a') + 3;
}

/// The sign of one character; word characters are those of PCRE2's \w under UCP: letters, numbers, underscore.
char outline_sign(char32_t point);

/// Adds a sign unless it continues a run.
inline void append_sign(std::string& outline, char sign)
{
    if (sign >= 'a' && sign <= 'z')
        outline.push_back(sign);
    else if (outline.empty() || outline.back() != sign)
        outline.push_back(sign);
}

/// Of well-formed UTF-8 in NFKC (Prepared::text).
std::string outline_of(std::string_view text);

}  // namespace imprimatur::caption
