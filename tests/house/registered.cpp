#include "registered.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdio>
#include <map>

namespace imprimatur::house {

namespace fs = std::filesystem;

namespace {

constexpr std::array<std::string_view, 7> kMacros
    = { "TEST", "TEST_F", "TEST_P", "TYPED_TEST", "TYPED_TEST_P", "RC_GTEST_PROP", "RC_GTEST_FIXTURE_PROP" };

/// The next identifier from `at` on, which is moved behind it.
std::string next_identifier(std::string_view code, std::size_t& at)
{
    while (at < code.size() && (code[at] == ' ' || code[at] == '\n' || code[at] == '\t'))
        ++at;
    const auto start = at;
    while (at < code.size() && (std::isalnum(static_cast<unsigned char>(code[at])) != 0 || code[at] == '_'))
        ++at;
    return std::string(code.substr(start, at - start));
}

/// The path as it stands in the tree, whatever way a build system wrote it.
std::string within(const fs::path& root, const fs::path& path)
{
    return fs::weakly_canonical(path).lexically_relative(fs::weakly_canonical(root)).generic_string();
}

}  // namespace

std::vector<Program> parse_programs(std::string_view list)
{
    std::vector<Program> programs;
    for (const auto line : lines_of(list)) {
        const auto first = line.find('\t');
        const auto second = first == std::string_view::npos ? first : line.find('\t', first + 1);
        if (second == std::string_view::npos)
            continue;
        Program program { std::string(line.substr(0, first)), std::string(line.substr(first + 1, second - first - 1)), {} };
        for (auto rest = line.substr(second + 1); !rest.empty();) {
            const auto end = rest.find(';');
            program.sources.emplace_back(std::string(rest.substr(0, end)));
            rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
        }
        programs.push_back(std::move(program));
    }
    return programs;
}

std::set<std::string> tests_in_source(std::string_view text)
{
    std::set<std::string> tests;
    const auto code = code_of(text);
    std::size_t line_start = 0;
    for (const auto line : lines_of(code)) {
        for (const auto macro : kMacros) {
            if (!line.starts_with(macro) || line.size() <= macro.size() || line[macro.size()] != '(')
                continue;
            std::size_t at = line_start + macro.size() + 1;
            const auto suite = next_identifier(code, at);
            ++at;  // the comma
            tests.insert(suite + "." + next_identifier(code, at));
        }
        line_start += line.size() + 1;
    }
    return tests;
}

std::set<std::string> tests_in_listing(std::string_view listing)
{
    std::set<std::string> tests;
    std::string suite;
    for (auto line : lines_of(listing)) {
        line = line.substr(0, line.find("  #"));
        if (!line.starts_with(' ') && line.ends_with('.')) {
            suite = std::string(line.substr(0, line.size() - 1));
            // "Typed/0" counts types, "Instance/Suite" names the instance first.
            const auto slash = suite.rfind('/');
            if (slash != std::string::npos && std::all_of(suite.begin() + static_cast<std::ptrdiff_t>(slash) + 1, suite.end(), [](char c) {
                    return c >= '0' && c <= '9';
                }))
                suite.erase(slash);
            suite.erase(0, suite.rfind('/') == std::string::npos ? 0 : suite.rfind('/') + 1);
        } else if (line.starts_with("  ") && !suite.empty()) {
            line = line.substr(2);
            tests.insert(suite + "." + std::string(line.substr(0, line.find('/'))));
        }
    }
    return tests;
}

std::string output_of(const std::string& command)
{
    std::string output;
    FILE* pipe = popen(command.c_str(), "r");
    if (pipe == nullptr)
        return output;
    std::array<char, 4096> part {};
    while (const auto read = std::fread(part.data(), 1, part.size(), pipe))
        output.append(part.data(), read);
    pclose(pipe);
    return output;
}

Complaints check_registered(const fs::path& root, const std::vector<Program>& programs, const std::string& ctest_list)
{
    Complaints complaints;
    std::set<std::string> compiled;
    for (const auto& program : programs) {
        std::set<std::string> written;
        for (const auto& source : program.sources) {
            compiled.insert(within(root, source));
            written.merge(tests_in_source(read_text(source)));
        }
        if (!fs::exists(program.binary)) {
            complaints.push_back(program.name + ": the program was not built, so its tests do not run");
            continue;
        }
        const auto listed = tests_in_listing(output_of("'" + program.binary.string() + "' --gtest_list_tests 2>/dev/null"));
        for (const auto& test : written) {
            if (!listed.contains(test))
                complaints.push_back(program.name + ": " + test + " stands in the sources and the program does not list it");
            else if (!mentions(ctest_list, test) && ctest_list.find(test.substr(0, test.find('.')) + "/") == std::string::npos)
                complaints.push_back(program.name + ": ctest does not run " + test);
        }
        for (const auto& test : listed) {
            if (!written.contains(test))
                complaints.push_back(program.name + ": the program lists " + test + ", which no source of it holds");
        }
    }
    for (const auto* part : { "src", "tests" }) {
        for (const auto& file : read_tree(root, part, { "_test.cpp" })) {
            if (!compiled.contains(file.path))
                complaints.push_back(file.path + ": compiled into no test program");
        }
        for (const auto& file : read_tree(root, part, { "_test.sh" })) {
            const auto name = fs::path(file.path).stem().string();
            if (!mentions(ctest_list, name))
                complaints.push_back(file.path + ": ctest runs no test of this name");
        }
    }
    return complaints;
}

}  // namespace imprimatur::house
