#include "caption/echoes.h"

#include "base/unicode.h"
#include "caption/places.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <unicode/uchar.h>
#include <unordered_map>

namespace imprimatur::caption {

namespace {

// Shorter words turn up inside others.
constexpr std::size_t kShortestWord = 5;

// No platform links a hashtag longer than this; what stands further in a longer word is not looked at.
constexpr std::size_t kLongestTag = 150;

// Fields 0 to 4 of kFieldNames are published or travel with the picture; the others describe the account.
constexpr std::size_t kPublishedFields = 5;

/// Words that many institutions share and that name none.
constexpr std::array kCommon { U"hospital", U"hospitals", U"general", U"university", U"clinic", U"clinics", U"medical", U"centre",
    U"center", U"royal", U"saint", U"trust", U"infirmary", U"health", U"healthcare", U"institute", U"national", U"county", U"north",
    U"south", U"western", U"eastern", U"northern", U"southern", U"central", U"teaching", U"children", U"childrens", U"women", U"womens",
    U"memorial", U"community", U"regional", U"district", U"school", U"college", U"surgery", U"surgical", U"practice", U"imaging",
    U"radiology", U"cardiology", U"department", U"foundation", U"private", U"family", U"dental", U"cancer", U"heart", U"doctor", U"nurse",
    U"sister", U"professor", U"patient", U"mother", U"father", U"daughter", U"queen", U"united", U"kingdom", U"states", U"emergency",
    U"intensive", U"consultant", U"endoscopy", U"ultrasound", U"orthopaedic", U"paediatric", U"pediatric", U"trauma", U"theatre",
    U"research", U"group", U"service", U"services" };

bool telling(Label label)
{
    constexpr LabelSet kTelling
        = bit(Label::Institution) | bit(Label::Place) | bit(Label::NamePatient) | bit(Label::NameRelative) | bit(Label::NameClinician);
    return (kTelling & bit(label)) != 0;
}

bool is_word(char32_t point) { return u_isalnum(static_cast<UChar32>(point)) != 0 || point == U'_'; }

std::u32string folded(std::u32string_view text)
{
    std::u32string lower(text);
    for (auto& point : lower)
        point = static_cast<char32_t>(u_tolower(static_cast<UChar32>(point)));
    return lower;
}

struct Word {
    std::size_t start = 0;  ///< with its '#'
    std::size_t end = 0;
    bool tag = false;
    std::u32string text;  ///< lower case, without '#'
};

std::vector<Word> words_of(std::u32string_view text)
{
    std::vector<Word> words;
    for (std::size_t at = 0; at < text.size();) {
        if (!is_word(text[at])) {
            ++at;
            continue;
        }
        const std::size_t start = at;
        while (at < text.size() && is_word(text[at]))
            ++at;
        const bool tag = start > 0 && text[start - 1] == U'#';
        words.push_back({ tag ? start - 1 : start, at, tag, folded(text.substr(start, at - start)) });
    }
    return words;
}

/// Echoes by their word: a text of a megabyte has more words than can be held against each one of them.
class Register {
public:
    explicit Register(const std::vector<Echo>& echoes)
    {
        for (const auto& echo : echoes) {
            m_by_word.emplace(echo.word, &echo);
            m_lengths.insert(echo.word.size());
        }
    }
    /// The echo that is this word, its plural, or a part of this hashtag.
    [[nodiscard]] const Echo* named(const Word& word) const
    {
        if (!word.tag) {
            const auto* echo = find(word.text);
            return echo == nullptr && word.text.ends_with(U's') ? find(std::u32string_view(word.text).substr(0, word.text.size() - 1))
                                                                : echo;
        }
        for (std::size_t at = 0; at < std::min(word.text.size(), kLongestTag); ++at) {
            for (const std::size_t length : m_lengths) {
                if (at + length > word.text.size())
                    break;
                if (const auto* echo = find(std::u32string_view(word.text).substr(at, length)))
                    return echo;
            }
        }
        return nullptr;
    }

private:
    [[nodiscard]] const Echo* find(std::u32string_view word) const
    {
        const auto found = m_by_word.find(word);
        return found == m_by_word.end() ? nullptr : found->second;
    }
    std::unordered_map<std::u32string_view, const Echo*> m_by_word;
    std::set<std::size_t> m_lengths;
};

}  // namespace

std::vector<Echo> echoes_of(const std::vector<Found>& found, const std::vector<FieldText>& fields)
{
    std::vector<Echo> echoes;
    std::map<std::size_t, std::u32string> points;
    for (const auto& one : found) {
        if (!telling(one.rule->label))
            continue;
        const auto field = std::find_if(fields.begin(), fields.end(), [&](const FieldText& f) { return f.field == one.field; });
        const auto [decoded, added] = points.try_emplace(one.field);
        if (added && field != fields.end())
            decoded->second = decode_utf8(field->text).value_or(std::u32string());
        if (one.end > decoded->second.size())
            continue;
        for (auto& word : words_of(std::u32string_view(decoded->second).substr(one.start, one.end - one.start))) {
            const bool common = std::any_of(kCommon.begin(), kCommon.end(), [&](const char32_t* c) { return word.text == c; });
            if (!word.tag && !common && word.text.size() >= kShortestWord)
                echoes.push_back({ std::move(word.text), one.rule, one.kind });
        }
    }
    const auto by_word = [](const Echo& a, const Echo& b) { return a.word < b.word; };
    std::stable_sort(echoes.begin(), echoes.end(), by_word);
    echoes.erase(std::unique(echoes.begin(), echoes.end(), [](const Echo& a, const Echo& b) { return a.word == b.word; }), echoes.end());
    return echoes;
}

void add_echoes(const std::vector<Echo>& echoes, const std::vector<FieldText>& fields, std::vector<Found>& found)
{
    if (echoes.empty())
        return;
    const Register known_words(echoes);
    Places known;
    for (const auto& one : found)
        known.add(one);
    known.close();
    for (const auto& field : fields) {
        const auto points = field.field < kPublishedFields ? decode_utf8(field.text) : std::nullopt;
        if (!points)
            continue;
        for (const auto& word : words_of(*points)) {
            const auto* echo = known_words.named(word);
            if (echo == nullptr)
                continue;
            const Found again { field.field, word.start, word.end, echo->rule, echo->kind };
            if (!known.touch(again))
                found.push_back(again);
        }
    }
}

}  // namespace imprimatur::caption
