// What the file's own header says about the patient, the staff and the place, to be looked for in the picture. Writing that
// says the same is identifying beyond doubt, however much it looks like a marker ("RIGHT" for a patient called Wright).
// Not promised: words of one or two letters other than initials and short surnames, numbers of fewer than four digits, and
// what stands in descriptions and comments (they hold the vocabulary of markers).
#pragma once

#include "imprimatur/model.h"
#include "inspect/attribute_table.h"
#include "inspect/expected_dates.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace imprimatur::inspect {

struct Expected {
    IdentifierKind kind = IdentifierKind::TextInPixels;
    std::string rule;  ///< "the header's PatientName"
};

class ExpectedWords {
public:
    ExpectedWords() = default;

    /// Patient data: lives as long as the material.
    static ExpectedWords from(const Material& material, const AttributeTable& table);

    /// What `line` says of what the header says: names in any order and cut short, initials, numbers, dates in every form; a
    /// few characters may be misread.
    [[nodiscard]] std::optional<Expected> find(std::string_view line) const;

    [[nodiscard]] bool empty() const { return m_words.empty() && m_dates.empty() && m_initials.empty(); }

private:
    struct Word {
        std::u32string text;  ///< look-alike form
        Expected expected;
        enum class Sort { Name, Number, Place } sort = Sort::Name;
    };
    struct Date {
        CalendarDate date;
        Expected expected;
    };

    void add_name(const std::string& value, const Expected& expected);
    void add_number(const std::string& value, const Expected& expected);
    void add_words(const std::string& value, const Expected& expected, std::size_t at_least, Word::Sort sort);
    void add(Word word);
    static bool says(const std::u32string& part, const Word& word);

    std::vector<Word> m_words;
    std::vector<std::u32string> m_initials;
    std::vector<Expected> m_initials_of;
    std::vector<Date> m_dates;
};

}  // namespace imprimatur::inspect
