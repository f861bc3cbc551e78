// One spelling for a word: lower case, without accents, full width letters as narrow ones. Own tables: no locale, no data files.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace imprimatur::dicom {

enum class CharKind : std::uint8_t {
    Letter,  ///< Latin, and every character that nobody knows: a word with one of those is in no list
    Digit,
    Mark,  ///< a combining accent: belongs to the letter before it
    Cjk,  ///< Han and Kana, which write words without spaces
    Space,
    Separator,  ///< punctuation that says nothing
};

struct Character {
    CharKind kind = CharKind::Letter;
    std::uint8_t length = 1;  ///< bytes
    bool upper = false;
    char folded[3] = { '?', 0, 0 };  ///< of a Letter or Digit; '?' for a letter outside Latin
};

/// The character at `at`; the text must be well-formed UTF-8 and `at` the start of a character.
Character character_at(std::string_view text, std::size_t at);

/// Folded letters and digits of the text, everything else left out.
std::string folded(std::string_view text);

}  // namespace imprimatur::dicom
