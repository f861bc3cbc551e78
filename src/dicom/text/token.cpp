#include "dicom/text/token.h"

#include "dicom/text/fold.h"

#include <algorithm>

namespace imprimatur::dicom {

namespace {

constexpr std::size_t kShortPiece = 4;  // shorter parts of a run of letters are too easily hit by chance ("Zq", "xK")
constexpr std::size_t kLongestWord = 48;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

class Tokenizer {
public:
    Tokenizer(std::string_view text, const Vocabulary& vocabulary, const TokenPatterns& patterns)
        : m_text(text)
        , m_vocabulary(vocabulary)
        , m_patterns(patterns)
    {
    }

    std::vector<Token> run()
    {
        for (std::size_t at = 0; at < m_text.size();) {
            if (m_text.substr(at, kRemovedMark.size()) == kRemovedMark) {
                Token mark;
                mark.kind = TokenKind::Mark;
                mark.begin = at;
                mark.end = at += kRemovedMark.size();
                mark.kept = true;
                m_tokens.push_back(std::move(mark));
                continue;
            }
            const Character one = character_at(m_text, at);
            if (one.kind == CharKind::Cjk)
                at = cjk_run(at);
            else if (one.kind == CharKind::Space || one.kind == CharKind::Separator)
                at += one.length;
            else
                at = run_of_letters(at);
        }
        return std::move(m_tokens);
    }

private:
    std::size_t cjk_run(std::size_t from)
    {
        std::size_t at = from;
        while (at < m_text.size()) {
            const Character one = character_at(m_text, at);
            if (one.kind != CharKind::Cjk)
                break;
            at += one.length;
        }
        Token token;
        token.kind = TokenKind::Cjk;
        token.begin = from;
        token.end = at;
        token.fold = m_text.substr(from, at - from);
        token.kept = m_vocabulary.covers(token.fold);
        token.word_class = token.kept ? WordClass::Anatomy : WordClass::Unknown;
        m_tokens.push_back(std::move(token));
        return at;
    }

    /// A decimal point or comma, between two digits.
    [[nodiscard]] bool is_point(std::size_t at) const
    {
        return (m_text[at] == '.' || m_text[at] == ',') && at > 0 && at + 1 < m_text.size() && is_digit(m_text[at - 1])
            && is_digit(m_text[at + 1]);
    }

    /// "w/o", "s/p", "y/o": one letter, a slash, one or two letters, and the list has it.
    std::size_t slashed(std::size_t from)
    {
        if (from + 2 >= m_text.size() || m_text[from + 1] != '/')
            return 0;
        for (const std::size_t length : { std::size_t { 4 }, std::size_t { 3 } }) {
            if (from + length > m_text.size())
                continue;
            if (from + length < m_text.size()) {
                const auto next = character_at(m_text, from + length).kind;
                if (next == CharKind::Letter || next == CharKind::Digit || next == CharKind::Mark)
                    continue;
            }
            const std::string key = folded(m_text.substr(from, 1)) + "/" + folded(m_text.substr(from + 2, length - 2));
            const auto entry = m_vocabulary.find(key);
            if (key.size() == length && (entry.word_class != WordClass::Unknown || entry.cues != 0)) {
                Token token = word(from, from + length, key);
                look_up(token);
                m_tokens.push_back(std::move(token));
                return from + length;
            }
        }
        return 0;
    }

    std::size_t run_of_letters(std::size_t from)
    {
        if (const std::size_t end = slashed(from); end != 0)
            return end;
        std::size_t at = from;
        bool digits = false;
        std::string fold;
        while (at < m_text.size()) {
            const Character one = character_at(m_text, at);
            if (one.kind == CharKind::Letter || one.kind == CharKind::Digit)
                fold += one.folded;
            else if (is_point(at))
                fold += m_text[at];
            else if (one.kind != CharKind::Mark)
                break;
            digits = digits || one.kind == CharKind::Digit;
            at += one.length;
        }
        Token token = word(from, at, std::move(fold));
        look_up(token);
        if (token.word_class != WordClass::Unknown || token.cues != 0)
            m_tokens.push_back(std::move(token));
        else if (digits)
            number(std::move(token));
        else
            camel(std::move(token));
        return at;
    }

    [[nodiscard]] Token word(std::size_t from, std::size_t end, std::string fold) const
    {
        Token token;
        token.begin = from;
        token.end = end;
        token.fold = std::move(fold);
        token.capitalised = character_at(m_text, from).upper;
        token.all_upper = std::none_of(m_text.begin() + static_cast<std::ptrdiff_t>(from),
            m_text.begin() + static_cast<std::ptrdiff_t>(end), [](char c) { return c >= 'a' && c <= 'z'; });
        return token;
    }

    void look_up(Token& token) const
    {
        if (token.fold.size() > kLongestWord)
            return;
        const auto entry = m_vocabulary.find(token.fold);
        token.word_class = entry.word_class;
        token.cues = entry.cues;
        token.kept = entry.word_class == WordClass::Lower ? !token.capitalised : entry.word_class != WordClass::Unknown;
    }

    /// "T2FLAIR", "Head2", "3DTOF": a short technical beginning and a known word, or a known word and a few digits.
    [[nodiscard]] bool is_compound(std::string_view fold) const
    {
        // "Oct12", "Age45", "67male" are no sizes.
        const auto firm = [&](std::string_view part) {
            const auto entry = m_vocabulary.find(part);
            const bool person = part == "male" || part == "female" || part == "man" || part == "woman";
            return part.size() >= 3 && entry.word_class > WordClass::Ambiguous && (entry.cues & ~(kUnit | kPlaceholder)) == 0 && !person;
        };
        const auto first_digit = static_cast<std::size_t>(std::find_if(fold.begin(), fold.end(), is_digit) - fold.begin());
        const std::string_view tail = fold.substr(first_digit);
        if (first_digit >= 3 && firm(fold.substr(0, first_digit)))
            return (tail.size() <= (first_digit >= 5 ? 3U : 2U) && std::all_of(tail.begin(), tail.end(), is_digit))
                || m_patterns.match(tail) == TokenPatterns::Match::Measure;
        std::size_t last_digit = fold.size();
        while (last_digit > 0 && !is_digit(fold[last_digit - 1]))
            --last_digit;
        for (std::size_t cut = last_digit; cut <= std::min(last_digit + 2, fold.size()); ++cut) {
            const std::string_view head = fold.substr(0, cut);
            if (firm(fold.substr(cut)) && head.size() <= 5 && m_patterns.match(head) != TokenPatterns::Match::None)
                return true;
        }
        return false;
    }

    void number(Token token)
    {
        token.kind = TokenKind::Number;
        token.pattern = m_patterns.match(token.fold);
        if (token.pattern == TokenPatterns::Match::None && token.fold.size() <= kLongestWord && is_compound(token.fold))
            token.pattern = TokenPatterns::Match::Term;
        token.kept = token.pattern != TokenPatterns::Match::None;
        m_tokens.push_back(std::move(token));
    }

    /// "HeadRoutine" is two words; a piece counts when it is long enough not to be chance, or when all pieces are known.
    void camel(Token whole)
    {
        std::vector<Token> pieces;
        std::size_t from = whole.begin;
        const auto upper = [&](std::size_t i) { return i < whole.end && m_text[i] >= 'A' && m_text[i] <= 'Z'; };
        const auto lower = [&](std::size_t i) { return i < whole.end && m_text[i] >= 'a' && m_text[i] <= 'z'; };
        for (std::size_t at = whole.begin + 1; at <= whole.end; ++at) {
            const bool border = at == whole.end || (lower(at - 1) && upper(at)) || (upper(at - 1) && upper(at) && lower(at + 1));
            if (!border)
                continue;
            Token piece = word(from, at, folded(std::string_view(m_text).substr(from, at - from)));
            look_up(piece);
            piece.glued = true;
            pieces.push_back(std::move(piece));
            from = at;
        }
        if (pieces.size() < 2) {
            m_tokens.push_back(std::move(whole));
            return;
        }
        const bool all = pieces.size() <= 6
            && std::any_of(pieces.begin(), pieces.end(), [](const Token& one) { return one.fold.size() > 2; })
            && std::all_of(pieces.begin(), pieces.end(),
                [](const Token& one) { return one.kept && one.fold.size() > 1 && one.word_class != WordClass::General; });
        for (auto& piece : pieces) {
            if (!all)
                piece.kept = piece.is_firm() && piece.fold.size() >= kShortPiece;
            m_tokens.push_back(std::move(piece));
        }
    }

    std::string_view m_text;
    const Vocabulary& m_vocabulary;
    const TokenPatterns& m_patterns;
    std::vector<Token> m_tokens;
};

}  // namespace

bool Token::is_plain_number() const
{
    return is_number() && std::all_of(fold.begin(), fold.end(), [](char c) { return is_digit(c) || c == '.' || c == ','; });
}

std::vector<Token> tokens_of(std::string_view text, const Vocabulary& vocabulary, const TokenPatterns& patterns)
{
    return Tokenizer(text, vocabulary, patterns).run();
}

}  // namespace imprimatur::dicom
