#include "caption/tokeniser.h"

#include "base/unicode.h"

#include <array>
#include <limits>
#include <string>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unordered_map>

namespace imprimatur::caption {

namespace {

constexpr std::size_t kMaxWord = 100;  // characters; BERT's own bound
constexpr std::size_t kMaxPiece = 32;  // characters of the longest piece that any vocabulary has, and some

struct Character {
    char32_t value = 0;
    std::uint32_t at = 0;  ///< code point of the original
};

bool is_ideograph(char32_t c)
{
    return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x2CEAF);
}

bool is_space(char32_t c) { return c == U'\t' || c == U'\n' || c == U'\r' || (U_GET_GC_MASK(static_cast<UChar32>(c)) & U_GC_Z_MASK) != 0; }

/// Punctuation, symbols, emoji and ideographs are words of one character.
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

std::vector<Character> folded(std::u32string_view text)
{
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2* nfkc = unorm2_getNFKCInstance(&status);
    const UNormalizer2* nfd = unorm2_getNFDInstance(&status);
    std::vector<Character> out;
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

LetterCase case_of(std::u32string_view text)
{
    std::size_t letters = 0;
    std::size_t capitals = 0;
    bool first = false;
    for (const char32_t c : text) {
        const auto kind = U_GET_GC_MASK(static_cast<UChar32>(c));
        if ((kind & (U_GC_LU_MASK | U_GC_LL_MASK | U_GC_LT_MASK)) == 0)
            continue;
        const bool capital = (kind & U_GC_LL_MASK) == 0;
        first = letters == 0 ? capital : first;
        ++letters;
        capitals += capital ? 1 : 0;
    }
    if (capitals == 0)
        return LetterCase::None;
    if (capitals == letters && letters > 1)
        return LetterCase::Capitals;
    return first && capitals == 1 ? LetterCase::Capital : LetterCase::Mixed;
}

}  // namespace

struct Tokeniser::Vocabulary {
    std::unordered_map<std::u32string, std::uint16_t> pieces;
    std::uint16_t unknown = 0;
    std::uint16_t begin = 0;
    std::uint16_t end = 0;
};

namespace {

struct Piece {
    std::uint16_t piece = 0;
    std::size_t first = 0;
    std::size_t last = 0;  ///< after it
};

/// Longest piece first; empty when a part has none.
std::vector<Piece> pieces_of(const std::unordered_map<std::u32string, std::uint16_t>& vocabulary, const std::u32string& word)
{
    std::vector<Piece> out;
    for (std::size_t start = 0; start < word.size();) {
        std::size_t end = std::min(word.size(), start + kMaxPiece);
        auto found = vocabulary.end();
        for (; end > start; --end) {
            found = vocabulary.find((start > 0 ? U"##" : U"") + word.substr(start, end - start));
            if (found != vocabulary.end())
                break;
        }
        if (end == start)
            return {};
        out.push_back({ found->second, start, end });
        start = end;
    }
    return out;
}

}  // namespace

Tokeniser::Tokeniser(std::shared_ptr<const Vocabulary> vocabulary)
    : m_vocabulary(std::move(vocabulary))
{
}

std::uint16_t Tokeniser::begin_mark() const { return m_vocabulary->begin; }
std::uint16_t Tokeniser::end_mark() const { return m_vocabulary->end; }

Result<Tokeniser> Tokeniser::load(std::string_view text)
{
    auto vocabulary = std::make_shared<Vocabulary>();
    vocabulary->pieces.reserve(32'768);
    const auto refused = [](const char* why) {
        return Error { ErrorCode::Malformed, "the reader's vocabulary is not one", why, "install it again" };
    };
    std::size_t number = 0;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        const auto piece = decode_utf8(text.substr(0, end));
        if (!piece || number > std::numeric_limits<std::uint16_t>::max())
            return refused("a line is not UTF-8, or there are too many");
        vocabulary->pieces.emplace(*piece, static_cast<std::uint16_t>(number++));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    const std::pair<const char32_t*, std::uint16_t*> marks[]
        = { { U"[UNK]", &vocabulary->unknown }, { U"[CLS]", &vocabulary->begin }, { U"[SEP]", &vocabulary->end } };
    for (const auto& [mark, number_of] : marks) {
        const auto found = vocabulary->pieces.find(mark);
        if (found == vocabulary->pieces.end())
            return refused("a mark is missing");
        *number_of = found->second;
    }
    return Tokeniser(std::move(vocabulary));
}

Result<std::vector<Token>> Tokeniser::tokens(std::string_view text) const
{
    const auto points = decode_utf8(text);
    if (!points)
        return Error { ErrorCode::Malformed, "a text is not UTF-8", "", "" };
    const auto characters = folded(*points);
    std::vector<Token> out;
    std::u32string word;
    std::size_t first = 0;
    const auto close_word = [&] {
        auto pieces = word.size() <= kMaxWord ? pieces_of(m_vocabulary->pieces, word) : std::vector<Piece> {};
        if (pieces.empty() && !word.empty())
            pieces.push_back({ m_vocabulary->unknown, 0, word.size() });
        for (const auto& piece : pieces) {
            const auto start = characters[first + piece.first].at;
            const auto end = characters[first + piece.last - 1].at + 1;
            out.push_back({ piece.piece, case_of(std::u32string_view(*points).substr(start, end - start)), start, end, piece.first > 0 });
        }
        word.clear();
    };
    for (std::size_t i = 0; i < characters.size(); ++i) {
        const char32_t c = characters[i].value;
        if (is_space(c) || stands_alone(c)) {
            close_word();
            if (is_space(c))
                continue;
            first = i;
            word.push_back(c);
            close_word();
            continue;
        }
        if (word.empty())
            first = i;
        word.push_back(c);
    }
    close_word();
    return out;
}

}  // namespace imprimatur::caption
