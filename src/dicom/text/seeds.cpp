#include "dicom/text/seeds.h"

#include "base/unicode.h"
#include "dicom/text/fold.h"

#include <algorithm>

namespace imprimatur::dicom {

namespace {

constexpr std::size_t kMaxSeedValue = 1024;  // LO is 64, ST 1024; what is longer is no name
constexpr std::size_t kFuzzyLetters = 5;
constexpr std::size_t kSureLetters = 4;  // a shorter part of a name may be chance ("Li", "An"): it goes beside another hit only
constexpr std::size_t kMaxFuzzyNames = 256;
constexpr std::size_t kJoinTokens = 8;

std::string without_zeros(std::string_view digits)
{
    const auto first = digits.find_first_not_of('0');
    return std::string(first == std::string_view::npos ? std::string_view() : digits.substr(first));
}

/// Folded words of a seed; Han and Kana runs apart.
std::vector<std::string> words_of(std::string_view value, std::vector<std::string>& cjk)
{
    std::vector<std::string> words;
    std::string word;
    std::string run;
    const auto flush = [](std::string& what, std::vector<std::string>& into) {
        if (!what.empty())
            into.push_back(std::move(what));
        what.clear();
    };
    for (std::size_t at = 0; at < value.size();) {
        const Character one = character_at(value, at);
        if (one.kind == CharKind::Cjk)
            run += value.substr(at, one.length);
        else
            flush(run, cjk);
        if (one.kind == CharKind::Letter || one.kind == CharKind::Digit)
            word += one.folded;
        else if (one.kind != CharKind::Mark)
            flush(word, words);
        at += one.length;
    }
    flush(word, words);
    flush(run, cjk);
    return words;
}

/// Equal but for one letter changed, added, left out, or two neighbours exchanged.
bool one_edit(std::string_view a, std::string_view b)
{
    if (a.size() > b.size())
        std::swap(a, b);
    if (b.size() - a.size() > 1)
        return false;
    std::size_t i = 0;
    while (i < a.size() && a[i] == b[i])
        ++i;
    if (a.size() < b.size())
        return a.substr(i) == b.substr(i + 1);
    if (i == a.size() || a.substr(i + 1) == b.substr(i + 1))
        return true;
    return i + 1 < a.size() && a[i] == b[i + 1] && a[i + 1] == b[i] && a.substr(i + 2) == b.substr(i + 2);
}

bool names_a_person(IdentifierKind kind)
{
    return kind == IdentifierKind::Name || kind == IdentifierKind::Clinician || kind == IdentifierKind::Relative
        || kind == IdentifierKind::Handle;
}

bool names_a_place(IdentifierKind kind) { return kind == IdentifierKind::Geographic || kind == IdentifierKind::Institution; }

}  // namespace

Seeds::Seeds(const std::vector<Seed>& seeds, const Vocabulary& vocabulary)
{
    for (const auto& seed : seeds) {
        const std::string value = sanitize_utf8(std::string_view(seed.value).substr(0, kMaxSeedValue));
        if (names_a_person(seed.kind) || names_a_place(seed.kind))
            add_words(value, names_a_person(seed.kind), vocabulary);
        else
            add_number(value);
        if (seed.kind == IdentifierKind::Date)
            add_date(value);
    }
}

void Seeds::add_words(std::string_view value, bool person, const Vocabulary& vocabulary)
{
    const auto words = words_of(value, m_cjk);
    const auto names = [&](const std::string& word) {
        const auto cues = vocabulary.find(word).cues;
        return word.size() >= 2 && (cues & kPlaceholder) == 0 && (person || (cues & kInstitution) == 0);
    };
    // "TOSHIBA Hospital": one word is the whole name, so it counts as the name of a person does.
    const bool alone = std::count_if(words.begin(), words.end(), names) == 1;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const auto& word = words[i];
        if (names(word) && (person || alone)) {
            m_names.insert(word);
            if (word.size() >= kFuzzyLetters && m_long_names.size() < kMaxFuzzyNames)
                m_long_names.push_back(word);
        }
        if (!person && word.size() >= 3)
            m_places.insert(word);
        if (!person && i + 1 < words.size())
            m_pairs.insert(word + " " + words[i + 1]);
    }
}

void Seeds::add_number(std::string_view value)
{
    const auto number = without_zeros(folded(value));
    // One or two characters are in every text; the values themselves are removed where they stand.
    if (number.size() < 3)
        return;
    m_longest_number = std::max(m_longest_number, number.size());
    m_numbers.insert(number);
}

void Seeds::add_date(std::string_view value)
{
    const auto digits = folded(value);
    if (digits.size() < 8 || !std::all_of(digits.begin(), digits.begin() + 8, [](char c) { return c >= '0' && c <= '9'; }))
        return;
    const std::string year = digits.substr(0, 4);
    for (const auto& y : { year, year.substr(2) }) {
        for (const bool zeros : { true, false }) {
            const std::string m = zeros ? digits.substr(4, 2) : without_zeros(digits.substr(4, 2));
            const std::string d = zeros ? digits.substr(6, 2) : without_zeros(digits.substr(6, 2));
            for (const auto& form : { y + m + d, d + m + y, m + d + y })
                add_number(form);
        }
    }
}

bool Seeds::is_near_name(std::string_view word) const
{
    return word.size() + 1 >= kFuzzyLetters
        && std::any_of(m_long_names.begin(), m_long_names.end(), [&](const std::string& name) { return one_edit(word, name); });
}

bool Seeds::names_somebody(const Token& token) const
{
    const auto& word = token.fold;
    const bool doubtful
        = token.word_class == WordClass::Ambiguous || token.word_class == WordClass::Lower || token.word_class == WordClass::General;
    if (m_names.contains(word) && (word.size() >= kSureLetters || doubtful))
        return true;
    if (!doubtful)
        return false;
    return m_places.contains(word) || is_near_name(word);
}

void Seeds::mark_words(std::vector<Token>& tokens) const
{
    for (auto& token : tokens) {
        bool hit = token.kind != TokenKind::Mark && names_somebody(token);
        if (token.kind == TokenKind::Cjk) {
            hit = std::any_of(
                m_cjk.begin(), m_cjk.end(), [&](const std::string& run) { return token.fold.find(run) != std::string::npos; });
        }
        // Words that no list knows go anyway; that they name the case matters for the short ones beside them.
        hit = hit || (token.is_word() && !token.kept && m_names.contains(token.fold));
        if (hit) {
            token.kept = false;
            token.seeded = true;
        }
    }
}

void Seeds::mark_pairs(std::vector<Token>& tokens) const
{
    for (std::size_t i = 0; i + 1 < tokens.size() && !m_pairs.empty(); ++i) {
        if (m_pairs.contains(tokens[i].fold + " " + tokens[i + 1].fold)) {
            tokens[i].kept = tokens[i + 1].kept = false;
            tokens[i].seeded = tokens[i + 1].seeded = true;
        }
    }
}

void Seeds::mark_numbers(std::vector<Token>& tokens) const
{
    std::string joined;
    for (std::size_t from = 0; from < tokens.size() && !m_numbers.empty(); ++from) {
        joined.clear();
        for (std::size_t i = from; i < tokens.size() && i < from + kJoinTokens && tokens[i].kind != TokenKind::Mark; ++i) {
            for (const char c : tokens[i].fold) {
                if (c != '.' && c != ',' && c != '/' && !(joined.empty() && c == '0'))
                    joined += c;
            }
            if (joined.size() > m_longest_number)
                break;
            if (!m_numbers.contains(joined))
                continue;
            for (std::size_t hit = from; hit <= i; ++hit) {
                tokens[hit].kept = false;
                tokens[hit].seeded = true;
            }
        }
    }
}

void Seeds::mark_short_names(std::string_view text, std::vector<Token>& tokens) const
{
    const auto beside = [&](const Token& left, const Token& right) {
        return right.begin - left.end <= 2
            && text.substr(left.end, right.begin - left.end).find_first_not_of(" ^,_.=-") == std::string_view::npos;
    };
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        auto& token = tokens[i];
        if (!token.kept || token.fold.size() >= kSureLetters || !m_names.contains(token.fold))
            continue;
        const bool left
            = i > 0 && (tokens[i - 1].seeded || (tokens[i - 1].is_word() && !tokens[i - 1].kept)) && beside(tokens[i - 1], token);
        const bool right = i + 1 < tokens.size()
            && (m_names.contains(tokens[i + 1].fold) || (tokens[i + 1].is_word() && !tokens[i + 1].kept)) && beside(token, tokens[i + 1]);
        if (left || right) {
            token.kept = false;
            token.seeded = true;
        }
    }
}

void Seeds::mark(std::string_view text, std::vector<Token>& tokens) const
{
    mark_words(tokens);
    mark_pairs(tokens);
    mark_numbers(tokens);
    mark_short_names(text, tokens);
}

}  // namespace imprimatur::dicom
