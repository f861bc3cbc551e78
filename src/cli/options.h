// The option table: what can be written on the command line, and what was written.
#pragma once

#include "cli/command_page.h"
#include "cli/invocation.h"

#include <string>
#include <vector>

namespace imprimatur::cli {

struct Parsed {
    enum class Kind { Run, Help, Version, Problem };
    Kind kind = Kind::Problem;
    Invocation invocation;
    std::vector<std::string> help_for;  ///< names down the tree of pages
    std::string problem;  ///< one line: what, where, what to do
};

Parsed parse_command_line(const std::vector<std::string>& words);

/// The whole tree, the program itself at its root.
CommandPage command_pages();

}  // namespace imprimatur::cli
