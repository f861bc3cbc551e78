// The shipped tables, and a reading of their files that shares nothing with the loader.
#pragma once

#include "dicom/tables.h"

#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <sstream>

namespace imprimatur::dicom {

inline std::string text_of(const std::string& name)
{
    std::ifstream file(std::string(IMPRIMATUR_SOURCE_DIR "/policy/dicom/") + name);
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
}

using Files = std::map<std::string, std::string>;

inline const Files& shipped_files()
{
    static const Files files = [] {
        Files read;
        for (const auto* name :
            { "dictionary.tsv", "confidentiality.tsv", "safe_private.tsv", "sr_concepts.tsv", "iod_types.tsv", "uids.tsv" })
            read[name] = text_of(name);
        return read;
    }();
    return files;
}

inline Result<Tables> load(const Files& files)
{
    return Tables::load({ .dictionary = files.at("dictionary.tsv"),
        .confidentiality = files.at("confidentiality.tsv"),
        .safe_private = files.at("safe_private.tsv"),
        .concepts = files.at("sr_concepts.tsv"),
        .types = files.at("iod_types.tsv"),
        .uids = files.at("uids.tsv") });
}

inline const Tables& shipped()
{
    static const auto tables = load(shipped_files());
    EXPECT_TRUE(tables.ok()) << tables.error().line();
    return tables.value();
}

/// The cells of every row that is not a comment.
inline std::vector<std::vector<std::string>> rows(const std::string& name)
{
    std::vector<std::vector<std::string>> table;
    std::istringstream lines(shipped_files().at(name));
    for (std::string line; std::getline(lines, line);) {
        if (line.starts_with('#'))
            continue;
        std::vector<std::string> cells(1);
        for (const char c : line) {
            if (c == '\t')
                cells.emplace_back();
            else
                cells.back() += c;
        }
        table.push_back(cells);
    }
    return table;
}

}  // namespace imprimatur::dicom
