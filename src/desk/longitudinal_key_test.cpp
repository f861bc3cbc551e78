#include "desk/longitudinal_key.h"

#include "desk/fake_office.h"

#include <gtest/gtest.h>

namespace imprimatur::desk {
namespace {

namespace fs = std::filesystem;

class LongitudinalKey : public testing::Test {
protected:
    FakeReader reader;
    FakeOffice fake { reader };
    Office office = fake.office();
    MemoryFiles& files = fake.files;
};

TEST_F(LongitudinalKey, IsMadeOnceAndReadAgain)
{
    const auto made = longitudinal_key(office, "/keys/project", "/copies");
    ASSERT_TRUE(made.ok());
    EXPECT_EQ((*made)[0], 0xA1);
    EXPECT_EQ(files.files["/keys/project"].size(), 65U);
    EXPECT_TRUE(files.files["/keys/project"].starts_with("a1a2a3a4"));
    const auto read = longitudinal_key(office, "/keys/project", "/copies");
    ASSERT_TRUE(read.ok());
    EXPECT_EQ(*read, *made) << "or copies of two runs could never be linked";
    EXPECT_EQ(files.files.size(), 1U);
}

TEST_F(LongitudinalKey, NeverLiesAmongTheCopiesThatItUndoes)
{
    for (const auto* path : { "/copies/key", "/copies/deep/er/key", "/copies/../copies/key", "/copies" }) {
        const auto key = longitudinal_key(office, path, "/copies");
        ASSERT_FALSE(key.ok()) << path;
        EXPECT_EQ(key.error().code, ErrorCode::InvalidArgument);
    }
    EXPECT_TRUE(files.files.empty());
    EXPECT_TRUE(longitudinal_key(office, "/copies-key", "/copies").ok()) << "beside it is not in it";
    EXPECT_TRUE(longitudinal_key(office, "/copies/../key", "/copies").ok());
}

TEST_F(LongitudinalKey, WhatIsNoKeyIsNotTakenForOneAndNotOverwritten)
{
    const std::string good(64, 'a');
    for (const auto& text : { std::string(), std::string("secret"), good.substr(1), good + "a", std::string(64, 'A'), std::string(64, 'g'),
             std::string(63, 'a') + "\n", " " + good }) {
        files.files["/keys/old"] = text;
        const auto key = longitudinal_key(office, "/keys/old", "/copies");
        ASSERT_FALSE(key.ok()) << text;
        EXPECT_EQ(key.error().code, ErrorCode::Malformed);
        EXPECT_EQ(files.files["/keys/old"], text);
        EXPECT_EQ(key.error().line().find("secret"), std::string::npos) << "an error never tells what stands in a key file";
    }
    files.files["/keys/old"] = good + "\r\n";
    EXPECT_TRUE(longitudinal_key(office, "/keys/old", "/copies").ok());
    files.files["/keys/old"] = std::string(300, 'a');
    EXPECT_FALSE(longitudinal_key(office, "/keys/old", "/copies").ok());
}

TEST_F(LongitudinalKey, AKeyThatCannotBeReadOrKeptIsNoKey)
{
    EXPECT_FALSE(longitudinal_key(office, "/keys/broken", "/copies").ok()) << "another one would break the links of the project";
    EXPECT_FALSE(longitudinal_key(office, "/full/key", "/copies").ok());
}

TEST(Forget, LeavesZeros)
{
    PseudonymKey key;
    key.fill(7);
    forget(key);
    EXPECT_EQ(key, PseudonymKey {});
}

}  // namespace
}  // namespace imprimatur::desk
