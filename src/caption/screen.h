// The words of a post: what identifies, how bad that is, and a safer caption.
#pragma once

#include "caption/gram_reader.h"
#include "caption/learned_reading.h"
#include "caption/reader_policy.h"
#include "caption/sweep.h"
#include "caption/word_rules.h"
#include "imprimatur/model/words.h"

#include <optional>

namespace imprimatur::caption {

/// What the learned reader (network and bag of n-grams) said of this post, and what follows from that.
struct SecondOpinion {
    const ReaderPolicy& policy;
    const LearnedReading& reading;
    GramReading grams;
};

struct Occasion {
    /// The words stand beside a patient's image: nobody has to guess whether they are about a patient.
    bool beside_a_patients_image = false;
};

/// What the rules find in all fields of the post. Error only when a field is not UTF-8 or longer than 1 MB.
Result<Search> search(const Post& post, const WordRules& rules);

/// `searched`: of this post with these rules. Without a second opinion the rules alone decide, and in doubt against the post. A text that
/// could not be searched to its end comes back as NonCompliant with the reason in `cannot_fix`, never as clean. Not promised: names,
/// places and stories that no rule has a cue for are missed; the class says what was found.
Screening screen(
    const Post& post, const WordRules& rules, Search searched, const std::optional<SecondOpinion>& opinion, const Occasion& occasion);

/// The rules alone, search included. Error as of `search`.
Result<Screening> screen(const Post& post, const WordRules& rules);

/// One Finding a span: where is a TextPlace, masked is the shape of the text, action is what the rule's rewrite does.
std::vector<Finding> to_findings(const Screening& screening, const Post& post);

/// The texts of the spans, as written: what must not appear in a shareable copy. Patient data: never for a log.
std::vector<std::string> removed_strings(const Screening& screening, const Post& post);

/// The field of a post by its name in Span::field; empty for an unknown one.
std::string_view field_text(const Post& post, std::string_view field);

}  // namespace imprimatur::caption
