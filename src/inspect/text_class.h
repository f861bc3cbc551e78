// What a line of writing in a picture says, by the rules of policy/pixels/text.toml. Markers (side, view, exposure, scale)
// may stay; everything else is filled, whatever it is called. Unsure is never a marker.
#pragma once

#include "imprimatur/model.h"
#include "imprimatur/result.h"

#include <memory>
#include <string>
#include <string_view>

namespace imprimatur::inspect {

struct TextClass {
    IdentifierKind kind = IdentifierKind::TextInPixels;
    std::string rule;  ///< empty when no rule spoke
    bool marker = false;
};

class TextClassifier {
public:
    /// A rule without examples that must and must not match, or whose examples fail, is an Error: nothing is loaded.
    static Result<TextClassifier> load(std::string_view toml);

    [[nodiscard]] TextClass classify(const TextBox& box) const;

private:
    struct Rules;
    explicit TextClassifier(std::shared_ptr<const Rules> rules)
        : m_rules(std::move(rules))
    {
    }
    std::shared_ptr<const Rules> m_rules;
};

}  // namespace imprimatur::inspect
