// The tree as the house tests see it: files by path, code without its comments and literals, tables out of documents.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace imprimatur::house {

/// What is wrong, one sentence a case, beginning with the file. Empty: nothing.
using Complaints = std::vector<std::string>;

struct File {
    std::string path;  ///< relative to the root, with '/'
    std::string text;
};

std::string read_text(const std::filesystem::path& path);

/// The files below root/folder whose names end in one of `endings` (all when there are none), in path order. Build
/// outputs, node_modules and hidden folders are not part of the tree. An absent folder holds nothing.
std::vector<File> read_tree(const std::filesystem::path& root, std::string_view folder, const std::vector<std::string>& endings = {});

/// The names of the folders right below root/folder that hold at least one file.
std::vector<std::string> folders_below(const std::filesystem::path& root, std::string_view folder);

/// The code alone: comments, strings and character literals become spaces, line breaks stay, #include lines stay whole.
std::string code_of(std::string_view text);

std::vector<std::string_view> lines_of(std::string_view text);

/// `word` occurs in `line` and is no part of a longer identifier.
bool mentions(std::string_view line, std::string_view word);

struct Include {
    std::size_t line = 0;  ///< from 1
    std::string header;
    bool quoted = false;
};
std::vector<Include> includes_of(std::string_view text);

/// The rows of the Markdown table between `<!-- name:` and `<!-- end of name -->`, header and rule left out.
using Row = std::vector<std::string>;
std::vector<Row> table_of(std::string_view document, std::string_view name);

/// The `words` in backticks of a cell.
std::vector<std::string> ticked(std::string_view cell);

std::string join(const Complaints& complaints);

}  // namespace imprimatur::house
