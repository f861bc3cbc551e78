#include "jail/photo/samples_test.h"

#include <gtest/gtest.h>

namespace imprimatur::jail::photo {

using namespace samples;
using enum IdentifierKind;

namespace {

using Decode = Outcome (*)(ByteView, MaterialSink&);

RecordingSink read(Decode decode, const Bytes& file)
{
    RecordingSink sink;
    const auto outcome = decode(file, sink);
    EXPECT_FALSE(outcome.has_value()) << (outcome ? outcome->detail : "");
    return sink;
}

Unreadable::How refusal(Decode decode, const Bytes& file)
{
    RecordingSink sink;
    const auto outcome = decode(file, sink);
    EXPECT_TRUE(outcome.has_value());
    return outcome ? outcome->how : Unreadable::How::Lied;
}

constexpr std::array<std::uint8_t, 3> kWhite { 255, 255, 255 };
constexpr std::array<std::uint8_t, 3> kBlack { 0, 0, 0 };
constexpr std::array<std::uint8_t, 3> kRed { 255, 0, 0 };

std::array<std::uint8_t, 3> pixel(const Frame& frame, std::uint32_t x, std::uint32_t y)
{
    const auto at = (std::size_t { y } * frame.width + x) * 3;
    return { frame.samples.at(at), frame.samples.at(at + 1), frame.samples.at(at + 2) };
}

}  // namespace

TEST(WebP, IsExactWhenLossless)
{
    const auto frame = picture(37, 23, 3);
    const auto sink = read(decode_webp, webp_lossless(frame));
    EXPECT_EQ(largest_difference(sink.material.frames.at(0), frame), 0);
    EXPECT_EQ(sink.material.encoding, "lossless WebP");
    EXPECT_LE(largest_difference(read(decode_webp, webp_lossy(smooth(64, 64, 3))).material.frames.at(0), smooth(64, 64, 3)), 12);
}

TEST(WebP, ShowsEveryFrameOfAnAnimation)
{
    const std::vector<Frame> frames { picture(20, 20, 3), smooth(20, 20, 3), picture(20, 20, 3) };
    const auto sink = read(decode_webp, webp_animation(frames));
    ASSERT_EQ(sink.material.frames.size(), 3U);
    for (std::size_t i = 0; i < 3; ++i)
        EXPECT_EQ(largest_difference(sink.material.frames[i], frames[i]), 0);
}

TEST(WebP, ReportsTransparencyMetadataAndTrailingBytes)
{
    const auto clear = read(decode_webp, webp_lossless_rgba(2, 1, { 9, 9, 9, 255, 0, 0, 0, 0 }));
    EXPECT_EQ(clear.material.frames.at(0).samples, (Bytes { 9, 9, 9, 255, 255, 255 }));
    EXPECT_TRUE(clear.has_object("alpha", HiddenPicture));
    const auto block = exif_block({ .image = { ascii(0x010F, "Invented Optics"), shorts(0x0112, { 8 }) } });
    const auto xmp = bytes_of("<r:RDF xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><r:Description "
                              "xmlns:q='http://purl.org/dc/elements/1.1/' q:source='Ward 7'/></r:RDF>");
    const auto file = webp_with(webp_lossless(picture(12, 8, 3)), { { "EXIF", block }, { "XMP ", xmp }, { "prvt", bytes_of("notes") } });
    const auto sink = read(decode_webp, joined({ file, bytes_of("MRN 4711") }));
    EXPECT_EQ(sink.value("EXIF:Make"), "Invented Optics");
    EXPECT_EQ(sink.value("XMP:dc:source"), "Ward 7");
    EXPECT_EQ(sink.value("WebP:chunk"), "notes");
    EXPECT_EQ(sink.material.frames.at(0).width, 8U);
    EXPECT_TRUE(sink.has_object("bytes after the end of the image", HiddenBytes));
}

TEST(Gif, ComposesFramesByTheirDisposal)
{
    // White 4x4; a red pixel that is cleared; a black pixel that is taken back; a red pixel that stays.
    const auto file
        = gif(4, 4, { { 0, 0, 4, 4, Bytes(16, 0), 1 }, { 1, 1, 1, 1, { 2 }, 2 }, { 2, 2, 1, 1, { 1 }, 3 }, { 3, 3, 1, 1, { 2 }, 1 } });
    const auto sink = read(decode_gif, file);
    ASSERT_EQ(sink.material.frames.size(), 4U);
    const auto& frames = sink.material.frames;
    EXPECT_EQ(pixel(frames[0], 1, 1), kWhite);
    EXPECT_EQ(pixel(frames[1], 1, 1), kRed);
    EXPECT_EQ(pixel(frames[2], 1, 1), kWhite) << "cleared to nothing, nothing is white";
    EXPECT_EQ(pixel(frames[2], 2, 2), kBlack);
    EXPECT_EQ(pixel(frames[3], 2, 2), kWhite);
    EXPECT_EQ(pixel(frames[3], 3, 3), kRed);
    EXPECT_EQ(sink.material.encoding, "animated GIF");
    EXPECT_TRUE(sink.has_object("alpha", HiddenPicture));
}

TEST(Gif, KeepsWhatIsUnderATransparentPixel)
{
    const auto sink = read(decode_gif, gif(2, 1, { { 0, 0, 2, 1, { 2, 2 }, 1 }, { 0, 0, 2, 1, { 3, 1 }, 1, 3 } }));
    EXPECT_EQ(pixel(sink.material.frames.at(1), 0, 0), kRed);
    EXPECT_EQ(pixel(sink.material.frames.at(1), 1, 0), kBlack);
    EXPECT_FALSE(sink.has_object("alpha", HiddenPicture));
}

TEST(Gif, ReadsInterlacedPictures)
{
    Bytes rows;
    for (std::uint8_t y = 0; y < 13; ++y)
        rows.insert(rows.end(), 5, y % 3);
    GifPicture plain { 0, 0, 5, 13, rows };
    GifPicture interlaced = plain;
    interlaced.interlaced = true;
    EXPECT_EQ(read(decode_gif, gif(5, 13, { plain })).material.frames.at(0).samples,
        read(decode_gif, gif(5, 13, { interlaced })).material.frames.at(0).samples);
}

TEST(Gif, ListsCommentsApplicationsAndTrailingBytes)
{
    auto file = gif(2, 1, { { 0, 0, 2, 1, { 0, 1 } } }, "for Ida Example");
    file.pop_back();
    Bytes xmp = joined({ { 0x21, 0xFF, 11 }, bytes_of("XMP DataXMP"),
        bytes_of("<r:RDF xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><r:Description "
                 "xmlns:q='http://purl.org/dc/elements/1.1/' q:title='Knee'/></r:RDF>"),
        { 1 } });
    for (int i = 255; i >= 0; --i)
        xmp.push_back(static_cast<std::uint8_t>(i));
    xmp.push_back(0);
    const auto sink = read(
        decode_gif, joined({ file, xmp, { 0x21, 0x01, 12 }, Bytes(12), { 4 }, bytes_of("hint"), { 0 }, { 0x3B }, bytes_of("MRN 4711") }));
    EXPECT_EQ(sink.value("GIF:Comment"), "for Ida Example");
    EXPECT_EQ(sink.value("XMP:dc:title"), "Knee");
    EXPECT_EQ(sink.value("GIF:PlainText"), "hint");
    EXPECT_TRUE(sink.has_object("bytes after the end of the image", HiddenBytes));
}

TEST(Gif, LooksAtPicturesOutsideTheCanvas)
{
    const auto sink = read(decode_gif, gif(2, 2, { { 0, 0, 2, 2, Bytes(4, 0) }, { 2, 0, 3, 1, { 1, 1, 1 } } }));
    EXPECT_TRUE(sink.has_object("picture outside the canvas", HiddenPicture));
    EXPECT_EQ(sink.material.frames.at(1).width, 5U);
    EXPECT_EQ(pixel(sink.material.frames.at(1), 4, 0), kBlack);
}

TEST(Gif, RefusesHugeCanvases)
{
    auto file = gif(2, 1, { { 0, 0, 2, 1, { 0, 1 } } });
    std::fill_n(file.begin() + 6, 4, std::uint8_t { 0xFF });
    EXPECT_EQ(refusal(decode_gif, file), Unreadable::How::TooLarge);
}

TEST(Bmp, ReadsEveryDepth)
{
    const Bytes colours { 0, 0, 0, 0, 255, 255, 255, 0, 0, 0, 255, 0, 255, 0, 0, 0 };  // black, white, red, blue
    const auto frame = [](const Bytes& file) { return read(decode_bmp, file).material.frames.at(0); };
    EXPECT_EQ(frame(bmp(3, 1, 1, 0, Bytes(colours.begin(), colours.begin() + 8), { 0b01000000, 0, 0, 0 })).samples,
        (Bytes { 0, 0, 0, 255, 255, 255, 0, 0, 0 }));
    EXPECT_EQ(frame(bmp(2, 1, 4, 0, colours, { 0x12, 0, 0, 0 })).samples, (Bytes { 255, 255, 255, 255, 0, 0 }));
    EXPECT_EQ(frame(bmp(1, 2, 8, 0, colours, { 2, 0, 0, 0, 1, 0, 0, 0 })).samples, (Bytes { 255, 255, 255, 255, 0, 0 })) << "bottom first";
    EXPECT_EQ(frame(bmp(1, -2, 8, 0, colours, { 2, 0, 0, 0, 1, 0, 0, 0 })).samples, (Bytes { 255, 0, 0, 255, 255, 255 })) << "top first";
    EXPECT_EQ(frame(bmp(1, 1, 16, 0, {}, { 0x00, 0x7C, 0, 0 })).samples, (Bytes { 255, 0, 0 }));
    EXPECT_EQ(frame(bmp(1, 1, 24, 0, {}, { 1, 2, 3, 0 })).samples, (Bytes { 3, 2, 1 }));
    EXPECT_EQ(frame(bmp(1, 1, 32, 0, {}, { 1, 2, 3, 0 })).samples, (Bytes { 3, 2, 1 }));
    EXPECT_EQ(
        frame(bmp(1, 1, 16, 3, { 0, 0xF8, 0, 0, 0xE0, 7, 0, 0, 0x1F, 0, 0, 0 }, { 0xE0, 0x07, 0, 0 })).samples, (Bytes { 0, 255, 0 }));
}

TEST(Bmp, ReadsRunLengths)
{
    const Bytes colours { 0, 0, 0, 0, 255, 255, 255, 0, 0, 0, 255, 0, 255, 0, 0, 0 };
    const auto white = [](const Frame& frame, std::size_t at) { return frame.samples.at(at * 3 + 1) == 255; };
    const auto eight = read(decode_bmp, bmp(4, 2, 8, 1, colours, { 4, 1, 0, 0, 0, 3, 2, 1, 2, 0, 1, 1, 0, 1 })).material.frames.at(0);
    EXPECT_TRUE(white(eight, 4) && white(eight, 7)) << "the first run is the bottom row";
    EXPECT_TRUE(!white(eight, 0) && white(eight, 1) && white(eight, 3));
    const auto four = read(decode_bmp, bmp(4, 1, 4, 2, colours, { 3, 0x12, 0, 2, 1, 0, 0, 1 }));
    EXPECT_EQ(four.material.frames.at(0).samples, (Bytes { 255, 255, 255, 255, 0, 0, 255, 255, 255, 0, 0, 0 }));
    EXPECT_FALSE(four.material.notes.empty()) << "one pixel is not drawn";
    EXPECT_EQ(refusal(decode_bmp, bmp(4, 1, 8, 1, colours, { 5, 1, 0, 1 })), Unreadable::How::Malformed) << "runs over the edge";
    EXPECT_EQ(refusal(decode_bmp, bmp(4, 1, 8, 1, colours, { 4, 1 })), Unreadable::How::Malformed) << "no end";
}

TEST(Bmp, ReportsHiddenBytes)
{
    EXPECT_TRUE(read(decode_bmp, bmp(1, 1, 24, 0, {}, { 1, 2, 3, 9 })).has_object("bytes in the padding of rows", HiddenBytes));
    EXPECT_TRUE(
        read(decode_bmp, bmp(2, 1, 32, 0, {}, { 1, 2, 3, 'M', 1, 2, 3, 'R' })).has_object("bits that belong to no colour", HiddenPicture));
    const auto file = bmp(1, 1, 24, 0, bytes_of("gap!"), joined({ { 1, 2, 3, 0 }, bytes_of("MRN 4711") }));
    EXPECT_TRUE(read(decode_bmp, file).has_object("bytes between the headers and the picture", HiddenBytes));
    EXPECT_TRUE(read(decode_bmp, file).has_object("bytes after the end of the image", HiddenBytes));
}

TEST(Bmp, RefusesHugeSidesAndWrongColours)
{
    EXPECT_EQ(refusal(decode_bmp, bmp(30'000, 30'000, 24, 0, {}, { 1, 2, 3, 0 })), Unreadable::How::TooLarge);
    EXPECT_EQ(refusal(decode_bmp, bmp(65'501, 1, 24, 0, {}, { 1, 2, 3, 0 })), Unreadable::How::TooLarge);
    EXPECT_EQ(refusal(decode_bmp, bmp(10'000, 10'000, 24, 0, {}, { 1, 2, 3, 0 })), Unreadable::How::Malformed);
    EXPECT_EQ(refusal(decode_bmp, bmp(1, 1, 8, 0, { 0, 0, 0, 0 }, { 7, 0, 0, 0 })), Unreadable::How::Malformed);
    EXPECT_EQ(refusal(decode_bmp, bmp(1, 1, 32, 4, {}, { 7, 0, 0, 0 })), Unreadable::How::Unsupported) << "JPEG inside";
}

}  // namespace imprimatur::jail::photo
