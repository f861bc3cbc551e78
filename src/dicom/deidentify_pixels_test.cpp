// Pixel Data in a copy: native samples, fragments, fills.
#include "dicom/pixel_writer.h"
#include "dicom/test_copy.h"

#include <gmock/gmock.h>

namespace imprimatur::dicom {
namespace {

using namespace testing;
using ::testing::HasSubstr;

Bytes native(const Picture& picture, ByteView samples, Vr vr = Vr::OW, Encoding encoding = Encoding::Explicit)
{
    auto set = ct_header(encoding);
    describe(set, picture).bytes(kPixelData, vr, samples);
    return file_of(set);
}

std::string refusal(const Copy& copy) { return copy.refused ? copy.refused->detail : "accepted"; }

TEST(DeidentifyPixels, BytesPastTheLastPixelGo)
{
    const auto copy = proven_copy(native({}, joined({ Bytes { 1, 2, 3, 4, 5, 6, 7, 8 }, bytes_of("Quillfeather") })));
    EXPECT_EQ(Reading(copy).bytes("(7FE0,0010)"), (Bytes { 1, 2, 3, 4, 5, 6, 7, 8 }));
    EXPECT_TRUE(copy.was_told("bytes past the last pixel"));
    auto trailing = native({}, Bytes { 1, 2, 3, 4, 5, 6, 7, 8 });
    for (const char c : std::string_view("Quillfeather"))
        trailing.push_back(static_cast<std::uint8_t>(c));
    EXPECT_FALSE(proven_copy(trailing).holds("Quillfeather"));
}

TEST(DeidentifyPixels, BitsThatAreNoPartOfASampleAreCleared)
{
    const Bytes with_high_bits { 0x01, 0xF2, 0x03, 0x54, 0x05, 0x06, 0x07, 0x08 };
    const auto copy = proven_copy(native({}, with_high_bits));
    EXPECT_EQ(Reading(copy).bytes("(7FE0,0010)"), (Bytes { 0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x07, 0x08 }));
    EXPECT_TRUE(copy.was_told("bits above High Bit"));
    const auto big = proven_copy(native({}, Bytes { 0xF2, 0x01, 0x54, 0x03, 0x06, 0x05, 0x08, 0x07 }, Vr::OW, Encoding::BigEndian));
    EXPECT_EQ(Reading(big).bytes("(7FE0,0010)"), (Bytes { 0x02, 0x01, 0x04, 0x03, 0x06, 0x05, 0x08, 0x07 }));
    // Signed samples keep their sign.
    const auto negative = proven_copy(native({ .is_signed = 1 }, Bytes { 0xFF, 0x0F, 0xFF, 0x07, 0, 0, 0, 0 }));
    EXPECT_EQ(Reading(negative).bytes("(7FE0,0010)"), (Bytes { 0xFF, 0xFF, 0xFF, 0x07, 0, 0, 0, 0 }));
}

TEST(DeidentifyPixels, AnOddNumberOfBytesIsPadded)
{
    const auto copy
        = proven_copy(native({ .rows = 3, .columns = 1, .allocated = 8, .stored = 8, .high_bit = 7 }, Bytes { 9, 8, 7, 'Q' }, Vr::OB));
    EXPECT_EQ(Reading(copy).bytes("(7FE0,0010)"), (Bytes { 9, 8, 7, 0 }));
}

TEST(DeidentifyPixels, HeadersThatContradictThePixelsAreRefused)
{
    EXPECT_THAT(refusal(copy_of(native({ .rows = 200 }, Bytes(8)))), HasSubstr("shorter than its header says"));
    EXPECT_THAT(refusal(copy_of(native({ .rows = 0 }, Bytes(8)))), HasSubstr("does not say how the pixels are stored"));
    EXPECT_THAT(refusal(copy_of(native({ .stored = 17 }, Bytes(8)))), HasSubstr("contradict"));
    EXPECT_THAT(refusal(copy_of(native({ .frames = "many" }, Bytes(8)))), HasSubstr("Number of Frames"));
    EXPECT_THAT(refusal(copy_of(native({ .frames = "999999999999" }, Bytes(8)))), HasSubstr("fewer bytes than frames"));
    auto native_in_jpeg = ct_header();
    describe(native_in_jpeg).bytes(kPixelData, Vr::OW, Bytes(8));
    EXPECT_THAT(refusal(copy_of(file_of(native_in_jpeg.get(), kJpeg))), HasSubstr("not stored as its transfer syntax says"));
    auto fragments_in_native = ct_header();
    describe(fragments_in_native).fragments({ Bytes(8) });
    EXPECT_NE(refusal(copy_of(file_of(fragments_in_native))), "accepted");
}

/// PS3.5 Annex G: one segment of one literal run; 2 x 2 samples of 8 bits.
Bytes rle_frame(Bytes samples)
{
    Bytes frame(64);
    frame[0] = 1;
    frame[4] = 64;
    frame.push_back(static_cast<std::uint8_t>(samples.size() - 1));
    frame.insert(frame.end(), samples.begin(), samples.end());
    if (frame.size() % 2 != 0)
        frame.push_back(0);
    return frame;
}

Bytes rle_file(const std::vector<Bytes>& fragments, const std::vector<std::uint32_t>& offsets, const std::string& frames)
{
    auto set = ct_header();
    describe(set, { .allocated = 8, .stored = 8, .high_bit = 7, .frames = frames }).fragments(fragments, offsets);
    return file_of(set.get(), kRle);
}

TEST(DeidentifyPixels, EveryFrameIsOneFragmentAndTheOffsetTableIsEmpty)
{
    const auto one = rle_frame({ 1, 2, 3, 4 });
    const auto two = rle_frame({ 5, 6, 7, 8 });
    const auto copy = proven_copy(rle_file({ one, two }, { 0, static_cast<std::uint32_t>(8 + one.size()) }, "2"));
    const Reading reading(copy);
    ASSERT_EQ(reading.set().fragments.size(), 2U);
    EXPECT_TRUE(reading.set().offset_table.empty());
    // Split over fragments, found by the offset table.
    const Bytes first(one.begin(), one.begin() + 32);
    const Bytes rest(one.begin() + 32, one.end());
    const auto split = rle_file({ first, rest, two }, { 0, static_cast<std::uint32_t>(16 + one.size()) }, "2");
    EXPECT_EQ(proven_copy(split).bytes, copy.bytes);
    // One frame is all the fragments there are.
    EXPECT_EQ(proven_copy(rle_file({ first, rest }, {}, "")).bytes, proven_copy(rle_file({ one }, {}, "")).bytes);
}

TEST(DeidentifyPixels, FramesThatCannotBeToldApartAreRefused)
{
    const auto one = rle_frame({ 1, 2, 3, 4 });
    EXPECT_NE(refusal(copy_of(rle_file({ one, one, one }, {}, "2"))), "accepted") << "no offset table";
    EXPECT_NE(refusal(copy_of(rle_file({ one, one, one }, { 0, 13 }, "2"))), "accepted") << "points between items";
    EXPECT_NE(refusal(copy_of(rle_file({ one, one, one }, { 8 + static_cast<std::uint32_t>(one.size()), 0 }, "2"))), "accepted")
        << "backwards";
    EXPECT_NE(refusal(copy_of(rle_file({ one }, {}, "2"))), "accepted");
    EXPECT_NE(refusal(copy_of(rle_file({}, {}, "1"))), "accepted");
    EXPECT_NE(refusal(copy_of(rle_file({ bytes_of("Quillfeather") }, {}, "1"))), "accepted") << "no code stream";
}

TEST(DeidentifyPixels, ACodeStreamKeepsItsPictureAlone)
{
    const auto one = rle_frame({ 1, 2, 3, 4 });
    const auto copy = proven_copy(rle_file({ joined({ one, bytes_of("Quillfeather") }) }, {}, "1"));
    EXPECT_FALSE(copy.holds("Quillfeather"));
    EXPECT_EQ(copy.bytes, proven_copy(rle_file({ one }, {}, "1")).bytes);
}

Bytes jpeg_file(const std::vector<Bytes>& fragments, const std::vector<std::uint32_t>& offsets = {}, const std::string& frames = {})
{
    auto set = ct_header();
    describe(set, { .rows = 8, .columns = 8, .allocated = 8, .stored = 8, .high_bit = 7, .frames = frames }).fragments(fragments, offsets);
    return file_of(set.get(), kJpeg);
}

TEST(DeidentifyPixels, AJpegLosesItsCommentsAndIsNotCompressedAgain)
{
    const auto plain = small_jpeg();
    for (const auto& frame : { small_jpeg(jpeg_comment("Quillfeather^Odalys")), joined({ plain, bytes_of("Quillfeather") }) }) {
        const auto copy = proven_copy(jpeg_file({ frame }));
        EXPECT_FALSE(copy.holds("Quillfeather"));
        const Reading reading(copy);
        ASSERT_EQ(reading.set().fragments.size(), 1U);
        const auto fragment = reading.set().fragments[0];
        const auto kept = reading.set().bytes.subspan(fragment.offset, fragment.length);
        EXPECT_TRUE(std::equal(plain.begin(), plain.end(), kept.begin()));
    }
    EXPECT_TRUE(proven_copy(jpeg_file({ small_jpeg(jpeg_comment("Odalys")) })).was_told("JPEG COM"));
}

TEST(DeidentifyPixels, FramesWithoutAnOffsetTableAreToldApartByTheirFirstBytes)
{
    const auto frame = small_jpeg();
    const Bytes first(frame.begin(), frame.begin() + 50);
    const Bytes rest(frame.begin() + 50, frame.end());
    const auto copy = proven_copy(jpeg_file({ first, rest, frame }, {}, "2"));
    EXPECT_EQ(Reading(copy).set().fragments.size(), 2U);
    EXPECT_EQ(copy.bytes, proven_copy(jpeg_file({ frame, frame }, {}, "2")).bytes);
    EXPECT_NE(refusal(copy_of(jpeg_file({ first, rest, first, rest }, {}, "3"))), "accepted");
}

TEST(DeidentifyPixels, OnlyFramesWithRectanglesAreFilled)
{
    DeidentifyOptions options;
    options.fills[1] = { { .x = 0, .y = 0, .width = 1, .height = 1 } };
    int calls = 0;
    const FrameFiller filler
        = [&](ByteView encoded, std::string_view, const FrameShape& shape, const std::vector<Rect>& rects, std::uint32_t) {
              ++calls;
              EXPECT_EQ(shape.rows, 2U);
              EXPECT_EQ(rects.size(), 1U);
              Bytes black(encoded.begin(), encoded.end());
              black[0] = black[1] = 0;
              return std::variant<FilledPixels, Unreadable>(FilledPixels { black, {} });
          };
    const Bytes samples { 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8 };
    const auto copy = proven_copy(native({ .frames = "2" }, samples), options, filler);
    EXPECT_EQ(calls, 1);
    EXPECT_EQ(Reading(copy).bytes("(7FE0,0010)"), (Bytes { 1, 1, 2, 2, 3, 3, 4, 4, 0, 0, 6, 6, 7, 7, 8, 8 }));
    EXPECT_TRUE(Reading(copy).has("(0008,2111)")) << "Derivation Description";
    EXPECT_NE(refusal(copy_of(native({ .frames = "2" }, samples), options)), "accepted") << "a filler that refuses leaves no copy";
    const FrameFiller cheat = [](ByteView, std::string_view, const FrameShape&, const std::vector<Rect>&, std::uint32_t) {
        return std::variant<FilledPixels, Unreadable>(FilledPixels { Bytes(3), {} });
    };
    EXPECT_THAT(refusal(copy_of(native({ .frames = "2" }, samples), options, cheat)), HasSubstr("not as long"));
}

TEST(DeidentifyPixels, SecondPicturesAndOffsetTablesGo)
{
    Elements icon;
    icon.number({ 0x0028, 0x0010 }, 2).number({ 0x0028, 0x0011 }, 2).bytes(kPixelData, Vr::OW, bytes_of("Odalys!!"));
    auto set = ct_header();
    describe(set).sequence({ 0x0088, 0x0200 }, { icon }).bytes({ 0x7FE0, 0x0001 }, Vr::OV, bytes_of("Odalys!!"));
    set.bytes(kPixelData, Vr::OW, Bytes { 1, 2, 3, 4, 5, 6, 7, 8 }).bytes({ 0xFFFC, 0xFFFC }, Vr::OB, bytes_of("Odalys"));
    const auto copy = proven_copy(file_of(set));
    EXPECT_FALSE(copy.holds("Odalys"));
    EXPECT_FALSE(Reading(copy).has("(7FE0,0001)"));
}

TEST(DarkestOfPalette, IsTheEntryWithTheLeastLight)
{
    Elements set;
    const Bytes descriptor { 3, 0, 10, 0, 16, 0 };
    for (std::uint16_t i = 0; i < 3; ++i)
        set.bytes({ 0x0028, static_cast<std::uint16_t>(0x1101 + i) }, Vr::US, descriptor);
    for (std::uint16_t i = 0; i < 3; ++i)
        set.bytes({ 0x0028, static_cast<std::uint16_t>(0x1201 + i) }, Vr::OW, Bytes { 0xFF, 0xFF, 1, 0, 2, 0 });
    const auto file = file_of(set);
    EXPECT_EQ(darkest_of_palette(std::get<DataSet>(parse(file, shipped()))), 11U) << "entries count from the descriptor's first";
    const auto none = file_of(ct());
    EXPECT_EQ(darkest_of_palette(std::get<DataSet>(parse(none, shipped()))), 0U);
}

TEST(PixelLayout, CountsTheBytesOfAFrame)
{
    PixelLayout layout { { .rows = 3, .columns = 5, .samples = 3, .bits_allocated = 8, .photometric = "RGB" }, 2 };
    EXPECT_EQ(layout.native_bytes(), 90U);
    layout.shape.photometric = "YBR_FULL_422";
    EXPECT_EQ(layout.native_bytes(), 60U) << "two pixels share their colour";
    layout = { { .rows = 3, .columns = 3, .samples = 1, .bits_allocated = 1 }, 2 };
    EXPECT_EQ(layout.native_bytes(), 3U) << "18 bits, frames without padding";
}

}  // namespace
}  // namespace imprimatur::dicom
