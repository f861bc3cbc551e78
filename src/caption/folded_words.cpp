#include "caption/folded_words.h"

#include <array>
#include <string>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>

namespace imprimatur::caption {

namespace {

bool is_ideograph(char32_t c)
{
    return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x2CEAF);
}

bool is_space(char32_t c) { return c == U'\t' || c == U'\n' || c == U'\r' || (U_GET_GC_MASK(static_cast<UChar32>(c)) & U_GC_Z_MASK) != 0; }

bool stands_alone(char32_t c) { return is_ideograph(c) || (U_GET_GC_MASK(static_cast<UChar32>(c)) & (U_GC_P_MASK | U_GC_S_MASK)) != 0; }

/// Accents, controls, joiners and unassigned characters are no part of a word.
bool is_dropped(char32_t c)
{
    if (c == U'\t' || c == U'\n' || c == U'\r')
        return false;
    constexpr std::uint32_t kDropped = U_GC_MN_MASK | U_GC_CF_MASK | U_GC_CC_MASK | U_GC_CS_MASK | U_GC_CO_MASK | U_GC_CN_MASK;
    return (U_GET_GC_MASK(static_cast<UChar32>(c)) & kDropped) != 0;
}

/// One character under a normal form, as code points. NFKC of one character has at most 18 units (U+FDFA).
std::u32string normal(const UNormalizer2* form, char32_t c)
{
    std::array<UChar, 2> source {};
    std::int32_t length = 0;
    U16_APPEND_UNSAFE(source.data(), length, static_cast<UChar32>(c));
    std::array<UChar, 64> result {};
    UErrorCode status = U_ZERO_ERROR;
    const auto count = unorm2_normalize(form, source.data(), length, result.data(), result.size(), &status);
    std::u32string out;
    for (std::int32_t i = 0; U_SUCCESS(status) != 0 && i < count;) {
        UChar32 point = 0;
        U16_NEXT(result.data(), i, count, point);
        out.push_back(static_cast<char32_t>(point));
    }
    return out;
}

}  // namespace

std::vector<FoldedCharacter> folded(std::u32string_view text)
{
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2* nfkc = unorm2_getNFKCInstance(&status);
    const UNormalizer2* nfd = unorm2_getNFDInstance(&status);
    std::vector<FoldedCharacter> out;
    out.reserve(text.size());
    for (std::uint32_t at = 0; at < text.size(); ++at) {
        const char32_t c = text[at];
        if (c < 0x80) {
            if (!is_dropped(c))
                out.push_back({ c >= U'A' && c <= U'Z' ? c + 32 : c, at });
            continue;
        }
        for (const char32_t compatible : normal(nfkc, c)) {
            for (const char32_t part : normal(nfd, static_cast<char32_t>(u_tolower(static_cast<UChar32>(compatible))))) {
                if (!is_dropped(part))
                    out.push_back({ part, at });
            }
        }
    }
    return out;
}

std::vector<FoldedWord> words_in(const std::vector<FoldedCharacter>& characters)
{
    std::vector<FoldedWord> words;
    bool inside = false;
    for (std::size_t i = 0; i < characters.size(); ++i) {
        const char32_t c = characters[i].value;
        if (is_space(c)) {
            inside = false;
        } else if (inside && !stands_alone(c)) {
            words.back().letters.push_back(c);
        } else {
            words.push_back({ std::u32string(1, c), i });
            inside = !stands_alone(c);
        }
    }
    return words;
}

}  // namespace imprimatur::caption
