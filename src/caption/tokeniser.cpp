#include "caption/tokeniser.h"

#include "base/unicode.h"
#include "caption/folded_words.h"

#include <limits>
#include <string>
#include <unicode/uchar.h>
#include <unordered_map>

namespace imprimatur::caption {

namespace {

constexpr std::size_t kMaxPiece = 32;  // characters of the longest piece that any vocabulary has, and some

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
    for (const auto& [word, first] : words_in(characters)) {
        auto pieces = word.size() <= kMaxWord ? pieces_of(m_vocabulary->pieces, word) : std::vector<Piece> {};
        if (pieces.empty())
            pieces.push_back({ m_vocabulary->unknown, 0, word.size() });
        for (const auto& piece : pieces) {
            const auto start = characters[first + piece.first].at;
            const auto end = characters[first + piece.last - 1].at + 1;
            out.push_back({ piece.piece, case_of(std::u32string_view(*points).substr(start, end - start)), start, end, piece.first > 0 });
        }
    }
    return out;
}

}  // namespace imprimatur::caption
