// The command from its words to its exit status.
#pragma once

#include "cli/world.h"

#include <string>
#include <vector>

namespace imprimatur::cli {

int run(const std::vector<std::string>& words, World& world);

}  // namespace imprimatur::cli
