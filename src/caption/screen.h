// The words of a post: what identifies, how bad that is, and a safer caption.
#pragma once

#include "caption/word_rules.h"
#include "imprimatur/model/words.h"

namespace imprimatur::caption {

/// Error only when a field is not UTF-8 or longer than 1 MB. A text that could not be searched to its end comes back as
/// NonCompliant with the reason in `cannot_fix`, never as clean.
/// Not promised: names, places and stories that no rule has a cue for are missed; the class says what was found.
Result<Screening> screen(const Post& post, const WordRules& rules);

/// One Finding a span: where is a TextPlace, masked is the shape of the text, action is what the rule's rewrite does.
std::vector<Finding> to_findings(const Screening& screening, const Post& post);

/// The texts of the spans, as written: what must not appear in a shareable copy. Patient data: never for a log.
std::vector<std::string> removed_strings(const Screening& screening, const Post& post);

/// The field of a post by its name in Span::field; empty for an unknown one.
std::string_view field_text(const Post& post, std::string_view field);

}  // namespace imprimatur::caption
