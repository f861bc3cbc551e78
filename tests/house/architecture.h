// ARCHITECTURE.md against the code: who includes and links whom, and what must not occur where.
#pragma once

#include "tree.h"

namespace imprimatur::house {

/// Every #include below src/ and include/, and every link line of src/, against the table "arrows" of ARCHITECTURE.md.
Complaints check_arrows(const std::filesystem::path& root);

/// Every line of code below src/ and include/, tests excepted, against the table "absence" of ARCHITECTURE.md.
Complaints check_absence(const std::filesystem::path& root);

/// Every folder of src/ has a paragraph of its own in the code map, and the map names no folder that is not there.
Complaints check_code_map(const std::filesystem::path& root);

}  // namespace imprimatur::house
