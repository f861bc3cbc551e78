#include "tree.h"

#include <algorithm>
#include <cctype>
#include <fstream>
#include <iterator>

namespace imprimatur::house {

namespace fs = std::filesystem;

namespace {

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

bool is_outside(const std::string& name) { return name.starts_with('.') || name == "build" || name == "node_modules"; }

std::string_view trimmed(std::string_view text)
{
    const auto first = text.find_first_not_of(" \t\r");
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

/// Where the literal or comment that starts at `at` ends; `at` itself when none starts there.
std::size_t end_of_hidden(std::string_view text, std::size_t at)
{
    const auto after = [&](std::string_view terminator, std::size_t from, std::size_t beyond) {
        const auto end = text.find(terminator, from);
        return end == std::string_view::npos ? text.size() : end + beyond;
    };
    const auto here = text.substr(at);
    if (here.starts_with("//"))
        return after("\n", at, 0);
    if (here.starts_with("/*"))
        return after("*/", at + 2, 2);
    if (here.starts_with("R\"") && (at == 0 || !is_word(text[at - 1]))) {
        const auto open = text.find('(', at);
        if (open == std::string_view::npos)
            return text.size();
        const std::string close = ")" + std::string(text.substr(at + 2, open - at - 2)) + "\"";
        return after(close, open, close.size());
    }
    // A quote after a digit or letter separates digits: 1'000.
    if (here[0] != '"' && (here[0] != '\'' || (at > 0 && is_word(text[at - 1]))))
        return at;
    std::size_t end = at + 1;
    while (end < text.size() && text[end] != here[0] && text[end] != '\n')
        end += text[end] == '\\' ? 2 : 1;
    return std::min(end + 1, text.size());
}

bool on_include_line(std::string_view text, std::size_t at)
{
    const auto newline = at == 0 ? std::string_view::npos : text.rfind('\n', at - 1);
    const auto start = newline == std::string_view::npos ? 0 : newline + 1;
    const auto line = trimmed(text.substr(start, at - start));
    return line.starts_with('#') && trimmed(line.substr(1)).starts_with("include");
}

}  // namespace

std::string read_text(const fs::path& path)
{
    std::ifstream stream(path, std::ios::binary);
    return { std::istreambuf_iterator<char>(stream), {} };
}

std::vector<File> read_tree(const fs::path& root, std::string_view folder, const std::vector<std::string>& endings)
{
    std::vector<File> files;
    const auto top = root / folder;
    if (!fs::is_directory(top))
        return files;
    for (auto entry = fs::recursive_directory_iterator(top); entry != fs::recursive_directory_iterator(); ++entry) {
        const auto name = entry->path().filename().string();
        if (entry->is_directory()) {
            if (is_outside(name))
                entry.disable_recursion_pending();
            continue;
        }
        const auto wanted = [&](const std::string& ending) { return name.ends_with(ending); };
        if (endings.empty() || std::any_of(endings.begin(), endings.end(), wanted))
            files.push_back({ fs::relative(entry->path(), root).generic_string(), read_text(entry->path()) });
    }
    std::sort(files.begin(), files.end(), [](const File& a, const File& b) { return a.path < b.path; });
    return files;
}

std::vector<std::string> folders_below(const fs::path& root, std::string_view folder)
{
    std::vector<std::string> names;
    const auto top = root / folder;
    if (!fs::is_directory(top))
        return names;
    for (const auto& entry : fs::directory_iterator(top)) {
        const auto name = entry.path().filename().string();
        if (entry.is_directory() && !is_outside(name) && !read_tree(root, std::string(folder) + "/" + name).empty())
            names.push_back(name);
    }
    std::sort(names.begin(), names.end());
    return names;
}

std::string code_of(std::string_view text)
{
    std::string code(text);
    for (std::size_t at = 0; at < text.size();) {
        const auto end = end_of_hidden(text, at);
        if (end == at) {
            ++at;
            continue;
        }
        const bool header_name = text[at] == '"' && on_include_line(text, at);
        for (; at < end; ++at) {
            if (code[at] != '\n' && !header_name)
                code[at] = ' ';
        }
    }
    return code;
}

std::vector<std::string_view> lines_of(std::string_view text)
{
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const auto end = text.find('\n');
        lines.push_back(text.substr(0, end));
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return lines;
}

bool mentions(std::string_view line, std::string_view word)
{
    for (auto at = line.find(word); at != std::string_view::npos; at = line.find(word, at + 1)) {
        const auto end = at + word.size();
        const bool begins = at == 0 || !is_word(word.front()) || !is_word(line[at - 1]);
        const bool ends = end == line.size() || !is_word(word.back()) || !is_word(line[end]);
        if (begins && ends)
            return true;
    }
    return false;
}

std::vector<Include> includes_of(std::string_view text)
{
    std::vector<Include> includes;
    const auto code = code_of(text);
    const auto lines = lines_of(code);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        auto line = trimmed(lines[i]);
        if (!line.starts_with('#'))
            continue;
        line = trimmed(line.substr(1));
        if (!line.starts_with("include"))
            continue;
        line = trimmed(line.substr(7));
        if (line.empty() || (line[0] != '"' && line[0] != '<'))
            continue;
        const auto end = line.find(line[0] == '"' ? '"' : '>', 1);
        if (end != std::string_view::npos)
            includes.push_back({ i + 1, std::string(line.substr(1, end - 1)), line[0] == '"' });
    }
    return includes;
}

std::vector<Row> table_of(std::string_view document, std::string_view name)
{
    std::vector<Row> rows;
    const auto start = document.find("<!-- " + std::string(name) + ":");
    const auto end = document.find("<!-- end of " + std::string(name) + " -->");
    if (start == std::string_view::npos || end == std::string_view::npos || end < start)
        return rows;
    for (auto line : lines_of(document.substr(start, end - start))) {
        line = trimmed(line);
        if (!line.starts_with('|'))
            continue;
        line.remove_prefix(1);
        Row row;
        for (auto bar = line.find('|'); bar != std::string_view::npos; bar = line.find('|')) {
            row.emplace_back(trimmed(line.substr(0, bar)));
            line.remove_prefix(bar + 1);
        }
        rows.push_back(std::move(row));
    }
    // The header and the rule below it.
    rows.erase(rows.begin(), rows.begin() + std::min<std::ptrdiff_t>(2, std::ssize(rows)));
    return rows;
}

std::vector<std::string> ticked(std::string_view cell)
{
    std::vector<std::string> words;
    for (auto open = cell.find('`'); open != std::string_view::npos; open = cell.find('`')) {
        const auto close = cell.find('`', open + 1);
        if (close == std::string_view::npos)
            break;
        words.emplace_back(cell.substr(open + 1, close - open - 1));
        cell.remove_prefix(close + 1);
    }
    return words;
}

std::string join(const Complaints& complaints)
{
    std::string text;
    for (const auto& complaint : complaints)
        text += complaint + "\n";
    return text;
}

}  // namespace imprimatur::house
