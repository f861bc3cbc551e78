#include "dicom/codestream/codestream.h"

#include <gtest/gtest.h>

#include <random>

namespace imprimatur::dicom {
namespace {

FrameShape shape(std::uint16_t allocated, std::uint16_t stored, std::uint16_t high, bool is_signed = false)
{
    FrameShape result;
    result.bits_allocated = allocated;
    result.bits_stored = stored;
    result.high_bit = high;
    result.is_signed = is_signed;
    return result;
}

TEST(UnusedBits, BitsAboveAndBelowAreCleared)
{
    Bytes little { 0xFF, 0xFF, 0x34, 0x12 };
    EXPECT_TRUE(clear_unused_bits(little, shape(16, 12, 11), false));
    EXPECT_EQ(little, (Bytes { 0xFF, 0x0F, 0x34, 0x02 }));
    Bytes big { 0xFF, 0xFF, 0x12, 0x34 };
    EXPECT_TRUE(clear_unused_bits(big, shape(16, 12, 11), true));
    EXPECT_EQ(big, (Bytes { 0x0F, 0xFF, 0x02, 0x34 }));
    Bytes shifted { 0xFF, 0xFF };
    EXPECT_TRUE(clear_unused_bits(shifted, shape(16, 12, 15), false));
    EXPECT_EQ(shifted, (Bytes { 0xF0, 0xFF }));
    Bytes bytes { 0xFF, 0x7F, 0x01 };
    EXPECT_TRUE(clear_unused_bits(bytes, shape(8, 7, 6), false));
    EXPECT_EQ(bytes, (Bytes { 0x7F, 0x7F, 0x01 }));
}

TEST(UnusedBits, SignedSamplesKeepTheirSign)
{
    Bytes little { 0xFF, 0x08, 0xFF, 0xF7, 0xFE, 0xFF };  // -1793 badly extended, 2047 badly extended, -2 as it should be
    EXPECT_TRUE(clear_unused_bits(little, shape(16, 12, 11, true), false));
    EXPECT_EQ(little, (Bytes { 0xFF, 0xF8, 0xFF, 0x07, 0xFE, 0xFF }));
    Bytes big { 0x08, 0xFF };
    EXPECT_TRUE(clear_unused_bits(big, shape(16, 12, 11, true), true));
    EXPECT_EQ(big, (Bytes { 0xF8, 0xFF }));
}

TEST(UnusedBits, WhatIsCleanOrCannotBeIsUntouched)
{
    for (const auto& one :
        { shape(16, 16, 15), shape(12, 8, 7), shape(24, 20, 19), shape(16, 12, 10), shape(16, 0, 15), shape(16, 12, 16) }) {
        Bytes bytes { 0xFF, 0xFF, 0xFF, 0xFF };
        EXPECT_FALSE(clear_unused_bits(bytes, one, false));
        EXPECT_EQ(bytes, Bytes(4, 0xFF));
    }
    Bytes clean { 0xFF, 0x0F, 0x00 };
    EXPECT_FALSE(clear_unused_bits(clean, shape(16, 12, 11), false));
    EXPECT_FALSE(clear_unused_bits({}, shape(16, 12, 11), false));
}

// One sample at a time, as the standard says it.
std::uint32_t expected(std::uint32_t word, const FrameShape& one)
{
    std::uint32_t value = 0;
    for (int bit = one.high_bit - one.bits_stored + 1; bit < one.bits_allocated; ++bit) {
        const int from = bit <= one.high_bit ? bit : one.high_bit;
        const bool extended = bit <= one.high_bit || one.is_signed;
        if (extended && (word >> from & 1) != 0)
            value |= 1U << bit;
    }
    return value;
}

TEST(UnusedBits, EveryShapeAndOrderAsTheStandardSays)
{
    std::mt19937 chance(5);
    for (int round = 0; round < 400; ++round) {
        const auto width = static_cast<std::uint16_t>(1U << (chance() % 3));
        const auto stored = static_cast<std::uint16_t>(1 + chance() % (8U * width));
        const auto high = static_cast<std::uint16_t>(stored - 1 + chance() % (8U * width - stored + 1));
        const auto one = shape(static_cast<std::uint16_t>(8 * width), stored, high, chance() % 2 != 0);
        const bool big = chance() % 2 != 0;
        Bytes samples((1 + chance() % 3000) * width);
        for (auto& byte : samples)
            byte = static_cast<std::uint8_t>(chance());
        Bytes wanted(samples.size());
        for (std::size_t at = 0; at < samples.size(); at += width) {
            std::uint32_t word = 0;
            for (std::size_t i = 0; i < width; ++i)
                word |= std::uint32_t { samples[at + i] } << 8 * (big ? width - 1 - i : i);
            const auto value = expected(word, one);
            for (std::size_t i = 0; i < width; ++i)
                wanted[at + i] = static_cast<std::uint8_t>(value >> 8 * (big ? width - 1 - i : i));
        }
        const bool differs = samples != wanted;
        EXPECT_EQ(clear_unused_bits(samples, one, big), differs);
        EXPECT_EQ(samples, wanted);
        EXPECT_FALSE(clear_unused_bits(samples, one, big));
    }
}

}  // namespace
}  // namespace imprimatur::dicom
