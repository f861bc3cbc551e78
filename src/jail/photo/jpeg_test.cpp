#include "jail/photo/jpeg_segments.h"
#include "jail/photo/samples_test.h"

#include <gtest/gtest.h>

#include <numeric>

namespace imprimatur::jail::photo {

using namespace samples;
using enum IdentifierKind;

namespace {

Bytes exif_segment(const Bytes& block) { return joined({ bytes_of(std::string_view("Exif\0\0", 6)), block }); }

RecordingSink read(const Bytes& file)
{
    RecordingSink sink;
    const auto outcome = decode_jpeg(file, sink);
    EXPECT_FALSE(outcome.has_value()) << (outcome ? outcome->detail : "");
    return sink;
}

Bytes written(const Frame& frame) { return std::get<Bytes>(write_jpeg(frame)); }

}  // namespace

TEST(Jpeg, KeepsSmoothPicturesWithinAFewLevels)
{
    for (const std::uint32_t channels : { 1U, 3U }) {
        const auto frame = smooth(61, 43, channels);
        const auto sink = read(written(frame));
        ASSERT_EQ(sink.material.frames.size(), 1U);
        EXPECT_LE(largest_difference(sink.material.frames[0], frame), 4);
        EXPECT_EQ(sink.material.encoding, "baseline JPEG");
        EXPECT_TRUE(sink.material.lossy_ancestor);
        EXPECT_TRUE(sink.material.objects.empty());
    }
}

TEST(Jpeg, ReadsProgressiveFiles)
{
    const auto frame = smooth(61, 43, 3);
    const auto sink = read(progressive_jpeg(frame));
    EXPECT_EQ(sink.material.encoding, "progressive JPEG");
    EXPECT_LE(largest_difference(sink.material.frames.at(0), frame), 8);
}

TEST(Jpeg, ShowsAdobeInkAsColour)
{
    for (const bool as_ycck : { false, true }) {
        const auto sink = read(cmyk_jpeg(16, 16, { 0, 255, 255, 0 }, as_ycck));  // magenta and yellow make red
        const auto& samples = sink.material.frames.at(0).samples;
        EXPECT_GE(samples[0], 250);
        EXPECT_LE(samples[1], 5);
        EXPECT_LE(samples[2], 5);
        EXPECT_EQ(sink.value("JPEG:Adobe"), as_ycck ? "2" : "0");
    }
}

TEST(Jpeg, ShowsInkWithoutAdobesMarkerAsViewersDo)
{
    auto file = cmyk_jpeg(16, 16, { 0, 255, 255, 0 }, false);
    const auto adobe = bytes_of("Adobe");
    const auto marker = std::search(file.begin(), file.end(), adobe.begin(), adobe.end()) - 4;
    file.erase(marker, marker + 16);
    const auto sink = read(file);
    EXPECT_EQ(sink.value("JPEG:Adobe"), "(none)");
    EXPECT_GE(sink.material.frames.at(0).samples[0], 250);
    EXPECT_LE(sink.material.frames.at(0).samples[1], 5);
}

TEST(Jpeg, TurnsUprightAsTheOrientationSays)
{
    // A dark corner at the top left of what is stored; where a person sees it, by EXIF 2.32 4.6.4 A.
    Frame stored { 48, 32, 1, Bytes(48 * 32, 200) };
    for (std::uint32_t y = 0; y < 8; ++y)
        std::fill_n(&stored.samples[y * 48], 8, std::uint8_t { 20 });
    struct Expected {
        std::uint16_t orientation;
        bool right, bottom, swapped;
    };
    for (const auto& [orientation, right, bottom, swapped] :
        std::vector<Expected> { { 1, false, false, false }, { 2, true, false, false }, { 3, true, true, false }, { 4, false, true, false },
            { 5, false, false, true }, { 6, true, false, true }, { 7, true, true, true }, { 8, false, true, true } }) {
        const auto block = exif_block({ .image = { shorts(0x0112, { orientation }) } });
        const auto sink = read(jpeg_with(written(stored), { { 0xE1, exif_segment(block) } }));
        const auto& seen = sink.material.frames.at(0);
        EXPECT_EQ(seen.width, swapped ? 32U : 48U) << orientation;
        EXPECT_EQ(seen.height, swapped ? 48U : 32U) << orientation;
        const auto at = (bottom ? seen.height - 2U : 1U) * seen.width + (right ? seen.width - 2U : 1U);
        EXPECT_LT(seen.samples[at], 60) << orientation;
        EXPECT_EQ(std::count_if(seen.samples.begin(), seen.samples.end(), [](auto s) { return s < 100; }), 64) << orientation;
    }
}

TEST(Jpeg, ListsExifAndGpsAndTheThumbnail)
{
    const auto thumbnail = written(smooth(16, 16, 3));
    ExifParts parts;
    parts.image = { ascii(0x010F, "Invented Optics"), ascii(0x013B, "Dr Vera Muster") };
    parts.exif = { ascii(0x9003, "2024:02:03 04:05:06"), rationals(0x829A, { { 1, 250 } }), undefined(0x927C, "\x01\x02secret\x03"),
        ascii(0xA431, "SN-778812") };
    parts.gps = { ascii(1, "N"), rationals(2, { { 51, 1 }, { 30, 1 }, { 12, 1 } }), ascii(3, "W"),
        rationals(4, { { 0, 1 }, { 7, 1 }, { 3900, 100 } }), rationals(7, { { 4, 1 }, { 15, 1 }, { 65, 10 } }) };
    parts.thumbnail = thumbnail;
    const auto sink = read(jpeg_with(written(smooth(32, 32, 3)), { { 0xE1, exif_segment(exif_block(parts)) } }));
    EXPECT_EQ(sink.value("EXIF:Make"), "Invented Optics");
    EXPECT_EQ(sink.value("EXIF:Artist"), "Dr Vera Muster");
    EXPECT_EQ(sink.value("EXIF:DateTimeOriginal"), "2024:02:03 04:05:06");
    EXPECT_EQ(sink.value("EXIF:ExposureTime"), "0.004");
    EXPECT_EQ(sink.value("EXIF:BodySerialNumber"), "SN-778812");
    EXPECT_EQ(sink.value("GPS:GPSLatitude"), "51.50333333");
    EXPECT_EQ(sink.value("GPS:GPSLongitudeRef"), "W");
    EXPECT_EQ(sink.value("GPS:GPSLongitude"), "0.1275");
    EXPECT_EQ(sink.value("GPS:GPSTimeStamp"), "04:15:06.5");
    EXPECT_TRUE(sink.has_object("thumbnail in IFD1", HiddenPicture));
    EXPECT_TRUE(sink.has_object("maker note", HiddenBytes));
    const auto& all = sink.material.attributes;
    const auto note = std::find_if(all.begin(), all.end(), [](const auto& a) { return a.tag == "EXIF:MakerNote"; });
    ASSERT_NE(note, all.end());
    EXPECT_TRUE(note->binary);
    EXPECT_EQ(note->path, "IFD0/ExifIFD/EXIF:MakerNote");
    EXPECT_EQ(note->length, 9U);
}

TEST(Jpeg, ListsCommentsXmpIptcAndUnknownSegments)
{
    const Bytes iptc = joined({ { 0x1C, 2, 80, 0, 13 }, bytes_of("Vera By-Liner"), { 0x1C, 2, 25, 0, 5 }, bytes_of("knees") });
    const Bytes resource = joined({ bytes_of("8BIM"), { 0x04, 0x04, 0, 0 }, u32_big(static_cast<std::uint32_t>(iptc.size())), iptc });
    const Bytes thumbnail = joined({ bytes_of("8BIM"), { 0x04, 0x0C, 0, 0 }, u32_big(6), bytes_of("picxyz") });
    const Bytes photoshop = joined({ bytes_of(std::string_view("Photoshop 3.0\0", 14)), resource, thumbnail });
    const Bytes xmp = joined({ bytes_of(std::string_view("http://ns.adobe.com/xap/1.0/\0", 29)),
        bytes_of("<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>"
                 "<rdf:Description xmlns:dc='http://purl.org/dc/elements/1.1/'><dc:creator><rdf:Seq><rdf:li>Jo Sample</rdf:li></rdf:Seq>"
                 "</dc:creator></rdf:Description></rdf:RDF></x:xmpmeta>") });
    const auto sink = read(jpeg_with(written(smooth(32, 32, 1)),
        { { 0xFE, bytes_of("seen by J\xFCrgen") }, { 0xED, photoshop }, { 0xE1, xmp }, { 0xE9, bytes_of("my own data") } }));
    EXPECT_EQ(sink.value("JPEG:COM"), "seen by J\xC3\xBCrgen");
    EXPECT_EQ(sink.value("IPTC:2:80 By-line"), "Vera By-Liner");
    EXPECT_EQ(sink.value("IPTC:2:25 Keywords"), "knees");
    EXPECT_EQ(sink.value("XMP:dc:creator"), "Jo Sample");
    EXPECT_EQ(sink.value("JPEG:APP9"), "my own data");
    EXPECT_TRUE(sink.has_object("Photoshop thumbnail", HiddenPicture));
    EXPECT_TRUE(sink.has_object("JPEG application segment", HiddenBytes));
}

TEST(Jpeg, JoinsExtendedXmp)
{
    const std::string packet
        = "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns:dc='http://purl.org/dc/elements/1.1/'>"
          "<rdf:Description dc:title='Left hand of Kim Exemplar'/></rdf:RDF>";
    const auto piece = [&](std::size_t from, std::size_t to) {
        return joined({ bytes_of(std::string_view("http://ns.adobe.com/xmp/extension/\0", 35)), bytes_of(std::string(32, 'A')),
            u32_big(static_cast<std::uint32_t>(packet.size())), u32_big(static_cast<std::uint32_t>(from)),
            bytes_of(packet.substr(from, to - from)) });
    };
    const auto sink = read(jpeg_with(written(smooth(16, 16, 1)), { { 0xE1, piece(100, packet.size()) }, { 0xE1, piece(0, 100) } }));
    EXPECT_EQ(sink.value("XMP:dc:title"), "Left hand of Kim Exemplar");
}

TEST(Jpeg, ReportsWhatFollowsTheEndOfTheImage)
{
    const auto first = written(smooth(32, 32, 1));
    const auto sink = read(joined({ first, first, bytes_of("MRN 4711") }));
    EXPECT_TRUE(sink.has_object("second picture after the end of the image", HiddenPicture));
    EXPECT_TRUE(sink.has_object("bytes after the end of the image", HiddenBytes));
    EXPECT_EQ(sink.material.objects.back().length, first.size() + 8);
}

TEST(Jpeg, ReportsBytesHiddenBetweenSegments)
{
    auto file = written(smooth(32, 32, 1));
    const auto stray = bytes_of("hidden here");
    file.insert(file.begin() + 20, stray.begin(), stray.end());
    EXPECT_TRUE(read(file).has_object("bytes between the segments", HiddenBytes));
}

TEST(Jpeg, RefusesAPictureThatIsNotWhole)
{
    const auto file = progressive_jpeg(smooth(64, 64, 3));
    // The last scan taken out, end of image kept: a viewer would show a picture, a little softer.
    const std::array<std::uint8_t, 2> scan { 0xFF, 0xDA };
    const auto last = std::find_end(file.begin(), file.end(), scan.begin(), scan.end());
    const auto cut = joined({ Bytes(file.begin(), last), { 0xFF, 0xD9 } });
    RecordingSink sink;
    const auto outcome = decode_jpeg(cut, sink);
    ASSERT_TRUE(outcome.has_value());
    EXPECT_EQ(outcome->how, Unreadable::How::Malformed);
    EXPECT_TRUE(sink.material.frames.empty());
}

TEST(Jpeg, RefusesDataThatEndsEarlyInsideTheScan)
{
    auto file = written(picture(64, 64, 1));
    file.erase(file.end() - 200, file.end() - 2);  // the end of image stays
    RecordingSink sink;
    const auto outcome = decode_jpeg(file, sink);
    ASSERT_TRUE(outcome.has_value());
    EXPECT_EQ(outcome->how, Unreadable::How::Malformed);
}

TEST(Jpeg, RefusesHugeSidesBeforeTakingMemory)
{
    auto file = written(smooth(32, 32, 3));
    const std::array<std::uint8_t, 2> marker { 0xFF, 0xC0 };
    const auto frame = std::search(file.begin(), file.end(), marker.begin(), marker.end());
    for (const auto& size : { std::array<std::uint8_t, 4> { 0x75, 0x30, 0x75, 0x30 }, { 0xFF, 0xFD, 0x00, 0x10 } }) {
        std::copy(size.begin(), size.end(), frame + 5);
        RecordingSink sink;
        const auto outcome = decode_jpeg(file, sink);
        ASSERT_TRUE(outcome.has_value());
        EXPECT_EQ(outcome->how, Unreadable::How::TooLarge);
    }
}

}  // namespace imprimatur::jail::photo
