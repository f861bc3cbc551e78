// What of a value may stay (Treatment::Clean): text by words, coded terms by their scheme, numbers when they are numbers and no more of
// them than the dictionary allows. Bytes that nothing can vouch for do not stay.
#pragma once

#include "dicom/character_sets.h"
#include "dicom/data_set.h"
#include "dicom/text/text_cleaner.h"

#include <set>
#include <string>
#include <vector>

namespace imprimatur::dicom {

struct Filtered {
    bool unchanged = true;  ///< the value may stay as it stands in the file
    std::string value;  ///< otherwise: what may stay, in the file's character set; empty when nothing may
    std::vector<std::string> removed;  ///< UTF-8, patient data
    bool no_number = false;  ///< a numeric VR that does not hold what it should
};

class ValueFilter {
public:
    ValueFilter(const Tables& tables, const DataSet& set, const CharacterSets& characters, const TextCleaner::Case& words,
        const TextCleaner::Case& plain, std::set<std::string> seed_digits)
        : m_tables(tables)
        , m_set(set)
        , m_characters(characters)
        , m_words(words)
        , m_plain(plain)
        , m_seed_digits(std::move(seed_digits))
    {
    }

    /// `item_first`, `item_end`: the siblings, for coded terms, which are judged by their scheme.
    [[nodiscard]] Filtered filter(const Node& node, std::size_t item_first, std::size_t item_end) const;

    /// UTF-8 values of a text element, split where its VR has several values, without padding; empty for others.
    [[nodiscard]] std::vector<std::string> values(const Node& node) const;

private:
    [[nodiscard]] Filtered words(const Node& node, Vr vr) const;
    [[nodiscard]] Filtered waveform(const Node& node, std::size_t item_first, std::size_t item_end) const;
    [[nodiscard]] Filtered code(const Node& node, std::size_t item_first, std::size_t item_end) const;
    [[nodiscard]] Filtered number_string(const Node& node, std::uint32_t most) const;
    [[nodiscard]] Filtered numbers(const Node& node, std::uint32_t most) const;
    [[nodiscard]] Filtered tags(const Node& node) const;
    [[nodiscard]] Filtered table_of_numbers(const Node& node, std::size_t item_first, std::size_t item_end) const;
    [[nodiscard]] bool is_seed_number(Tag tag, std::string_view digits) const;
    [[nodiscard]] std::string encoded(const Node& node, std::string_view utf8) const;

    const Tables& m_tables;
    const DataSet& m_set;
    const CharacterSets& m_characters;
    const TextCleaner::Case& m_words;
    const TextCleaner::Case& m_plain;  ///< without this file's seeds: enumerations mean the same in every file
    std::set<std::string> m_seed_digits;  ///< identifying numbers of the header, digits alone
};

}  // namespace imprimatur::dicom
