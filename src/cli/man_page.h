// The manual page in troff, made from the option table.
#pragma once

#include "cli/command_page.h"

#include <string>

namespace imprimatur::cli {

std::string man_page(const CommandPage& root);

}  // namespace imprimatur::cli
