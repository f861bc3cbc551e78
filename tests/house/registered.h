// No test can fall out of the build unseen: what stands in the sources is what the programs list and what ctest runs.
#pragma once

#include "tree.h"

#include <set>

namespace imprimatur::house {

/// A test program as CMake knows it.
struct Program {
    std::string name;
    std::filesystem::path binary;
    std::vector<std::filesystem::path> sources;
};

/// The list that tests/house/CMakeLists.txt writes: "name<TAB>binary<TAB>source;source;...", a line a program.
std::vector<Program> parse_programs(std::string_view list);

/// "Suite.Name" of every TEST, TEST_F, TEST_P, TYPED_TEST and RC_GTEST_PROP of a source.
std::set<std::string> tests_in_source(std::string_view text);

/// "Suite.Name" of what --gtest_list_tests printed; instances and parameters fall together.
std::set<std::string> tests_in_listing(std::string_view listing);

/// Every *_test.cpp below root is a source of a program; every test of a program's sources is in its listing and the
/// other way round; every one of them, and every *_test.sh, is in ctest's list.
Complaints check_registered(const std::filesystem::path& root, const std::vector<Program>& programs, const std::string& ctest_list);

/// Standard output of a command.
std::string output_of(const std::string& command);

}  // namespace imprimatur::house
