#include "store/sqlite_handle.h"

namespace imprimatur::store {

namespace {

/// Longer than any commit of ours takes on a slow disk, shorter than a person waits.
constexpr int kBusyMilliseconds = 20'000;

constexpr const char* kSettings = "PRAGMA journal_mode = WAL;"
                                  "PRAGMA synchronous = FULL;"
                                  "PRAGMA foreign_keys = ON;"
                                  "PRAGMA secure_delete = ON;"
                                  "PRAGMA trusted_schema = OFF;";

}  // namespace

bool is_damage(int code)
{
    const int primary = code & 0xff;
    return primary == SQLITE_CORRUPT || primary == SQLITE_NOTADB;
}

Error sqlite_error(std::string what, int code)
{
    const int primary = code & 0xff;
    Error error { ErrorCode::Unavailable, what + ": " + sqlite3_errstr(code), "ledger", "" };
    if (is_damage(code)) {
        error.code = ErrorCode::Malformed;
        error.remedy = "the file is damaged or is not a ledger; restore it from a backup";
    } else if (primary == SQLITE_CONSTRAINT) {
        error.code = ErrorCode::VerificationFailed;
    } else if (primary == SQLITE_BUSY || primary == SQLITE_LOCKED) {
        error.remedy = "another process holds it; try again";
    }
    return error;
}

Statement::Statement(sqlite3* database, std::string_view sql)
{
    sqlite3_stmt* statement = nullptr;
    note(sqlite3_prepare_v2(database, sql.data(), static_cast<int>(sql.size()), &statement, nullptr));
    m_statement.reset(statement);
}

void Statement::note(int code)
{
    if (m_code == SQLITE_OK)
        m_code = code;
}

Statement& Statement::bind(std::int64_t value)
{
    note(sqlite3_bind_int64(m_statement.get(), m_next++, value));
    return *this;
}

Statement& Statement::bind(std::string_view text)
{
    // A null pointer would bind NULL, an empty text is not NULL.
    const char* data = text.empty() ? "" : text.data();
    note(sqlite3_bind_text64(m_statement.get(), m_next++, data, text.size(), SQLITE_TRANSIENT, SQLITE_UTF8));
    return *this;
}

Statement& Statement::bind_blob(ByteView bytes)
{
    note(sqlite3_bind_blob64(m_statement.get(), m_next++, bytes.data(), bytes.size(), SQLITE_TRANSIENT));
    return *this;
}

int Statement::step()
{
    if (m_code != SQLITE_OK)
        return m_code;
    return sqlite3_step(m_statement.get());
}

Result<void> Statement::run(std::string what)
{
    const int code = step();
    if (code != SQLITE_DONE)
        return sqlite_error(std::move(what), code);
    return {};
}

std::int64_t Statement::integer(int column) const { return sqlite3_column_int64(m_statement.get(), column); }

std::string Statement::text(int column) const
{
    const Bytes bytes = blob(column);
    return { bytes.begin(), bytes.end() };
}

Bytes Statement::blob(int column) const
{
    const auto* data = static_cast<const std::uint8_t*>(sqlite3_column_blob(m_statement.get(), column));
    const int size = sqlite3_column_bytes(m_statement.get(), column);
    return data ? Bytes(data, data + size) : Bytes {};
}

Result<void> execute(sqlite3* database, const std::string& sql, std::string what)
{
    const int code = sqlite3_exec(database, sql.c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK)
        return sqlite_error(std::move(what), code);
    return {};
}

Result<Database> open_database(const std::filesystem::path& path)
{
    sqlite3* raw = nullptr;
    const int code = sqlite3_open_v2(path.c_str(), &raw, SQLITE_OPEN_READWRITE | SQLITE_OPEN_FULLMUTEX, nullptr);
    Database database { raw };
    if (code != SQLITE_OK)
        return sqlite_error("cannot open the ledger", code);
    sqlite3_extended_result_codes(raw, 1);
    sqlite3_busy_timeout(raw, kBusyMilliseconds);
    // Defensive: not even SQL of our own may write the schema table or a shadow table.
    sqlite3_db_config(raw, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    TRY(execute(raw, kSettings, "cannot set up the ledger"));
    return database;
}

Result<Transaction> Transaction::begin(sqlite3* database, Kind kind)
{
    // IMMEDIATE takes the write lock at once: two processes that append never build on the same head.
    TRY(execute(database, kind == Kind::Write ? "BEGIN IMMEDIATE" : "BEGIN", "cannot begin a transaction"));
    return Transaction { database };
}

Transaction::~Transaction()
{
    if (m_database)
        sqlite3_exec(m_database, "ROLLBACK", nullptr, nullptr, nullptr);
}

Result<void> Transaction::commit()
{
    TRY(execute(m_database, "COMMIT", "cannot commit"));
    m_database = nullptr;
    return {};
}

}  // namespace imprimatur::store
