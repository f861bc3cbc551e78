#include "rules.h"

#include <algorithm>
#include <sstream>

namespace imprimatur::house {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kMaxLines = 400;
const std::vector<std::string> kCode = { ".cpp", ".h" };

std::vector<File> code_files(const fs::path& root)
{
    std::vector<File> files;
    for (const auto* part : { "src", "include", "tests", "fuzz" }) {
        auto found = read_tree(root, part, kCode);
        std::move(found.begin(), found.end(), std::back_inserter(files));
    }
    return files;
}

/// Everything a person wrote: folders, and the files that stand beside them.
std::vector<File> written_files(const fs::path& root)
{
    std::vector<File> files;
    for (const auto& entry : fs::directory_iterator(root)) {
        const auto name = entry.path().filename().string();
        // The LICENSE and the lock file are others' words; hidden files are settings of tools.
        if (entry.is_regular_file() && !name.starts_with('.') && name != "LICENSE" && name != "package-lock.json")
            files.push_back({ name, read_text(entry.path()) });
        else if (entry.is_directory() && !name.starts_with('.') && name != "build" && name != "node_modules") {
            auto found = read_tree(root, name, { ".cpp", ".h", ".inc", ".txt", ".cmake", ".md", ".toml", ".sh", ".json", ".html", ".css" });
            std::move(found.begin(), found.end(), std::back_inserter(files));
        }
    }
    return files;
}

/// Put together from halves so that this file does not hold them itself.
std::vector<std::string> loose_words()
{
    // The third is a mark with its colon, because without one it is also a masked word.
    const std::string_view halves[][2]
        = { { "TO", "DO" }, { "FIX", "ME" }, { "XX", "X:" }, { "HA", "CK" }, { "GTEST_", "SKIP" }, { "NO", "LINT" } };
    std::vector<std::string> words;
    for (const auto& half : halves)
        words.push_back(std::string(half[0]) + std::string(half[1]));
    return words;
}

/// Beginnings of absolute paths that mean something on one machine only.
std::vector<std::string> machine_paths()
{
    std::vector<std::string> paths;
    for (const auto* name : { "work", "farm", "tmp", "root", "home" })
        paths.push_back("/" + std::string(name) + "/");
    return paths;
}

/// The path begins here: "build/tmp/x" and "https://host/work/" do not begin with one.
bool begins_path(std::string_view line, std::string_view path)
{
    for (auto at = line.find(path); at != std::string_view::npos; at = line.find(path, at + 1)) {
        const char before = at == 0 ? ' ' : line[at - 1];
        if (before == ' ' || before == '"' || before == '\'' || before == '=' || before == '(' || before == '`')
            return true;
    }
    return false;
}

std::vector<std::string> words_of(std::string_view line)
{
    std::istringstream stream { std::string(line) };
    std::vector<std::string> words;
    for (std::string word; stream >> word;)
        words.push_back(word);
    return words;
}

/// The lines inside ``` fences, with continued lines joined and a leading prompt taken off.
std::vector<std::string> command_lines(std::string_view document)
{
    std::vector<std::string> commands;
    bool inside = false;
    bool continued = false;
    for (auto line : lines_of(document)) {
        if (line.starts_with("```")) {
            inside = !inside;
            continued = false;
            continue;
        }
        if (!inside)
            continue;
        const bool goes_on = line.ends_with('\\');
        if (goes_on)
            line.remove_suffix(1);
        if (continued)
            commands.back() += std::string(line);
        else
            commands.emplace_back(line.starts_with("$ ") ? line.substr(2) : line);
        continued = goes_on;
    }
    return commands;
}

bool is_name(const std::string& word)
{
    return !word.empty() && std::all_of(word.begin(), word.end(), [](char c) { return (c >= 'a' && c <= 'z') || c == '-'; })
        && word[0] != '-';
}

Complaints check_program_line(const std::vector<std::string>& words, const Help& help)
{
    if (words[1].starts_with('-'))
        return {};
    auto text = help({ words[1] });
    if (text.empty())
        return { "README.md: there is no command 'imprimatur " + words[1] + "'" };
    // "consent template": the second word is a command of its own where the first one's help has it.
    if (words.size() > 2 && is_name(words[2]) && mentions(text, words[2]))
        text += help({ words[1], words[2] });
    Complaints complaints;
    for (std::size_t i = 2; i < words.size() && words[i] != "|" && words[i] != ">" && words[i] != "&&" && words[i][0] != '#'; ++i) {
        const auto option = words[i].substr(0, words[i].find('='));
        if (option.starts_with("--") && option.size() > 2 && !mentions(text, option))
            complaints.push_back("README.md: 'imprimatur " + words[1] + "' has no " + option);
    }
    return complaints;
}

}  // namespace

Complaints check_lengths(const fs::path& root)
{
    Complaints complaints;
    for (const auto& file : code_files(root)) {
        const auto lines = lines_of(file.text).size();
        if (lines > kMaxLines)
            complaints.push_back(
                file.path + ": " + std::to_string(lines) + " lines; one noun a file, " + std::to_string(kMaxLines) + " at most");
    }
    return complaints;
}

Complaints check_loose_ends(const fs::path& root)
{
    Complaints complaints;
    const auto words = loose_words();
    const auto paths = machine_paths();
    const std::string switched_off = std::string("DIS") + "ABLED_";
    for (const auto& file : written_files(root)) {
        const auto lines = lines_of(file.text);
        for (std::size_t i = 0; i < lines.size(); ++i) {
            const auto place = file.path + ":" + std::to_string(i + 1) + ": ";
            for (const auto& word : words) {
                if (mentions(lines[i], word))
                    complaints.push_back(place + "holds " + word);
            }
            if (lines[i].find(switched_off) != std::string_view::npos)
                complaints.push_back(place + "a switched-off test");
            for (const auto& path : paths) {
                if (begins_path(lines[i], path))
                    complaints.push_back(place + "a path of one machine, " + path);
            }
        }
    }
    return complaints;
}

Complaints check_fuzz_targets(const fs::path& root)
{
    Complaints complaints;
    const auto cmake = read_text(root / "fuzz" / "CMakeLists.txt");
    for (const auto& file : read_tree(root, "fuzz", { ".cpp" })) {
        const auto name = fs::path(file.path).stem().string();
        if (!mentions(cmake, name) && cmake.find("/*.cpp)") == std::string::npos)
            complaints.push_back(file.path + ": fuzz/CMakeLists.txt does not build it");
        if (file.text.find("LLVMFuzzerTestOneInput") == std::string::npos)
            complaints.push_back(file.path + ": no fuzz target (LLVMFuzzerTestOneInput)");
    }
    return complaints;
}

Complaints check_policy_files(const fs::path& root)
{
    std::string sources;
    for (const auto& file : read_tree(root, "src", { ".cpp", ".h" }))
        sources += file.text;
    Complaints complaints;
    for (const auto& file : read_tree(root, "policy", { ".toml", ".tsv" })) {
        const fs::path path(file.path);
        // Loaders name a file ("pack.toml") or a folder whose files they take all ("words").
        if (!mentions(sources, path.filename().string()) && !mentions(sources, "\"" + path.parent_path().filename().string() + "\"")
            && !mentions(sources, path.parent_path().lexically_relative("policy").generic_string() + "/"))
            complaints.push_back(file.path + ": no source names it or its folder, so nothing loads it");
    }
    return complaints;
}

Complaints check_readme(const fs::path& root, const Help& help)
{
    const auto readme = read_text(root / "README.md");
    if (readme.empty())
        return { "README.md: is not there" };
    const auto run = read_text(root / "run");
    Complaints complaints;
    std::size_t commands = 0;
    for (const auto& line : command_lines(readme)) {
        const auto words = words_of(line);
        if (words.empty())
            continue;
        if (words[0] == "./run") {
            ++commands;
            if (words.size() > 1 && is_name(words[1]) && run.find("\n    " + words[1] + ") ") == std::string::npos)
                complaints.push_back("README.md: there is no './run " + words[1] + "'");
        } else if (fs::path(words[0]).filename() == "imprimatur" && words.size() > 1) {
            ++commands;
            const auto found = check_program_line(words, help);
            complaints.insert(complaints.end(), found.begin(), found.end());
        }
    }
    if (commands == 0)
        complaints.emplace_back("README.md: no code block shows a command");
    return complaints;
}

}  // namespace imprimatur::house
