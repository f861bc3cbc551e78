#include "open/jail_reader.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

namespace imprimatur::open {

namespace {

JailReader real(unsigned servers = 1)
{
    return { { IMPRIMATUR_JAIL, IMPRIMATUR_SHARE_DIR "/models", IMPRIMATUR_SHARE_DIR "/policy" }, servers };
}
JailReader misbehaving() { return { { IMPRIMATUR_MISBEHAVING_JAIL, "", "" }, 1 }; }

Frame ramp(std::uint32_t width, std::uint32_t height, std::uint32_t channels)
{
    Frame frame { width, height, channels, Bytes(static_cast<std::size_t>(width) * height * channels) };
    for (std::size_t i = 0; i < frame.samples.size(); ++i)
        frame.samples[i] = static_cast<std::uint8_t>(i * 7);
    return frame;
}

Unreadable::How how_it_ended(JailReader& reader, std::string_view order)
{
    const auto read = reader.read(as_bytes(order), 0);
    EXPECT_TRUE(read.ok()) << order;
    const auto* unreadable = std::get_if<Unreadable>(&*read);
    EXPECT_NE(unreadable, nullptr) << order;
    return unreadable == nullptr ? Unreadable::How::NotRecognised : unreadable->how;
}

}  // namespace

TEST(JailReader, WritesAPictureAndReadsTheSamePixelsBack)
{
    auto reader = real();
    for (const std::uint32_t channels : { 1U, 3U }) {
        const Frame frame = ramp(50, 40, channels);
        const auto written = reader.write_image(frame, desk::ImageFormat::Png);
        ASSERT_TRUE(written.ok()) << written.error().line();
        const auto read = reader.read(ByteView(std::get<Bytes>(*written)), 0);
        ASSERT_TRUE(read.ok());
        const auto& material = std::get<Material>(*read);
        EXPECT_EQ(material.frames.at(0).samples, frame.samples);
        EXPECT_TRUE(material.attributes.empty());
    }
}

TEST(JailReader, WhatIsNoPictureIsSaidToBeNone)
{
    auto reader = real();
    EXPECT_EQ(how_it_ended(reader, "just a letter"), Unreadable::How::NotRecognised);
    EXPECT_EQ(how_it_ended(reader, ""), Unreadable::How::NotRecognised);
}

TEST(JailReader, AChildThatMisbehavesIsAnUnreadableAndTheNextOneIsServed)
{
    auto reader = misbehaving();
    EXPECT_EQ(how_it_ended(reader, "crash"), Unreadable::How::Crashed);
    EXPECT_EQ(how_it_ended(reader, "hang"), Unreadable::How::TimedOut);
    EXPECT_EQ(how_it_ended(reader, "out of memory"), Unreadable::How::OutOfMemory);
    EXPECT_EQ(how_it_ended(reader, "socket"), Unreadable::How::ForbiddenCall);
    EXPECT_EQ(how_it_ended(reader, "cut"), Unreadable::How::Lied);
    EXPECT_EQ(how_it_ended(reader, "silent"), Unreadable::How::Lied);
    EXPECT_EQ(how_it_ended(reader, "twice"), Unreadable::How::Lied);
    const auto good = reader.read(as_bytes("behave"), 0);
    ASSERT_TRUE(good.ok());
    EXPECT_EQ(std::get<Material>(*good).frames.size(), 1U);
}

TEST(JailReader, AProgramThatIsNotThereIsAnErrorThatSaysWhatToDo)
{
    JailReader reader({ "/nonexistent/imprimatur-jail", "", "" }, 1);
    const auto read = reader.read(as_bytes("x"), 0);
    ASSERT_FALSE(read.ok());
    EXPECT_NE(read.error().line().find("install"), std::string::npos);
    EXPECT_FALSE(reader.read(as_bytes("x"), 0).ok()) << "and it does not wait for ever the second time";
}

TEST(JailReader, AServerThatIsGoneIsReplaced)
{
    JailReader reader({ "/bin/false", "", "" }, 1);
    EXPECT_FALSE(reader.read(as_bytes("x"), 0).ok());
    EXPECT_FALSE(reader.read(as_bytes("x"), 0).ok());
}

TEST(JailReader, WithoutModelsTheDetectorIsMissingNotSilent)
{
    JailReader reader({ IMPRIMATUR_JAIL, "/nonexistent", "" }, 1);
    const auto found = reader.look(ramp(64, 64, 1), {});
    ASSERT_TRUE(found.ok());
    ASSERT_NE(std::get_if<Unreadable>(&*found), nullptr);
    EXPECT_EQ(std::get<Unreadable>(*found).how, Unreadable::How::DetectorMissing);
}

TEST(JailReader, ManyThreadsShareAFewServers)
{
    auto reader = real(2);
    std::vector<std::jthread> threads;
    std::atomic<int> good = 0;
    for (int t = 0; t < 4; ++t) {
        threads.emplace_back([&] {
            for (int i = 0; i < 5; ++i) {
                const auto written = reader.write_image(ramp(20, 20, 1), desk::ImageFormat::Png);
                good += written.ok() && std::holds_alternative<Bytes>(*written) ? 1 : 0;
            }
        });
    }
    threads.clear();
    EXPECT_EQ(good, 20);
}

}  // namespace imprimatur::open
