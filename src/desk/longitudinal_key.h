// The key of a research project (PS3.15 E.3.9 and E.3.6, DICOM pseudonymisation): who has it can link copies of different runs, and
// with a list of old identifiers copies and patients. So it is kept apart from the copies, and social use never has one.
#pragma once

#include "desk/office.h"

namespace imprimatur::desk {

/// 64 hexadecimal digits in a file of its own; made (mode 0600) when it is not there. An Error when it lies in the folder of the copies.
Result<PseudonymKey> longitudinal_key(Office& office, const std::filesystem::path& path, const std::filesystem::path& out);

/// Overwrites it with zeros, in a way that the compiler keeps.
void forget(PseudonymKey& key);

}  // namespace imprimatur::desk
