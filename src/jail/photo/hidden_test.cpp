// What a file hides is shown as it was hidden, and a damaged hidden picture never costs the picture itself.
#include "jail/photo/picture_sizes.h"
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
    EXPECT_FALSE(sink.material.frames.empty());
    return sink;
}

const EmbeddedObject* object(const RecordingSink& sink, std::string_view part)
{
    for (const auto& object : sink.material.objects) {
        if (object.part == part && object.kind == HiddenPicture)
            return &object;
    }
    return nullptr;
}

void expect_shows(const RecordingSink& sink, std::string_view part, const Frame& hidden, int tolerance = 0)
{
    const auto* found = object(sink, part);
    ASSERT_NE(found, nullptr) << part;
    ASSERT_TRUE(found->picture.has_value()) << part;
    EXPECT_LE(largest_difference(*found->picture, hidden), tolerance) << part;
}

void expect_listed_alone(const RecordingSink& sink, std::string_view part)
{
    const auto* found = object(sink, part);
    ASSERT_NE(found, nullptr) << part;
    EXPECT_FALSE(found->picture.has_value()) << part;
}

Bytes jpeg(const Frame& frame) { return std::get<Bytes>(write_jpeg(frame)); }
Bytes png(const Frame& frame) { return std::get<Bytes>(write_png(frame)); }
Frame cover() { return smooth(64, 48, 3); }
Frame secret() { return smooth(24, 16, 3); }
Bytes exif_segment(const Bytes& block) { return joined({ bytes_of(std::string_view("Exif\0\0", 6)), block }); }
Bytes u16_big(std::size_t value) { return { static_cast<std::uint8_t>(value >> 8), static_cast<std::uint8_t>(value & 0xFFU) }; }

Bytes photoshop_thumbnail(std::uint16_t id, const Frame& frame, bool raw)
{
    const auto data = raw ? frame.samples : jpeg(frame);
    const Bytes body = joined({ u32_big(raw ? 0 : 1), u32_big(frame.width), u32_big(frame.height), u32_big(frame.width * 3), u32_big(0),
        u32_big(0), { 0, 24, 0, 1 }, data });
    return joined({ bytes_of(std::string_view("Photoshop 3.0\0", 14)), bytes_of("8BIM"), u16_big(id), { 0, 0 },
        u32_big(static_cast<std::uint32_t>(body.size())), body });
}

std::string base64(const Bytes& bytes)
{
    constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string text;
    for (std::size_t at = 0; at < bytes.size(); at += 3) {
        std::uint32_t bits = 0;
        for (std::size_t i = 0; i < 3; ++i)
            bits = bits << 8 | (at + i < bytes.size() ? bytes[at + i] : 0U);
        for (int shift = 18; shift >= 0; shift -= 6)
            text += kDigits[bits >> shift & 63U];
        if (text.size() % 76 == 0)
            text += "\n";
    }
    return text;
}

}  // namespace

TEST(Hidden, ExifThumbnailsAreShown)
{
    ExifParts parts;
    parts.thumbnail = jpeg(secret());
    const auto block = exif_block(parts);
    expect_shows(read(decode_jpeg, jpeg_with(jpeg(cover()), { { 0xE1, exif_segment(block) } })), "thumbnail in IFD1", secret(), 6);
    expect_shows(read(decode_png, png_with(png(cover()), { { "eXIf", block } })), "thumbnail in IFD1", secret(), 6);
    expect_shows(read(decode_webp, webp_with(webp_lossless(cover()), { { "EXIF", block } })), "thumbnail in IFD1", secret(), 6);
}

TEST(Hidden, AThumbnailIsTurnedLikeItsPicture)
{
    ExifParts parts;
    parts.image = { shorts(0x0112, { 6 }) };
    parts.thumbnail = jpeg(secret());
    const auto sink = read(decode_jpeg, jpeg_with(jpeg(cover()), { { 0xE1, exif_segment(exif_block(parts)) } }));
    const auto* found = object(sink, "thumbnail in IFD1");
    ASSERT_TRUE(found != nullptr && found->picture);
    EXPECT_EQ(found->picture->width, 16U);
    EXPECT_EQ(found->picture->height, 24U);
}

TEST(Hidden, ThumbnailsOfTheFileFormatItselfAreShown)
{
    const auto small = picture(9, 7, 3);
    auto jfif = jpeg(cover());
    const Bytes header(jfif.begin() + 6, jfif.begin() + 18);
    const Bytes segment = joined({ header, { 9, 7 }, small.samples });
    const Bytes with_thumbnail
        = joined({ { 0xFF, 0xD8, 0xFF, 0xE0 }, u16_big(segment.size() + 2), segment, Bytes(jfif.begin() + 20, jfif.end()) });
    expect_shows(read(decode_jpeg, with_thumbnail), "JFIF thumbnail", small);

    const Bytes mark = bytes_of(std::string_view("JFXX\0", 5));
    Bytes colours(768);
    for (std::size_t i = 0; i < colours.size(); ++i)
        colours[i] = static_cast<std::uint8_t>(i / 3);
    const auto grey = picture(9, 7, 1);
    Frame as_colour { 9, 7, 3, {} };
    for (const auto sample : grey.samples)
        as_colour.samples.insert(as_colour.samples.end(), 3, sample);
    const auto jfxx = [&](const Bytes& payload) { return read(decode_jpeg, jpeg_with(jfif, { { 0xE0, joined({ mark, payload }) } })); };
    expect_shows(jfxx(joined({ { 0x10 }, jpeg(secret()) })), "JFXX thumbnail", secret(), 6);
    expect_shows(jfxx(joined({ { 0x11, 9, 7 }, colours, grey.samples })), "JFXX thumbnail", as_colour);
    expect_shows(jfxx(joined({ { 0x13, 9, 7 }, small.samples })), "JFXX thumbnail", small);
    expect_listed_alone(jfxx(joined({ { 0x13, 200, 200 }, small.samples })), "JFXX thumbnail");
}

TEST(Hidden, PhotoshopThumbnailsAreShownAlsoTheSwappedOnes)
{
    Frame swapped = secret();
    for (std::size_t at = 0; at < swapped.samples.size(); at += 3)
        std::swap(swapped.samples[at], swapped.samples[at + 2]);
    const auto with = [&](const Bytes& payload) { return read(decode_jpeg, jpeg_with(jpeg(cover()), { { 0xED, payload } })); };
    expect_shows(with(photoshop_thumbnail(0x040C, secret(), false)), "Photoshop thumbnail", secret(), 6);
    expect_shows(with(photoshop_thumbnail(0x0409, swapped, false)), "Photoshop thumbnail", secret(), 6);
    expect_shows(with(photoshop_thumbnail(0x040C, secret(), true)), "Photoshop thumbnail", secret());
}

TEST(Hidden, FurtherPicturesOfOneFileAreShownOnce)
{
    const auto first = jpeg(cover());
    const auto second = jpeg(secret());
    // Entries of 16 bytes: attribute, size, offset from the header of the block, two numbers (CIPA DC-007 5.2.3.3).
    const auto index = [&](std::uint32_t offset) {
        return joined({ bytes_of(std::string_view("MPF\0MM\0*\0\0\0\x08\0\x01", 14)), { 0xB0, 0x02, 0, 7, 0, 0, 0, 32, 0, 0, 0, 26 },
            { 0, 0, 0, 0 }, Bytes(16), u32_big(0), u32_big(static_cast<std::uint32_t>(second.size())), u32_big(offset), u32_big(0) });
    };
    const auto whole = jpeg_with(first, { { 0xE2, index(0) } });
    constexpr std::uint32_t kBlock = 20 + 4 + 4;  // behind SOI and JFIF, marker and length, "MPF"
    const auto file = joined({ jpeg_with(first, { { 0xE2, index(static_cast<std::uint32_t>(whole.size()) - kBlock) } }), second });
    const auto sink = read(decode_jpeg, file);
    expect_shows(sink, "further picture named by MPF", secret(), 6);
    EXPECT_EQ(object(sink, "second picture after the end of the image"), nullptr) << "it would be the same one";
}

TEST(Hidden, PicturesBehindTheEndAreShown)
{
    const std::string part = "second picture after the end of the image";
    const auto bytes = bytes_of("some bytes");
    for (const auto& [name, decode, file] : std::vector<std::tuple<std::string, Decode, Bytes>> { { "jpeg", decode_jpeg, jpeg(cover()) },
             { "png", decode_png, png(cover()) }, { "gif", decode_gif, gif(4, 4, { { 0, 0, 4, 4, Bytes(16, 2) } }) },
             { "webp", decode_webp, webp_lossless(cover()) }, { "bmp", decode_bmp, bmp(1, 1, 24, 0, {}, { 1, 2, 3, 0 }) } }) {
        const auto sink = read(decode, joined({ file, bytes, png(secret()), bytes }));
        SCOPED_TRACE(name);
        expect_shows(sink, part, secret());
        EXPECT_TRUE(sink.has_object("bytes after the end of the image", HiddenBytes));
        expect_shows(read(decode, joined({ file, jpeg(secret()) })), part, secret(), 6);
    }
}

TEST(Hidden, TransparencyHidesShapesAndColours)
{
    // Red letters under full transparency on white, and an opaque white shape that white paper swallows.
    Bytes rgba;
    Frame colours { 8, 8, 3, {} };
    Frame shape { 8, 8, 1, {} };
    for (int i = 0; i < 64; ++i) {
        const bool letter = i % 5 == 0;
        const bool white = i % 7 == 0;
        const Bytes colour { 255, static_cast<std::uint8_t>(letter && !white ? 0 : 255),
            static_cast<std::uint8_t>(letter && !white ? 0 : 255) };
        colours.samples.insert(colours.samples.end(), colour.begin(), colour.end());
        shape.samples.push_back(white ? 255 : 0);
        rgba = joined({ rgba, colour, { shape.samples.back() } });
    }
    RawTiff tiff { 8, 8, 8, 4, 2, rgba, true };
    for (const auto& [name, decode, file] : std::vector<std::tuple<std::string, Decode, Bytes>> {
             { "png", decode_png, samples::png(8, 8, 4, 8, rgba) }, { "tiff", decode_tiff, raw_tiff(tiff) } }) {
        SCOPED_TRACE(name);
        const auto sink = read(decode, file);
        EXPECT_EQ(sink.material.frames.at(0).samples, Bytes(192, 255)) << "all white on white";
        expect_shows(sink, "alpha", shape);
        expect_shows(sink, "colour under transparency", colours);
    }
    const auto webp = read(decode_webp, webp_lossless_rgba(8, 8, rgba));
    expect_shows(webp, "alpha", shape);
}

TEST(Hidden, AShapeOfAlmostNoContrastIsStretched)
{
    const auto sink = read(decode_png, samples::png(2, 1, 2, 8, { 0, 254, 0, 255 }));
    const auto* found = object(sink, "alpha");
    ASSERT_TRUE(found != nullptr && found->picture);
    EXPECT_EQ(found->picture->samples, (Bytes { 0, 255 }));
}

TEST(Hidden, AnAnimationShowsTheShapesOfAllItsFramesInTwoPictures)
{
    const Bytes first { 1, 0, 0, 0 };
    const Bytes second { 0, 0, 0, 1 };  // index 0 is transparent
    const auto sink = read(decode_gif, gif(4, 1, { { 0, 0, 4, 1, first, 2, 0 }, { 0, 0, 4, 1, second, 2, 0 } }));
    const auto& objects = sink.material.objects;
    const auto shown = std::count_if(objects.begin(), objects.end(), [](const auto& o) { return o.part == "alpha" && o.picture; });
    EXPECT_EQ(shown, 1) << "least opaque is nowhere opaque";
    EXPECT_EQ(object(sink, "alpha")->length, 6U);
}

TEST(Hidden, PicturesInXmpAreShown)
{
    const std::string packet = "<r:RDF xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns:g='http://ns.adobe.com/xap/1.0/g/img/' "
                               "xmlns:x='http://ns.adobe.com/xap/1.0/'><r:Description><x:Thumbnails><r:Alt><r:li r:parseType='Resource'>"
                               "<g:image>"
        + base64(jpeg(secret())) + "</g:image></r:li></r:Alt></x:Thumbnails></r:Description></r:RDF>";
    const Bytes segment = joined({ bytes_of(std::string_view("http://ns.adobe.com/xap/1.0/\0", 29)), bytes_of(packet) });
    expect_shows(read(decode_jpeg, jpeg_with(jpeg(cover()), { { 0xE1, segment } })), "a picture encoded in XMP", secret(), 6);
}

TEST(Hidden, PicturesInMakerNotesAndUnknownBlocksAreShown)
{
    ExifParts parts;
    const auto note = joined({ bytes_of("MAKER"), jpeg(secret()), bytes_of("rest") });
    parts.exif = { undefined(0x927C, as_text(note)) };
    const auto sink = read(decode_jpeg,
        jpeg_with(jpeg(cover()), { { 0xE1, exif_segment(exif_block(parts)) }, { 0xE7, joined({ bytes_of("own"), png(secret()) }) } }));
    expect_shows(sink, "picture in the maker note", secret(), 6);
    expect_shows(sink, "picture in a JPEG application segment", secret());
    expect_shows(
        read(decode_png, png_with(png(cover()), { { "prVt", png(secret()) } })), "picture in a PNG chunk of unknown kind", secret());
}

TEST(Hidden, ASecondPictureInAStillWebpIsShown)
{
    const auto first = webp_lossless(cover());
    const auto second = webp_lossless(secret());
    auto file = joined({ first, Bytes(second.begin() + 12, second.end()) });
    const auto length = static_cast<std::uint32_t>(file.size() - 8);
    for (std::size_t i = 0; i < 4; ++i)
        file[4 + i] = static_cast<std::uint8_t>(length >> (8 * i));
    expect_shows(read(decode_webp, file), "picture that the file does not show", secret());
}

TEST(Hidden, WhatAHiddenPictureHidesIsListedAndNotOpened)
{
    ExifParts inner;
    inner.thumbnail = jpeg(secret());
    inner.image = { ascii(0x013B, "Dr Vera Muster") };
    ExifParts outer;
    outer.thumbnail = jpeg_with(jpeg(secret()), { { 0xE1, exif_segment(exif_block(inner)) } });
    const auto sink = read(decode_jpeg, jpeg_with(jpeg(cover()), { { 0xE1, exif_segment(exif_block(outer)) } }));
    expect_shows(sink, "thumbnail in IFD1", secret(), 6);
    expect_listed_alone(sink, "thumbnail in IFD1 inside IFD1");
    const auto& all = sink.material.attributes;
    EXPECT_TRUE(
        std::any_of(all.begin(), all.end(), [](const auto& a) { return a.value == "Dr Vera Muster" && a.path.starts_with("IFD1/"); }));
}

TEST(Hidden, DamageAndBombsAreListedAndCostNothing)
{
    const auto thumbnail = jpeg(secret());
    auto huge = thumbnail;
    const std::array<std::uint8_t, 2> marker { 0xFF, 0xC0 };
    const auto frame = std::search(huge.begin(), huge.end(), marker.begin(), marker.end());
    const std::array<std::uint8_t, 4> sides { 0x75, 0x30, 0x75, 0x30 };
    std::copy(sides.begin(), sides.end(), frame + 5);
    for (const auto& broken :
        { huge, Bytes(thumbnail.begin(), thumbnail.end() - 40), Bytes { 0xFF, 0xD8, 0xFF }, bytes_of("no picture") }) {
        ExifParts parts;
        parts.thumbnail = broken;
        const auto sink = read(decode_jpeg, jpeg_with(jpeg(cover()), { { 0xE1, exif_segment(exif_block(parts)) } }));
        expect_listed_alone(sink, "thumbnail in IFD1");
    }
}

TEST(Hidden, NotMoreArePicturesOpenedThanTheLimit)
{
    const auto small = jpeg(smooth(8, 8, 1));
    Bytes file = jpeg(cover());
    for (std::size_t i = 0; i < limits::kMaxHiddenPictures + 20; ++i)
        file = joined({ file, small });
    const auto sink = read(decode_jpeg, file);
    const auto& objects = sink.material.objects;
    const auto shown = std::count_if(objects.begin(), objects.end(), [](const auto& o) { return o.picture.has_value(); });
    EXPECT_EQ(static_cast<std::size_t>(shown), limits::kMaxHiddenPictures);
    EXPECT_TRUE(sink.has_object("bytes after the end of the image", HiddenBytes));
}

TEST(Hidden, SubDirectoriesOfATiffAreShown)
{
    const auto hidden = picture(12, 10, 3);
    const auto file = tiff_with_sub_directory(cover(), hidden);
    const auto sink = read(decode_tiff, file);
    EXPECT_EQ(sink.material.frames.size(), 1U);
    expect_shows(sink, "picture in IFD0/SubIFD", hidden);
}

TEST(Hidden, SizesAreReadFromHeadersAlone)
{
    const auto frame = smooth(24, 16, 3);
    for (const auto& file : { jpeg(frame), png(frame), webp_lossless(frame), tiff({ { frame } }), progressive_jpeg(frame),
             gif(24, 16, { { 0, 0, 24, 16, Bytes(384, 1) } }), bmp(24, -16, 24, 0, {}, frame.samples) })
        EXPECT_EQ(claimed_pixels(file), 384U);
    EXPECT_EQ(claimed_pixels(bytes_of("GIF89a")), std::nullopt);
    EXPECT_EQ(claimed_pixels(Bytes { 0xFF, 0xD8, 0xFF, 0xC0, 0, 11 }), std::nullopt);
}

}  // namespace imprimatur::jail::photo
