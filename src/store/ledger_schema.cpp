#include "store/ledger_schema.h"

#include "store/posix_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace imprimatur::store {

namespace {

constexpr std::int64_t kSchemaVersion = 1;
/// "IMPR", so that file(1) and we can tell our database from another program's.
constexpr std::int64_t kApplicationId = 0x494d5052;

// INSERT OR REPLACE would delete without firing the DELETE trigger; the INSERT trigger closes that door.
constexpr const char* kTables = R"sql(
CREATE TABLE audit (
    idx INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    detail TEXT NOT NULL,
    records TEXT NOT NULL,
    salt BLOB NOT NULL,
    leaf BLOB NOT NULL,
    hash BLOB NOT NULL
) STRICT;
CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit
    BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit
    BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER audit_append BEFORE INSERT ON audit
    WHEN NEW.idx IS NOT (SELECT coalesce(max(idx), 0) + 1 FROM audit)
    BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TABLE record (
    type TEXT NOT NULL,
    id TEXT NOT NULL,
    json TEXT NOT NULL,
    entry INTEGER NOT NULL REFERENCES audit (idx),
    PRIMARY KEY (type, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE checkpoint (id INTEGER PRIMARY KEY CHECK (id = 1), note TEXT NOT NULL) STRICT;
)sql";

Result<std::int64_t> number(sqlite3* database, std::string_view sql)
{
    Statement query(database, sql);
    const int code = query.step();
    if (code != SQLITE_ROW)
        return sqlite_error("cannot read the ledger", code);
    return query.integer(0);
}

Result<void> create_tables(sqlite3* database, const Clock& clock, desk::Signer& signer)
{
    TRY(execute(database, kTables, "cannot create the ledger"));
    const Checkpoint empty = TRY(sign_checkpoint({}, clock, signer));
    TRY(store_checkpoint(database, empty));
    TRY(execute(database, "PRAGMA application_id = " + std::to_string(kApplicationId), "cannot create the ledger"));
    return execute(database, "PRAGMA user_version = " + std::to_string(kSchemaVersion), "cannot create the ledger");
}

}  // namespace

Result<void> prepare_ledger_file(const std::filesystem::path& path)
{
    std::error_code failure;
    std::filesystem::create_directories(parent_of(path), failure);
    if (failure)
        return system_error("cannot create the folder of the ledger", parent_of(path), failure.value());

    // No descriptor on an existing database is ever opened and closed here: that would drop SQLite's POSIX locks of
    // another connection in this process (sqlite.org/howtocorrupt.html 2.2).
    const Descriptor created { ::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, kPrivateFile) };
    if (created.open())
        return sync_folder(parent_of(path));
    if (errno != EEXIST)
        return system_error("cannot create the ledger", path, errno);
    struct stat about { };
    if (::lstat(path.c_str(), &about) != 0)
        return system_error("cannot examine the ledger", path, errno);
    if (!S_ISREG(about.st_mode))
        return Error { ErrorCode::InvalidArgument, "the ledger is not a regular file", path.string(), "name the file itself" };
    if ((about.st_mode & 077) != 0 && ::chmod(path.c_str(), kPrivateFile) != 0)
        return system_error("the ledger can be read by others and its mode cannot be changed", path, errno);
    return {};
}

Result<void> prepare_schema(sqlite3* database, const Clock& clock, desk::Signer& signer)
{
    Transaction transaction = TRY(Transaction::begin(database, Transaction::Kind::Write));
    const std::int64_t tables = TRY(number(database, "SELECT count(*) FROM sqlite_schema"));
    if (tables == 0) {
        TRY(create_tables(database, clock, signer));
        return transaction.commit();
    }
    if (TRY(number(database, "PRAGMA application_id")) != kApplicationId)
        return Error { ErrorCode::Malformed, "the database is not a ledger of Imprimatur", "ledger", "name another file" };
    if (TRY(number(database, "PRAGMA user_version")) != kSchemaVersion)
        return Error { ErrorCode::Malformed, "the ledger was written by another version", "ledger", "use the version that wrote it" };
    return {};
}

Result<Checkpoint> sign_checkpoint(Checkpoint checkpoint, const Clock& clock, desk::Signer& signer)
{
    checkpoint.at = to_iso8601(clock.now());
    // The key id is part of what is signed, so it has to be known before.
    const Bytes key = TRY(signer.public_key());
    checkpoint.key_id = sha256_hex(key).substr(0, 16);
    const std::string message = signed_text(checkpoint);
    checkpoint.signature = TRY(signer.sign(as_bytes(message))).signature;
    if (!signature_holds(checkpoint, key))
        return Error { ErrorCode::VerificationFailed, "the signer's signature does not hold", "checkpoint", "" };
    return checkpoint;
}

Result<void> store_checkpoint(sqlite3* database, const Checkpoint& checkpoint)
{
    Statement write(database, "INSERT INTO checkpoint (id, note) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET note = excluded.note");
    write.bind(checkpoint_text(checkpoint));
    return write.run("cannot store the checkpoint");
}

Result<std::optional<Checkpoint>> load_checkpoint(sqlite3* database)
{
    Statement query(database, "SELECT note FROM checkpoint WHERE id = 1");
    const int code = query.step();
    if (code == SQLITE_DONE)
        return std::optional<Checkpoint> {};
    if (code != SQLITE_ROW)
        return sqlite_error("cannot read the checkpoint", code);
    return parse_checkpoint(query.text(0));
}

}  // namespace imprimatur::store
