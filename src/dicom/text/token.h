// A text cut into words, numbers and what stands between them; every token knows its bytes and what the lists say about it.
#pragma once

#include "dicom/text/patterns.h"
#include "dicom/text/vocabulary.h"

#include <string>
#include <string_view>
#include <vector>

namespace imprimatur::dicom {

/// What a removed piece leaves in prose, so that the sentence still reads. One token of its own: cleaning twice changes nothing.
inline constexpr std::string_view kRemovedMark = "[removed]";

enum class TokenKind : std::uint8_t { Word, Number, Cjk, Mark };

struct Token {
    TokenKind kind = TokenKind::Word;
    std::size_t begin = 0;  ///< bytes
    std::size_t end = 0;
    std::string fold;
    WordClass word_class = WordClass::Unknown;
    std::uint16_t cues = 0;
    TokenPatterns::Match pattern = TokenPatterns::Match::None;
    bool capitalised = false;
    bool all_upper = false;
    bool glued = false;  ///< part of a longer run of letters (camel case)
    bool kept = false;
    bool seeded = false;  ///< removed because it names this case

    [[nodiscard]] bool is_word() const { return kind == TokenKind::Word; }
    [[nodiscard]] bool is_number() const { return kind == TokenKind::Number; }
    /// Digits alone, with or without a decimal point.
    [[nodiscard]] bool is_plain_number() const;
    [[nodiscard]] bool has_cue(std::uint16_t cue) const { return (cues & cue) != 0; }
    [[nodiscard]] bool is_firm() const { return word_class > WordClass::Ambiguous; }
};

/// Tokens in order; what lies between two is separators. `text` must be well-formed UTF-8.
/// kept is set for words of a list and numbers of a pattern; the words beside a token are not looked at yet.
std::vector<Token> tokens_of(std::string_view text, const Vocabulary& vocabulary, const TokenPatterns& patterns);

}  // namespace imprimatur::dicom
