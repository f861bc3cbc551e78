#include "base/sha256.h"

#include <gtest/gtest.h>

namespace imprimatur {
namespace {

// FIPS 180-4 examples as published by NIST (CAVP).
TEST(Sha256, GivesTheValuesOfFips180)
{
    EXPECT_EQ(sha256_hex({}), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    EXPECT_EQ(sha256_hex(as_bytes("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(sha256_hex(as_bytes("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")),
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    EXPECT_EQ(sha256_hex(as_bytes(std::string(1'000'000, 'a'))), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(Hex, RoundTripsEveryByte)
{
    std::vector<std::uint8_t> all;
    for (int i = 0; i < 256; ++i)
        all.push_back(static_cast<std::uint8_t>(i));
    const std::string text = to_hex(all);
    EXPECT_EQ(text.substr(0, 8), "00010203");
    EXPECT_EQ(text.substr(text.size() - 4), "feff");
    EXPECT_EQ(from_hex(text), all);
}

TEST(Hex, OneValueHasOneSpelling)
{
    EXPECT_FALSE(from_hex("0"));
    EXPECT_FALSE(from_hex("0G"));
    EXPECT_FALSE(from_hex("AB"));
    EXPECT_FALSE(from_hex(" ab"));
    EXPECT_EQ(from_hex(""), std::vector<std::uint8_t> {});
}

TEST(Hex, KnowsADigestWhenItSeesOne)
{
    EXPECT_TRUE(is_sha256_hex(sha256_hex(as_bytes("abc"))));
    EXPECT_FALSE(is_sha256_hex("abc"));
    EXPECT_FALSE(is_sha256_hex(std::string(64, 'z')));
    EXPECT_FALSE(is_sha256_hex(std::string(63, '0')));
}

}  // namespace
}  // namespace imprimatur
