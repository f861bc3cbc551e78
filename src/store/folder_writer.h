// A folder that is there whole or not at all.
#pragma once

#include "desk/ports.h"

namespace imprimatur::store {

/// A relative name of our own: parts separated by '/', none of them empty, "." or "..", no control characters, no
/// backslash, not the marker's name.
bool is_safe_name(std::string_view name);

/// The folder and those above it, for the owner alone where they are made.
Result<void> make_folders(const std::filesystem::path& folder);

/// desk::Files::write_folder; see DiskFiles.
Result<void> write_whole_folder(const std::filesystem::path& folder, const std::vector<desk::OutFile>& files);

}  // namespace imprimatur::store
