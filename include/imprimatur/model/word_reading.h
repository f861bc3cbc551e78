// What the learned reader of words gets and answers. It sees numbers of word pieces, never text.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace imprimatur {

/// Labels of docs/words-labels.md, in the order of the reader's answers.
inline constexpr std::size_t kReaderLabels = 19;

/// One window of a post's fields as word pieces, at most kMaxReaderTokens of them.
struct WordSequence {
    std::vector<std::uint16_t> pieces;  ///< lines of the vocabulary; 0 is none
    std::vector<std::uint8_t> segments;  ///< of every piece: its field and the shape of its letters
    std::vector<std::uint8_t> marks;  ///< of every piece: what the rules took it for; 0 is nothing
};
inline constexpr std::size_t kMaxReaderTokens = 256;

/// Chances in 1/255, one row a piece: inside a span of each label, then first piece of one.
struct WordReading {
    std::vector<std::uint8_t> labels;  ///< pieces x (2 x kReaderLabels)
    double about_patient = 1;
    std::array<double, 3> post_class {};  ///< chance of compliant, at risk, non-compliant; they sum to 1
};

}  // namespace imprimatur
