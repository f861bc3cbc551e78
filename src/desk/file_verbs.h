// The verbs over files: inspect and redact whole folders, carry on past a bad file.
#pragma once

#include "desk/ports.h"
#include "desk/rulebook.h"
#include "imprimatur/desk.h"

namespace imprimatur::desk {

struct Office;

Result<std::vector<InspectedFile>> inspect_files(
    Office& office, const std::vector<std::filesystem::path>& paths, const InspectOptions& options, const Progress& progress);
Result<std::vector<RedactedFile>> redact_files(
    Office& office, const std::vector<std::filesystem::path>& paths, const RedactOptions& options, const Progress& progress);

}  // namespace imprimatur::desk
