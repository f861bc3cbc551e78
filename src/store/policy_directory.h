// The texts of a policy folder. What they mean is for the folders that parse them.
#pragma once

#include "imprimatur/result.h"

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace imprimatur::store {

/// A UTF-8 text of at most limits::kMaxConfigBytes.
Result<std::string> read_text(const std::filesystem::path& path);

/// Every *.toml directly in `folder`, as file name and text, in name order. One that cannot be read is an Error, never
/// left out: a rule that goes missing unseen permits.
Result<std::vector<std::pair<std::string, std::string>>> read_toml_folder(const std::filesystem::path& folder);

/// The folders directly in `folder` that hold a file of this name ("pack.toml"), in name order.
Result<std::vector<std::string>> folders_with(const std::filesystem::path& folder, const std::string& file_name);

}  // namespace imprimatur::store
