#include "dicom/data_set.h"

#include "base/limits.h"
#include "dicom/inflate.h"
#include "dicom/tables_test_support.h"
#include "dicom/test_data_set.h"

#include <gmock/gmock.h>

namespace imprimatur::dicom {
namespace {

using namespace testing;
using ::testing::HasSubstr;

constexpr Tag kName { 0x0010, 0x0010 };
constexpr Tag kId { 0x0010, 0x0020 };
constexpr Tag kReferences { 0x0008, 0x1140 };

/// Why these bytes are refused; empty when they are not.
std::string refusal(ByteView file)
{
    const auto parsed = parse(file, shipped());
    const auto* refused = std::get_if<Unreadable>(&parsed);
    return refused == nullptr ? "" : refused->detail;
}
std::string refusal(const Elements& set) { return refusal(file_of(set)); }

DataSet parsed(ByteView file)
{
    auto result = parse(file, shipped());
    if (const auto* refused = std::get_if<Unreadable>(&result)) {
        ADD_FAILURE() << refused->detail;
        return {};
    }
    return std::move(std::get<DataSet>(result));
}

TEST(DataSet, ReadsTheSameValuesInEveryEncoding)
{
    for (const auto encoding : { Encoding::Implicit, Encoding::Explicit, Encoding::BigEndian }) {
        const auto file = file_of(ct(encoding));
        const auto set = parsed(file);
        ASSERT_NE(set.syntax, nullptr);
        EXPECT_EQ(set.syntax->uid, syntax_of(encoding));
        EXPECT_EQ(set.text(kName), "Quillfeather^Odalys");
        EXPECT_EQ(set.number({ 0x0028, 0x0010 }), 2);
        EXPECT_EQ(set.number({ 0x0028, 0x0101 }), 12);
        const auto* references = set.top(kReferences);
        ASSERT_NE(references, nullptr);
        EXPECT_TRUE(references->is_sequence());
        EXPECT_EQ(set.unaccounted, 0U);
        EXPECT_EQ(set.top(kPixelData)->length, 8U);
    }
}

TEST(DataSet, OfADeflatedFileIsTheInflatedOne)
{
    const auto set = parsed(file_of(deflate_raw(ct().get()), kDeflated));
    EXPECT_EQ(set.text(kName), "Quillfeather^Odalys");
    EXPECT_THAT(refusal(file_of(bytes_of("this was never deflated"), kDeflated)), HasSubstr("inflated"));
}

TEST(DataSet, WithoutFileMetaInformationIsGuessed)
{
    for (const auto encoding : { Encoding::Implicit, Encoding::Explicit, Encoding::BigEndian }) {
        const auto set = ct(encoding).get();
        EXPECT_EQ(parsed(set).syntax->uid, syntax_of(encoding));
    }
    EXPECT_EQ(refusal(bytes_of("GIF89a, and nothing of DICOM")), "this is not a DICOM file");
    EXPECT_NE(refusal(ByteView()), "");
}

TEST(DataSet, KeepsOutStreamsThatNobodyOpensAndSyntaxesThatNobodyKnows)
{
    EXPECT_THAT(refusal(file_of(ct().get(), "1.2.840.10008.1.2.4.102")), HasSubstr("video"));
    EXPECT_THAT(refusal(file_of(ct().get(), "1.2.826.0.1.999.77")), HasSubstr("transfer syntax is not known"));
}

TEST(DataSet, SequencesOfStatedAndUndefinedLengthReadTheSame)
{
    for (const auto encoding : { Encoding::Implicit, Encoding::Explicit, Encoding::BigEndian }) {
        for (const auto length : { Length::Stated, Length::Undefined }) {
            Elements first(encoding);
            first.text({ 0x0008, 0x1155 }, Vr::UI, "1.2.3");
            Elements inner(encoding);
            inner.text({ 0x0008, 0x0100 }, Vr::SH, "121320");
            Elements second(encoding);
            second.text({ 0x0008, 0x1155 }, Vr::UI, "1.2.4").sequence({ 0x0040, 0xA170 }, { inner, Elements(encoding) }, length);
            Elements set(encoding);
            set.text({ 0x0008, 0x0060 }, Vr::CS, "CT").sequence(kReferences, { first, second }, length).text(kId, Vr::LO, "7");
            const auto file = file_of(set);
            const auto read = parsed(file);
            // Modality; sequence, item, UID, item, UID, sequence, item, code, item; Patient ID.
            ASSERT_EQ(read.nodes.size(), 11U);
            EXPECT_EQ(read.nodes[1].end, 10U);
            EXPECT_EQ(read.nodes[6].end, 10U);
            EXPECT_EQ(read.text(&read.nodes[8]), "121320");
            EXPECT_EQ(read.text(kId), "7");
            EXPECT_EQ(read.text({ 0x0008, 0x1155 }), "") << "what stands in an item does not stand at the top";
        }
    }
}

TEST(DataSet, AnElementMayStandOnlyOnceInADataSetOrItem)
{
    EXPECT_EQ(
        refusal(Elements().text(kName, Vr::PN, "A").text(kName, Vr::PN, "B")), "the element (0010,0010) stands twice in one data set");
    EXPECT_THAT(refusal(Elements().text(kName, Vr::PN, "A").text(kId, Vr::LO, "1").text(kName, Vr::PN, "B")), HasSubstr("stands twice"));
    Elements item;
    item.text(kId, Vr::LO, "1").text(kId, Vr::LO, "2");
    EXPECT_THAT(refusal(Elements().sequence(kReferences, { item })), HasSubstr("stands twice"));
    // The same element in two items is two elements.
    Elements once;
    once.text(kId, Vr::LO, "1");
    EXPECT_EQ(refusal(Elements().sequence(kReferences, { once, once })), "");
}

TEST(DataSet, SomeElementsOutOfOrderAreForgivenAndManyAreNot)
{
    EXPECT_EQ(refusal(Elements().text(kId, Vr::LO, "1").text(kName, Vr::PN, "A")), "");
    Elements many;
    for (std::uint16_t i = 0; i < 70; ++i)
        many.text({ 0x0029, static_cast<std::uint16_t>(0x10FF - i) }, Vr::LO, "x");
    EXPECT_THAT(refusal(many), HasSubstr("out of order"));
}

Elements nested(int depth, Length length)
{
    Elements set;
    set.text(kId, Vr::LO, "1");
    for (int i = 0; i < depth; ++i) {
        Elements outer;
        outer.sequence(kReferences, { set }, length);
        set = outer;
    }
    return set;
}

TEST(DataSet, SequencesNestToALimitAndNoDeeper)
{
    constexpr auto kMost = static_cast<int>(limits::kMaxNesting);
    for (const auto length : { Length::Stated, Length::Undefined }) {
        EXPECT_EQ(refusal(nested(kMost, length)), "");
        EXPECT_THAT(refusal(nested(kMost + 1, length)), HasSubstr("nested deeper"));
        EXPECT_THAT(refusal(nested(2000, length)), HasSubstr("nested deeper"));
    }
}

TEST(DataSet, ASequenceStoredAsUnknownIsReadAsOne)
{
    // PS3.5 6.2.2: its content is Implicit VR Little Endian, whatever the file is.
    Elements item(Encoding::Implicit);
    item.text(kName, Vr::PN, "Quillfeather^Odalys").number({ 0x0028, 0x0010 }, 513);
    for (const auto outside : { Encoding::Explicit, Encoding::BigEndian }) {
        for (const auto length : { Length::Stated, Length::Undefined }) {
            Elements inside(Encoding::Implicit);
            inside.sequence(kReferences, { item }, length);
            const auto content = ByteView(inside.get()).subspan(8);
            Elements set(outside);
            set.head(kReferences, Vr::UN, length == Length::Stated ? static_cast<std::uint32_t>(content.size()) : kNoLength).raw(content);
            set.text(kId, Vr::LO, "1");
            const auto file = file_of(set);
            const auto read = parsed(file);
            ASSERT_EQ(read.nodes.size(), 5U);
            EXPECT_TRUE(read.nodes[0].is_sequence());
            EXPECT_TRUE(read.nodes[0].was_unknown);
            EXPECT_TRUE(read.nodes[2].implicit);
            EXPECT_EQ(read.nodes[2].vr, Vr::PN);
            EXPECT_EQ(read.text(&read.nodes[2]), "Quillfeather^Odalys");
            EXPECT_EQ(read.text(kId), "1");
        }
    }
}

TEST(DataSet, UnknownBytesThatAreNoSequenceAreBytes)
{
    const auto file = file_of(Elements().bytes(kReferences, Vr::UN, bytes_of("no items in here")).text(kId, Vr::LO, "1"));
    const auto read = parsed(file);
    ASSERT_EQ(read.nodes.size(), 2U);
    EXPECT_EQ(read.nodes[0].vr, Vr::UN);
    EXPECT_EQ(as_text(read.value(read.nodes[0])), "no items in here");
    EXPECT_EQ(read.text(kId), "1");
    EXPECT_NE(refusal(Elements().head(kReferences, Vr::UN, kNoLength).raw(bytes_of("no items in here"))), "");
}

TEST(DataSet, UnknownOnesGetTheDictionarysVr)
{
    const auto file
        = file_of(Elements().bytes(kName, Vr::UN, bytes_of("Quillfeather^Odalys ")).bytes({ 0x0029, 0x0010 }, Vr::UN, bytes_of("ACME")));
    const auto read = parsed(file);
    EXPECT_EQ(read.text(kName), "Quillfeather^Odalys");
    EXPECT_EQ(read.nodes[1].vr, Vr::LO) << "a private creator (PS3.5 7.8.1)";
}

TEST(DataSet, OddLengthsAreRead)
{
    const auto file = file_of(Elements().bytes(kName, Vr::PN, bytes_of("Odd")).bytes(kId, Vr::LO, bytes_of("seven77")));
    EXPECT_EQ(parsed(file).text(kName), "Odd");
    EXPECT_EQ(parsed(file).text(kId), "seven77");
}

TEST(DataSet, LengthsThatLieAreRefused)
{
    EXPECT_THAT(refusal(Elements().head(kName, Vr::PN, 60'000).raw(bytes_of("A^B "))), HasSubstr("passes the end"));
    EXPECT_THAT(refusal(Elements(Encoding::Implicit).head(kName, Vr::PN, 0xFFFFFFFE).raw(bytes_of("A^B "))), HasSubstr("passes the end"));
    EXPECT_THAT(refusal(Elements().head({ 0x0028, 0x3006 }, Vr::OW, kNoLength).raw(Bytes(64))), HasSubstr("has no length"));
    // An item that reaches past its sequence, a sequence past its item, an element past its item.
    Elements element;
    element.text(kId, Vr::LO, "12345678");
    const auto size = static_cast<std::uint32_t>(element.get().size());
    Elements item_passes;
    item_passes.head(kReferences, Vr::SQ, 8 + size)
        .head(kItem, Vr::None, size + 20)
        .raw(element)
        .text(kName, Vr::PN, "Quillfeather^Odalys");
    EXPECT_THAT(refusal(item_passes), HasSubstr("passes the end of its sequence"));
    Elements element_passes;
    element_passes.head(kReferences, Vr::SQ, 8 + size).head(kItem, Vr::None, size).head(kId, Vr::LO, 40).raw(Bytes(80, ' '));
    EXPECT_THAT(refusal(element_passes), HasSubstr("passes the end of what holds it"));
    Elements short_sequence;
    short_sequence.head(kReferences, Vr::SQ, 8 + size - 4).head(kItem, Vr::None, size).raw(element);
    EXPECT_NE(refusal(short_sequence), "");
    EXPECT_NE(refusal(Elements().head(kReferences, Vr::SQ, kNoLength).head(kItem, Vr::None, kNoLength).raw(element)), "") << "no end";
    EXPECT_NE(refusal(Elements().text(kId, Vr::LO, "1").raw(bytes_of("?? these are no elements ??"))), "");
}

TEST(DataSet, FragmentsAndTheOffsetTableAreIndexed)
{
    auto set = ct_header();
    describe(set, { .frames = "2" }).fragments({ bytes_of("first "), bytes_of("second") }, { 0, 14 });
    const auto file = file_of(set.get(), kJpeg);
    const auto read = parsed(file);
    ASSERT_EQ(read.fragments.size(), 2U);
    EXPECT_TRUE(read.top(kPixelData)->encapsulated);
    EXPECT_EQ(as_text(read.bytes.subspan(read.fragments[1].offset, read.fragments[1].length)), "second");
    EXPECT_EQ(read.offset_table.size(), 8U);
    EXPECT_EQ(read.unaccounted, 0U);
}

TEST(DataSet, EncapsulatedPixelsMustEnd)
{
    auto set = ct_header();
    describe(set).open_fragments();
    EXPECT_THAT(refusal(file_of(set.get(), kJpeg)), HasSubstr("do not end"));
    Elements cut = set;
    cut.head(kItem, Vr::None, 4000).raw(bytes_of("too short"));
    EXPECT_THAT(refusal(file_of(cut.get(), kJpeg)), HasSubstr("fragment"));
    Elements odd = set;
    odd.text(kName, Vr::PN, "A^B");
    EXPECT_NE(refusal(file_of(odd.get(), kJpeg)), "");
}

TEST(DataSet, WhatFollowsThePixelsIsInNoElement)
{
    for (const auto* rest : { "Quillfeather^Odalys", "x", "and quite a lot more of it than one element's head" }) {
        auto file = file_of(ct());
        const auto end = file.size();
        for (const char* c = rest; *c != 0; ++c)
            file.push_back(static_cast<std::uint8_t>(*c));
        EXPECT_EQ(parsed(file).unaccounted, file.size() - end) << rest;
    }
    // A second data set behind the first is no part of it either.
    const auto once = file_of(ct());
    const auto twice = joined({ once, ct().get() });
    EXPECT_EQ(parsed(twice).unaccounted, twice.size() - once.size());
}

/// Refused, or the header is whole and only what stands behind the pixels is left out.
void expect_refused_or_whole(ByteView cut, std::size_t length)
{
    const auto result = parse(cut, shipped());
    if (const auto* set = std::get_if<DataSet>(&result)) {
        for (const auto& node : set->nodes)
            EXPECT_TRUE(node.encapsulated || node.offset + node.length <= set->bytes.size()) << "cut at " << length;
        EXPECT_LE(set->unaccounted, set->bytes.size());
    } else {
        EXPECT_FALSE(std::get<Unreadable>(result).detail.empty());
    }
}

TEST(DataSet, EveryTruncationIsRefusedOrEndsBetweenTwoElements)
{
    for (const auto encoding : { Encoding::Implicit, Encoding::Explicit, Encoding::BigEndian }) {
        const auto file = file_of(ct(encoding));
        const auto whole = parsed(file);
        std::vector<std::uint64_t> between;
        for (std::size_t i = 0; i < whole.nodes.size(); i = whole.nodes[i].end)
            between.push_back(whole.nodes[i].offset + whole.nodes[i].length);
        for (std::size_t length = 0; length < file.size(); ++length) {
            const Bytes cut(file.begin(), file.begin() + static_cast<std::ptrdiff_t>(length));
            expect_refused_or_whole(cut, length);
            // Eight zeros are an element without a value: (0000,0000).
            if (length != 8 && std::find(between.begin(), between.end(), length) == between.end()) {
                EXPECT_NE(refusal(cut), "") << "cut at " << length;
            }
        }
    }
    auto encapsulated = ct_header();
    describe(encapsulated).fragments({ bytes_of("first "), bytes_of("second") }, { 0, 14 });
    const auto file = file_of(encapsulated.get(), kJpeg);
    for (std::size_t length = 0; length < file.size(); ++length)
        expect_refused_or_whole(Bytes(file.begin(), file.begin() + static_cast<std::ptrdiff_t>(length)), length);
    const auto deflated = file_of(deflate_raw(ct().get()), kDeflated);
    for (std::size_t length = 400; length < deflated.size(); ++length)
        EXPECT_NE(refusal(ByteView(deflated).first(length)), "") << "cut at " << length;
}

}  // namespace
}  // namespace imprimatur::dicom
