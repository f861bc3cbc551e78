// A language a caption may be written in: the words it is told by, and what a proposal writes in it. Data of policy/words/rewrite.
#pragma once

#include "caption/ages.h"
#include "caption/label.h"

#include <array>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace imprimatur::caption {

enum class Sex { Unsaid, Male, Female };

/// A wording by sex; the first one where a sex has none of its own.
struct Phrase {
    std::array<std::string, 3> by_sex;

    [[nodiscard]] const std::string& of(Sex sex) const
    {
        const auto& own = by_sex[static_cast<std::size_t>(sex)];
        return own.empty() ? by_sex[0] : own;
    }
};

/// How one group of ages is said. "{}" stands for the decade's word.
struct BandWords {
    Phrase after;  ///< behind a person ("woman in her 40s"); also after a comma
    Phrase before;  ///< in front of the person; '~' takes the ending of the age word ("86-jährigen" gives "älteren"); may be empty
    Phrase alone;  ///< where no person is named
    Phrase predicate;  ///< behind "is"
    Phrase aged;  ///< for a span that begins with the word for "aged"
    bool replaces_noun = false;  ///< "5-year-old boy" is "child"
};

/// An example of its table: "Hombre de [[age|45 años]] en el [[INSTITUTION|Hospital X]] de [[drop|Y]]", and what comes out.
struct WordingExample {
    std::string from;
    std::string to;
};

/// All words in lower case, UTF-8.
struct Tongue {
    using Words = std::set<std::string, std::less<>>;

    std::string code;
    bool written = false;  ///< has bands: words may be put into a caption. Without, spans are only dropped
    Words tell;  ///< by which it is known
    Words units;  ///< in ages ("años"); stems match at the beginning of a word or behind "-"
    Words leads;  ///< go with what is dropped behind them
    Words trails;  ///< go with what is dropped before them
    Words joins;  ///< tie an age to its person ("de", "aged")
    Words child_nouns;  ///< say by themselves that somebody is a child
    Words old_nouns;
    Words kin;  ///< relatives: an age before one goes without a word in its place
    std::map<std::string, Sex, std::less<>> nouns;  ///< persons
    std::map<std::string, std::string, std::less<>> renames;  ///< nouns written otherwise ("f": "woman")
    std::map<std::string, std::string, std::less<>> renames_with_after;  ///< only when a band stands behind them
    std::map<std::string, std::string, std::less<>> verbs;  ///< before an age, and what they become before a band ("tiene": "es")
    std::map<std::string, std::string, std::less<>> nominal;  ///< "die e": the noun for "die 45-Jährige"
    std::vector<std::string> tails;  ///< behind an age ("alt", "de edad")
    std::string inflects;  ///< the stem of an age word that stands before its noun ("jährig")
    std::map<std::string, std::string, std::less<>> articles;  ///< before a vowel: "a", "an"
    std::size_t most_leads = 3;
    std::size_t noun_gap = 0;  ///< adjectives that may stand between the age and its noun
    bool capital_nouns = false;
    bool unit_is_noun = false;  ///< "a 45-year-old" needs no person
    bool rules_language = false;  ///< `replacement` of the word rules is in this language
    bool sex_letters = false;  ///< M and F beside a number are male and female
    std::map<Label, std::vector<std::pair<std::string, std::string>>> instead;  ///< what stood before, what is written; longest first
    std::array<BandWords, kAgeGroups> bands;
    std::array<std::string, kDecades> decades;
    std::vector<WordingExample> examples;
};

struct Tongues {
    std::vector<Tongue> all;
    std::map<std::string, std::vector<std::size_t>, std::less<>> told_by;  ///< a word, the languages that have it
    std::map<std::string, std::vector<std::size_t>, std::less<>> unit_of;

    [[nodiscard]] const Tongue* named(std::string_view code) const;
};

/// Every word that this language's table may put into a caption, in lower case.
Tongue::Words writable_words(const Tongue& tongue);

}  // namespace imprimatur::caption
