// The examples of a language's table, tried when it is loaded: a table that does not write what it says is no table.
#pragma once

#include "caption/tongue.h"

#include <string>
#include <vector>

namespace imprimatur::caption {

/// One line an example that comes out otherwise, or whose language is told to be another.
std::vector<std::string> try_wordings(const Tongues& tongues);

}  // namespace imprimatur::caption
