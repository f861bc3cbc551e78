// Policy for people: which packs there are, whether one holds, what a rule says, what changed.
#pragma once

#include "desk/office.h"
#include "imprimatur/desk.h"

namespace imprimatur::desk {

Result<std::vector<PackListing>> list_packs(Office& office);
Result<std::vector<std::string>> check_pack(Office& office, const std::filesystem::path& folder);
Result<std::string> explain_rule(Office& office, std::string_view rule_id);
Result<std::vector<std::string>> diff_packs(Office& office, const std::filesystem::path& before, const std::filesystem::path& after);

}  // namespace imprimatur::desk
