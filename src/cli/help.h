// Help on a terminal, made from the option table.
#pragma once

#include "cli/command_page.h"

#include <string>
#include <vector>

namespace imprimatur::cli {

/// What it does, its commands in a sentence each, two examples.
std::string short_screen(const CommandPage& root, std::size_t width);

/// One command with its options, the ones that every command has, and examples. `names` leads to it from the root.
std::string help_for(const CommandPage& root, const std::vector<std::string>& names, std::size_t width);

/// "imprimatur redact [options] --out DIR FILE..."
std::string usage_line(const CommandPage& page);

}  // namespace imprimatur::cli
