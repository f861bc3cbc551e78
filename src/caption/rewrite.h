// A safer caption, not only a refusal (TXT-REWRITE): the cheapest wording that says less, screened again.
#pragma once

#include "caption/echoes.h"
#include "caption/sweep.h"
#include "caption/told.h"

namespace imprimatur::caption {

/// Fills rewrite, rewrite_passes and cannot_fix from what was found in the caption. Nothing is written in a language that the caption is
/// not told to be in. `echoes` of all fields are looked for again in each proposal. Not promised: that the grammar of a mended sentence
/// is right; its author reads it.
void propose_rewrite(
    const RuleTable& table, const std::string& caption, const std::vector<Found>& found, const std::vector<Echo>& echoes, Screening& out);

/// One replacement in a text of code points.
struct Edit {
    std::size_t start = 0;
    std::size_t end = 0;
    std::u32string text;
    bool withheld = false;  ///< words belong here, and none were written: the caption's language is not known well enough
};

/// The edit that mends one span; nullopt when no wording can.
std::optional<Edit> mend(const Tongues& tongues, std::u32string_view text, const Found& found, const Told& told);

/// All edits at once, then blanks, punctuation, articles and capitals put right where something was cut.
std::u32string apply_edits(std::u32string_view text, std::vector<Edit> edits);

}  // namespace imprimatur::caption
