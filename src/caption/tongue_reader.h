// The [[language]] tables of policy/words/rewrite.
#pragma once

#include "caption/tongue.h"
#include "imprimatur/result.h"

#include <string_view>

namespace imprimatur::caption {

/// Adds the languages of one file. Error names the file, the language and what is wrong: a misspelt key, a band that is not there, a
/// language twice, a written language without examples.
Result<void> read_tongues(std::string_view name, std::string_view toml, Tongues& out);

/// Fills told_by and unit_of, once all files are read.
void index_tongues(Tongues& tongues);

}  // namespace imprimatur::caption
