// A field's text made ready for matching: NFKC, invisible characters out, look-alike letters folded, one kind of dash,
// quote and space. Every byte remembers the code points of the original it came from.
#pragma once

#include "imprimatur/result.h"

#include <cstdint>
#include <optional>
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
    std::vector<std::uint32_t> first;  ///< per byte: code point of the original where its character begins; empty: byte for byte
    std::vector<std::uint32_t> last;  ///< per byte: code point after its character
    std::vector<ByteRange> sentences;
    std::vector<ByteRange> words;
    std::string folded;  ///< the words in lower case with one blank between two: a group of words is a part of it
    std::vector<ByteRange> keys;  ///< places in `folded`, one to one with `words`

    [[nodiscard]] std::size_t original_start(std::size_t byte) const { return first.empty() ? byte : first[byte]; }
    [[nodiscard]] std::size_t original_end(std::size_t byte) const { return last.empty() ? byte : last[byte - 1]; }
    /// Words `from` to `to` (included) in lower case.
    [[nodiscard]] std::string_view key(std::size_t from, std::size_t to) const
    {
        return std::string_view(folded).substr(keys[from].start, keys[to].end - keys[from].start);
    }
    /// The sentence that holds this byte, without surrounding blanks.
    [[nodiscard]] ByteRange sentence_at(std::size_t byte) const;
};

/// Error when the text is not UTF-8 or longer than limits::kMaxTextField; `field` names it.
Result<Prepared> prepare(std::string_view text, std::string_view field);

/// Letters and digits written apart ("J o h n", "8-6-M") pulled together, the rest as it is; nullopt when there are none.
std::optional<Prepared> pull_together(const Prepared& whole);

/// "#RoyalFree #Leeds" of the field as "Royal Free . Leeds", every part pointing at its whole hashtag.
Prepared split_hashtags(const Prepared& whole);

}  // namespace imprimatur::caption
