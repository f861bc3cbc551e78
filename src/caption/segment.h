// Sentences and words of a prepared text.
#pragma once

#include "caption/prepared.h"

namespace imprimatur::caption {

void find_sentences(Prepared& prepared);
void find_words(Prepared& prepared);

/// Lower case, '-' and '.' as in find_words: the key under which a list entry is found.
std::string word_key(std::string_view entry);

}  // namespace imprimatur::caption
