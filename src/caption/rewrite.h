// A safer caption, not only a refusal (TXT-REWRITE): the cheapest wording that says less, screened again.
#pragma once

#include "caption/echoes.h"
#include "caption/sweep.h"

namespace imprimatur::caption {

/// Fills rewrite, rewrite_passes and cannot_fix from what was found in the caption.
/// `echoes` of all fields are looked for again in each proposal.
void propose_rewrite(
    const RuleTable& table, const std::string& caption, const std::vector<Found>& found, const std::vector<Echo>& echoes, Screening& out);

/// One replacement in a text of code points.
struct Edit {
    std::size_t start = 0;
    std::size_t end = 0;
    std::u32string text;
};

/// The edit that mends one span; nullopt when no wording can.
std::optional<Edit> mend(std::u32string_view text, const Found& found);

/// All edits at once, then blanks, punctuation, articles and capitals put right where something was cut.
std::u32string apply_edits(std::u32string_view text, std::vector<Edit> edits);

}  // namespace imprimatur::caption
