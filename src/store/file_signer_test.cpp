#include "store/file_signer.h"

#include "base/sha256.h"
#include "store/policy_directory.h"
#include "store/system_random.h"
#include "store/test_folder.h"

#include <gmock/gmock.h>
#include <sodium.h>

namespace imprimatur::store {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::Pair;

TEST(FileSigner, MakesAKeyOnceAndKeepsIt)
{
    const TestFolder folder;
    const auto first = FileSigner::open(folder / "keys/desk.key");
    ASSERT_TRUE(first.ok()) << first.error().line();
    EXPECT_EQ(mode_of(folder / "keys/desk.key"), 0600U);
    const auto second = FileSigner::open(folder / "keys/desk.key");
    ASSERT_TRUE(second.ok());
    const Bytes key = (*first)->public_key().value();
    EXPECT_EQ(key, (*second)->public_key().value());
    EXPECT_NE(key, (*FileSigner::open(folder / "other.key"))->public_key().value());

    const auto signature = (*second)->sign(as_bytes("message")).value();
    EXPECT_EQ(signature.key_id, sha256_hex(key).substr(0, 16));
    const ByteView message = as_bytes("message");
    EXPECT_EQ(crypto_sign_verify_detached(signature.signature.data(), message.data(), message.size(), key.data()), 0);
    const ByteView other = as_bytes("massage");
    EXPECT_NE(crypto_sign_verify_detached(signature.signature.data(), other.data(), other.size(), key.data()), 0);
}

TEST(FileSigner, SignsAsRfc8032Does)
{
    // RFC 8032, 7.1, test 2: the published seed, message and signature.
    const TestFolder folder;
    spill(folder / "k", "imprimatur ed25519 seed v1\n4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb\n");
    fs::permissions(folder / "k", fs::perms(0600));
    const auto signer = FileSigner::open(folder / "k");
    ASSERT_TRUE(signer.ok()) << signer.error().line();
    EXPECT_EQ(to_hex((*signer)->public_key().value()), "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
    EXPECT_EQ(to_hex((*signer)->sign(as_bytes("\x72")).value().signature),
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");
}

TEST(FileSigner, RefusesAKeyThatOthersCanRead)
{
    const TestFolder folder;
    ASSERT_TRUE(FileSigner::open(folder / "k").ok());
    for (const unsigned mode : { 0640U, 0604U, 0660U }) {
        fs::permissions(folder / "k", fs::perms(mode));
        EXPECT_FALSE(FileSigner::open(folder / "k").ok()) << mode;
    }
    fs::permissions(folder / "k", fs::perms(0600));
    EXPECT_TRUE(FileSigner::open(folder / "k").ok());
    fs::create_symlink(folder / "k", folder / "link");
    EXPECT_FALSE(FileSigner::open(folder / "link").ok());
    EXPECT_FALSE(FileSigner::open(folder.path()).ok());
}

TEST(FileSigner, DoesNotReplaceAFileThatIsNoKey)
{
    const TestFolder folder;
    for (const std::string text : { "", "hello", "imprimatur ed25519 seed v1\nzz\n" }) {
        spill(folder / "k", text);
        fs::permissions(folder / "k", fs::perms(0600));
        EXPECT_FALSE(FileSigner::open(folder / "k").ok());
        EXPECT_EQ(slurp(folder / "k"), text);
    }
}

TEST(SystemRandom, FillsEveryPart)
{
    SystemRandom random;
    std::array<std::uint8_t, 64> first {};
    std::array<std::uint8_t, 64> second {};
    random.fill(first);
    random.fill(second);
    EXPECT_NE(first, second);
    random.fill({});
}

TEST(PolicyDirectory, ReadsTomlFilesInNameOrder)
{
    const TestFolder folder;
    fs::create_directories(folder / "hipaa");
    fs::create_directories(folder / "notes");
    spill(folder / "hipaa/pack.toml", "id = 'hipaa'");
    spill(folder / "hipaa/cases.toml", "x = 1");
    spill(folder / "hipaa/README.md", "not a rule");
    EXPECT_THAT(read_toml_folder(folder / "hipaa").value(), ElementsAre(Pair("cases.toml", "x = 1"), Pair("pack.toml", "id = 'hipaa'")));
    EXPECT_THAT(folders_with(folder.path(), "pack.toml").value(), ElementsAre("hipaa"));
    EXPECT_EQ(read_toml_folder(folder / "none").error().code, ErrorCode::NotFound);
}

TEST(PolicyDirectory, OneBadFileIsAnErrorAndNotAnOmission)
{
    const TestFolder folder;
    spill(folder / "a.toml", "x = 1");
    spill(folder / "b.toml", "x = \"\xff\"");
    EXPECT_EQ(read_toml_folder(folder.path()).error().code, ErrorCode::Malformed);
    spill(folder / "b.toml", std::string((4UL << 20) + 1, ' '));
    EXPECT_EQ(read_toml_folder(folder.path()).error().code, ErrorCode::LimitExceeded);
    fs::remove(folder / "b.toml");
    fs::create_symlink(folder / "gone", folder / "b.toml");
    EXPECT_EQ(read_toml_folder(folder.path()).error().code, ErrorCode::NotFound);
}

}  // namespace
}  // namespace imprimatur::store
