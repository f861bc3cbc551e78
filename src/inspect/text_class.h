// What a line of writing in a picture says, by the rules of policy/pixels/text.toml and by what the file's own header says.
// Markers (side, view, exposure, scale, organ) may stay; everything else is filled, whatever it is called. Unsure is never a
// marker. Not promised: a surname that is also a word of anatomy, in a picture whose header does not name it.
#pragma once

#include "imprimatur/model.h"
#include "imprimatur/result.h"
#include "inspect/expected_words.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace imprimatur::inspect {

struct TextRules;

struct TextClass {
    IdentifierKind kind = IdentifierKind::TextInPixels;
    std::string rule;  ///< empty when no rule spoke
    bool marker = false;
};

class TextClassifier {
public:
    /// A rule without examples that must and must not match, or whose examples fail, is an Error: nothing is loaded.
    static Result<TextClassifier> load(std::string_view toml);

    /// One line by itself. What `expected` recognises is never a marker, whatever the rules say.
    [[nodiscard]] TextClass classify(const TextBox& box, const ExpectedWords& expected = {}) const;

    /// All lines of one picture, in their order: a marker of one or two letters close before or behind writing that is no
    /// marker is none either ("R" beside "SMITH" is an initial).
    [[nodiscard]] std::vector<TextClass> classify(const std::vector<TextBox>& boxes, const ExpectedWords& expected) const;

private:
    explicit TextClassifier(std::shared_ptr<const TextRules> rules)
        : m_rules(std::move(rules))
    {
    }
    std::shared_ptr<const TextRules> m_rules;
};

}  // namespace imprimatur::inspect
