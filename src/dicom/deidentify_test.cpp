#include "dicom/deidentify.h"

#include "dicom/inflate.h"
#include "dicom/test_copy.h"

#include <gmock/gmock.h>

namespace imprimatur::dicom {
namespace {

using namespace testing;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

constexpr std::string_view kNobody[] = { "Quillfeather", "QUILLFEATHER", "Odalys", "88442211", "ACC4711001", "Wintergreen", "Abernathy",
    "19610203", "20240131", "ST5577", "1.2.826.0.1.999" };

void expect_nobody(const Copy& copy)
{
    for (const auto text : kNobody)
        EXPECT_FALSE(copy.holds(text)) << text;
}

Bytes file_in(Encoding encoding) { return file_of(ct(encoding)); }

/// A CT whose group 0018 holds this, between 0018,0060 and 0020.
Bytes ct_with(const Elements& more, Encoding encoding = Encoding::Explicit)
{
    auto set = ct_header(encoding).raw(more);
    describe(set);
    return file_of(set.bytes(kPixelData, Vr::OW, Bytes { 1, 2, 3, 4, 5, 6, 7, 8 }));
}

TEST(Deidentify, NothingOfThePatientIsInTheCopyInAnyEncoding)
{
    for (const auto encoding : { Encoding::Implicit, Encoding::Explicit, Encoding::BigEndian }) {
        const auto copy = proven_copy(file_in(encoding));
        expect_nobody(copy);
        const Reading reading(copy);
        EXPECT_EQ(reading.set().syntax->uid, syntax_of(encoding));
        EXPECT_EQ(reading.text("(0008,0016)"), kCtImage);
        EXPECT_EQ(reading.text("(0008,1030)"), "CT thorax");
        EXPECT_EQ(reading.text("(0018,0060)"), "120");
        EXPECT_EQ(reading.text("(0008,0070)"), "SIEMENS");
        EXPECT_EQ(reading.bytes("(7FE0,0010)"), (Bytes { 1, 2, 3, 4, 5, 6, 7, 8 }));
    }
}

TEST(Deidentify, ADeflatedObjectStaysDeflated)
{
    const auto copy = proven_copy(file_of(deflate_raw(ct().get()), kDeflated));
    const Reading reading(copy);
    EXPECT_TRUE(reading.set().syntax->deflated);
    EXPECT_EQ(reading.text("(0008,1030)"), "CT thorax");
    EXPECT_EQ(as_text(reading.set().bytes).find("Quillfeather"), std::string_view::npos);
}

TEST(Deidentify, WhatTheObjectNeedsIsEmptiedAndTheRestIsGone)
{
    const Reading reading(proven_copy(file_in(Encoding::Explicit)));
    for (const auto* emptied : { "(0008,0020)", "(0008,0050)", "(0008,0090)", "(0010,0030)", "(0020,0010)" }) {
        EXPECT_TRUE(reading.has(emptied)) << emptied;
        EXPECT_EQ(reading.text(emptied), "") << emptied;
    }
    EXPECT_FALSE(reading.has("(0008,0080)")) << "Institution Name, Type 3";
    EXPECT_EQ(reading.text("(0008,0008)"), "ORIGINAL\\PRIMARY\\AXIAL") << "Type 1, and harmless";
}

TEST(Deidentify, ThePatientGetsOnePseudonymPerKey)
{
    DeidentifyOptions one;
    one.key = { 1 };
    DeidentifyOptions other;
    other.key = { 2 };
    const auto name = [](const DeidentifyOptions& options, const char* path) {
        return Reading(proven_copy(file_in(Encoding::Explicit), options)).text(path);
    };
    EXPECT_THAT(name(one, "(0010,0020)"), StartsWith("IMP-"));
    EXPECT_EQ(name(one, "(0010,0020)"), name(one, "(0010,0010)"));
    EXPECT_EQ(name(one, "(0010,0020)"), name(one, "(0010,0020)"));
    EXPECT_NE(name(one, "(0010,0020)"), name(other, "(0010,0020)"));
}

TEST(Deidentify, UidsAreMappedAndReferencesStillMeet)
{
    DeidentifyOptions one;
    one.key = { 1 };
    DeidentifyOptions other;
    other.key = { 2 };
    const auto copy = proven_copy(file_in(Encoding::Explicit), one);
    const Reading reading(copy);
    const auto instance = reading.text("(0008,0018)");
    EXPECT_THAT(instance, StartsWith("2.25."));
    EXPECT_EQ(reading.text("(0008,1140)[1]/(0008,1155)"), instance);
    EXPECT_EQ(reading.text("(0008,1140)[1]/(0008,1150)"), kCtImage) << "a registered UID says nothing about anybody";
    EXPECT_EQ(as_text(copy.bytes).find("1.2.826.0.1.999"), std::string_view::npos) << "in the File Meta Information neither";
    EXPECT_NE(reading.text("(0020,000D)"), reading.text("(0020,000E)"));
    EXPECT_EQ(Reading(copy_of(file_in(Encoding::Explicit), one)).text("(0020,000D)"), reading.text("(0020,000D)"));
    EXPECT_NE(Reading(copy_of(file_in(Encoding::Explicit), other)).text("(0020,000D)"), reading.text("(0020,000D)"));
    const Reading retained(proven_copy(file_in(Encoding::Explicit), with({ ProfileOption::RetainUids })));
    EXPECT_EQ(retained.text("(0020,000D)"), "1.2.826.0.1.999.2");
}

TEST(Deidentify, EveryLevelIsTreated)
{
    for (const auto encoding : { Encoding::Implicit, Encoding::Explicit, Encoding::BigEndian }) {
        for (const auto length : { Length::Stated, Length::Undefined }) {
            Elements inner(encoding);
            inner.text({ 0x0008, 0x1155 }, Vr::UI, "1.2.826.0.1.999.1").text({ 0x0010, 0x0010 }, Vr::PN, "Quillfeather^Odalys");
            inner.text({ 0x0010, 0x0020 }, Vr::LO, "88442211");
            for (int i = 0; i < 20; ++i) {
                Elements outer(encoding);
                outer.text({ 0x0008, 0x0080 }, Vr::LO, "Wintergreen Hospital").sequence({ 0x0008, 0x2112 }, { inner }, length);
                outer.text({ 0x0009, 0x0010 }, Vr::LO, "QUILLFEATHER PRIVATE").text({ 0x0009, 0x1001 }, Vr::LO, "Odalys");
                inner = outer;
            }
            Elements more(encoding);
            more.sequence({ 0x0018, 0x9346 }, { inner }, length);
            const auto copy = proven_copy(ct_with(more, encoding));
            expect_nobody(copy);
            std::string path = "(0018,9346)[1]/";
            for (int i = 0; i < 20; ++i)
                path += "(0008,2112)[1]/";
            const Reading reading(copy);
            EXPECT_EQ(reading.text(path + "(0008,1155)"), reading.text("(0008,0018)"));
        }
    }
}

TEST(Deidentify, PrivateElementsGoUnlessTheTableVouchesForThem)
{
    Elements more;
    more.text({ 0x0019, 0x0010 }, Vr::LO, "GEMS_ACQU_01").text({ 0x0019, 0x0011 }, Vr::LO, "QUILLFEATHER 01");
    more.text({ 0x0019, 0x1002 }, Vr::SL, "1234").text({ 0x0019, 0x1023 }, Vr::DS, "13.75");
    more.text({ 0x0019, 0x1123 }, Vr::DS, "13.75");
    const auto file = ct_with(more);
    const Reading without(proven_copy(file));
    for (const auto* path : { "(0019,0010)", "(0019,0011)", "(0019,1002)", "(0019,1023)", "(0019,1123)" })
        EXPECT_FALSE(without.has(path)) << path;
    const auto copy = proven_copy(file, with({ ProfileOption::RetainSafePrivate }));
    const Reading retained(copy);
    EXPECT_EQ(retained.text("(0019,0010)"), "GEMS_ACQU_01");
    EXPECT_EQ(retained.text("(0019,1023)"), "13.75");
    EXPECT_FALSE(retained.has("(0019,1002)")) << "not in the table";
    EXPECT_FALSE(retained.has("(0019,1123)")) << "another creator's block";
    EXPECT_FALSE(retained.has("(0019,0011)"));
    expect_nobody(copy);
}

TEST(Deidentify, ACreatorDoesNotStayAloneAndASafeAttributeIsNoHidingPlace)
{
    Elements alone;
    alone.text({ 0x0019, 0x0010 }, Vr::LO, "GEMS_ACQU_01").text({ 0x0019, 0x1002 }, Vr::LO, "Odalys");
    EXPECT_FALSE(Reading(proven_copy(ct_with(alone), with({ ProfileOption::RetainSafePrivate }))).has("(0019,0010)"));
    Elements misused;
    misused.text({ 0x0019, 0x0010 }, Vr::LO, "GEMS_ACQU_01")
        .text({ 0x0019, 0x1023 }, Vr::DS, "Odalys")
        .text({ 0x0019, 0x109E }, Vr::LO, "Quillfeather");
    expect_nobody(proven_copy(ct_with(misused), with({ ProfileOption::RetainSafePrivate })));
    Elements number;
    number.text({ 0x0019, 0x0010 }, Vr::LO, "GEMS_ACQU_01").text({ 0x0019, 0x1023 }, Vr::DS, "88442211");
    expect_nobody(proven_copy(ct_with(number), with({ ProfileOption::RetainSafePrivate })));
}

TEST(Deidentify, FileMetaInformationInsideTheDataSetGoes)
{
    Elements more;
    more.text({ 0x0002, 0x0012 }, Vr::UI, "1.2.840.10008.1.2.1").text({ 0x0002, 0x0016 }, Vr::AE, "QUILLFEATHER");
    // Behind an element of the data set: in front of all it would be File Meta Information.
    Elements nested;
    nested.sequence({ 0x0008, 0x2112 }, { more });
    const auto copy = proven_copy(ct_with(nested));
    EXPECT_FALSE(Reading(copy).has("(0008,2112)[1]/(0002,0012)"));
    expect_nobody(copy);
}

TEST(Deidentify, WhatNoTableKnowsGoes)
{
    Elements more;
    more.text({ 0x0018, 0xFFFE }, Vr::LO, "Quillfeather").text({ 0x0019, 0x1023 }, Vr::LO, "no creator");
    const auto copy = proven_copy(ct_with(more));
    EXPECT_FALSE(Reading(copy).has("(0018,FFFE)"));
    expect_nobody(copy);
}

TEST(Deidentify, ANameUnderAnyVrIsStillAName)
{
    for (const auto vr : { Vr::LO, Vr::UN, Vr::LT, Vr::UT, Vr::OB, Vr::CS, Vr::SH }) {
        Elements set;
        set.text({ 0x0008, 0x0016 }, Vr::UI, kCtImage).text({ 0x0008, 0x0018 }, Vr::UI, "1.2.826.0.1.999.1");
        set.text({ 0x0008, 0x0090 }, vr, "Abernathy^Lucius")
            .text({ 0x0010, 0x0010 }, vr, "Quillfeather^Odalys")
            .text({ 0x0010, 0x0020 }, vr, "88442211");
        describe(set).bytes(kPixelData, Vr::OW, Bytes(8));
        expect_nobody(proven_copy(file_of(set)));
    }
    // And numbers that are none.
    Elements more;
    more.bytes({ 0x0018, 0x1151 }, Vr::OB, bytes_of("Odalys")).bytes({ 0x0018, 0x1152 }, Vr::UN, bytes_of("Odalys"));
    more.bytes({ 0x0018, 0x9087 }, Vr::FD, bytes_of("Quillfeather1234"));
    expect_nobody(proven_copy(ct_with(more)));
}

TEST(Deidentify, TextHiddenBehindANulGoes)
{
    Elements more;
    more.text({ 0x0018, 0x1160 }, Vr::SH, std::string("thorax\0\0Quillfeather", 20));
    more.text({ 0x0018, 0x5100 }, Vr::CS, std::string("HFS\0Odalys", 10));
    const auto copy = proven_copy(ct_with(more));
    expect_nobody(copy);
    EXPECT_THAT(Reading(copy).text("(0018,1160)"), HasSubstr("thorax"));
}

TEST(Deidentify, NamesInIso2022AreFoundInText)
{
    Elements set;
    set.text({ 0x0008, 0x0005 }, Vr::CS, "\\ISO 2022 IR 87")
        .text({ 0x0008, 0x0016 }, Vr::UI, kCtImage)
        .text({ 0x0008, 0x0018 }, Vr::UI, "1.2.826.0.1.999.1");
    set.text({ 0x0008, 0x1030 }, Vr::LO, "CT thorax \x1B$B;3ED\x1B(B");
    set.text({ 0x0010, 0x0010 }, Vr::PN, "Yamada^Tarou=\x1B$B;3ED\x1B(B^\x1B$BB@O:\x1B(B").text({ 0x0010, 0x0020 }, Vr::LO, "88442211");
    describe(set).bytes(kPixelData, Vr::OW, Bytes(8));
    const auto copy = proven_copy(file_of(set));
    EXPECT_FALSE(copy.holds("$B;3ED"));
    EXPECT_FALSE(copy.holds("Yamada"));
    EXPECT_NE(std::find(copy.needles.begin(), copy.needles.end(), "山田"), copy.needles.end()) << "the proof looks for it";
    EXPECT_EQ(Reading(copy).text("(0008,1030)"), "CT thorax");
}

TEST(Deidentify, BigEndianObjectsMayHoldImplicitLittleEndianItems)
{
    Elements item(Encoding::Implicit);
    item.text({ 0x0008, 0x1155 }, Vr::UI, "1.2.826.0.1.999.1").text({ 0x0010, 0x0010 }, Vr::PN, "Quillfeather^Odalys");
    item.text({ 0x0018, 0x1160 }, Vr::SH, "STANDARD").number({ 0x0028, 0x0010 }, 0x1234);
    Elements inside(Encoding::Implicit);
    inside.sequence({ 0x0018, 0x9346 }, { item });
    Elements more(Encoding::BigEndian);
    more.head({ 0x0018, 0x9346 }, Vr::UN, kNoLength).raw(ByteView(inside.get()).subspan(8));
    const auto copy = proven_copy(ct_with(more, Encoding::BigEndian));
    expect_nobody(copy);
    const Reading reading(copy);
    EXPECT_EQ(reading.text("(0018,9346)[1]/(0008,1155)"), reading.text("(0008,0018)"));
    EXPECT_EQ(reading.text("(0018,9346)[1]/(0018,1160)"), "STANDARD");
    EXPECT_NE(reading.bytes("(0018,9346)[1]/(0028,0010)"), (Bytes { 0x34, 0x12 })) << "in this order it would be another number";
}

TEST(Deidentify, ElementsOutOfOrderAreWrittenInOrder)
{
    Elements set = ct();
    Elements late;
    late.text({ 0x0008, 0x0016 }, Vr::UI, kCtImage);
    Elements moved;
    moved.text({ 0x0010, 0x0010 }, Vr::PN, "Quillfeather^Odalys").text({ 0x0008, 0x0060 }, Vr::CS, "CT").raw(late);
    moved.text({ 0x0008, 0x0018 }, Vr::UI, "1.2.826.0.1.999.1");
    describe(moved).bytes(kPixelData, Vr::OW, Bytes(8));
    const auto copy = proven_copy(file_of(moved));
    const Reading reading(copy);
    Tag before {};
    for (std::size_t i = 0; i < reading.set().nodes.size(); i = reading.set().nodes[i].end) {
        EXPECT_LT(before, reading.set().nodes[i].tag);
        before = reading.set().nodes[i].tag;
    }
}

TEST(Deidentify, ObjectsThatAreNotOneImageOfOnePatientAreRefused)
{
    const auto refusal = [](const Bytes& file) {
        const auto copy = copy_of(file);
        return copy.refused ? copy.refused->detail : std::string("accepted");
    };
    Elements directory;
    directory.text({ 0x0004, 0x1130 }, Vr::CS, "DISC").sequence({ 0x0004, 0x1220 }, {});
    EXPECT_THAT(refusal(file_of(directory.get(), kExplicit, "1.2.840.10008.1.3.10")), HasSubstr("directory"));
    Elements document;
    document.text({ 0x0008, 0x0016 }, Vr::UI, "1.2.840.10008.5.1.4.1.1.104.1").text({ 0x0008, 0x0018 }, Vr::UI, "1.2.3");
    document.bytes({ 0x0042, 0x0011 }, Vr::OB, bytes_of("%PDF-1.4 Quillfeather "));
    EXPECT_THAT(refusal(file_of(document)), HasSubstr("whole document"));
    Elements unregistered;
    unregistered.text({ 0x0008, 0x0016 }, Vr::UI, "1.2.826.0.1.999.77").text({ 0x0008, 0x0018 }, Vr::UI, "1.2.3");
    EXPECT_THAT(refusal(file_of(unregistered)), HasSubstr("registered with nobody"));
    Elements nameless;
    nameless.text({ 0x0010, 0x0010 }, Vr::PN, "Quillfeather^Odalys");
    EXPECT_THAT(refusal(file_of(nameless)), HasSubstr("kind of object"));
    EXPECT_THAT(refusal(bytes_of("GIF89a")), HasSubstr("not a DICOM file"));
}

TEST(Deidentify, TellsWhatBecameOfEveryElement)
{
    const auto copy = copy_of(file_in(Encoding::Explicit));
    EXPECT_TRUE(copy.was_told("(0010,0010)"));
    EXPECT_TRUE(copy.was_told("(0008,1140)[1]/(0008,1155)"));
    EXPECT_FALSE(copy.was_told("(0018,0060)"));
    for (const auto* needle : { "Quillfeather", "88442211", "ACC4711001" })
        EXPECT_TRUE(std::any_of(copy.needles.begin(), copy.needles.end(), [&](const std::string& one) {
            return one.find(needle) != std::string::npos;
        })) << needle;
}

}  // namespace
}  // namespace imprimatur::dicom
