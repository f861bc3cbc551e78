// Completion for bash, made from the option table.
#pragma once

#include "cli/command_page.h"

#include <string>

namespace imprimatur::cli {

std::string bash_completion(const CommandPage& root);

}  // namespace imprimatur::cli
