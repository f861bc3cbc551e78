#include "jail/photo/exif.h"
#include "jail/photo/exif_tags.h"
#include "jail/photo/icc.h"
#include "jail/photo/photoshop.h"
#include "jail/photo/samples_test.h"
#include "jail/photo/text.h"
#include "jail/photo/xmp.h"

#include <gtest/gtest.h>

namespace imprimatur::jail::photo {

using namespace samples;
using enum IdentifierKind;

namespace {

RecordingSink exif(const Bytes& block)
{
    RecordingSink sink;
    Listing listing(sink);
    static_cast<void>(list_exif(block, listing));
    return sink;
}

RecordingSink xmp(std::string_view properties)
{
    RecordingSink sink;
    Listing listing(sink);
    const std::string packet = "<?xpacket begin=''?><x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF xmlns:rdf="
                               "'http://www.w3.org/1999/02/22-rdf-syntax-ns#'><rdf:Description rdf:about='' "
                               "xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:xmpMM='http://ns.adobe.com/xap/1.0/mm/' "
                               "xmlns:stEvt='http://ns.adobe.com/xap/1.0/sType/ResourceEvent#' xmlns:own='http://invented.example/'>"
        + std::string(properties) + "</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end='w'?>";
    list_xmp(as_bytes(packet), listing);
    return sink;
}

}  // namespace

TEST(Text, IsAlwaysReadable)
{
    EXPECT_EQ(text_from(as_bytes("J\xFCrgen")), "J\xC3\xBCrgen");
    EXPECT_EQ(text_from(as_bytes("J\xC3\xBCrgen")), "J\xC3\xBCrgen");
    EXPECT_EQ(text_from(as_bytes(std::string_view("shown\0hidden\0\0", 14))), "shown; hidden");
    EXPECT_EQ(text_from_utf16(as_bytes(std::string_view("V\0\x3D\xD8\x00\xDE\0\0", 8)), false), "V\xF0\x9F\x98\x80");
    EXPECT_EQ(text_from_utf16(as_bytes(std::string_view("\xFE\xFF\0V", 4)), false), "V");
    EXPECT_EQ(decimal(1.0 / 250), "0.004");
}

TEST(Exif, NamesItsTags)
{
    EXPECT_EQ(tag_name(IfdGroup::Exif, 0xA430), "OwnerName");
    EXPECT_EQ(tag_name(IfdGroup::Exif, 0xA435), "LensSerialNumber");
    EXPECT_EQ(tag_name(IfdGroup::Gps, 0x001D), "GPSDateStamp");
    EXPECT_EQ(tag_name(IfdGroup::Interop, 0x0001), "InteropIndex");
    EXPECT_EQ(tag_name(IfdGroup::Gps, 0xA430), "");
}

TEST(Exif, ReadsCommentsInTheirCharacterCodes)
{
    const auto plain = exif(exif_block({ .exif = { undefined(0x9286, std::string_view("ASCII\0\0\0of Ida", 14)) } }));
    EXPECT_EQ(plain.value("EXIF:UserComment"), "of Ida");
    const auto wide = exif(exif_block({ .exif = { undefined(0x9286, std::string_view("UNICODE\0I\0d\0a\0", 14)) } }));
    EXPECT_EQ(wide.value("EXIF:UserComment"), "Ida");
    const auto windows = exif(exif_block({ .image = { { 0x9C9D, 1, 8, bytes_of(std::string_view("V\0e\0r\0\0\0", 8)) } } }));
    EXPECT_EQ(windows.value("EXIF:XPAuthor"), "Ver");
}

TEST(Exif, ListsUnknownTagsByNumber)
{
    const auto sink
        = exif(exif_block({ .image = { ascii(0x9999, "who knows"), undefined(0xFDE9, "\x01\x02\x03\x04\x05\x06\x07\x08\x09") } }));
    EXPECT_EQ(sink.value("EXIF:0x9999"), "who knows");
    EXPECT_TRUE(sink.has_object("a metadata value of unknown meaning", HiddenBytes));
}

TEST(Exif, SurvivesLoopsAndValuesOutsideTheBlock)
{
    auto block = exif_block({ .image = { ascii(0x010F, "Invented Optics") } });
    auto looped = block;
    const auto next = 8 + 2 + 3 * 12;
    looped[next] = 8;  // IFD1 is IFD0 again
    EXPECT_TRUE(exif(looped).has_object("a metadata directory that cannot be read whole", HiddenBytes));
    auto outside = block;
    outside[8 + 2 + 8 + 3] = 0x70;  // the value of the first entry stands two gigabytes away
    const auto sink = exif(outside);
    EXPECT_TRUE(sink.has_object("a metadata directory that cannot be read whole", HiddenBytes));
    EXPECT_EQ(sink.value("EXIF:Make"), "");
    EXPECT_TRUE(exif(bytes_of("garbage")).has_object("an EXIF block that cannot be read", HiddenBytes));
}

TEST(Exif, ReadsTheOtherByteOrder)
{
    const auto block = joined({ bytes_of(std::string_view("MM\0*\0\0\0\x08\0\x01", 10)), { 0x01, 0x0F, 0, 2, 0, 0, 0, 4 }, bytes_of("Abc"),
        { 0 }, { 0, 0, 0, 0 } });
    EXPECT_EQ(exif(block).value("EXIF:Make"), "Abc");
}

TEST(Exif, StopsWhenBlocksStandInsideEachOtherWithoutEnd)
{
    Bytes block = exif_block({ .image = { ascii(0x010F, "Innermost") } });
    for (int i = 0; i < 20; ++i) {
        const Bytes resource = joined({ bytes_of("8BIM"), { 0x04, 0x22, 0, 0 }, u32_big(static_cast<std::uint32_t>(block.size())), block });
        block = exif_block({ .image = { { 0x8649, 1, static_cast<std::uint32_t>(resource.size()), resource } } });
    }
    const auto sink = exif(block);
    EXPECT_TRUE(sink.has_object("metadata nested too deep to be read", HiddenBytes));
    EXPECT_EQ(sink.value("EXIF:Make"), "(none)");
}

TEST(Xmp, ListsOneAttributeAProperty)
{
    const auto sink
        = xmp("<dc:title><rdf:Alt><rdf:li xml:lang='x-default'>Knee</rdf:li><rdf:li xml:lang='de'>Knie</rdf:li></rdf:Alt></dc:title>"
              "<xmpMM:History><rdf:Seq><rdf:li rdf:parseType='Resource'><stEvt:softwareAgent>Editor 1</stEvt:softwareAgent></rdf:li>"
              "</rdf:Seq></xmpMM:History><!-- seen by Ida Example -->");
    EXPECT_EQ(sink.value("XMP:dc:title"), "Knee");
    EXPECT_EQ(sink.value("XMP:xmpMM:History"), "Editor 1");
    EXPECT_EQ(sink.value("XMP:comment"), " seen by Ida Example ");
    const auto& all = sink.material.attributes;
    ASSERT_EQ(all.size(), 5U) << "with the declaration of a namespace that nobody knows";
    EXPECT_EQ(all[2].path, "XMP:dc:title[1]");
    EXPECT_EQ(all[3].path, "XMP:xmpMM:History[0]/stEvt:softwareAgent");
}

TEST(Xmp, KeepsNamesOfTheFileOutOfTags)
{
    const auto sink = xmp("<own:IdaExample>stage two</own:IdaExample>");
    EXPECT_EQ(sink.value("XMP:other"), "xmlns:own: http://invented.example/");
    EXPECT_EQ(sink.material.attributes.back().tag, "XMP:other");
    EXPECT_EQ(sink.material.attributes.back().value, "own:IdaExample: stage two");
}

TEST(Xmp, FollowsNoEntities)
{
    RecordingSink sink;
    Listing listing(sink);
    list_xmp(as_bytes("<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/hostname'><!ENTITY l 'lol'>]><rdf:RDF "
                      "xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns:dc='http://purl.org/dc/elements/1.1/'>"
                      "<rdf:Description dc:title='&e;&l;'/></rdf:RDF>"),
        listing);
    EXPECT_EQ(sink.value("XMP:dc:title"), "&e;&l;");
}

TEST(Xmp, ReportsWhatItCannotRead)
{
    RecordingSink sink;
    Listing listing(sink);
    list_xmp(as_bytes("<rdf:RDF><unclosed>name of a patient"), listing);
    EXPECT_TRUE(sink.has_object("XMP that cannot be read whole", HiddenBytes));
    RecordingSink deep;
    Listing deep_listing(deep);
    std::string nested;
    for (int i = 0; i < 100'000; ++i)
        nested += "<a>";
    list_xmp(as_bytes(nested + "name"), deep_listing);
    EXPECT_TRUE(deep.has_object("XMP nested too deep to be read", HiddenBytes));
}

TEST(Iptc, ReadsExtendedLengthsAndReportsGarbage)
{
    RecordingSink sink;
    Listing listing(sink);
    list_iptc(joined({ { 0x1C, 2, 120, 0x80, 4 }, u32_big(7), bytes_of("caption"), bytes_of("garbage") }), listing);
    EXPECT_EQ(sink.value("IPTC:2:120 Caption/Abstract"), "caption");
    EXPECT_TRUE(sink.has_object("IPTC data that cannot be read", HiddenBytes));
}

TEST(Icc, ReadsItsTexts)
{
    Bytes profile(128);
    std::copy_n("acsp", 4, profile.begin() + 36);
    const Bytes text = joined({ bytes_of(std::string_view("text\0\0\0\0", 8)), bytes_of("(c) Ida Example") });
    profile = joined({ profile, u32_big(1), bytes_of("cprt"), u32_big(144), u32_big(static_cast<std::uint32_t>(text.size())), text });
    RecordingSink sink;
    Listing listing(sink);
    list_icc(profile, listing);
    EXPECT_EQ(sink.value("ICC:ProfileCopyright"), "(c) Ida Example");
}

TEST(Listing, RefusesMetadataWithoutEnd)
{
    RecordingSink sink;
    Listing listing(sink);
    for (int i = 0; i < 2000; ++i)
        listing.text({ "EXIF:Make", "Make" }, std::string(60'000, 'x'), 60'000);
    ASSERT_TRUE(listing.stopped());
    EXPECT_EQ(listing.outcome()->how, Unreadable::How::TooLarge);
}

}  // namespace imprimatur::jail::photo
