// The fields of a post as the windows that the learned reader sees:
// [CLS] caption [SEP] hashtags [SEP] the post it answers [SEP] alt text [SEP] file name [SEP] account name [SEP] handle [SEP] bio [SEP]
// location [SEP]. train/words/encode.py does the same.
#pragma once

#include "caption/sweep.h"
#include "caption/tokeniser.h"
#include "imprimatur/model/word_reading.h"
#include "imprimatur/model/words.h"

#include <optional>
#include <vector>

namespace imprimatur::caption {

/// Where a piece of a sequence stands.
struct TokenPlace {
    std::size_t field = 0;  ///< index into kFieldNames
    std::uint32_t start = 0;  ///< code points of the field
    std::uint32_t end = 0;
    bool goes_on = false;  ///< in the middle of a word
};

struct WordWindow {
    WordSequence sequence;
    std::vector<std::optional<TokenPlace>> places;  ///< one a piece; none for a mark
};

/// Some 3,000 words; no platform's post is longer. What follows is not read, and the post then counts as not screened to its end.
inline constexpr std::size_t kMaxWindows = 16;

struct WordWindows {
    std::vector<WordWindow> windows;  ///< at least one
    bool complete = true;
};

/// `rules`: what the rules found in the post; the reader learnt how far to trust them.
Result<WordWindows> word_windows(const Post& post, const Tokeniser& tokeniser, const std::vector<Found>& rules);

}  // namespace imprimatur::caption
