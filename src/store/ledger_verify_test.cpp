// Somebody with the file and SQL, and without the key: everything they do is found, and the first bad entry named.
#include "store/test_ledger.h"

#include "store/checkpoint.h"
#include "store/ledger_hash.h"

namespace imprimatur::store {
namespace {

struct Tampering {
    const char* name;
    const char* sql;
    std::uint64_t first_bad;
};

class EveryTampering : public LedgerTest, public testing::WithParamInterface<Tampering> { };

TEST_P(EveryTampering, IsFound)
{
    five_entries();
    ASSERT_TRUE(check().intact);
    tamper(path, GetParam().sql);
    expect_bad(GetParam().first_bad, GetParam().name);
}

INSTANTIATE_TEST_SUITE_P(Ledger, EveryTampering,
    testing::Values(Tampering { "EditTime", "UPDATE audit SET at = '2020-01-01T00:00:00Z' WHERE idx = 2", 2 },
        Tampering { "EditKind", "UPDATE audit SET kind = 'released' WHERE idx = 3", 3 },
        Tampering { "EditSubject", "UPDATE audit SET subject = 's-9' WHERE idx = 1", 1 },
        Tampering { "EditDetail", "UPDATE audit SET detail = '{\"n\":2}' WHERE idx = 5", 5 },
        Tampering { "EditSpaceInDetail", "UPDATE audit SET detail = '{\"n\": 1}' WHERE idx = 5", 5 },
        Tampering { "EditRecordsList", "UPDATE audit SET records = '[]' WHERE idx = 4", 4 },
        Tampering { "EditRecordsSpacing", "UPDATE audit SET records = records || ' ' WHERE idx = 4", 4 },
        Tampering { "EditSalt", "UPDATE audit SET salt = zeroblob(32) WHERE idx = 2", 2 },
        Tampering { "CutSalt", "UPDATE audit SET salt = x'' WHERE idx = 2", 2 },
        Tampering { "EditLeaf", "UPDATE audit SET leaf = zeroblob(32) WHERE idx = 2", 2 },
        Tampering { "EditHash", "UPDATE audit SET hash = zeroblob(32) WHERE idx = 2", 2 },
        Tampering { "DeleteFirst", "DELETE FROM audit WHERE idx = 1", 1 },
        Tampering { "DeleteMiddle", "DELETE FROM audit WHERE idx = 3", 3 },
        Tampering { "DeleteMiddleAndClose", "DELETE FROM audit WHERE idx = 3; UPDATE audit SET idx = idx - 1 WHERE idx > 3", 3 },
        Tampering { "DeleteAll", "DELETE FROM record; DELETE FROM audit", 1 },
        Tampering { "CutTail", "DELETE FROM audit WHERE idx = 5", 5 },
        Tampering { "Swap",
            "UPDATE audit SET idx = 9 WHERE idx = 2; UPDATE audit SET idx = 2 WHERE idx = 3; UPDATE audit SET idx = 3 WHERE idx = 9", 2 },
        Tampering { "InsertBeforeFirst",
            "INSERT INTO audit SELECT 0, at, kind, subject, detail, records, salt, leaf, hash FROM audit WHERE idx = 1", 1 },
        Tampering { "InsertMiddle",
            "UPDATE audit SET idx = idx + 10 WHERE idx > 2; UPDATE audit SET idx = idx - 9 WHERE idx > 10;"
            "INSERT INTO audit SELECT 3, at, kind, subject, detail, records, salt, leaf, hash FROM audit WHERE idx = 2",
            3 },
        Tampering {
            "AppendACopy", "INSERT INTO audit SELECT 6, at, kind, subject, detail, records, salt, leaf, hash FROM audit WHERE idx = 5", 6 },
        Tampering { "EditRecord", "UPDATE record SET json = '{\"verdict\":\"deny\"}' WHERE type = 'decision'", 4 },
        Tampering { "DeleteRecord", "DELETE FROM record WHERE type = 'decision'", 4 },
        Tampering { "RenameRecord", "UPDATE record SET id = 's-7' WHERE type = 'submission'", 5 },
        Tampering { "AddRecord", "INSERT INTO record VALUES ('release', 'r-1', '{}', 5)", 5 },
        Tampering { "MoveRecord", "UPDATE record SET entry = 2 WHERE type = 'decision'", 4 },
        Tampering { "DropCheckpoint", "DELETE FROM checkpoint", 5 },
        Tampering { "ForgeCheckpoint", "UPDATE checkpoint SET note = replace(note, 'size 5', 'size 4')", 5 },
        Tampering { "BreakCheckpoint", "UPDATE checkpoint SET note = 'nonsense'", 5 }),
    [](const auto& tampering) { return std::string(tampering.param.name); });

TEST_F(LedgerTest, ACutTailIsFoundEvenWithTheOldCheckpointPutBack)
{
    five_entries();
    std::string old_note;
    {
        const auto ledger = open();
        old_note = ledger->checkpoint().value();
        add(*ledger, "withdrawn");
    }
    tamper(path, "DELETE FROM audit WHERE idx = 6; UPDATE checkpoint SET note = '" + old_note + "'");
    expect_bad(6, "cut tail, genuine older checkpoint inside");
    const auto ledger = open();
    EXPECT_EQ(ledger->commit({ { "a", "s", "{}" } }, {}).error().code, ErrorCode::VerificationFailed);
}

TEST_F(LedgerTest, TheFileBesideItCannotBeRemovedUnseen)
{
    five_entries();
    std::filesystem::remove(folder / "ledger.sqlite.checkpoint");
    expect_bad(5, "no file");
    EXPECT_FALSE(open()->commit({ { "a", "s", "{}" } }, {}).ok());
    expect_bad(5, "and it does not come back by itself");
    spill(folder / "ledger.sqlite.checkpoint", "nonsense");
    const auto ledger = SqliteLedger::open(path, clock, *signer);
    EXPECT_FALSE(ledger.ok());
}

TEST_F(LedgerTest, ACrashBeforeTheFileWasWrittenIsNoTampering)
{
    const auto side = folder / "ledger.sqlite.checkpoint";
    five_entries();
    const std::string at_five = slurp(side);
    {
        const auto ledger = open();
        add(*ledger, "withdrawn");
        spill(side, at_five);
        EXPECT_TRUE(ledger->verify().value().intact);
        add(*ledger, "informed");
        EXPECT_EQ(parse_checkpoint(slurp(side)).value().size, 7U);
    }
    spill(side, at_five);
    EXPECT_TRUE(check().intact);
    EXPECT_EQ(parse_checkpoint(slurp(side)).value().size, 7U) << "opening brings the file forward";
}

TEST_F(LedgerTest, AChainWrittenAnewWithoutTheKeyIsFound)
{
    five_entries();
    // The attacker knows the code: correct leaves and links for altered entries.
    std::string sql;
    Sha256 previous {};
    for (std::uint64_t index = 1; index <= 5; ++index) {
        const AuditEntry entry { index, "2026-01-01T00:00:00Z", "examined", "s-1", "{}", "" };
        const Bytes salt(kSaltBytes, 7);
        const Sha256 leaf = leaf_hash(salt, entry, {});
        previous = chain_hash(previous, leaf);
        sql += "INSERT INTO audit VALUES (" + std::to_string(index) + ", '" + entry.at + "', 'examined', 's-1', '{}', '[]', x'"
            + to_hex(salt) + "', x'" + to_hex(leaf) + "', x'" + to_hex(previous) + "');";
    }
    tamper(path, "DELETE FROM record; DELETE FROM audit;" + sql);
    expect_bad(1, "written anew");
}

TEST_F(LedgerTest, AnotherKeysCheckpointsAreNotBelieved)
{
    five_entries();
    auto other = FileSigner::open(folder / "other-key");
    ASSERT_TRUE(other.ok());
    const auto ledger = SqliteLedger::open(path, clock, **other);
    ASSERT_TRUE(ledger.ok());
    EXPECT_FALSE((*ledger)->verify().value().intact);
    EXPECT_FALSE((*ledger)->commit({ { "a", "s", "{}" } }, {}).ok());
}

TEST_F(LedgerTest, EveryByteOfTheTextsCounts)
{
    five_entries();
    for (const std::string column : { "at", "kind", "subject", "detail", "records" }) {
        for (const int at : { 1, 2 }) {
            const std::string place = std::to_string(at);
            std::filesystem::copy_file(path, folder / "copy", std::filesystem::copy_options::overwrite_existing);
            std::filesystem::copy_file(
                folder / "ledger.sqlite.checkpoint", folder / "copy.checkpoint", std::filesystem::copy_options::overwrite_existing);
            tamper(folder / "copy",
                "UPDATE audit SET " + column + " = substr(" + column + ", 1, " + place + " - 1) || '~' || substr(" + column + ", " + place
                    + " + 1) WHERE idx = 4");
            const auto ledger = SqliteLedger::open(folder / "copy", clock, *signer);
            ASSERT_TRUE(ledger.ok()) << ledger.error().line();
            EXPECT_EQ((*ledger)->verify().value().first_bad, 4U) << column << " " << at;
        }
    }
}

TEST_F(LedgerTest, DamageOnDiskIsSaidAndNeverIntact)
{
    {
        const auto ledger = open();
        std::vector<desk::NewEntry> many(500, { "examined", "s-1", R"({"text":")" + std::string(200, 'a') + "\"}" });
        ASSERT_TRUE(ledger->commit(many, {}).ok());
        EXPECT_TRUE(ledger->verify().value().intact);
    }
    std::string bytes = slurp(path);
    ASSERT_GT(bytes.size(), 100'000U);
    for (std::size_t at = bytes.size() / 3; at < bytes.size() / 3 + 8192; ++at)
        bytes[at] = static_cast<char>(0x5a);
    std::filesystem::remove(path);
    spill(path, bytes);
    const auto ledger = SqliteLedger::open(path, clock, *signer);
    ASSERT_TRUE(ledger.ok()) << ledger.error().line();
    const auto result = (*ledger)->verify();
    ASSERT_TRUE(result.ok()) << result.error().line();
    EXPECT_FALSE(result->intact) << result->sentence;
    EXPECT_GT(result->first_bad, 1U);
    EXPECT_LE(result->first_bad, 500U);
}

}  // namespace
}  // namespace imprimatur::store
