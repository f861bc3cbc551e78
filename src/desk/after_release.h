// After the decision: is it still cleared, where did it go, call it back.
#pragma once

#include "desk/office.h"
#include "imprimatur/desk.h"
#include "release/package.h"

namespace imprimatur::desk {

Result<PackageCheck> verify(Office& office, const std::filesystem::path& package_or_file, bool offline);
Result<PackageState> status(Office& office, std::string_view release_id);
Result<std::string> posted(Office& office, std::string_view release_id, std::string_view platform, std::string_view address);
/// One line for each place from which it has to be taken down.
Result<std::vector<std::string>> withdraw(Office& office, std::string_view release_id, std::string_view by);

}  // namespace imprimatur::desk
