// What of a value may stay (Treatment::Clean): text by words, coded terms by their scheme, numbers when they are numbers and no more of
// them than the dictionary allows. Bytes that nothing can vouch for do not stay.
#pragma once

#include "dicom/character_set.h"
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
};

class ValueFilter {
public:
    ValueFilter(const Tables& tables, const DataSet& set, const CharacterSet& characters, const TextCleaner::Case& words, std::set<std::string> seed_digits)
        : m_tables(tables)
        , m_set(set)
        , m_characters(characters)
        , m_words(words)
        , m_seed_digits(std::move(seed_digits))
    {
    }

    /// `item_first`, `item_end`: the siblings, for coded terms, which are judged by their scheme.
    [[nodiscard]] Filtered filter(const Node& node, std::size_t item_first, std::size_t item_end) const;

    /// UTF-8 values of a text element, split where its VR has several values, without padding; empty for others.
    [[nodiscard]] std::vector<std::string> values(const Node& node) const;

private:
    [[nodiscard]] Filtered words(const Node& node) const;
    [[nodiscard]] Filtered code(const Node& node, std::size_t item_first, std::size_t item_end) const;
    [[nodiscard]] Filtered number_string(const Node& node, std::uint32_t most) const;
    [[nodiscard]] Filtered numbers(const Node& node, std::uint32_t most) const;
    [[nodiscard]] Filtered tags(const Node& node) const;
    [[nodiscard]] Filtered table_of_numbers(const Node& node, std::size_t item_first, std::size_t item_end) const;
    [[nodiscard]] bool is_seed_number(std::string_view digits) const;
    [[nodiscard]] std::string encoded(std::string_view utf8) const;

    const Tables& m_tables;
    const DataSet& m_set;
    const CharacterSet& m_characters;
    const TextCleaner::Case& m_words;
    std::set<std::string> m_seed_digits;  ///< identifying numbers of the header, digits alone
};

/// The digits of a value when it has enough of them to be an identifier; empty otherwise.
std::string identifying_digits(std::string_view value);

/// So many letters or digits in a row that neither repeat nor count up: writing, where there should be numbers.
bool holds_writing(ByteView bytes, std::size_t shortest);

}  // namespace imprimatur::dicom
