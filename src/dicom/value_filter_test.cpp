#include "dicom/numbers.h"
#include "dicom/value_filter.h"

#include "dicom/header.h"
#include "dicom/test_copy.h"

#include <gmock/gmock.h>

namespace imprimatur::dicom {
namespace {

using namespace testing;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// What the filter says of the last element of a data set, which stands among the others.
struct Case {
    explicit Case(const Elements& elements)
        : file(file_of(elements))
        , set(std::get<DataSet>(parse(file, shipped())))
        , header(read_header(set, shipped()))
        , words(shipped_words().for_case(header.seeds))
        , plain(shipped_words().for_case({}))
        , filter(shipped(), set, header.characters, words, plain, header.seed_digits)
    {
    }
    [[nodiscard]] Filtered last() const { return filter.filter(set.nodes.back(), 0, set.nodes.size()); }
    [[nodiscard]] std::vector<std::string> last_values() const { return filter.values(set.nodes.back()); }

    Bytes file;
    DataSet set;
    Header header;
    TextCleaner::Case words;
    TextCleaner::Case plain;
    ValueFilter filter;
};

Elements patient(Encoding encoding = Encoding::Explicit)
{
    Elements set(encoding);
    return set.text({ 0x0010, 0x0010 }, Vr::PN, "Quillfeather^Odalys").text({ 0x0010, 0x0020 }, Vr::LO, "88442211");
}

bool stays(const Elements& set) { return Case(set).last().unchanged; }

TEST(ValueFilter, TextKeepsItsHarmlessWords)
{
    EXPECT_TRUE(stays(patient().text({ 0x0008, 0x103E }, Vr::LO, "CT thorax with contrast")));
    const auto filtered = Case(patient().text({ 0x0008, 0x103E }, Vr::LO, "thorax Quillfeather")).last();
    EXPECT_FALSE(filtered.unchanged);
    EXPECT_EQ(filtered.value.find("Quillfeather"), std::string::npos);
    EXPECT_NE(filtered.value.find("thorax"), std::string::npos);
    EXPECT_THAT(filtered.removed, ElementsAre("Quillfeather"));
}

TEST(ValueFilter, WhatADescriptionSaysIsNobodysName)
{
    // Attributes that Clean Descriptors keeps must not teach the cleaner their own harmless words as somebody's.
    for (const auto tag :
        { Tag { 0x0018, 0x1030 }, Tag { 0x0018, 0x0010 }, Tag { 0x0018, 0x1400 }, Tag { 0x0050, 0x0021 }, Tag { 0x3006, 0x0004 } }) {
        EXPECT_TRUE(stays(patient().text(tag, Vr::LO, "CT thorax"))) << to_string(tag);
        EXPECT_TRUE(stays(patient().text(tag, Vr::LO, "thorax").text({ 0x0008, 0x103E }, Vr::LO, "thorax"))) << to_string(tag);
    }
}

TEST(ValueFilter, TextBehindANulIsHiddenAndGoes)
{
    const auto filtered = Case(patient().text({ 0x0008, 0x103E }, Vr::LO, std::string("thorax\0Quillfeather", 19))).last();
    EXPECT_FALSE(filtered.unchanged);
    EXPECT_EQ(filtered.value.find("Quillfeather"), std::string::npos);
    EXPECT_EQ(filtered.value.find('\0'), std::string::npos);
    EXPECT_FALSE(Case(patient().text({ 0x0008, 0x103E }, Vr::LO, std::string("thorax\0abdomen", 14))).last().unchanged) << "readers differ";
}

TEST(ValueFilter, NumbersAreNumbersAndNotManyMoreThanTheyShouldBe)
{
    EXPECT_TRUE(stays(patient().text({ 0x0018, 0x0060 }, Vr::DS, "120")));
    EXPECT_TRUE(stays(patient().text({ 0x0028, 0x0030 }, Vr::DS, "0.5\\-1.25e-3")));
    EXPECT_FALSE(stays(patient().text({ 0x0018, 0x0060 }, Vr::DS, "Odalys")));
    EXPECT_FALSE(stays(patient().text({ 0x0018, 0x0060 }, Vr::DS, "120 kV")));
    EXPECT_FALSE(stays(patient().text({ 0x0018, 0x0060 }, Vr::DS, "81\\117\\105\\108\\108"))) << "one value, says the dictionary";
    EXPECT_FALSE(stays(patient().text({ 0x0018, 0x0060 }, Vr::DS, "88442211"))) << "the patient's number";
    EXPECT_FALSE(stays(patient().text({ 0x0018, 0x0060 }, Vr::DS, "88442211.0")));
}

TEST(ValueFilter, BinaryNumbersAreNoPlaceForWriting)
{
    EXPECT_TRUE(stays(patient().number({ 0x0018, 0x1151 }, 4711)));
    EXPECT_FALSE(stays(patient().bytes({ 0x0018, 0x1151 }, Vr::US, bytes_of("Odalys")))) << "Exposure has one value";
    // Frame increment pointers and such: tags of the dictionary.
    EXPECT_TRUE(stays(patient().bytes({ 0x0028, 0x0009 }, Vr::AT, Bytes { 0x18, 0, 0x63, 0x10 })));
    EXPECT_FALSE(stays(patient().bytes({ 0x0028, 0x0009 }, Vr::AT, bytes_of("Odalys Q"))));
    EXPECT_FALSE(stays(patient().bytes({ 0x0028, 0x0009 }, Vr::AT, Bytes { 0x18, 0, 0x63, 0x10, 1, 0 })));
}

TEST(ValueFilter, ThePatientsNumberInBinaryIsStillThePatientsNumber)
{
    for (const auto encoding : { Encoding::Explicit, Encoding::BigEndian }) {
        Bytes number { 0x33, 0x88, 0x45, 0x05 };  // 88442931, not the patient's
        if (encoding == Encoding::BigEndian)
            std::reverse(number.begin(), number.end());
        EXPECT_TRUE(stays(patient(encoding).bytes({ 0x0018, 0x6016 }, Vr::UL, number)));
        Bytes hers;
        for (unsigned i = 0; i < 4; ++i)
            hers.push_back(static_cast<std::uint8_t>(88442211U >> (8 * i)));
        if (encoding == Encoding::BigEndian)
            std::reverse(hers.begin(), hers.end());
        EXPECT_FALSE(stays(patient(encoding).bytes({ 0x0018, 0x6016 }, Vr::UL, hers)));
    }
}

TEST(ValueFilter, CodesAreJudgedByTheirScheme)
{
    const auto code = [](std::string_view value, std::string_view scheme) {
        Elements set;
        set.text({ 0x0008, 0x0102 }, Vr::SH, scheme).text({ 0x0010, 0x0020 }, Vr::LO, "88442211").text({ 0x0008, 0x0100 }, Vr::SH, value);
        return stays(set);
    };
    EXPECT_TRUE(code("121320", "DCM"));
    EXPECT_FALSE(code("88442211", "DCM")) << "the patient's number in the form of a code";
    EXPECT_FALSE(code("ODALYS", "DCM"));
    EXPECT_FALSE(code("QF1961", "99WINTERGREEN"));
    EXPECT_TRUE(code("THORAX", "99WINTERGREEN")) << "a harmless word needs no scheme";
}

TEST(ValueFilter, BytesThatNothingVouchesForGo)
{
    EXPECT_FALSE(stays(patient().bytes({ 0x0018, 0x9999 }, Vr::OB, Bytes(32))));
    EXPECT_FALSE(stays(patient().bytes({ 0x0042, 0x0010 }, Vr::OB, Bytes(32))));
    const Bytes descriptor { 4, 0, 0, 0, 16, 0 };
    Elements table = patient();
    table.bytes({ 0x0028, 0x1101 }, Vr::US, descriptor).bytes({ 0x0028, 0x1201 }, Vr::OW, Bytes { 1, 2, 3, 4, 5, 6, 7, 8 });
    EXPECT_TRUE(stays(table));
    Elements longer = patient();
    longer.bytes({ 0x0028, 0x1101 }, Vr::US, descriptor).bytes({ 0x0028, 0x1201 }, Vr::OW, bytes_of("01234567Quillfeather"));
    const auto filtered = Case(longer).last();
    EXPECT_FALSE(filtered.unchanged);
    EXPECT_EQ(filtered.value, "01234567") << "a table ends where its descriptor says";
}

TEST(ValueFilter, ValuesAreUtf8WithoutPadding)
{
    Elements set;
    set.text({ 0x0008, 0x0005 }, Vr::CS, "ISO_IR 100").text({ 0x0008, 0x0008 }, Vr::CS, " ORIGINAL \\PRIMARY");
    EXPECT_THAT(Case(set).last_values(), ElementsAre("ORIGINAL", "PRIMARY"));
    EXPECT_THAT(Case(set.text({ 0x0010, 0x0010 }, Vr::PN, "Buc^J\xE9r\xF4me")).last_values(), ElementsAre("Buc^Jérôme"));
    EXPECT_THAT(Case(set.text({ 0x0010, 0x4000 }, Vr::LT, "one\\value ")).last_values(), ElementsAre("one\\value"));
    EXPECT_THAT(Case(set.number({ 0x0028, 0x0010 }, 3)).last_values(), IsEmpty());
}

TEST(IdentifyingDigits, AreFiveOrMoreAndNoLetters)
{
    EXPECT_EQ(identifying_digits("00-88.44 2211"), "88442211");
    EXPECT_EQ(identifying_digits("1961"), "");
    EXPECT_EQ(identifying_digits("00001961"), "");
    EXPECT_EQ(identifying_digits("ACC4711001"), "");
    EXPECT_EQ(identifying_digits(""), "");
}

TEST(HoldsWriting, SeesWordsAndNotRamps)
{
    EXPECT_TRUE(holds_writing(bytes_of("\x01\x02Odalys\x03"), 6));
    EXPECT_FALSE(holds_writing(bytes_of("\x01\x02Odaly\x03s"), 6));
    EXPECT_FALSE(holds_writing(bytes_of("abcdefghijkl"), 6)) << "counts up";
    EXPECT_FALSE(holds_writing(bytes_of("aaaaaaaaaaaa"), 6)) << "repeats";
    EXPECT_FALSE(holds_writing({}, 6));
}

}  // namespace
}  // namespace imprimatur::dicom
