// Small files of our own kind: captions, requests, records.
#pragma once

#include "imprimatur/result.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace imprimatur::cli {

/// At most `limit` bytes of a regular file. The Error names `what`, not the path: a file's name may hold a patient's.
Result<std::string> read_text_file(const std::filesystem::path& path, std::uint64_t limit, std::string_view what);

/// Text as it was written, or the file that @FILE names; @@ is an @. Line ends at the end of a file belong to the editor
/// and not to the words.
Result<std::string> text_or_file(const std::string& word, std::string_view what);

/// Whole or not at all, and never over a file that is there: a signed record is evidence.
Result<void> write_new_file(const std::filesystem::path& path, std::string_view text, std::string_view what);

}  // namespace imprimatur::cli
