// The ledger's fsck: everything recomputed from the rows, compared with both signed checkpoints.
#pragma once

#include "store/checkpoint.h"
#include "store/sqlite_handle.h"

#include "imprimatur/model/release.h"

namespace imprimatur::store {

/// `beside` is the checkpoint file's content, read before the transaction that `database` is in; nullopt: it is missing.
Result<LedgerCheck> verify_ledger(sqlite3* database, const std::optional<Checkpoint>& beside, ByteView public_key);

}  // namespace imprimatur::store
