// Numbers from 0 to 125 in words: English, Spanish, French, German, Hindi (Devanagari and as it is typed in Latin letters).
#pragma once

#include <optional>
#include <string_view>

namespace imprimatur::caption {

/// The number a text in lower case says: "forty-two", "sesenta y dos", "quatre-vingt-six", "sechsundachtzig", "painsath".
/// Words between that are no numbers are passed over; nullopt when there is none.
std::optional<int> number_in_words(std::string_view lower);

}  // namespace imprimatur::caption
