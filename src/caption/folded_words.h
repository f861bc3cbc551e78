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

/// Longer words are none (BERT's own bound): they are one unknown piece, and have no parts.
inline constexpr std::size_t kMaxWord = 100;

struct FoldedWord {
    std::u32string letters;
    std::size_t first = 0;  ///< index of its first character; the others follow it
};

/// What stands between spaces, in its order. Punctuation, symbols, emoji and ideographs are words of one character.
std::vector<FoldedWord> words_in(const std::vector<FoldedCharacter>& characters);

}  // namespace imprimatur::caption
