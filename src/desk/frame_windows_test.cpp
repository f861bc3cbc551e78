#include "desk/frame_windows.h"

#include "desk/fake_reader.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace imprimatur::desk {

namespace {

struct LongFile : FakeReader {
    LongFile(std::size_t count, std::size_t at_once)
    {
        for (std::size_t i = 0; i < count; ++i)
            frames.push_back(plain_frame(static_cast<std::uint8_t>(i % 251)));
        window = at_once;
    }
};

std::size_t held(const Material& material)
{
    return static_cast<std::size_t>(
        std::count_if(material.frames.begin(), material.frames.end(), [](const Frame& frame) { return !frame.samples.empty(); }));
}

}  // namespace

TEST(FrameWindows, AFileOfOneWindowIsHeldAndReadOnce)
{
    LongFile reader(5, 10);
    FrameWindows windows(reader, ByteView());
    std::size_t visited = 0;
    const auto read = windows.open([&](const Material& window, std::uint32_t first) -> Result<void> {
        EXPECT_EQ(first, 0U);
        visited += window.frames.size();
        return {};
    });
    ASSERT_TRUE(read.ok());
    EXPECT_EQ(visited, 5U);
    EXPECT_EQ(held(std::get<Material>(*read)), 5U);
}

TEST(FrameWindows, OfALongFileEveryFrameIsSeenAndFewAreHeld)
{
    LongFile reader(1003, 40);
    FrameWindows windows(reader, ByteView());
    std::vector<int> seen;
    const auto read = windows.open([&](const Material& window, std::uint32_t first) -> Result<void> {
        EXPECT_EQ(first, seen.size());
        for (const auto& frame : window.frames)
            seen.push_back(frame.samples[0]);
        return {};
    });
    ASSERT_TRUE(read.ok());
    const auto& material = std::get<Material>(*read);
    EXPECT_EQ(seen.size(), 1003U);
    EXPECT_EQ(seen[1002], 1002 % 251);
    EXPECT_EQ(material.frames.size(), 1003U) << "the sizes of all";
    EXPECT_EQ(material.frames[1002].width, 64U);
    EXPECT_LE(held(material), 17U);
    EXPECT_GE(held(material), 8U);

    std::size_t again = 0;
    const auto ended = windows.each(material, [&](const Material& window, std::uint32_t first) -> Result<void> {
        EXPECT_EQ(first, again);
        again += window.frames.size();
        return {};
    });
    ASSERT_TRUE(ended.ok());
    EXPECT_FALSE(ended->has_value());
    EXPECT_EQ(again, 1003U);
}

TEST(FrameWindows, AFileThatHasFewerFramesTheSecondTimeIsUnreadable)
{
    LongFile reader(30, 10);
    FrameWindows windows(reader, ByteView());
    const auto nothing = [](const Material&, std::uint32_t) -> Result<void> { return {}; };
    const auto read = windows.open(nothing);
    ASSERT_TRUE(read.ok());
    reader.frames.resize(15);
    const auto ended = windows.each(std::get<Material>(*read), nothing);
    ASSERT_TRUE(ended.ok());
    EXPECT_TRUE(ended->has_value());
}

}  // namespace imprimatur::desk
