// What a word is: harmless, a cue for what stands beside it, or nobody knows.
#pragma once

#include "imprimatur/result.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace imprimatur::dicom {

enum class WordClass : std::uint8_t {
    Unknown,
    Function,
    General,  ///< common English that says nothing clinical: stays beside clinical words, but where a name would stand it may be one
    Lower,  ///< also a name of people and rarely needed: harmless in lower case only
    Ambiguous,  ///< also a name of people and needed; eponyms too
    Device,
    Unit,
    Report,
    Technique,
    Anatomy,
};

/// Cues are apart from the class: "oct" is a modality and a month.
enum Cue : std::uint16_t {
    kTitle = 1,
    kTitleWithStop = 2,  ///< a title only when a full stop follows, or when written "Dr"
    kMonth = 4,
    kWeekday = 8,
    kAgeBefore = 16,
    kAgeAfter = 32,
    kNumberBefore = 64,
    kInstitution = 128,
    kPlaceholder = 256,
    kUnit = 512,
};

struct WordEntry {
    WordClass word_class = WordClass::Unknown;
    std::uint16_t cues = 0;
};

/// Looks strings up by view.
struct StringHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view> {}(text); }
};
using StringSet = std::unordered_set<std::string, StringHash, std::equal_to<>>;
template <typename T> using StringMap = std::unordered_map<std::string, T, StringHash, std::equal_to<>>;

class Vocabulary {
public:
    /// policy/dicom/words.tsv (by hand, goes before) and vocabulary.tsv (of public sources), defined_terms.tsv.
    static Result<Vocabulary> load(std::string_view words_tsv, std::string_view vocabulary_tsv, std::string_view defined_terms_tsv);

    /// `word` folded.
    [[nodiscard]] WordEntry find(std::string_view word) const;
    [[nodiscard]] bool is_defined_term(std::string_view code) const { return m_terms.contains(code); }
    /// Whether words of the list cover the whole run of Chinese or Japanese characters.
    [[nodiscard]] bool covers(std::string_view cjk) const;

private:
    Result<void> add_words(std::string_view tsv);
    Result<void> add_vocabulary(std::string_view tsv);
    StringMap<WordEntry> m_words;
    StringSet m_terms;
    StringSet m_cjk;
};

}  // namespace imprimatur::dicom
