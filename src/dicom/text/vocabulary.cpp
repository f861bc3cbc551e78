#include "dicom/text/vocabulary.h"

#include "dicom/text/fold.h"
#include "dicom/text/table.h"

#include <algorithm>
#include <array>
#include <utility>

namespace imprimatur::dicom {

namespace {

constexpr std::size_t kCjkBytes = 3;  // every character of the ranges that count as Han or Kana
constexpr std::size_t kLongestCjkWord = 8;
constexpr std::size_t kBytesAWord = 10;  // of vocabulary.tsv, for the size of the table

// In the order of doubt: a word in two rows is what the row further down says, except that doubt stays.
WordClass class_named(std::string_view name)
{
    constexpr std::array<std::pair<std::string_view, WordClass>, 10> kNames { { { "function", WordClass::Function },
        { "general", WordClass::General }, { "lower", WordClass::Lower }, { "ambiguous", WordClass::Ambiguous },
        { "eponym", WordClass::Ambiguous }, { "device", WordClass::Device }, { "unit", WordClass::Unit }, { "report", WordClass::Report },
        { "technique", WordClass::Technique }, { "anatomy", WordClass::Anatomy } } };
    const auto found = std::find_if(kNames.begin(), kNames.end(), [&](const auto& one) { return one.first == name; });
    return found == kNames.end() ? WordClass::Unknown : found->second;
}

std::uint16_t cue_named(std::string_view name)
{
    constexpr std::array<std::pair<std::string_view, Cue>, 9> kNames { { { "title", kTitle }, { "month", kMonth }, { "weekday", kWeekday },
        { "age_before", kAgeBefore }, { "age_after", kAgeAfter }, { "number_before", kNumberBefore }, { "institution", kInstitution },
        { "placeholder", kPlaceholder }, { "unit", kUnit } } };
    const auto found = std::find_if(kNames.begin(), kNames.end(), [&](const auto& one) { return one.first == name; });
    return found == kNames.end() ? std::uint16_t { 0 } : std::uint16_t { found->second };
}

WordClass merged(WordClass old, WordClass now)
{
    for (const auto doubt : { WordClass::Lower, WordClass::Ambiguous }) {
        if (old == doubt || now == doubt)
            return doubt;
    }
    return std::max(old, now);
}

std::string key_of(std::string_view word)
{
    // "w/o" is one word of the list and one token of a text.
    std::string key;
    for (const auto part : split(word, '/'))
        key += (key.empty() ? "" : "/") + folded(part);
    return key;
}

}  // namespace

Result<void> Vocabulary::add_words(std::string_view tsv)
{
    constexpr std::string_view kList = "policy/dicom/words.tsv";
    const auto rows = TRY(table_rows(tsv, 2, kList));
    for (const auto& row : rows) {
        const WordClass word_class = class_named(row.columns[0]);
        const std::uint16_t cue = cue_named(row.columns[0]);
        const bool cjk = row.columns[0] == "anatomy_cjk";
        if (word_class == WordClass::Unknown && cue == 0 && !cjk)
            return malformed(kList, row.line, "a class of words that does not exist");
        for (const auto word : split(row.columns[1], ' ')) {
            if (cjk) {
                m_cjk.emplace(word);
                continue;
            }
            auto& entry = m_words[key_of(word)];
            const bool stop = cue == kTitle && word.back() == '.';
            entry.cues = static_cast<std::uint16_t>(entry.cues | (stop ? std::uint16_t { kTitleWithStop } : cue));
            if (word_class != WordClass::Unknown)
                entry.word_class = merged(entry.word_class, word_class);
        }
    }
    return {};
}

Result<void> Vocabulary::add_vocabulary(std::string_view tsv)
{
    constexpr std::string_view kList = "policy/dicom/vocabulary.tsv";
    const auto rows = TRY(table_rows(tsv, 2, kList));
    m_words.reserve(m_words.size() + tsv.size() / kBytesAWord);
    for (const auto& row : rows) {
        const WordClass word_class = class_named(row.columns[0]);
        if (word_class == WordClass::Unknown)
            return malformed(kList, row.line, "a class of words that does not exist");
        for (const auto word : split(row.columns[1], ' '))
            m_words.try_emplace(std::string(word), WordEntry { word_class, 0 });
    }
    return {};
}

Result<Vocabulary> Vocabulary::load(std::string_view words_tsv, std::string_view vocabulary_tsv, std::string_view defined_terms_tsv)
{
    Vocabulary vocabulary;
    TRY(vocabulary.add_words(words_tsv));
    TRY(vocabulary.add_vocabulary(vocabulary_tsv));
    const auto rows = TRY(table_rows(defined_terms_tsv, 2, "policy/dicom/defined_terms.tsv"));
    for (const auto& row : rows) {
        for (const auto term : split(row.columns[1], '|'))
            vocabulary.m_terms.emplace(term);
    }
    return vocabulary;
}

WordEntry Vocabulary::find(std::string_view word) const
{
    const auto found = m_words.find(word);
    return found == m_words.end() ? WordEntry {} : found->second;
}

bool Vocabulary::covers(std::string_view cjk) const
{
    const std::size_t count = cjk.size() / kCjkBytes;
    std::vector<bool> reached(count + 1, false);
    reached[0] = true;
    for (std::size_t from = 0; from < count; ++from) {
        for (std::size_t length = 1; reached[from] && length <= kLongestCjkWord && from + length <= count; ++length) {
            if (m_cjk.contains(cjk.substr(from * kCjkBytes, length * kCjkBytes)))
                reached[from + length] = true;
        }
    }
    return count > 0 && reached[count];
}

}  // namespace imprimatur::dicom
