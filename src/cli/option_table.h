// The table itself: every command and option with its help, its values and its examples.
#pragma once

#include "cli/invocation.h"

namespace CLI {
class App;
}

namespace imprimatur::cli {

/// Fills `root`, whose options write into `it`; both have to live as long as the parsing.
void build_options(CLI::App& root, Invocation& it);

}  // namespace imprimatur::cli
