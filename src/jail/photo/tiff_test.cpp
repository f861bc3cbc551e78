#include "jail/photo/samples_test.h"

#include <gtest/gtest.h>

namespace imprimatur::jail::photo {

using namespace samples;
using enum IdentifierKind;

namespace {

RecordingSink read(const Bytes& file)
{
    RecordingSink sink;
    const auto outcome = decode_tiff(file, sink);
    EXPECT_FALSE(outcome.has_value()) << (outcome ? outcome->detail : "");
    return sink;
}

Bytes pixels(const RawTiff& page) { return read(raw_tiff(page)).material.frames.at(0).samples; }

constexpr std::uint16_t kNone = 1, kLzw = 5, kJpeg = 7, kDeflate = 8, kPackBits = 32773;
constexpr std::uint16_t kWhiteIsZero = 0, kBlackIsZero = 1, kRgb = 2, kPalette = 3, kInk = 5;

}  // namespace

TEST(Tiff, IsExactForEveryLosslessCompressionInStripsAndTiles)
{
    for (const std::uint32_t channels : { 1U, 3U }) {
        for (const auto compression : { kNone, kLzw, kDeflate, kPackBits }) {
            for (const bool tiled : { false, true }) {
                const auto frame = picture(37, 41, channels);
                const auto sink = read(tiff({ { frame, compression, 1, tiled } }));
                EXPECT_EQ(largest_difference(sink.material.frames.at(0), frame), 0) << compression << tiled;
                EXPECT_TRUE(sink.material.objects.empty());
            }
        }
    }
}

TEST(Tiff, ReadsJpegInside)
{
    const auto frame = smooth(40, 32, 1);
    EXPECT_LE(largest_difference(read(tiff({ { frame, kJpeg } })).material.frames.at(0), frame), 8);
}

TEST(Tiff, ShowsEveryPage)
{
    const auto first = picture(20, 30, 1);
    const auto second = picture(24, 16, 3);
    const auto sink = read(tiff({ { first, kNone, 1, false, "Ida Example, left knee" }, { second, kLzw, 6 } }));
    ASSERT_EQ(sink.material.frames.size(), 2U);
    EXPECT_EQ(largest_difference(sink.material.frames[0], first), 0);
    EXPECT_EQ(sink.material.frames[1].width, 16U) << "each page by its own orientation";
    EXPECT_EQ(sink.value("EXIF:ImageDescription"), "Ida Example, left knee");
}

TEST(Tiff, ReadsEveryDepth)
{
    EXPECT_EQ(pixels({ 8, 1, 1, 1, kWhiteIsZero, { 0b10110000 } }), (Bytes { 0, 255, 0, 0, 255, 255, 255, 255 }));
    EXPECT_EQ(pixels({ 4, 1, 2, 1, kBlackIsZero, { 0b00011011 } }), (Bytes { 0, 85, 170, 255 }));
    EXPECT_EQ(pixels({ 2, 1, 4, 1, kBlackIsZero, { 0x0F } }), (Bytes { 0, 255 }));
    EXPECT_EQ(pixels({ 2, 1, 16, 1, kBlackIsZero, { 0x00, 0x80, 0xFF, 0xFF } }), (Bytes { 0x80, 255 }));
    EXPECT_EQ(pixels({ 1, 1, 16, 3, kRgb, { 0xFF, 0xFF, 0, 0, 0, 0x80 } }), (Bytes { 255, 0, 128 }));
}

TEST(Tiff, ShowsPaletteInkAndTransparency)
{
    RawTiff indexed { 2, 1, 1, 1, kPalette, { 0b01000000 } };
    indexed.palette = { 0xFFFF, 0x1010, 0, 0x2020, 0, 0x3030 };
    EXPECT_EQ(pixels(indexed), (Bytes { 255, 0, 0, 16, 32, 48 }));
    EXPECT_EQ(pixels({ 1, 1, 8, 4, kInk, { 0, 255, 255, 0 } }), (Bytes { 255, 0, 0 }));
    RawTiff clear { 2, 1, 8, 4, kRgb, { 10, 20, 30, 255, 10, 20, 30, 0 }, true };
    const auto sink = read(raw_tiff(clear));
    EXPECT_EQ(sink.material.frames.at(0).samples, (Bytes { 10, 20, 30, 255, 255, 255 }));
    EXPECT_TRUE(sink.has_object("alpha", HiddenPicture));
}

TEST(Tiff, ReportsBytesThatNoTagPointsTo)
{
    auto file = tiff({ { picture(20, 30, 1) } });
    const auto secret = bytes_of("former first page of Ida Example");
    file.insert(file.end(), secret.begin(), secret.end());
    EXPECT_TRUE(read(file).has_object("bytes that no tag points to", HiddenBytes));
}

TEST(Tiff, RefusesWhatItWouldShowWrongly)
{
    RecordingSink sink;
    const auto outcome = decode_tiff(raw_tiff({ 1, 1, 32, 1, kBlackIsZero, { 1, 2, 3, 4 } }), sink);
    ASSERT_TRUE(outcome.has_value());
    EXPECT_EQ(outcome->how, Unreadable::How::Unsupported);
}

TEST(Tiff, RefusesHugeSidesBeforeTakingMemory)
{
    auto file = raw_tiff({ 2, 1, 8, 1, kBlackIsZero, { 1, 2 } });
    // ImageWidth and ImageLength stand first in the only directory; both are rewritten as 30,000.
    const auto directory = file[4] + (file[5] << 8);
    for (const auto entry : { 0, 1 }) {
        auto* at = file.data() + directory + 2 + 12 * entry;
        ASSERT_EQ(at[0], entry);
        at[8] = 0x30;
        at[9] = 0x75;
    }
    RecordingSink sink;
    const auto outcome = decode_tiff(file, sink);
    ASSERT_TRUE(outcome.has_value());
    EXPECT_EQ(outcome->how, Unreadable::How::TooLarge);
}

TEST(Tiff, RefusesDirectoriesInALoop)
{
    auto file = tiff({ { picture(8, 8, 1) } });
    const auto directory = file[4] + (file[5] << 8);
    const auto entries = file[static_cast<std::size_t>(directory)];
    std::copy_n(file.begin() + 4, 4, file.begin() + directory + 2 + 12 * entries);
    RecordingSink sink;
    const auto outcome = decode_tiff(file, sink);
    ASSERT_TRUE(outcome.has_value());
    EXPECT_EQ(outcome->how, Unreadable::How::Malformed);
}

}  // namespace imprimatur::jail::photo
