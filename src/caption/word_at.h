// The words of a text of code points, one at a time: what stands before a place, and what stands behind it.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace imprimatur::caption {

/// [start, end); empty where there is none.
struct WordAt {
    std::size_t start = 0;
    std::size_t end = 0;
    std::string lower;  ///< UTF-8; ’ is '

    [[nodiscard]] bool empty() const { return start == end; }
};

bool is_letter(char32_t point);  ///< letters and marks, of any script
bool is_blank(char32_t point);  ///< between words of one line
bool ends_sentence(char32_t point);  ///< full stops of any script, and line ends

std::string lower_utf8(std::u32string_view text);
std::u32string to_u32(std::string_view text);

/// The word that ends at `end`, blanks before `end` passed over. An apostrophe at its end belongs to it ("l'").
WordAt word_before(std::u32string_view text, std::size_t end);
/// The word that begins at `start`, blanks passed over.
WordAt word_after(std::u32string_view text, std::size_t start);

/// Nothing of the sentence stands before this place.
bool begins_sentence(std::u32string_view text, std::size_t at);

/// All words of a text, in their order.
std::vector<WordAt> all_words(std::u32string_view text);
/// The same without those of hashtags and handles, which are no part of a sentence.
std::vector<WordAt> words_of_sentences(std::u32string_view text);

/// All words of a text, in lower case.
std::set<std::string, std::less<>> words_in(std::string_view utf8);

}  // namespace imprimatur::caption
