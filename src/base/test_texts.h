// Files of the repository as texts, for tests and programs that run what is shipped.
#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

namespace imprimatur {

inline std::string file_text(const std::filesystem::path& path)
{
    std::ifstream file(path, std::ios::binary);
    return { std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>() };
}

/// Every file below the folder: its path inside and its text, sorted by path.
inline std::vector<std::pair<std::string, std::string>> folder_texts(const std::filesystem::path& folder)
{
    std::vector<std::pair<std::string, std::string>> texts;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (entry.is_regular_file())
            texts.emplace_back(entry.path().lexically_relative(folder).generic_string(), file_text(entry.path()));
    }
    std::sort(texts.begin(), texts.end());
    return texts;
}

}  // namespace imprimatur
