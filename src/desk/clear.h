// The main job: a case with its files, words, account and papers -> a decision, and a signed package when it permits.
#pragma once

#include "desk/office.h"
#include "imprimatur/desk.h"

namespace imprimatur::desk {

/// open -> inspect -> redact (-> inspect again) -> caption -> risk -> consent -> decide -> release; each step leaves one
/// ledger entry in the transaction that stores its result. Files that cannot be read refuse the case, they do not end it.
Result<Cleared> clear(Office& office, const CaseRequest& request, const Progress& progress);

}  // namespace imprimatur::desk
