// Words in a script that neither reader was made for: they were searched, but nobody can say that they were read.
#pragma once

#include "imprimatur/model/words.h"

#include <string>

namespace imprimatur::caption {

/// The script, in English ("Thai"), when a quarter of the letters of the caption, the alt text, the hashtags and the message replied to
/// are neither Latin nor Devanagari, or enough for a name and a place are not; else empty. On posts by writers that the learned reader had
/// not seen, it and the rules found 0.67 of the risky ones in such scripts, against 0.87 in Latin ones (docs/benchmarks.md). Not promised:
/// that every language in Latin letters is read equally well.
std::string foreign_script(const Post& post);

}  // namespace imprimatur::caption
