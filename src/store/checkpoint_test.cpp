#include "store/checkpoint.h"

#include "store/ledger_hash.h"
#include "store/test_folder.h"

#include <gtest/gtest.h>

namespace imprimatur::store {
namespace {

Checkpoint some(std::uint64_t size) { return { size, std::string(64, 'a'), "2026-11-21T09:30:00Z", "0123456789abcdef", Bytes(64, 1) }; }

TEST(Checkpoint, HasOneSpelling)
{
    const std::string text = checkpoint_text(some(12));
    const auto parsed = parse_checkpoint(text);
    ASSERT_TRUE(parsed);
    EXPECT_EQ(checkpoint_text(*parsed), text);
    for (const std::string& bad :
        { text + "\n", " " + text, text.substr(0, text.size() - 1), std::string(), std::string("imprimatur ledger checkpoint v1\n") })
        EXPECT_FALSE(parse_checkpoint(bad)) << bad;
    std::string padded = text;
    padded.replace(padded.find("size 12"), 7, "size 012");
    EXPECT_FALSE(parse_checkpoint(padded));
}

TEST(Checkpoint, TheFileOnlyMovesForward)
{
    const TestFolder folder;
    const auto path = folder / "c";
    EXPECT_FALSE(read_checkpoint_file(path).value());
    ASSERT_TRUE(advance_checkpoint_file(path, some(7)).ok());
    ASSERT_TRUE(advance_checkpoint_file(path, some(6)).ok());
    EXPECT_EQ(read_checkpoint_file(path).value()->size, 7U);
    ASSERT_TRUE(advance_checkpoint_file(path, some(8)).ok());
    EXPECT_EQ(read_checkpoint_file(path).value()->size, 8U);
}

// The hash is a promise to everybody who kept a checkpoint: these bytes may never change their value.
TEST(LedgerHash, IsWhatItWas)
{
    const AuditEntry entry { 1, "2026-11-21T09:30:00Z", "decided", "s-1", R"({"verdict":"permit"})", "" };
    const std::vector<RecordDigest> records { { "decision", "s-1", "00ff" } };
    EXPECT_EQ(canonical_entry(entry, records),
        R"({"at":"2026-11-21T09:30:00Z","detail":"{\"verdict\":\"permit\"}","index":1,"kind":"decided",)"
        R"("records":[{"digest":"00ff","id":"s-1","type":"decision"}],"subject":"s-1"})");
    const Bytes salt(kSaltBytes, 3);
    const Sha256 leaf = leaf_hash(salt, entry, records);
    const std::string by_hand = std::string(1, '\0') + std::string(32, '\3') + canonical_entry(entry, records);
    EXPECT_EQ(leaf, sha256(as_bytes(by_hand)));
    const std::string link_by_hand = std::string(1, '\1') + std::string(32, '\0') + std::string(as_text(leaf));
    EXPECT_EQ(chain_hash({}, leaf), sha256(as_bytes(link_by_hand)));
    EXPECT_NE(record_digest(salt, "{}"), record_digest(Bytes(kSaltBytes, 4), "{}"));
}

}  // namespace
}  // namespace imprimatur::store
