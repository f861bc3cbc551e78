// What names this patient, these physicians, this institution, in a form that words of a text can be held against.
#pragma once

#include "dicom/text/text_cleaner.h"
#include "dicom/text/token.h"

namespace imprimatur::dicom {

class Seeds {
public:
    Seeds(const std::vector<Seed>& seeds, const Vocabulary& vocabulary);

    /// Takes out every token that names the case, whatever the lists say about it.
    void mark(std::string_view text, std::vector<Token>& tokens) const;

private:
    void add_words(std::string_view value, bool person, const Vocabulary& vocabulary);
    void add_number(std::string_view value);
    void add_date(std::string_view value);
    [[nodiscard]] bool names_somebody(const Token& token) const;
    [[nodiscard]] bool is_near_name(std::string_view word) const;
    void mark_words(std::vector<Token>& tokens) const;
    void mark_pairs(std::vector<Token>& tokens) const;
    void mark_numbers(std::vector<Token>& tokens) const;
    void mark_short_names(std::string_view text, std::vector<Token>& tokens) const;

    StringSet m_names;  ///< parts of names
    std::vector<std::string> m_long_names;  ///< of five letters or more: one slip of the keyboard still names
    StringSet m_pairs;  ///< "mercy general": two words in a row of an institution or an address
    StringSet m_places;  ///< single words of those
    StringSet m_numbers;  ///< folded, without separators and leading zeros
    std::size_t m_longest_number = 0;
    std::vector<std::string> m_cjk;
};

}  // namespace imprimatur::dicom
