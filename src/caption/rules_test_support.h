// Reads policy/words as an installation would: tests run the pack that is shipped.
#pragma once

#include "caption/word_rules.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

namespace imprimatur::caption::testing {

inline std::vector<std::pair<std::string, std::string>> shipped_files(const std::filesystem::path& source)
{
    namespace fs = std::filesystem;
    const fs::path root = source / "policy" / "words";
    std::vector<std::pair<std::string, std::string>> files;
    for (const auto& entry : fs::recursive_directory_iterator(root)) {
        const auto extension = entry.path().extension();
        if (extension != ".toml" && extension != ".txt")
            continue;
        std::ifstream file(entry.path(), std::ios::binary);
        files.emplace_back(entry.path().lexically_relative(root).generic_string(),
            std::string(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()));
    }
    std::sort(files.begin(), files.end());
    return files;
}

}  // namespace imprimatur::caption::testing
