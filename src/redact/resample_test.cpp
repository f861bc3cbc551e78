#include "redact/resample.h"

#include "redact/plan.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace imprimatur::redact {

namespace {

class Bits {
public:
    std::uint32_t next()
    {
        m_state ^= m_state << 13U;
        m_state ^= m_state >> 7U;
        m_state ^= m_state << 17U;
        return static_cast<std::uint32_t>(m_state >> 32U);
    }

private:
    std::uint64_t m_state = 88172645463325252ULL;
};

Frame picture(std::uint32_t width, std::uint32_t height, std::uint32_t channels = 1)
{
    Frame frame { width, height, channels, Bytes(std::size_t { width } * height * channels) };
    Bits noise;
    for (std::size_t i = 0; i < frame.samples.size(); ++i) {
        const auto at = static_cast<double>(i / channels);
        const double x = std::fmod(at, width);
        const double y = std::floor(at / width);
        frame.samples[i] = static_cast<std::uint8_t>(std::lround(120 + 50 * std::sin(x / 19) + 40 * std::cos(y / 23)) + noise.next() % 5);
    }
    return frame;
}

/// Somebody who takes the picture back to its old size: the nearest old place of every new sample, and bilinear between them.
Frame taken_back(const Frame& small, std::uint32_t width, std::uint32_t height)
{
    Frame frame { width, height, small.channels, Bytes(std::size_t { width } * height * small.channels) };
    const auto place = [](std::uint32_t at, std::uint32_t old_side, std::uint32_t new_side) {
        return std::clamp((at + 0.5) * new_side / old_side - 0.5, 0.0, static_cast<double>(new_side - 1));
    };
    for (std::uint32_t y = 0; y < height; ++y) {
        for (std::uint32_t x = 0; x < width; ++x) {
            const double sx = place(x, width, small.width);
            const double sy = place(y, height, small.height);
            const auto x0 = static_cast<std::uint32_t>(sx);
            const auto y0 = static_cast<std::uint32_t>(sy);
            const auto x1 = std::min(x0 + 1, small.width - 1);
            const auto y1 = std::min(y0 + 1, small.height - 1);
            for (std::uint32_t c = 0; c < small.channels; ++c) {
                const auto sample = [&](std::uint32_t sample_x, std::uint32_t sample_y) {
                    return static_cast<double>(small.samples[(std::size_t { sample_y } * small.width + sample_x) * small.channels + c]);
                };
                const double top = sample(x0, y0) + (sx - x0) * (sample(x1, y0) - sample(x0, y0));
                const double bottom = sample(x0, y1) + (sx - x0) * (sample(x1, y1) - sample(x0, y1));
                frame.samples[(std::size_t { y } * width + x) * small.channels + c]
                    = static_cast<std::uint8_t>(std::lround(top + (sy - y0) * (bottom - top)));
            }
        }
    }
    return frame;
}

}  // namespace

TEST(Resample, MakesASlightlySmallerPictureAndNothingElse)
{
    const auto made = resample(picture(101, 67, 3), 0.95);
    ASSERT_TRUE(made);
    EXPECT_EQ(made->width, 96U);
    EXPECT_EQ(made->height, 64U);
    EXPECT_EQ(made->samples.size(), std::size_t { 96 } * 64 * 3);
    EXPECT_FALSE(resample(picture(16, 16), 1.0));
    EXPECT_FALSE(resample(picture(16, 16), 0.5));
    EXPECT_FALSE(resample(picture(16, 16), NAN));
    EXPECT_FALSE(resample(Frame { 16, 16, 1, Bytes(3) }, 0.95));
    EXPECT_TRUE(resample(picture(1, 1), 0.95));
}

TEST(Resample, AConstantStaysTheSameConstant)
{
    const auto made = resample(Frame { 40, 30, 1, Bytes(1200, 77) }, 0.93);
    ASSERT_TRUE(made);
    EXPECT_TRUE(std::all_of(made->samples.begin(), made->samples.end(), [](std::uint8_t s) { return s == 77; }));
}

TEST(Resample, BitsHiddenInTheLowestBitsAreNoLongerReadAboveChance)
{
    for (const unsigned bits : { 1U, 2U }) {
        Frame frame = picture(400, 300);
        Bits payload;
        const std::uint8_t mask = bits == 1 ? 1 : 3;
        for (auto& sample : frame.samples)
            sample = static_cast<std::uint8_t>((sample & ~mask) | (payload.next() & mask));
        const auto back = taken_back(*resample(frame, 0.95), frame.width, frame.height);
        std::size_t right = 0;
        for (std::size_t i = 0; i < frame.samples.size(); ++i)
            right += (frame.samples[i] & mask) == (back.samples[i] & mask) ? 1U : 0U;
        const double share = static_cast<double>(right) / static_cast<double>(frame.samples.size());
        const double chance = 1.0 / (mask + 1);
        // In a smooth picture neighbours agree in their second bit; a single bit is read as if thrown.
        RecordProperty("right_" + std::to_string(bits), std::to_string(share));
        EXPECT_LT(share, chance + (bits == 1 ? 0.03 : 0.1));
    }
}

TEST(Resample, AFillIsStillConstantInItsInnerPart)
{
    Frame frame = picture(211, 173, 3);
    for (const double factor : { 0.93, 0.95, 0.97 }) {
        for (const Rect& rect :
            { Rect { 40, 50, 60, 20 }, Rect { 0, 0, 30, 30 }, Rect { 181, 143, 30, 30 }, Rect { 10, 10, 6, 6 }, Rect { 10, 10, 2, 2 } }) {
            Frame filled = frame;
            fill(filled, rect);
            const auto made = resample(filled, factor);
            const auto inner = scaled(rect, frame.width, frame.height, factor);
            EXPECT_TRUE(is_constant(*made, inner));
            EXPECT_GE(inner.width,
                static_cast<std::int32_t>(rect.width * factor) - 6 > 0 ? static_cast<std::int32_t>(rect.width * factor) - 6 : 0);
        }
    }
    EXPECT_EQ(scaled(Rect { 0, 0, 211, 173 }, 211, 173, 0.95), (Rect { 0, 0, 201, 165 }))
        << "nothing is mixed in at the edges of the picture";
    EXPECT_EQ(scaled(Rect { 10, 10, 2, 2 }, 211, 173, 0.95).width, 0);
}

TEST(Resample, TheCopyDoesNotDependOnWhatStoodUnderTheFill)
{
    Frame one = picture(120, 80);
    Frame other = one;
    const Rect rect { 30, 20, 40, 24 };
    for (std::int32_t x = 0; x < rect.width; ++x)
        other.samples[static_cast<std::size_t>((rect.y + 3) * 120 + rect.x + x)] ^= 0x55;
    fill(one, rect);
    fill(other, rect);
    EXPECT_EQ(resample(one, 0.95)->samples, resample(other, 0.95)->samples);
}

}  // namespace imprimatur::redact
