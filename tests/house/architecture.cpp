#include "architecture.h"

#include <algorithm>
#include <map>
#include <set>

namespace imprimatur::house {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kDocument = "ARCHITECTURE.md";
const std::vector<std::string> kCode = { ".cpp", ".h", ".inc" };

/// One row: folders ("model"), single headers of folders ("jail/protocol.h") and folders that may be linked but not
/// included ("link:main"); then what tests may include besides.
struct Arrow {
    std::set<std::string> code;
    std::set<std::string> tests;
};
using Arrows = std::map<std::string, Arrow>;

std::string complaint(const std::string& path, std::size_t line, const std::string& what)
{
    return path + ":" + std::to_string(line) + ": " + what;
}

/// Tests, and the headers that only tests share (rules_test_support.h, test_folder.h, fake_reader.h).
bool is_test(const std::string& path)
{
    const auto name = path.substr(path.rfind('/') + 1);
    return name.ends_with("_test.cpp") || name.find("_test_") != std::string::npos || name.starts_with("test_")
        || name.starts_with("fake_");
}

Arrows arrows_of(const fs::path& root, Complaints& complaints)
{
    Arrows arrows;
    for (const auto& row : table_of(read_text(root / kDocument), "arrows")) {
        const auto names = row.empty() ? std::vector<std::string> {} : ticked(row[0]);
        if (row.size() != 3 || names.size() != 1) {
            complaints.push_back(std::string(kDocument) + ": a row of the arrow table is not `folder` | may include | tests also");
            continue;
        }
        const auto code = ticked(row[1]);
        const auto tests = ticked(row[2]);
        arrows[names[0]] = { { code.begin(), code.end() }, { tests.begin(), tests.end() } };
    }
    if (arrows.empty())
        complaints.push_back(std::string(kDocument) + ": there is no arrow table");
    return arrows;
}

std::string first_part(const std::string& path, char separator) { return path.substr(0, path.find(separator)); }

/// "src/jail/text/x.cpp" -> "jail", "include/imprimatur/model.h" -> "imprimatur"; empty for what stands in no folder.
std::string folder_of(const std::string& path)
{
    const auto start = path.find('/') + 1;
    const auto end = path.find('/', start);
    return end == std::string::npos ? std::string() : path.substr(start, end - start);
}

bool covers(const std::set<std::string>& allowed, const std::string& header)
{
    return allowed.contains(header) || allowed.contains(first_part(header, '/'));
}

void check_includes(const File& file, const Arrows& arrows, const fs::path& root, Complaints& complaints)
{
    const auto folder = folder_of(file.path);
    const auto row = arrows.find(folder);
    if (row == arrows.end())
        return;
    for (const auto& include : includes_of(file.text)) {
        const bool ours = fs::exists(root / "src" / include.header) || fs::exists(root / "include" / include.header);
        if (!ours && !include.quoted)
            continue;
        if (!ours) {
            complaints.push_back(complaint(
                file.path, include.line, "\"" + include.header + "\" is no file of src/ or include/; ours are written \"folder/file.h\""));
            continue;
        }
        const auto target = first_part(include.header, '/');
        if (target == folder || covers(row->second.code, include.header))
            continue;
        // The public headers are everybody's, but they themselves stand alone.
        if (target == "imprimatur" && folder != "imprimatur")
            continue;
        if (is_test(file.path) && covers(row->second.tests, include.header))
            continue;
        complaints.push_back(
            complaint(file.path, include.line, folder + " may not include " + include.header + " (arrow table of ARCHITECTURE.md)"));
    }
}

/// The words of a CMake file outside its comments.
std::vector<std::string> cmake_words(const std::string& text)
{
    std::vector<std::string> words;
    for (auto line : lines_of(text)) {
        line = line.substr(0, line.find('#'));
        std::string word;
        for (const char c : line) {
            if (c == ' ' || c == '\t' || c == '(' || c == ')' || c == '"' || c == ';') {
                if (!word.empty())
                    words.push_back(std::move(word));
                word.clear();
                continue;
            }
            word += c;
        }
        if (!word.empty())
            words.push_back(std::move(word));
    }
    return words;
}

/// `target` is a folder's name or one of its parts: "jail", "jail_protocol".
bool may_link(const std::set<std::string>& allowed, const std::string& target)
{
    const auto folder = first_part(target, '_');
    if (allowed.contains(folder) || allowed.contains("link:" + folder))
        return true;
    // A row that grants single headers grants the part of the folder that implements them, never the whole folder.
    return target != folder
        && std::any_of(allowed.begin(), allowed.end(), [&](const std::string& name) { return name.starts_with(folder + "/"); });
}

void check_links(const File& file, const Arrows& arrows, Complaints& complaints)
{
    const auto folder = folder_of(file.path);
    const auto row = arrows.find(folder);
    if (row == arrows.end())
        return;
    auto with_tests = row->second.code;
    with_tests.insert(row->second.tests.begin(), row->second.tests.end());
    std::string section;
    for (const auto& word : cmake_words(file.text)) {
        if (std::all_of(word.begin(), word.end(), [](char c) { return (c >= 'A' && c <= 'Z') || c == '_'; })) {
            section = word;
            continue;
        }
        const bool prefixed = word.starts_with("imprimatur_");
        const auto target = prefixed ? word.substr(11) : word;
        const bool linked = prefixed || section == "LINKS" || section == "TEST_LINKS";
        if (!linked || !arrows.contains(first_part(target, '_')) || first_part(target, '_') == folder)
            continue;
        // A prefixed word may be a test's link line; the includes of that test are held apart from the code's.
        if (!may_link(section == "LINKS" ? row->second.code : with_tests, target))
            complaints.push_back(file.path + ": " + folder + " may not link " + target + " (arrow table of ARCHITECTURE.md)");
    }
}

/// "src/jail" covers what is below it, "*.cpp" every name that ends so, a file itself.
bool stands_in(const std::string& path, const std::string& place)
{
    if (place.starts_with('*'))
        return path.ends_with(place.substr(1));
    return path == place || path.starts_with(place + "/");
}

}  // namespace

Complaints check_arrows(const fs::path& root)
{
    Complaints complaints;
    const auto arrows = arrows_of(root, complaints);
    auto folders = folders_below(root, "src");
    folders.push_back("imprimatur");
    for (const auto& folder : folders) {
        if (!arrows.contains(folder))
            complaints.push_back(std::string(kDocument) + ": src/" + folder + " has no row in the arrow table");
    }
    for (const auto& [folder, arrow] : arrows) {
        if (std::find(folders.begin(), folders.end(), folder) == folders.end())
            complaints.push_back(std::string(kDocument) + ": the arrow table names " + folder + ", and src/" + folder + " holds nothing");
    }
    for (const auto* part : { "src", "include" }) {
        for (const auto& file : read_tree(root, part, kCode))
            check_includes(file, arrows, root, complaints);
    }
    for (const auto& file : read_tree(root, "src", { "CMakeLists.txt" }))
        check_links(file, arrows, complaints);
    return complaints;
}

Complaints check_absence(const fs::path& root)
{
    Complaints complaints;
    const auto rows = table_of(read_text(root / kDocument), "absence");
    if (rows.empty())
        complaints.push_back(std::string(kDocument) + ": there is no table of absences");
    auto files = read_tree(root, "src", kCode);
    const auto headers = read_tree(root, "include", kCode);
    files.insert(files.end(), headers.begin(), headers.end());
    std::erase_if(files, [](const File& file) { return is_test(file.path); });
    for (auto& file : files)
        file.text = code_of(file.text);
    for (const auto& row : rows) {
        if (row.size() != 3 || ticked(row[0]).empty() || row[2].empty()) {
            complaints.push_back(std::string(kDocument) + ": a row of the absence table is not `what` | `where alone` | why");
            continue;
        }
        const auto places = ticked(row[1]);
        for (const auto& file : files) {
            if (std::any_of(places.begin(), places.end(), [&](const std::string& place) { return stands_in(file.path, place); }))
                continue;
            const auto lines = lines_of(file.text);
            for (std::size_t i = 0; i < lines.size(); ++i) {
                for (const auto& word : ticked(row[0])) {
                    if (mentions(lines[i], word))
                        complaints.push_back(complaint(file.path, i + 1, word + " does not belong here: " + row[2]));
                }
            }
        }
    }
    return complaints;
}

Complaints check_code_map(const fs::path& root)
{
    Complaints complaints;
    const auto document = read_text(root / kDocument);
    const auto lines = lines_of(document);
    const auto folders = folders_below(root, "src");
    std::set<std::string> described;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (!lines[i].starts_with("### `src/"))
            continue;
        auto name = std::string(lines[i].substr(9));
        name = name.substr(0, name.find_first_of("/`"));
        std::size_t words = 0;
        for (std::size_t j = i + 1; j < lines.size() && !lines[j].starts_with('#'); ++j)
            words += lines[j].size();
        // A heading with a word below it is no paragraph.
        if (words >= 80)
            described.insert(name);
        if (std::find(folders.begin(), folders.end(), name) == folders.end())
            complaints.push_back(complaint(std::string(kDocument), i + 1, "the code map describes src/" + name + ", which holds nothing"));
    }
    for (const auto& folder : folders) {
        if (!described.contains(folder))
            complaints.push_back(
                std::string(kDocument) + ": src/" + folder + " has no paragraph in the code map (### `src/" + folder + "`)");
    }
    return complaints;
}

}  // namespace imprimatur::house
