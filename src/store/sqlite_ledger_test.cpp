// What a user of the ledger sees: entries and records that are there, refusals, and many processes at once.
#include "store/test_ledger.h"

#include "store/checkpoint.h"

#include <gmock/gmock.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>

namespace imprimatur::store {
namespace {

using testing::ElementsAre;
using testing::Field;

TEST_F(LedgerTest, KeepsEntriesAndRecordsAcrossReopening)
{
    five_entries();
    const auto ledger = open();
    const auto entries = ledger->entries();
    ASSERT_TRUE(entries.ok());
    EXPECT_THAT(*entries,
        ElementsAre(Field(&AuditEntry::kind, "submitted"), Field(&AuditEntry::kind, "examined"), Field(&AuditEntry::kind, "redacted"),
            Field(&AuditEntry::kind, "decided"), Field(&AuditEntry::kind, "released")));
    EXPECT_EQ(entries->front().index, 1U);
    EXPECT_EQ(entries->front().at, to_iso8601(clock.now()));
    EXPECT_EQ(entries->front().hash.size(), 64U);
    EXPECT_EQ(ledger->record("decision", "s-1").value(), R"({"verdict":"permit"})");
    EXPECT_FALSE(ledger->record("decision", "s-2").value().has_value());
    EXPECT_EQ(ledger->records("submission").value().size(), 1U);
    EXPECT_TRUE(ledger->records("posting").value().empty());

    const auto check_result = ledger->verify();
    ASSERT_TRUE(check_result.ok());
    EXPECT_TRUE(check_result->intact) << check_result->sentence;
    EXPECT_EQ(check_result->entries, 5U);
    EXPECT_EQ(check_result->head, entries->back().hash);
    EXPECT_EQ(check_result->first_bad, 0U);
}

TEST_F(LedgerTest, AnEmptyLedgerIsIntact)
{
    const auto result = check();
    EXPECT_TRUE(result.intact) << result.sentence;
    EXPECT_EQ(result.entries, 0U);
}

TEST_F(LedgerTest, ANewerRecordReplacesTheOlder)
{
    five_entries();
    const auto ledger = open();
    add(*ledger, "withdrawn", { { "decision", "s-1", R"({"verdict":"deny"})" } });
    EXPECT_EQ(ledger->record("decision", "s-1").value(), R"({"verdict":"deny"})");
    EXPECT_TRUE(ledger->verify().value().intact);
}

TEST_F(LedgerTest, TheSameEntryTwiceHasTwoHashes)
{
    const auto ledger = open();
    add(*ledger, "examined");
    add(*ledger, "examined");
    const auto entries = ledger->entries().value();
    EXPECT_NE(entries[0].hash, entries[1].hash);
}

TEST_F(LedgerTest, FilesAreForTheOwnerAlone)
{
    five_entries();
    for (const auto* name : { "ledger.sqlite", "ledger.sqlite.checkpoint", "key" })
        EXPECT_EQ(mode_of(folder / name), 0600U) << name;
    std::filesystem::permissions(path, std::filesystem::perms(0644));
    open();
    EXPECT_EQ(mode_of(path), 0600U);
}

TEST_F(LedgerTest, StateNeverChangesUnrecorded)
{
    const auto ledger = open();
    const desk::Record record { "submission", "s-1", "{}" };
    EXPECT_EQ(ledger->commit({}, { record }).error().code, ErrorCode::InvalidArgument);
    EXPECT_EQ(ledger->commit({ { "a", "s", "{}" } }, { record, record }).error().code, ErrorCode::InvalidArgument);
    EXPECT_EQ(ledger->commit({ { "a", "s", "{}" } }, { { "t", "i", "{broken" } }).error().code, ErrorCode::InvalidArgument);
    EXPECT_EQ(ledger->commit({ { "a", "s", "not json" } }, {}).error().code, ErrorCode::InvalidArgument);
    EXPECT_EQ(ledger->commit({ { "a", "\xff", "{}" } }, {}).error().code, ErrorCode::InvalidArgument);
    EXPECT_EQ(ledger->commit({ { "", "s", "{}" } }, {}).error().code, ErrorCode::InvalidArgument);
    EXPECT_TRUE(ledger->entries().value().empty());
    EXPECT_FALSE(ledger->record("submission", "s-1").value().has_value());
}

TEST_F(LedgerTest, TheDatabaseItselfRefusesToChangeAnEntry)
{
    five_entries();
    sqlite3* raw = nullptr;
    ASSERT_EQ(sqlite3_open(path.c_str(), &raw), SQLITE_OK);
    const auto run = [&](const char* sql) { return sqlite3_exec(raw, sql, nullptr, nullptr, nullptr) & 0xff; };
    EXPECT_EQ(run("UPDATE audit SET detail = '{}' WHERE idx = 2"), SQLITE_CONSTRAINT);
    EXPECT_EQ(run("DELETE FROM audit WHERE idx = 2"), SQLITE_CONSTRAINT);
    EXPECT_EQ(run("INSERT OR REPLACE INTO audit SELECT idx, at, 'x', subject, detail, records, salt, leaf, hash FROM audit WHERE idx = 2"),
        SQLITE_CONSTRAINT);
    EXPECT_EQ(run("INSERT INTO audit SELECT 9, at, kind, subject, detail, records, salt, leaf, hash FROM audit WHERE idx = 2"),
        SQLITE_CONSTRAINT);
    sqlite3_close(raw);
    EXPECT_TRUE(check().intact);
}

TEST_F(LedgerTest, RefusesWhatIsNotALedger)
{
    spill(folder / "text", std::string(5000, 'x'));
    EXPECT_EQ(SqliteLedger::open(folder / "text", clock, *signer).error().code, ErrorCode::Malformed);

    sqlite3* raw = nullptr;
    sqlite3_open((folder / "other").c_str(), &raw);
    sqlite3_exec(raw, "CREATE TABLE cats (name TEXT)", nullptr, nullptr, nullptr);
    sqlite3_close(raw);
    EXPECT_EQ(SqliteLedger::open(folder / "other", clock, *signer).error().code, ErrorCode::Malformed);

    five_entries();
    tamper(path, "PRAGMA user_version = 99;");
    EXPECT_EQ(SqliteLedger::open(path, clock, *signer).error().code, ErrorCode::Malformed);

    std::filesystem::create_symlink(path, folder / "link");
    EXPECT_EQ(SqliteLedger::open(folder / "link", clock, *signer).error().code, ErrorCode::InvalidArgument);
    EXPECT_EQ(SqliteLedger::open(folder.path(), clock, *signer).error().code, ErrorCode::InvalidArgument);
}

TEST_F(LedgerTest, TheCheckpointCanBeKeptElsewhere)
{
    five_entries();
    const auto ledger = open();
    EXPECT_EQ(ledger->checkpoint().value(), slurp(folder / "ledger.sqlite.checkpoint"));
    const auto parsed = parse_checkpoint(ledger->checkpoint().value());
    ASSERT_TRUE(parsed);
    EXPECT_EQ(parsed->size, 5U);
    EXPECT_TRUE(signature_holds(*parsed, signer->public_key().value()));
}

/// Waits for all children; true when each of them ended with 0.
bool all_done(const std::vector<pid_t>& children)
{
    bool good = true;
    for (const pid_t child : children) {
        int status = 0;
        good = ::waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0 && good;
    }
    return good;
}

TEST_F(LedgerTest, ProcessesThatAppendAtOnceKeepOneChain)
{
    constexpr int kProcesses = 4;
    constexpr int kCommits = 15;
    std::vector<pid_t> children;
    for (int process = 0; process < kProcesses; ++process) {
        const pid_t child = ::fork();
        ASSERT_GE(child, 0);
        if (child == 0) {
            auto ledger = SqliteLedger::open(path, clock, *signer);
            bool good = ledger.ok();
            for (int i = 0; good && i < kCommits; ++i) {
                const std::string id = std::to_string(process) + "-" + std::to_string(i);
                good = (*ledger)->commit({ { "submitted", id, "{}" }, { "examined", id, "{}" } }, { { "submission", id, "{}" } }).ok();
            }
            ::_exit(good ? 0 : 1);
        }
        children.push_back(child);
    }
    EXPECT_TRUE(all_done(children));

    const auto result = check();
    EXPECT_TRUE(result.intact) << result.sentence;
    EXPECT_EQ(result.entries, static_cast<std::uint64_t>(kProcesses * kCommits * 2));
    const auto ledger = open();
    EXPECT_EQ(ledger->records("submission").value().size(), static_cast<std::size_t>(kProcesses * kCommits));
    EXPECT_EQ(parse_checkpoint(slurp(folder / "ledger.sqlite.checkpoint")).value().size, result.entries);
}

/// Every new connection of this process kills it with the n-th statement it begins.
int g_statements_left = 0;

extern "C" int count_statement(unsigned, void*, void*, void*)
{
    if (--g_statements_left == 0)
        ::kill(::getpid(), SIGKILL);
    return 0;
}

extern "C" int install_counter(sqlite3* database, const char**, const struct sqlite3_api_routines*)
{
    return sqlite3_trace_v2(database, SQLITE_TRACE_STMT, count_statement, nullptr);
}

/// Opens and commits two entries and a record, unless killed first. True when it came to the end.
bool commit_and_die_at(int statement, const std::filesystem::path& path, const Clock& clock, FileSigner& signer)
{
    const pid_t child = ::fork();
    if (child == 0) {
        g_statements_left = statement;
        using Entry = void (*)();
        sqlite3_auto_extension(reinterpret_cast<Entry>(&install_counter));
        auto ledger = SqliteLedger::open(path, clock, signer);
        if (!ledger.ok())
            ::_exit(1);
        const std::vector<desk::NewEntry> entries { { "a", "s-2", "{}" }, { "b", "s-2", "{}" } };
        const std::vector<desk::Record> records { { "submission", "s-2", "{}" } };
        ::_exit((*ledger)->commit(entries, records).ok() ? 0 : 1);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    EXPECT_TRUE(WIFSIGNALED(status) || WEXITSTATUS(status) == 0);
    return WIFEXITED(status);
}

TEST_F(LedgerTest, AKillBetweenAnyTwoStatementsLeavesNothingHalf)
{
    bool came_to_the_end = false;
    int kills = 0;
    for (int statement = 1; !came_to_the_end; ++statement) {
        ASSERT_LT(statement, 200);
        std::filesystem::remove_all(folder.path());
        std::filesystem::create_directory(folder.path());
        // Odd: the ledger is created by the process that dies; even: it has entries already.
        if (statement % 2 == 0)
            five_entries();
        const auto before = statement % 2 == 0 ? 5U : 0U;
        came_to_the_end = commit_and_die_at(statement, path, clock, *signer);
        kills += came_to_the_end ? 0 : 1;
        const auto ledger = open();
        ASSERT_TRUE(ledger);
        const auto result = ledger->verify().value();
        EXPECT_TRUE(result.intact) << statement << ": " << result.sentence;
        EXPECT_TRUE(result.entries == before || result.entries == before + 2) << statement << ": " << result.entries;
        EXPECT_EQ(ledger->record("submission", "s-2").value().has_value(), result.entries == before + 2) << statement;
        add(*ledger, "afterwards");
    }
    EXPECT_GT(kills, 15);
}

}  // namespace
}  // namespace imprimatur::store
