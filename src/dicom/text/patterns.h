// Technical writings that are no words: kernels, sizes, weights, versions. Rows of elements, matched over bit masks of positions:
// time is pattern times token, whatever stands in either.
#pragma once

#include "imprimatur/result.h"

#include <bitset>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace imprimatur::dicom {

class TokenPatterns {
public:
    /// policy/dicom/text_patterns.tsv; Malformed when an example does not hold.
    static Result<TokenPatterns> load(std::string_view tsv);

    enum class Match : std::uint8_t { None, Number, Measure, Term };
    /// `token` folded; Number for a bare number, which is no content by itself.
    [[nodiscard]] Match match(std::string_view token) const;

private:
    struct Element {
        std::bitset<128> set;
        std::vector<std::string> words;  ///< instead of the set when not empty
        unsigned min = 1;
        unsigned max = 1;
    };
    struct Pattern {
        std::vector<Element> elements;
        std::bitset<128> first;
        std::size_t shortest = 0;
        std::size_t longest = 0;
        Match kind = Match::Term;
    };
    static Result<Pattern> compile(std::string_view source);
    static bool matches(const Pattern& pattern, std::string_view token);
    std::vector<Pattern> m_patterns;
};

}  // namespace imprimatur::dicom
