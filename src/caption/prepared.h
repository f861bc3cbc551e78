// A field's text made ready for matching: NFKC, invisible characters out, look-alike letters folded, one kind of dash,
// quote and space. Every byte remembers the code points of the original it came from.
#pragma once

#include "imprimatur/result.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace imprimatur::caption {

struct ByteRange {
    std::uint32_t start = 0;
    std::uint32_t end = 0;
};

struct Prepared {
    std::string text;  ///< well-formed UTF-8
    std::vector<std::uint32_t> first;  ///< per byte: code point of the original where its character begins
    std::vector<std::uint32_t> last;  ///< per byte: code point after its character
    std::vector<ByteRange> sentences;
    std::vector<ByteRange> words;
    std::vector<std::string> folded;  ///< the words in lower case, one to one with `words`

    [[nodiscard]] std::size_t original_start(std::size_t byte) const { return first[byte]; }
    [[nodiscard]] std::size_t original_end(std::size_t byte) const { return last[byte - 1]; }
    /// The sentence that holds this byte, without surrounding blanks.
    [[nodiscard]] ByteRange sentence_at(std::size_t byte) const;
};

/// Error when the text is not UTF-8 or longer than limits::kMaxTextField; `field` names it.
Result<Prepared> prepare(std::string_view text, std::string_view field);

/// "#RoyalFree #Leeds" of the field as "Royal Free . Leeds", every part pointing at its whole hashtag.
Prepared split_hashtags(const Prepared& whole);

}  // namespace imprimatur::caption
