#include "dicom/text/context.h"

#include <algorithm>

namespace imprimatur::dicom {

namespace {

constexpr std::size_t kNameWords = 4;  // "Dr. Anna Maria van Dijk"
constexpr std::size_t kPhoneDigits = 7;  // the shortest number that calls somebody

bool is_digit(char c) { return c >= '0' && c <= '9'; }

class Context {
public:
    Context(std::string_view text, TextStyle style, std::vector<Token>& tokens)
        : m_text(text)
        , m_tokens(tokens)
        , m_prose(style == TextStyle::Prose && text.find_first_of("abcdefghijklmnopqrstuvwxyz") != std::string_view::npos)
    {
    }

    void judge()
    {
        for (std::size_t i = 0; i < m_tokens.size(); ++i) {
            if (m_tokens[i].cues != 0)
                cues(i);
            if (m_tokens[i].is_number())
                numbers(i);
        }
        chunks();
        // Twice: what the right neighbour loses counts for the left one.
        for (int pass = 0; pass < 2; ++pass) {
            for (std::size_t i = 0; i < m_tokens.size(); ++i)
                names(i);
        }
        if (std::none_of(m_tokens.begin(), m_tokens.end(), [](const Token& one) { return one.kept && one.is_firm(); }))
            drop_doubtful();
    }

private:
    /// What stands between a token and the next one.
    [[nodiscard]] std::string_view gap(std::size_t left) const
    {
        const std::size_t from = m_tokens[left].end;
        const std::size_t to = left + 1 < m_tokens.size() ? m_tokens[left + 1].begin : m_text.size();
        return m_text.substr(from, to - from);
    }
    /// The next token when only these characters stand between, or the end.
    [[nodiscard]] std::size_t beside(std::size_t i, std::string_view allowed) const
    {
        if (i + 1 >= m_tokens.size())
            return m_tokens.size();
        const auto between = gap(i);
        return between.size() <= 3 && between.find_first_not_of(allowed) == std::string_view::npos ? i + 1 : m_tokens.size();
    }
    [[nodiscard]] bool exists(std::size_t i) const { return i < m_tokens.size(); }
    void drop(std::size_t i) { m_tokens[i].kept = false; }

    void drop_doubtful()
    {
        for (auto& token : m_tokens) {
            if (token.word_class == WordClass::Ambiguous || token.word_class == WordClass::Lower)
                token.kept = false;
        }
    }

    void cues(std::size_t i)
    {
        const Token& token = m_tokens[i];
        if (is_title(i))
            title(i);
        if (token.has_cue(kMonth))
            month(i);
        if (token.has_cue(kWeekday))
            drop(i);
        if (token.has_cue(kAgeBefore))
            number_after(i, " :=-");
        if (token.has_cue(kAgeAfter))
            age_after(i);
        if (token.has_cue(kNumberBefore))
            number_after(i, " :=#.-");
        if (token.has_cue(kInstitution))
            institution(i);
    }

    [[nodiscard]] bool is_title(std::size_t i) const
    {
        const Token& token = m_tokens[i];
        const bool stop = gap(i).substr(0, 1) == ".";
        if (token.has_cue(kTitleWithStop) && stop)
            return true;
        // "DR CHEST" and "MR BRAIN" are modalities; "Dr Long" is not.
        return token.has_cue(kTitle) && (token.word_class == WordClass::Unknown || (token.capitalised && !token.all_upper));
    }

    void title(std::size_t i)
    {
        drop(i);
        std::size_t at = i;
        for (std::size_t count = 0; count < kNameWords; ++count) {
            at = beside(at, " .:^,_=");
            if (!exists(at) || !m_tokens[at].is_word())
                return;
            const Token& next = m_tokens[at];
            // The first capitalised word is the name, whatever it says; the others while nobody knows them.
            const bool name = next.capitalised && next.word_class != WordClass::Function && (count == 0 || !next.is_firm());
            if (!name && next.kept && next.fold.size() > 1 && !next.has_cue(kTitle))
                return;
            drop(at);
        }
    }

    void month(std::size_t i)
    {
        const std::size_t right = beside(i, " ,.-/_'");
        const std::size_t left = i > 0 && exists(beside(i - 1, " ,.-/_'")) ? i - 1 : m_tokens.size();
        const bool dated = (exists(right) && m_tokens[right].is_number()) || (exists(left) && m_tokens[left].is_number());
        // "MAR", "oct", "may": the other meaning, unless a number or, for a word in lower case, nothing speaks for the month.
        const bool other
            = m_tokens[i].word_class != WordClass::Unknown && (m_tokens[i].word_class != WordClass::Lower || !m_tokens[i].capitalised);
        if (other && !dated)
            return;
        drop(i);
        for (const std::size_t side : { left, right }) {
            if (exists(side) && m_tokens[side].is_number())
                drop(side);
        }
        // "3rd of May"
        if (i > 1 && m_tokens[i - 1].word_class == WordClass::Function && m_tokens[i - 2].is_number() && exists(beside(i - 2, " ")))
            drop(i - 2);
    }

    void number_after(std::size_t i, std::string_view allowed)
    {
        for (std::size_t at = beside(i, allowed); exists(at); at = beside(at, " .-/:")) {
            const bool short_code = m_tokens[at].fold.size() <= 2 && m_tokens[at].word_class == WordClass::Unknown;
            const bool number = m_tokens[at].is_number() && m_tokens[at].pattern != TokenPatterns::Match::Measure;
            if (!number && !short_code)
                return;
            drop(at);
        }
    }

    /// "86 y", "86-year-old", "3 years": the number, the word and the words after it.
    void age_after(std::size_t i)
    {
        if (i == 0 || !m_tokens[i - 1].is_number() || !exists(beside(i - 1, " -_")))
            return;
        drop(i - 1);
        drop(i);
        for (std::size_t at = beside(i, " -/"); exists(at) && m_tokens[at].has_cue(kAgeAfter); at = beside(at, " -/"))
            drop(at);
    }

    void institution(std::size_t i)
    {
        drop(i);
        for (std::size_t at = i, count = 0; at > 0 && count < kNameWords && exists(beside(at - 1, " '-")); --at, ++count) {
            const Token& before = m_tokens[at - 1];
            const bool medical = before.word_class == WordClass::Anatomy || before.word_class == WordClass::Technique;
            const bool of_name = before.is_word() && before.capitalised && !before.has_cue(kTitle) && !(before.all_upper && medical)
                && before.word_class != WordClass::Function && (!medical || (m_prose && at > 1));
            if (!of_name)
                break;
            drop(at - 1);
        }
        for (std::size_t at = beside(i, " '-"), count = 0; exists(at) && count < kNameWords; at = beside(at, " '-"), ++count) {
            const Token& after = m_tokens[at];
            const bool link = after.word_class == WordClass::Function && exists(at + 1) && m_tokens[at + 1].capitalised;
            const bool of_name = after.is_word() && after.capitalised && after.word_class < WordClass::Technique
                && after.word_class != WordClass::Function;
            if (!link && !of_name)
                break;
            drop(at);
        }
    }

    [[nodiscard]] bool unit_follows(std::size_t i) const
    {
        const std::size_t next = beside(i, " ");
        return exists(next) && (m_tokens[next].has_cue(kUnit) || gap(i).find('%') != std::string_view::npos);
    }

    void numbers(std::size_t i)
    {
        sex_beside(i);
        // A time behind a word: "Head5:51"; "10:1" is a ratio.
        if (i + 1 < m_tokens.size() && gap(i) == ":" && m_tokens[i + 1].is_plain_number() && m_tokens[i + 1].fold != "1") {
            drop(i);
            drop(i + 1);
        }
        if (!m_tokens[i].is_plain_number())
            return;
        decimal(i);
        const bool starts = i == 0 || !m_tokens[i - 1].is_plain_number() || !is_joined(i - 1);
        if (starts)
            chain(i);
    }

    /// "67 M", "F/45", "45 female"
    void sex_beside(std::size_t i)
    {
        const auto is_sex = [&](const Token& one) {
            return one.fold == "m" || one.fold == "f" || one.fold == "male" || one.fold == "female" || one.fold == "man"
                || one.fold == "woman" || one.fold == "yom" || one.fold == "yof";
        };
        if (!m_tokens[i].is_plain_number() || m_tokens[i].fold.size() > 3)
            return;
        const std::size_t right = beside(i, " /-");
        const bool after = exists(right) && is_sex(m_tokens[right]);
        const bool before = i > 0 && is_sex(m_tokens[i - 1]) && exists(beside(i - 1, " /-,"));
        if (after || before)
            drop(i);
        if (after && m_tokens[right].fold.size() == 1)
            drop(right);
        if (before && m_tokens[i - 1].fold.size() == 1)
            drop(i - 1);
    }

    /// "12.04" and "14.35" are a day and a time as well as a measure: they stay before a unit.
    void decimal(std::size_t i)
    {
        const auto& fold = m_tokens[i].fold;
        const auto point = fold.find_first_of(".,");
        if (point == std::string::npos || unit_follows(i))
            return;
        if (fold.find_first_of(".,", point + 1) != std::string::npos) {
            // "1.4.16" could be a day; "5.4.1" could not.
            const bool short_year = fold.size() - fold.find_last_of(".,") == 3;
            if (short_year)
                drop(i);
            return;
        }
        const bool day = point <= 2 && fold.size() - point == 3 && fold.substr(0, point) != "0" && std::stoi(fold.substr(0, point)) <= 31;
        if (day && (point == 2 || fold[point + 1] == '0'))
            drop(i);
    }

    /// One separator of a date, a time, a telephone number.
    [[nodiscard]] bool is_joined(std::size_t i) const
    {
        const std::size_t next = beside(i, " -/:.()");
        return exists(next) && m_tokens[next].is_plain_number() && gap(i).size() <= 2;
    }

    void chain(std::size_t from)
    {
        std::size_t to = from;
        std::size_t digits = 0;
        bool bad = false;
        const auto look = [&](std::size_t i) {
            digits += static_cast<std::size_t>(std::count_if(m_tokens[i].fold.begin(), m_tokens[i].fold.end(), is_digit));
            bad = bad || !m_tokens[i].kept;
        };
        look(from);
        for (; is_joined(to); ++to) {
            look(to + 1);
            const auto between = gap(to);
            const bool zero = m_tokens[to].fold[0] == '0' || m_tokens[to + 1].fold[0] == '0';
            const bool plain = m_tokens[to].fold.find('.') == std::string::npos && m_tokens[to + 1].fold.find('.') == std::string::npos;
            if (between == "/" || (between == ":" && m_tokens[to + 1].fold != "1") || (between == "-" && plain && (zero || to > from)))
                bad = true;
        }
        // What belongs to a number that went: "Head1986-11-21".
        const auto belongs = [&](std::size_t left, std::size_t other) {
            const auto between = gap(left);
            return m_tokens[other].is_number() && !m_tokens[other].kept && between.size() == 1 && between.find_first_of("-/.:") == 0;
        };
        bad = bad || (from > 0 && belongs(from - 1, from - 1)) || (to + 1 < m_tokens.size() && belongs(to, to + 1));
        if (bad || (to > from && digits >= kPhoneDigits)) {
            for (std::size_t i = from; i <= to; ++i)
                drop(i);
        }
    }

    /// Addresses of machines and people: everything without a space around "@", "://", "\\".
    void chunks()
    {
        for (const std::string_view sign : { "@", "://", "\\\\", "www." }) {
            std::size_t first = 0;
            for (std::size_t at = m_text.find(sign); at != std::string_view::npos; at = m_text.find(sign, at)) {
                const std::size_t space = m_text.find_last_of(" \t\r\n", at);
                const std::size_t begin = space == std::string_view::npos ? 0 : space + 1;
                const std::size_t end = std::min(m_text.find_first_of(" \t\r\n", at), m_text.size());
                while (first < m_tokens.size() && m_tokens[first].end <= begin)
                    ++first;
                for (; first < m_tokens.size() && m_tokens[first].begin < end; ++first)
                    drop(first);
                at = end;
            }
        }
    }

    /// A stranger: a word that was taken out, which may be half of a name.
    [[nodiscard]] bool is_stranger(std::size_t i) const
    {
        const Token& token = m_tokens[i];
        return token.is_word() && !token.kept && (m_prose ? token.capitalised : true) && token.cues == 0
            && token.word_class != WordClass::Function;
    }
    [[nodiscard]] bool is_doubtful(std::size_t i) const
    {
        const Token& token = m_tokens[i];
        return token.is_word() && (token.word_class == WordClass::Ambiguous || token.word_class == WordClass::Lower)
            && (!m_prose || token.capitalised);
    }
    [[nodiscard]] bool name_like(std::size_t i) const { return is_stranger(i) || is_doubtful(i); }

    /// A capital in the middle of a sentence, "admitted to Sunrise", or before another one, "Sunrise Health called".
    [[nodiscard]] bool is_proper(std::size_t i) const
    {
        if (!m_prose)
            return false;
        if (i > 0 && gap(i - 1).find_first_of(".:;!?\n*") == std::string_view::npos)
            return true;
        return exists(i + 1) && gap(i) == " " && m_tokens[i + 1].capitalised && m_tokens[i + 1].all_upper == m_tokens[i].all_upper;
    }

    void names(std::size_t i)
    {
        Token& token = m_tokens[i];
        if (!token.is_word() || !token.kept)
            return;
        constexpr std::string_view kInName = " .,^_-='";
        const bool left = i > 0 && exists(beside(i - 1, kInName));
        const bool right = exists(beside(i, kInName));
        if (token.fold.size() == 1) {
            // An initial: "J. Doe", "Doe, J"; and "O'Brien".
            const bool initial = token.all_upper || !m_prose;
            if (initial && ((left && is_stranger(i - 1)) || (right && is_stranger(i + 1))))
                token.kept = false;
            // "W. High", but "L. Hand" is the left one.
            const bool side = token.fold == "l" || token.fold == "r";
            if (token.capitalised && !side && gap(i) == ". " && right && m_tokens[i + 1].is_word() && m_tokens[i + 1].capitalised
                && (left || i == 0)) {
                token.kept = false;
                drop(i + 1);
            }
            return;
        }
        // "with Juliette Root": in the middle of a sentence a capital after a stranger is the rest of the name.
        if (m_prose && token.is_firm() && token.capitalised && !token.all_upper && i > 0 && is_stranger(i - 1) && gap(i - 1) == " ")
            token.kept = false;
        if (token.word_class == WordClass::General) {
            if (token.capitalised && ((left && is_stranger(i - 1)) || (right && is_stranger(i + 1)) || is_proper(i)))
                token.kept = false;
            return;
        }
        if (!is_doubtful(i))
            return;
        const bool initial_left = left && m_tokens[i - 1].fold.size() == 1 && gap(i - 1).find('.') != std::string_view::npos;
        if ((left && name_like(i - 1)) || (right && name_like(i + 1)) || initial_left)
            token.kept = false;
    }

    std::string_view m_text;
    std::vector<Token>& m_tokens;
    bool m_prose;
};

}  // namespace

void judge_context(std::string_view text, TextStyle style, std::vector<Token>& tokens) { Context(text, style, tokens).judge(); }

bool says_something(TextStyle style, const std::vector<Token>& tokens)
{
    const bool whole = std::all_of(tokens.begin(), tokens.end(), [](const Token& one) { return one.kept && one.kind != TokenKind::Mark; });
    return std::any_of(tokens.begin(), tokens.end(), [&](const Token& one) {
        if (!one.kept || one.kind == TokenKind::Mark)
            return false;
        if (one.is_number())
            return whole && one.pattern != TokenPatterns::Match::Number;
        // "Co", "SC", "l": remains of a name or an address, unless they are the whole text.
        const std::size_t least = one.word_class == WordClass::Device || one.word_class == WordClass::Unit ? 4
            : style == TextStyle::Prose                                                                    ? 3
                                                                                                           : 2;
        return one.is_firm() && (whole || one.fold.size() >= least);
    });
}

}  // namespace imprimatur::dicom
