#include "store/sqlite_ledger.h"

#include "base/limits.h"
#include "base/unicode.h"
#include "store/ledger_hash.h"
#include "store/ledger_schema.h"
#include "store/ledger_verify.h"
#include "store/posix_file.h"

#include <nlohmann/json.hpp>
#include <sodium.h>

#include <algorithm>
#include <mutex>

namespace imprimatur::store {

namespace {

/// One record; the largest is the report of a large survey.
constexpr std::size_t kMaxRecordBytes = 64UL << 20;

struct Head {
    std::uint64_t size = 0;
    Sha256 hash {};
};

bool is_json(std::string_view text) { return decode_utf8(text).has_value() && nlohmann::json::accept(text); }

Error refusal(std::string what) { return { ErrorCode::InvalidArgument, std::move(what), "ledger", "" }; }

Result<void> check_arguments(const std::vector<desk::NewEntry>& entries, const std::vector<desk::Record>& records)
{
    if (entries.empty())
        return refusal("nothing changes without an entry that says so");
    for (const auto& entry : entries) {
        if (entry.kind.empty() || !decode_utf8(entry.kind) || !decode_utf8(entry.subject))
            return refusal("an entry needs a kind, and its texts must be UTF-8");
        if (entry.detail.size() > limits::kMaxConfigBytes || (!entry.detail.empty() && !is_json(entry.detail)))
            return refusal("an entry's detail is not JSON or too long");
    }
    for (const auto& record : records) {
        if (record.type.empty() || record.id.empty() || !decode_utf8(record.type) || !decode_utf8(record.id))
            return refusal("a record needs a type and an id, both UTF-8");
        if (record.json.size() > kMaxRecordBytes || !is_json(record.json))
            return refusal("a record is not JSON or too long");
        const auto same = [&](const desk::Record& other) { return other.type == record.type && other.id == record.id; };
        if (std::ranges::count_if(records, same) != 1)
            return refusal("one commit stores a record once");
    }
    return {};
}

Result<Head> read_head(sqlite3* database)
{
    Statement query(database, "SELECT idx, hash FROM audit ORDER BY idx DESC LIMIT 1");
    const int code = query.step();
    if (code == SQLITE_DONE)
        return Head {};
    if (code != SQLITE_ROW)
        return sqlite_error("cannot read the ledger", code);
    Head head;
    head.size = static_cast<std::uint64_t>(query.integer(0));
    const Bytes hash = query.blob(1);
    if (hash.size() != head.hash.size())
        return Error { ErrorCode::VerificationFailed, "the last entry was changed", "ledger", "run `imprimatur ledger verify`" };
    std::ranges::copy(hash, head.hash.begin());
    return head;
}

/// The end of the ledger is what was signed. Runs under the write lock, so nobody can be between commit and file.
Result<void> check_end(sqlite3* database, const Head& head, const std::filesystem::path& path, ByteView public_key)
{
    const Error refused { ErrorCode::VerificationFailed, "the end of the ledger is not what was signed", path.string(),
        "nothing is added to it; run `imprimatur ledger verify` and restore both files from one backup" };
    const auto inside = TRY(load_checkpoint(database));
    const std::string expected = head.size == 0 ? Checkpoint {}.head : to_hex(head.hash);
    if (!inside || inside->size != head.size || inside->head != expected || !signature_holds(*inside, public_key))
        return refused;
    const auto beside = TRY(read_checkpoint_file(checkpoint_path(path)));
    if (!beside || beside->size > head.size || (beside->size == head.size && beside->head != expected))
        return refused;
    return {};
}

Result<AuditEntry> append(sqlite3* database, Head& head, const desk::NewEntry& fresh, const std::string& at, ByteView salt,
    const std::vector<RecordDigest>& records)
{
    AuditEntry entry { head.size + 1, at, fresh.kind, fresh.subject, fresh.detail, "" };
    const Sha256 leaf = leaf_hash(salt, entry, records);
    const Sha256 hash = chain_hash(head.hash, leaf);
    Statement insert(
        database, "INSERT INTO audit (idx, at, kind, subject, detail, records, salt, leaf, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
    insert.bind(static_cast<std::int64_t>(entry.index)).bind(entry.at).bind(entry.kind).bind(entry.subject).bind(entry.detail);
    insert.bind(records_text(records)).bind_blob(salt).bind_blob(leaf).bind_blob(hash);
    TRY(insert.run("cannot append to the ledger"));
    entry.hash = to_hex(hash);
    head = { entry.index, hash };
    return entry;
}

Result<void> store_record(sqlite3* database, const desk::Record& record, std::uint64_t entry)
{
    Statement write(database,
        "INSERT INTO record (type, id, json, entry) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (type, id) DO UPDATE SET json = excluded.json, entry = excluded.entry");
    write.bind(record.type).bind(record.id).bind(record.json).bind(static_cast<std::int64_t>(entry));
    return write.run("cannot store a record");
}

/// All entries and records inside the caller's transaction. The last entry names the records.
Result<std::vector<AuditEntry>> write_all(sqlite3* database, Head& head, const std::vector<desk::NewEntry>& entries,
    const std::vector<desk::Record>& records, const std::string& at)
{
    std::vector<AuditEntry> written;
    for (std::size_t i = 0; i < entries.size(); ++i) {
        Bytes salt(kSaltBytes);
        randombytes_buf(salt.data(), salt.size());
        std::vector<RecordDigest> digests;
        if (i + 1 == entries.size()) {
            for (const auto& record : records)
                digests.push_back({ record.type, record.id, record_digest(salt, record.json) });
        }
        auto entry = TRY(append(database, head, entries[i], at, salt, digests));
        written.push_back(std::move(entry));
    }
    for (const auto& record : records)
        TRY(store_record(database, record, head.size));
    return written;
}

}  // namespace

struct SqliteLedger::State {
    std::filesystem::path path;
    const Clock& clock;
    desk::Signer& signer;
    Database database;
    std::mutex mutex {};
};

SqliteLedger::SqliteLedger(std::unique_ptr<State> state)
    : m_state(std::move(state))
{
}

SqliteLedger::~SqliteLedger() = default;

Result<std::unique_ptr<SqliteLedger>> SqliteLedger::open(const std::filesystem::path& path, const Clock& clock, desk::Signer& signer)
{
    if (sodium_init() < 0)
        return Error { ErrorCode::Unavailable, "libsodium does not start", "ledger", "" };
    TRY(prepare_ledger_file(path));
    // Two processes that set up the same new file take turns; switching to WAL does not wait on its own.
    const Descriptor lock = TRY(lock_file(path.string() + ".lock"));
    Database database = TRY(open_database(path));
    TRY(prepare_schema(database.get(), clock, signer));

    const auto inside = TRY(load_checkpoint(database.get()));
    const auto beside = TRY(read_checkpoint_file(checkpoint_path(path)));
    // A crash after a commit leaves the file behind: bring it forward. A file that is gone although there are entries
    // is evidence and stays gone.
    if (inside && (beside ? beside->size < inside->size : inside->size == 0))
        TRY(advance_checkpoint_file(checkpoint_path(path), *inside));
    auto state = std::unique_ptr<State>(new State { path, clock, signer, std::move(database) });
    return std::unique_ptr<SqliteLedger>(new SqliteLedger(std::move(state)));
}

Result<std::vector<AuditEntry>> SqliteLedger::commit(const std::vector<desk::NewEntry>& entries, const std::vector<desk::Record>& records)
{
    TRY(check_arguments(entries, records));
    const std::scoped_lock guard(m_state->mutex);
    sqlite3* database = m_state->database.get();
    Transaction transaction = TRY(Transaction::begin(database, Transaction::Kind::Write));
    Head head = TRY(read_head(database));
    const Bytes public_key = TRY(m_state->signer.public_key());
    TRY(check_end(database, head, m_state->path, public_key));
    auto written = TRY(write_all(database, head, entries, records, to_iso8601(m_state->clock.now())));
    const Checkpoint unsigned_checkpoint { head.size, to_hex(head.hash), "", "", {} };
    const Checkpoint checkpoint = TRY(sign_checkpoint(unsigned_checkpoint, m_state->clock, m_state->signer));
    TRY(store_checkpoint(database, checkpoint));
    TRY(transaction.commit());
    // The commit stands whatever happens to the file: a failure here must not look as if nothing had been stored. The
    // file lags then, which verify() allows, until the next commit or open.
    static_cast<void>(advance_checkpoint_file(checkpoint_path(m_state->path), checkpoint));
    return written;
}

Result<std::optional<std::string>> SqliteLedger::record(std::string_view type, std::string_view id)
{
    const std::scoped_lock guard(m_state->mutex);
    Statement query(m_state->database.get(), "SELECT json FROM record WHERE type = ? AND id = ?");
    query.bind(type).bind(id);
    const int code = query.step();
    if (code == SQLITE_DONE)
        return std::optional<std::string> {};
    if (code != SQLITE_ROW)
        return sqlite_error("cannot read a record", code);
    return std::optional(query.text(0));
}

Result<std::vector<desk::Record>> SqliteLedger::records(std::string_view type)
{
    const std::scoped_lock guard(m_state->mutex);
    Statement query(m_state->database.get(), "SELECT type, id, json FROM record WHERE type = ? ORDER BY id");
    query.bind(type);
    std::vector<desk::Record> found;
    while (true) {
        const int code = query.step();
        if (code == SQLITE_DONE)
            return found;
        if (code != SQLITE_ROW)
            return sqlite_error("cannot read the records", code);
        found.push_back({ query.text(0), query.text(1), query.text(2) });
    }
}

Result<std::vector<AuditEntry>> SqliteLedger::entries()
{
    const std::scoped_lock guard(m_state->mutex);
    Statement query(m_state->database.get(), "SELECT idx, at, kind, subject, detail, hash FROM audit ORDER BY idx");
    std::vector<AuditEntry> found;
    while (true) {
        const int code = query.step();
        if (code == SQLITE_DONE)
            return found;
        if (code != SQLITE_ROW)
            return sqlite_error("cannot read the ledger", code);
        found.push_back({ static_cast<std::uint64_t>(query.integer(0)), query.text(1), query.text(2), query.text(3), query.text(4),
            to_hex(query.blob(5)) });
    }
}

Result<LedgerCheck> SqliteLedger::verify()
{
    const std::scoped_lock guard(m_state->mutex);
    // Before the snapshot: a file read afterwards could be ahead of it and look like a cut tail.
    auto beside = read_checkpoint_file(checkpoint_path(m_state->path));
    if (!beside.ok() && beside.error().code == ErrorCode::Malformed)
        beside = std::optional<Checkpoint> {};
    const auto checkpoint_beside = TRY(std::move(beside));
    const Transaction snapshot = TRY(Transaction::begin(m_state->database.get(), Transaction::Kind::Read));
    const Bytes public_key = TRY(m_state->signer.public_key());
    return verify_ledger(m_state->database.get(), checkpoint_beside, public_key);
}

Result<std::string> SqliteLedger::checkpoint()
{
    const std::scoped_lock guard(m_state->mutex);
    const auto inside = TRY(load_checkpoint(m_state->database.get()));
    if (!inside)
        return Error { ErrorCode::VerificationFailed, "the ledger has no checkpoint", "ledger", "run `imprimatur ledger verify`" };
    return checkpoint_text(*inside);
}

}  // namespace imprimatur::store
