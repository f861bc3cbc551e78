// Words and numbers that are harmless alone and are not where they stand: after a title, before "years", beside a stranger.
#pragma once

#include "dicom/text/text_cleaner.h"
#include "dicom/text/token.h"

namespace imprimatur::dicom {

/// Takes kept from the tokens that their neighbours make a name, a date, a time, an age, an address or a number of somebody.
void judge_context(std::string_view text, TextStyle style, std::vector<Token>& tokens);

/// Whether the kept tokens say anything: a text of function words and bare numbers does not.
bool says_something(TextStyle style, const std::vector<Token>& tokens);

}  // namespace imprimatur::dicom
