// SQLite as values that close themselves. Nothing outside store/ includes this header.
#pragma once

#include "base/byte_reader.h"
#include "imprimatur/model/material.h"
#include "imprimatur/result.h"

#include <sqlite3.h>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace imprimatur::store {

/// SQLite's own words for its code. Never sqlite3_errmsg: that may quote a value.
Error sqlite_error(std::string what, int code);

/// True for codes that mean that the file itself is damaged.
bool is_damage(int code);

class Statement {
public:
    Statement(sqlite3* database, std::string_view sql);

    Statement& bind(std::int64_t value);
    Statement& bind(std::string_view text);
    Statement& bind_blob(ByteView bytes);

    /// SQLITE_ROW, SQLITE_DONE or an error code; a statement that did not compile or bind says so here.
    [[nodiscard]] int step();
    /// Runs a statement that yields no rows.
    Result<void> run(std::string what);

    [[nodiscard]] std::int64_t integer(int column) const;
    [[nodiscard]] std::string text(int column) const;
    [[nodiscard]] Bytes blob(int column) const;

private:
    struct Finalize {
        void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
    };
    void note(int code);

    std::unique_ptr<sqlite3_stmt, Finalize> m_statement;
    int m_next = 1;
    int m_code = SQLITE_OK;
};

struct CloseDatabase {
    void operator()(sqlite3* database) const { sqlite3_close_v2(database); }
};
using Database = std::unique_ptr<sqlite3, CloseDatabase>;

/// Opens an existing file with the settings of the ledger: WAL, synchronous=FULL, foreign_keys, secure_delete,
/// trusted_schema off, defensive mode, busy timeout.
Result<Database> open_database(const std::filesystem::path& path);

/// One or more statements without values.
Result<void> execute(sqlite3* database, const std::string& sql, std::string what);

/// BEGIN on construction by begin(); ROLLBACK on destruction unless committed.
class Transaction {
public:
    enum class Kind { Read, Write };
    static Result<Transaction> begin(sqlite3* database, Kind kind);
    ~Transaction();
    Transaction(Transaction&& other) noexcept
        : m_database(std::exchange(other.m_database, nullptr))
    {
    }
    Transaction& operator=(Transaction&&) = delete;
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;

    Result<void> commit();

private:
    explicit Transaction(sqlite3* database)
        : m_database(database)
    {
    }
    sqlite3* m_database;
};

}  // namespace imprimatur::store
