// A ledger of five entries and two records for tests, and a second connection that plays the attacker.
#pragma once

#include "store/file_signer.h"
#include "store/sqlite_ledger.h"
#include "store/test_folder.h"

#include <gtest/gtest.h>
#include <sqlite3.h>

namespace imprimatur::store {

/// Raw SQL on the file, past every protection of ours.
inline void tamper(const std::filesystem::path& path, const std::string& sql)
{
    sqlite3* raw = nullptr;
    ASSERT_EQ(sqlite3_open(path.c_str(), &raw), SQLITE_OK);
    char* problem = nullptr;
    const std::string all = "DROP TRIGGER IF EXISTS audit_no_update; DROP TRIGGER IF EXISTS audit_no_delete;"
                            "DROP TRIGGER IF EXISTS audit_append;"
        + sql;
    EXPECT_EQ(sqlite3_exec(raw, all.c_str(), nullptr, nullptr, &problem), SQLITE_OK) << (problem ? problem : "") << "\n" << sql;
    sqlite3_free(problem);
    sqlite3_close(raw);
}

class LedgerTest : public testing::Test {
protected:
    void SetUp() override
    {
        auto key = FileSigner::open(folder / "key");
        ASSERT_TRUE(key.ok()) << key.error().line();
        signer = std::move(key).value();
    }

    std::unique_ptr<SqliteLedger> open()
    {
        auto ledger = SqliteLedger::open(path, clock, *signer);
        EXPECT_TRUE(ledger.ok()) << (ledger.ok() ? "" : ledger.error().line());
        return ledger.ok() ? std::move(ledger).value() : nullptr;
    }

    static void add(SqliteLedger& ledger, const std::string& kind, const std::vector<desk::Record>& records = {})
    {
        const auto written = ledger.commit({ { kind, "s-1", R"({"n":1})" } }, records);
        ASSERT_TRUE(written.ok()) << written.error().line();
    }

    /// Entries 1 to 5; record submission/s-1 from entry 1, decision/s-1 from entry 4.
    void five_entries()
    {
        const auto ledger = open();
        ASSERT_TRUE(ledger);
        add(*ledger, "submitted", { { "submission", "s-1", R"({"files":1})" } });
        add(*ledger, "examined");
        add(*ledger, "redacted");
        add(*ledger, "decided", { { "decision", "s-1", R"({"verdict":"permit"})" } });
        add(*ledger, "released");
    }

    LedgerCheck check()
    {
        const auto ledger = open();
        if (!ledger)
            return {};
        auto result = ledger->verify();
        EXPECT_TRUE(result.ok()) << (result.ok() ? "" : result.error().line());
        return result.ok() ? std::move(result).value() : LedgerCheck {};
    }

    void expect_bad(std::uint64_t first_bad, const std::string& what)
    {
        const LedgerCheck result = check();
        EXPECT_FALSE(result.intact) << what;
        EXPECT_EQ(result.first_bad, first_bad) << what << ": " << result.sentence;
        EXPECT_FALSE(result.sentence.empty()) << what;
    }

    TestFolder folder;
    std::filesystem::path path = folder / "ledger.sqlite";
    FixedClock clock { 1'795'000'000 };
    std::unique_ptr<FileSigner> signer;
};

}  // namespace imprimatur::store
