// A text as learned readers see it: NFKC, small letters, no accents, nothing invisible.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace imprimatur::caption {

struct FoldedCharacter {
    char32_t value = 0;
    std::uint32_t at = 0;  ///< code point of the original
};

std::vector<FoldedCharacter> folded(std::u32string_view text);

/// Of a folded character: is it between words?
bool is_space(char32_t c);
/// Punctuation, symbols, emoji and ideographs are words of one character.
bool stands_alone(char32_t c);

/// The words of a text, folded, in their order.
std::vector<std::u32string> folded_words(std::u32string_view text);

}  // namespace imprimatur::caption
