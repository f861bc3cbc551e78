// The tables of the ledger and how a file comes to hold them.
#pragma once

#include "store/checkpoint.h"
#include "store/sqlite_handle.h"

#include "base/clock.h"
#include "desk/ports.h"

namespace imprimatur::store {

/// Creates the file with mode 0600 or checks the one that is there: a regular file, no link, no access for others.
Result<void> prepare_ledger_file(const std::filesystem::path& path);

/// Creates the tables in an empty database, or checks that they are ours and of a version we know.
Result<void> prepare_schema(sqlite3* database, const Clock& clock, desk::Signer& signer);

/// Signs and fills in everything but size and head.
Result<Checkpoint> sign_checkpoint(Checkpoint checkpoint, const Clock& clock, desk::Signer& signer);

Result<void> store_checkpoint(sqlite3* database, const Checkpoint& checkpoint);
/// nullopt: there is none, or it is not one.
Result<std::optional<Checkpoint>> load_checkpoint(sqlite3* database);

}  // namespace imprimatur::store
