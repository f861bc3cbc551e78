#include "base/byte_reader.h"
#include "base/checked.h"

#include <gtest/gtest.h>

#include <array>
#include <limits>

namespace imprimatur {

TEST(ByteReader, ReadsBothEndians)
{
    const std::array<std::uint8_t, 4> bytes { 1, 2, 3, 4 };
    EXPECT_EQ(ByteReader(bytes).u32(true), 0x01020304U);
    EXPECT_EQ(ByteReader(bytes).u32(false), 0x04030201U);
    EXPECT_EQ(ByteReader(bytes).u16(false), 0x0201U);
}

TEST(ByteReader, AReadThatDoesNotFitDoesNotMove)
{
    const std::array<std::uint8_t, 3> bytes { 1, 2, 3 };
    ByteReader reader(bytes);
    EXPECT_FALSE(reader.u32(true));
    EXPECT_EQ(reader.position(), 0U);
    EXPECT_FALSE(reader.skip(4));
    EXPECT_FALSE(reader.seek(4));
    EXPECT_TRUE(reader.seek(3));
    EXPECT_TRUE(reader.at_end());
    EXPECT_FALSE(reader.u8());
}

TEST(ByteReader, AHugeCountIsRefusedWithoutOverflow)
{
    const std::array<std::uint8_t, 3> bytes { 1, 2, 3 };
    ByteReader reader(bytes);
    ASSERT_TRUE(reader.u8());
    EXPECT_FALSE(reader.take(std::numeric_limits<std::size_t>::max()));
}

TEST(Checked, OverflowIsNothing)
{
    EXPECT_EQ(checked_multiply(65'535, 65'535), 4'294'836'225U);
    EXPECT_FALSE(checked_multiply(1ULL << 63, 2));
    EXPECT_FALSE(checked_add(~0ULL, 1));
}

}  // namespace imprimatur
