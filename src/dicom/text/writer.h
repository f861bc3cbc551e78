// A text put together again from what was kept.
#pragma once

#include "dicom/text/text_cleaner.h"
#include "dicom/text/token.h"

namespace imprimatur::dicom {

/// The kept tokens with the separators that belong to them; the removed pieces as they stood.
CleanedText written(std::string_view text, TextStyle style, const std::vector<Token>& tokens);

}  // namespace imprimatur::dicom
