#include "jail/photo/samples_test.h"

#include <gtest/gtest.h>

namespace imprimatur::jail::photo {

using namespace samples;
using enum IdentifierKind;

namespace {

RecordingSink read(const Bytes& file)
{
    RecordingSink sink;
    const auto outcome = decode_png(file, sink);
    EXPECT_FALSE(outcome.has_value()) << (outcome ? outcome->detail : "");
    return sink;
}

Unreadable refusal(const Bytes& file)
{
    RecordingSink sink;
    const auto outcome = decode_png(file, sink);
    EXPECT_TRUE(outcome.has_value());
    EXPECT_TRUE(sink.material.frames.empty());
    return outcome.value_or(Unreadable { Unreadable::How::Lied, "" });
}

Bytes plain() { return std::get<Bytes>(write_png(picture(20, 15, 3))); }

Bytes text(std::string_view keyword, std::string_view value) { return joined({ bytes_of(keyword), { 0 }, bytes_of(value) }); }

}  // namespace

TEST(Png, IsExactForGreyAndColour)
{
    for (const std::uint32_t channels : { 1U, 3U }) {
        for (const bool interlaced : { false, true }) {
            const auto frame = picture(37, 23, channels);
            const auto sink = read(png(37, 23, static_cast<int>(channels), 8, frame.samples, interlaced));
            EXPECT_EQ(largest_difference(sink.material.frames.at(0), frame), 0);
            EXPECT_TRUE(sink.material.objects.empty());
            EXPECT_TRUE(sink.material.lossy_ancestor);
        }
    }
}

TEST(Png, ScalesSixteenBitsToEight)
{
    const auto sink = read(png(2, 1, 1, 16, { 0xFF, 0xFF, 0x80, 0x80 }));
    EXPECT_EQ(sink.material.frames.at(0).samples, (Bytes { 255, 128 }));
    EXPECT_EQ(sink.material.encoding, "16-bit grey PNG");
}

TEST(Png, LaysTransparencyOnWhiteAndSaysSo)
{
    const auto sink = read(png(3, 1, 4, 8, { 200, 0, 0, 255, 10, 20, 30, 0, 0, 0, 0, 128 }));
    EXPECT_EQ(sink.material.frames.at(0).samples, (Bytes { 200, 0, 0, 255, 255, 255, 127, 127, 127 }));
    ASSERT_TRUE(sink.has_object("alpha", HiddenPicture));
    EXPECT_EQ(sink.material.objects[0].length, 2U);
    EXPECT_EQ(read(png(1, 1, 2, 8, { 40, 0 })).material.frames.at(0).samples, (Bytes { 255 }));
}

TEST(Png, ExpandsPalettes)
{
    const Bytes header = joined({ u32_big(4), u32_big(1), { 2, 3, 0, 0, 0 } });
    const Bytes file = joined({ bytes_of("\x89PNG\r\n\x1A\n"), png_chunk("IHDR", header),
        png_chunk("PLTE", { 1, 2, 3, 40, 50, 60, 70, 80, 90 }), png_chunk("IDAT", deflated({ 0, 0b00'01'10'00 })), png_chunk("IEND", {}) });
    EXPECT_EQ(read(file).material.frames.at(0).samples, (Bytes { 1, 2, 3, 40, 50, 60, 70, 80, 90, 1, 2, 3 }));
}

TEST(Png, ListsTextChunks)
{
    const Bytes compressed = joined({ bytes_of("Comment"), { 0, 0 }, deflated(bytes_of("record of Ida Example")) });
    const Bytes international = joined({ bytes_of(std::string_view("Title\0\1\0de\0Titel\0", 17)), deflated(bytes_of("R\xC3\xB6ntgen")) });
    const auto sink = read(png_with(plain(),
        { { "tEXt", text("Author", "Vera Muster") }, { "zTXt", compressed }, { "iTXt", international },
            { "tEXt", text("Ward 7 Bed 2", "yes") }, { "tIME", { 7, 232, 2, 3, 4, 5, 6 } } }));
    EXPECT_EQ(sink.value("PNG:tEXt:Author"), "Vera Muster");
    EXPECT_EQ(sink.value("PNG:zTXt:Comment"), "record of Ida Example");
    EXPECT_EQ(sink.value("PNG:iTXt:Title"), "R\xC3\xB6ntgen");
    EXPECT_EQ(sink.value("PNG:tIME"), "2024-02-03 04:05:06");
    EXPECT_EQ(sink.value("PNG:tEXt"), "Ward 7 Bed 2: yes") << "the file's own words belong into the value";
}

TEST(Png, ReadsExifXmpAndRawProfiles)
{
    const auto block = exif_block({ .image = { ascii(0x013B, "Dr Vera Muster"), shorts(0x0112, { 6 }) } });
    const Bytes xmp = text("XML:com.adobe.xmp",
        std::string_view("\0\0\0\0<r:RDF xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><r:Description "
                         "xmlns:p='http://ns.adobe.com/photoshop/1.0/' p:City='Sampleton'/></r:RDF>",
            153));
    std::string hex = "\nexif\n" + std::to_string(block.size()) + "\n";
    for (const auto byte : exif_block({ .image = { ascii(0x010F, "Hex Camera") } })) {
        constexpr std::string_view kDigits = "0123456789abcdef";
        hex += { kDigits[byte >> 4], kDigits[byte & 15U] };
    }
    const Bytes raw = joined({ bytes_of("Raw profile type exif"), { 0, 0 }, deflated(bytes_of(hex)) });
    const auto sink = read(png_with(plain(), { { "eXIf", block }, { "iTXt", xmp }, { "zTXt", raw } }));
    EXPECT_EQ(sink.value("EXIF:Artist"), "Dr Vera Muster");
    EXPECT_EQ(sink.value("EXIF:Make"), "Hex Camera");
    EXPECT_EQ(sink.value("XMP:photoshop:City"), "Sampleton");
    EXPECT_EQ(sink.material.frames.at(0).width, 15U) << "turned upright";
}

TEST(Png, ReportsAnimationUnknownChunksAndTrailingBytes)
{
    const auto sink = read(joined(
        { png_with(plain(), { { "acTL", Bytes(8) }, { "fdAT", Bytes(30) }, { "prVt", bytes_of("\x01\x02") } }), bytes_of("MRN 4711") }));
    EXPECT_TRUE(sink.has_object("animation frames that are not shown", HiddenPicture));
    EXPECT_TRUE(sink.has_object("PNG chunk of unknown kind", HiddenBytes));
    EXPECT_TRUE(sink.has_object("bytes after the end of the image", HiddenBytes));
}

TEST(Png, ReportsWhatACropToolLeftBehind)
{
    const auto sink = read(joined({ plain(), Bytes { 1, 2 }, png_chunk("IDAT", Bytes(100)), png_chunk("IEND", {}) }));
    EXPECT_TRUE(sink.has_object("remains of another picture after the end of the image", HiddenPicture));
}

TEST(Png, ReportsBytesBehindThePictureInsideItsOwnChunk)
{
    const Bytes rows = deflated({ 0, 1, 2, 3 });
    EXPECT_TRUE(read(png_skeleton(1, 1, joined({ rows, bytes_of("hidden") })))
                    .has_object("bytes behind the picture inside its own chunk", HiddenBytes));
    EXPECT_EQ(refusal(png_skeleton(1, 1, deflated({ 0, 1, 2, 3, 9 }))).how, Unreadable::How::Malformed) << "more than the header says";
}

TEST(Png, RefusesWrongChecksums)
{
    auto file = png_with(plain(), { { "tEXt", text("Author", "Vera Muster") } });
    file[50] ^= 1;
    EXPECT_EQ(refusal(file).how, Unreadable::How::Malformed);
}

TEST(Png, RefusesBombsBeforeTakingMemory)
{
    EXPECT_EQ(refusal(png_skeleton(30'000, 30'000, deflated(Bytes(1000)))).how, Unreadable::How::TooLarge);
    EXPECT_EQ(refusal(png_skeleton(65'501, 1, deflated(Bytes(1000)))).how, Unreadable::How::TooLarge);
    EXPECT_EQ(refusal(png_skeleton(0, 1, deflated(Bytes(1000)))).how, Unreadable::How::Malformed);
    // Within the limits, but the data does not hold what the header promises: found by inflating into nothing.
    EXPECT_EQ(refusal(png_skeleton(10'000, 9'999, deflated(Bytes(1000)))).how, Unreadable::How::Malformed);
    const Bytes bomb = joined({ bytes_of("Comment"), { 0, 0 }, deflated(Bytes(40U << 20)) });
    EXPECT_TRUE(read(png_with(plain(), { { "zTXt", bomb } })).has_object("PNG text that cannot be read", HiddenBytes));
}

}  // namespace imprimatur::jail::photo
