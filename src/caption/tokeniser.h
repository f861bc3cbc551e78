// Word pieces of a text (WordPiece, Wu et al. 2016, as BERT's uncased vocabulary has them), each with its place in the original and the
// shape of its letters. The learned reader was trained on exactly these: train/words/wordpiece.py does the same, and a test holds both
// together.
#pragma once

#include "imprimatur/result.h"

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace imprimatur::caption {

enum class LetterCase : std::uint8_t { None = 0, Capital = 1, Capitals = 2, Mixed = 3 };
inline constexpr std::size_t kLetterCases = 4;

struct Token {
    std::uint16_t piece = 0;  ///< line of the vocabulary
    LetterCase letters = LetterCase::None;
    std::uint32_t start = 0;  ///< code points of the original
    std::uint32_t end = 0;
    bool goes_on = false;  ///< in the middle of a word
};

class Tokeniser {
public:
    /// `vocabulary`: one piece a line. Error when it has none of the marks, or more lines than a piece can number.
    static Result<Tokeniser> load(std::string_view vocabulary);

    /// Not UTF-8 is an Error. Accents, case and characters nobody sees are no part of a piece; a word of more than 100 characters, or with
    /// a part that no piece spells, is one unknown piece.
    [[nodiscard]] Result<std::vector<Token>> tokens(std::string_view text) const;

    [[nodiscard]] std::uint16_t begin_mark() const;  ///< [CLS]
    [[nodiscard]] std::uint16_t end_mark() const;  ///< [SEP]

private:
    struct Vocabulary;
    explicit Tokeniser(std::shared_ptr<const Vocabulary> vocabulary);
    std::shared_ptr<const Vocabulary> m_vocabulary;
};

}  // namespace imprimatur::caption
