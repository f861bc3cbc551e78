// Reads policy/words as an installation would: tests run the pack that is shipped.
#pragma once

#include "base/test_texts.h"
#include "caption/word_rules.h"

namespace imprimatur::caption::testing {

inline std::vector<std::pair<std::string, std::string>> shipped_files(const std::filesystem::path& source)
{
    return folder_texts(source / "policy" / "words");
}

}  // namespace imprimatur::caption::testing
