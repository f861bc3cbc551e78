// The language of a caption, told by its function words.
#pragma once

#include "caption/sweep.h"
#include "caption/tongue.h"

#include <string_view>
#include <vector>

namespace imprimatur::caption {

struct Told {
    const Tongue* tongue = nullptr;  ///< the likeliest; nullptr when no word of any language stands there
    bool sure = false;

    /// Whether words may be written into the caption.
    [[nodiscard]] bool writes() const { return tongue != nullptr && sure && tongue->written; }
};

/// The language that most words speak for, a word of several languages counting in parts. Hashtags, handles and what was found do not
/// speak, except the words of ages, which speak twice. Not promised: a caption of two languages gets that of the greater part.
Told told_language(const Tongues& tongues, std::u32string_view text, const std::vector<Found>& found);

/// The language of an age's own words ("45 años"), where they belong to one alone; else `caption`.
Told told_by_age(const Tongues& tongues, std::u32string_view span, const Told& caption);

/// Whether one of the words is a unit of ages in this language.
bool has_unit(const Tongue& tongue, std::string_view lower_span);

}  // namespace imprimatur::caption
