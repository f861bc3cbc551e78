// Clean Descriptors and Clean Structured Content (PS3.15 E.3.5, E.3.4): free text keeps its anatomy and technique words and
// loses everything else that could name anybody. Deny by default: a word stays because it is known to be harmless.
#pragma once

#include "imprimatur/model/identifier.h"
#include "imprimatur/result.h"

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace imprimatur::caption {
class WordRules;
}

namespace imprimatur::dicom {

/// A longer value is not cleaned: nothing of it stays.
inline constexpr std::size_t kMaxCleanedText = 256 * 1024;

/// A value of this file's header that identifies. Patient data.
struct Seed {
    IdentifierKind kind = IdentifierKind::Name;
    std::string value;  ///< UTF-8; names as PN with ^ and =
};

enum class TextStyle {
    Code,  ///< CS: a defined term or enumerated value (PS3.3); upper case, digits, space, underscore
    Phrase,  ///< LO, SH, UC, one value: a protocol, a kernel, a device model, a code meaning
    Prose,  ///< ST, LT, UT: sentences
};

struct CleanedText {
    std::string text;  ///< UTF-8; empty when nothing harmless was left
    std::vector<std::string> removed;  ///< the pieces taken out, as they stood: patient data
};

class TextCleaner {
public:
    /// The texts of the files of policy/dicom.
    struct Texts {
        std::string words_tsv;
        std::string vocabulary_tsv;
        std::string text_patterns_tsv;
        std::string defined_terms_tsv;
    };
    /// Error when a list does not parse or a pattern's own examples contradict it. `words` (the rules of policy/words, a net for what
    /// harmless words tell together: "last Tuesday", "his twin") may be null. Nothing is opened or loaded after this.
    static Result<TextCleaner> load(const Texts& texts, std::shared_ptr<const caption::WordRules> words);

    /// One file's header, prepared: seeds are matched fuzzily (case, accents, transpositions, parts of names, digits without separators).
    /// Remembers what it cleaned: one thread at a time. Holds the lists for as long as it lives.
    class Case {
    public:
        Case(Case&&) noexcept;
        Case& operator=(Case&&) noexcept;
        ~Case();
        /// One value; of a Phrase or Code also several with backslashes between, each by itself. Text that is not UTF-8 is removed as a
        /// whole. Not promised: a name that is an everyday word of the report ("Small", "Heart") stays where no seed and no neighbour
        /// tells.
        [[nodiscard]] CleanedText clean(std::string_view utf8, TextStyle style) const;
        /// True when clean() would change nothing.
        [[nodiscard]] bool is_harmless(std::string_view utf8, TextStyle style) const;

    private:
        friend class TextCleaner;
        struct Data;
        explicit Case(std::unique_ptr<Data> data);
        std::unique_ptr<Data> m_data;
    };

    TextCleaner(TextCleaner&&) noexcept;
    TextCleaner& operator=(TextCleaner&&) noexcept;
    ~TextCleaner();
    [[nodiscard]] Case for_case(const std::vector<Seed>& seeds) const;

private:
    struct Data;
    explicit TextCleaner(std::shared_ptr<const Data> data);
    std::shared_ptr<const Data> m_data;
};

}  // namespace imprimatur::dicom
