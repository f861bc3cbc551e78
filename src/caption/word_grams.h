// A post as a bag of n-grams: parts of words, words and pairs of words, each counted under a number that its letters hash to. Order and
// places are lost.
#pragma once

#include "imprimatur/model/words.h"
#include "imprimatur/result.h"

#include <cstdint>
#include <vector>

namespace imprimatur::caption {

/// So many numbers; two n-grams that share one are rare enough (twice as many changed no figure).
inline constexpr unsigned kGramBits = 19;

struct Gram {
    std::uint32_t bucket = 0;  ///< below 2^kGramBits
    float weight = 0;  ///< 1 + ln(count), over the length of its group
};

/// In the order of their buckets, each once. Error when a field is not UTF-8. Words of more than kMaxWord characters count as a pair's half
/// only.
Result<std::vector<Gram>> word_grams(const Post& post);

}  // namespace imprimatur::caption
