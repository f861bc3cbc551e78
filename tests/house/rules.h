// The house rules that a reader of one file cannot see broken.
#pragma once

#include "tree.h"

#include <functional>

namespace imprimatur::house {

/// Sources of at most 400 lines; generated tables are .inc.
Complaints check_lengths(const std::filesystem::path& root);

/// No note to self, no switched-off test, no silenced warning, no path of a machine that built this.
Complaints check_loose_ends(const std::filesystem::path& root);

/// Every fuzz/x.cpp is a libFuzzer target that fuzz/CMakeLists.txt builds.
Complaints check_fuzz_targets(const std::filesystem::path& root);

/// Every policy/**/*.toml is loaded: its name, or its folder's, stands in a source.
Complaints check_policy_files(const std::filesystem::path& root);

/// What `imprimatur WORDS... --help` says; empty when there is no such command.
using Help = std::function<std::string(const std::vector<std::string>& words)>;

/// The commands in the code blocks of README.md exist: `./run X` in run, `imprimatur X --option` in the program's help.
Complaints check_readme(const std::filesystem::path& root, const Help& help);

}  // namespace imprimatur::house
