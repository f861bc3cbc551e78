#include "jail/photo/samples_test.h"

#include <gtest/gtest.h>

#include <set>

namespace imprimatur::jail::photo {

using namespace samples;

namespace {

Bytes bytes(const Written& written)
{
    EXPECT_TRUE(std::holds_alternative<Bytes>(written));
    return std::holds_alternative<Bytes>(written) ? std::get<Bytes>(written) : Bytes {};
}

std::vector<std::string> png_types(const Bytes& file)
{
    std::vector<std::string> types;
    ByteReader reader(file);
    static_cast<void>(reader.skip(8));
    while (const auto length = reader.u32(true)) {
        const auto type = reader.take(4);
        if (!type || !reader.skip(*length + std::size_t { 4 }))
            return { "cut" };
        types.emplace_back(as_text(*type));
    }
    return types;
}

/// Every marker of the file; entropy-coded data is skipped.
std::vector<int> jpeg_markers(const Bytes& file)
{
    std::vector<int> markers { 0xD8 };
    std::size_t at = 2;
    while (at + 1 < file.size()) {
        if (file[at] != 0xFF)
            return { -1 };
        const int marker = file[at + 1];
        markers.push_back(marker);
        if (marker == 0xD9)
            break;
        at += 2 + (std::size_t { file[at + 2] } << 8 | file[at + 3]);
        while (marker == 0xDA && at + 1 < file.size() && (file[at] != 0xFF || file[at + 1] == 0))
            ++at;
    }
    if (at + 2 != file.size())
        markers.push_back(-1);
    return markers;
}

}  // namespace

TEST(WritePng, HoldsNothingButThePicture)
{
    for (const std::uint32_t channels : { 1U, 3U }) {
        const auto types = png_types(bytes(write_png(picture(200, 300, channels))));
        EXPECT_EQ(types.front(), "IHDR");
        EXPECT_EQ(types.back(), "IEND");
        EXPECT_EQ(std::set<std::string>(types.begin(), types.end()), (std::set<std::string> { "IHDR", "IDAT", "IEND" }));
    }
}

TEST(WriteJpeg, HoldsNothingButThePicture)
{
    const auto file = bytes(write_jpeg(picture(64, 48, 3)));
    EXPECT_EQ(jpeg_markers(file), (std::vector<int> { 0xD8, 0xE0, 0xDB, 0xDB, 0xC0, 0xC4, 0xC4, 0xC4, 0xC4, 0xDA, 0xD9 }));
    EXPECT_EQ(file[4] << 8 | file[5], 16) << "JFIF without a thumbnail";
    EXPECT_EQ(jpeg_markers(bytes(write_jpeg(picture(64, 48, 1)))), (std::vector<int> { 0xD8, 0xE0, 0xDB, 0xC0, 0xC4, 0xC4, 0xDA, 0xD9 }));
}

TEST(Writers, MakeTheSameBytesOfTheSamePixels)
{
    for (const auto write : { write_png, write_jpeg }) {
        EXPECT_EQ(bytes(write(picture(200, 100, 3))), bytes(write(picture(200, 100, 3))));
        EXPECT_NE(bytes(write(picture(200, 100, 3))), bytes(write(picture(100, 200, 3))));
    }
}

TEST(Writers, AreReadBackAsTheyWereWritten)
{
    for (const std::uint32_t channels : { 1U, 3U }) {
        for (const std::uint32_t width : { 1U, 2U, 17U, 300U }) {
            const auto frame = smooth(width, 33, channels);
            RecordingSink from_png;
            EXPECT_FALSE(decode_png(bytes(write_png(frame)), from_png).has_value());
            EXPECT_EQ(largest_difference(from_png.material.frames.at(0), frame), 0);
            RecordingSink from_jpeg;
            EXPECT_FALSE(decode_jpeg(bytes(write_jpeg(frame)), from_jpeg).has_value());
            EXPECT_LE(largest_difference(from_jpeg.material.frames.at(0), frame), 8);
        }
    }
}

TEST(WriteJpeg, RingsLittleAroundAFilledRectangle)
{
    for (const int background : { 255, 128, 40 }) {
        Frame frame { 100, 100, 1, Bytes(100 * 100, static_cast<std::uint8_t>(background)) };
        for (std::size_t y = 27; y < 61; ++y)
            std::fill_n(&frame.samples[y * 100 + 13], 50, std::uint8_t { 0 });
        RecordingSink sink;
        EXPECT_FALSE(decode_jpeg(bytes(write_jpeg(frame)), sink).has_value());
        EXPECT_LE(largest_difference(sink.material.frames.at(0), frame), 13);
    }
}

TEST(Writers, RefuseAPictureThatDoesNotHaveTheSizeItSays)
{
    auto cut = picture(20, 10, 3);
    cut.samples.pop_back();
    const Frame two_channels { 2, 2, 2, Bytes(8) };
    const Frame empty {};
    const Frame huge { 65'501, 1, 1, Bytes(65'501) };
    for (const auto write : { write_png, write_jpeg }) {
        for (const auto& frame : { cut, two_channels, empty, huge })
            EXPECT_TRUE(std::holds_alternative<Unreadable>(write(frame)));
    }
}

TEST(FrameSize, IsCheckedWithoutOverflow)
{
    EXPECT_FALSE(check_frame_size(10'000, 10'000, 4));
    EXPECT_TRUE(check_frame_size(10'001, 10'000, 1));
    EXPECT_TRUE(check_frame_size(65'501, 1, 1));
    EXPECT_TRUE(check_frame_size(1ULL << 32, 1ULL << 32, 1ULL << 32));
    EXPECT_TRUE(check_frame_size(0, 5, 1));
    EXPECT_TRUE(check_frame_size(5, 5, 0));
}

}  // namespace imprimatur::jail::photo
