// What follows from what the learned reader says: data (policy/reader/reader.toml), fitted on writers that the reader never saw
// (train/words/fit.py).
#pragma once

#include "caption/evidence.h"
#include "caption/learned_reading.h"
#include "caption/pattern.h"
#include "caption/rule.h"
#include "imprimatur/result.h"

#include <optional>
#include <string_view>
#include <vector>

namespace imprimatur::caption {

/// What the reader marks and is none: "disfagia de [3 años] de evolución" is no age.
struct NotThere {
    std::optional<Pattern> before;  ///< matches in the words before the span
    std::optional<Pattern> at;  ///< matches from the span's beginning on
    [[nodiscard]] bool says(std::string_view words_before, std::string_view from_span_on) const;
};

struct ReaderPolicy {
    std::vector<Rule> labels;  ///< one a label, in their order: what the reader's own findings are called and how they are mended
    std::vector<NotThere> not_there;  ///< one a label, in their order
    LabelChances span {};  ///< a run of pieces of at least this chance is a span
    double assent = 0.1;  ///< what a rule that does not stand alone needs somewhere in its place
    double worst = 0.5;  ///< at least this chance of "non-compliant" makes it so
    double without_span = 0.75;  ///< what the judgement needs where no single place tells
    double sure = 0.97;  ///< from this chance of "not compliant" on, the network is outvoted by nobody
    Weights patient;  ///< is the post about a patient?
    Weights risky;  ///< does it tell who?

    /// Every label and weight must be there. `lists`: the names of the word lists, for what a label's `unless` names: a country is no
    /// PLACE.
    static Result<ReaderPolicy> load(std::string_view toml, const std::vector<std::string>& lists);
};

}  // namespace imprimatur::caption
