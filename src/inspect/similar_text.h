// When two pieces of text are the same although one was read off a picture: accents, case and the characters that devices'
// fonts make alike (0 O Q, 1 l I, 5 S, 8 B, 2 Z, 6 G, rn m) do not count, and a few characters may be wrong.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace imprimatur::inspect {

/// Upper case without accents (Latin-1, Latin Extended-A); combining marks left out, everything else as it is.
std::u32string without_accents(std::string_view utf8);

bool is_letter_or_digit(char32_t point);

/// The runs of letters and digits.
std::vector<std::u32string> words_of(const std::u32string& text);

/// Characters that look alike become one.
std::u32string look_alike(const std::u32string& text);

/// Smallest number of characters to insert, delete or replace that turns `word` into some part of `line`; `whole`: into all of
/// it. Time and memory are |word| * |line|; both should be short.
std::size_t edits(const std::u32string& word, const std::u32string& line, bool whole);

}  // namespace imprimatur::inspect
