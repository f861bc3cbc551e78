// The rules of policy/pixels/text.toml: what a line of writing says. Data, compiled once; see the file's head for its form.
#pragma once

#include "imprimatur/model.h"
#include "imprimatur/result.h"
#include "inspect/line_pattern.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace imprimatur::inspect {

struct TextRule {
    std::string id;
    IdentifierKind kind = IdentifierKind::TextInPixels;
    LinePattern pattern;
    std::optional<LinePattern> unless;

    [[nodiscard]] Match match(std::string_view line) const;
};

struct TextRules {
    std::vector<TextRule> identifiers;  ///< in the order of the file: the first that matches speaks
    std::vector<TextRule> markers;

    /// A rule without examples that must and must not match, or whose examples fail, is an Error: nothing is loaded.
    static Result<TextRules> load(std::string_view toml);
};

/// The line as the rules expect it: full-width forms (the recogniser's alphabet is Chinese) become ASCII, white space
/// becomes single blanks.
std::string plain_line(std::string_view text);

}  // namespace imprimatur::inspect
