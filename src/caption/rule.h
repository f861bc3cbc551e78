// One word rule and the table of them, as loaded from policy/words.
#pragma once

#include "caption/label.h"
#include "caption/pattern.h"
#include "caption/tongue.h"
#include "caption/triggers.h"
#include "imprimatur/model/identifier.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace imprimatur::caption {

enum class Check { None, NhsNumber, Aadhaar, Luhn, SocialSecurity, IpAddress, AgeInRange, DayMonth, CommonCase };
enum class Extend { None, Sentence };

/// How far a finding stands on its own in a post that may be about a patient.
enum class Strength {
    Alone,  ///< precise enough to count whatever another reader of the same words says
    Assent,  ///< counts where there is no other reader, or where that one sees something there too
};

/// How the proposed rewrite mends a span.
enum class Mend {
    Nothing,  ///< a rewrite cannot mend it
    Drop,  ///< with the preposition or comma before it
    AgeBand,
    Replace,  ///< by `replacement`
    Sentence,  ///< the sentence goes
};

using FieldSet = std::uint16_t;

struct Rule {
    std::string id;
    Label label = Label::Decoy;
    IdentifierKind kind = IdentifierKind::FreeText;
    std::vector<Pattern> patterns;
    std::size_t first_trigger = 0;  ///< the patterns' numbers in RuleTable::triggers count from here
    Strength strength = Strength::Alone;
    std::uint32_t lists = 0;  ///< bits of the word lists it looks up
    std::uint32_t only = 0;  ///< what a pattern found must stand on one of these lists
    std::uint32_t unless = 0;  ///< and on none of these
    std::uint32_t next = 0;  ///< a list entry counts only before a word of these lists, and takes it along
    bool capital = false;  ///< a list entry counts only when it is written with a capital
    FieldSet fields = 0;
    bool in_tags = false;  ///< also runs over hashtags split into words
    std::optional<Pattern> before;  ///< must match in the text just before
    std::optional<Pattern> after;
    std::optional<Pattern> not_before;
    std::optional<Pattern> not_after;
    std::optional<Pattern> cue;  ///< must match near by, on either side
    std::optional<Pattern> not_cue;
    bool tells = false;  ///< says in plain words who the patient is: whatever another reader makes of the rest, the post tells
    Check check = Check::None;
    Extend extend = Extend::None;
    Mend mend = Mend::Nothing;
    std::string replacement;
    std::string remedy;
    std::string citation;
    int weight = 0;  ///< Gate rules: positive speaks for a patient
    LabelSet suppresses = 0;  ///< Decoy rules
};

/// Words and word groups with the lists they stand on; a group's beginnings are entries too, with `longer` set.
/// One open-addressing table over one text: a hundred thousand entries are read in milliseconds.
class Lexicon {
public:
    struct Entry {
        std::uint32_t lists = 0;
        bool longer = false;
    };
    static constexpr std::size_t kMaxWords = 4;

    void add(std::string_view entry, std::uint32_t list);
    [[nodiscard]] const Entry* find(std::string_view key) const;

private:
    struct Slot {
        std::uint32_t key = 0;  ///< into m_keys
        std::uint32_t length = 0;  ///< 0: empty
        std::uint32_t hash = 0;
        Entry entry;
    };
    Entry& at(std::string_view key);
    [[nodiscard]] std::size_t slot_of(std::string_view key, std::uint32_t hash) const;
    void grow();

    std::vector<Slot> m_slots = std::vector<Slot>(1024);
    std::size_t m_used = 0;
    std::string m_keys;
};

/// Fields a rule may look at, in the order of their bits.
inline constexpr std::string_view kFieldNames[]
    = { "caption", "alt_text", "hashtags", "file_name", "reply_to", "name", "handle", "bio", "location" };
inline constexpr std::size_t kFieldCount = 9;
constexpr FieldSet field_bit(std::size_t field) { return static_cast<FieldSet>(1U << field); }
inline constexpr FieldSet kWordFields = 0b000011111;  ///< caption, alt_text, hashtags, file_name, reply_to

struct RuleTable {
    std::vector<Rule> rules;
    Lexicon lexicon;
    std::vector<std::string> lists;  ///< names, one a bit
    Triggers triggers;
    std::vector<std::uint32_t> rule_of;  ///< a pattern's rule, by its number in `triggers`
    std::array<std::vector<const Rule*>, kFieldCount> list_rules;  ///< that look words up in this field
    Tongues tongues;  ///< what proposals are written in
};

}  // namespace imprimatur::caption
