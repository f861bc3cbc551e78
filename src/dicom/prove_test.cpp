// The proof has nothing against what deidentify() writes, and something against everything that is put back.
#include "dicom/prove.h"

#include "dicom/inflate.h"
#include "dicom/test_copy.h"
#include "dicom/writer.h"

#include <gmock/gmock.h>

#include <random>

namespace imprimatur::dicom {
namespace {

using namespace testing;
using ::testing::IsEmpty;
using ::testing::Not;

/// Where each top-level element begins, its tag, and where it ends.
struct Place {
    Tag tag;
    std::size_t begin;
    std::size_t end;
};

std::vector<Place> places(ByteView copy)
{
    const auto parsed = parse(copy, shipped());
    const auto& set = std::get<DataSet>(parsed);
    std::vector<Place> found;
    std::size_t begin = file_meta(set.text({ 0x0008, 0x0016 }), set.text({ 0x0008, 0x0018 }), set.syntax->uid).size();
    for (std::size_t i = 0; i < set.nodes.size(); i = set.nodes[i].end) {
        const auto end = set.nodes[i].encapsulated ? copy.size() : set.nodes[i].offset + set.nodes[i].length;
        found.push_back({ set.nodes[i].tag, begin, end });
        begin = end;
    }
    return found;
}

/// The copy with this element in its place, instead of the one that stood there.
Bytes planted(ByteView copy, Tag tag, const Elements& element)
{
    const auto found = places(copy);
    const auto at = std::find_if(found.begin(), found.end(), [&](const Place& place) { return !(place.tag < tag); });
    const auto begin = at == found.end() ? copy.size() : at->begin;
    const auto end = at != found.end() && at->tag == tag ? at->end : begin;
    return joined({ copy.first(begin), element.get(), copy.subspan(end) });
}

Bytes planted(ByteView copy, Tag tag, Vr vr, std::string_view value) { return planted(copy, tag, Elements().text(tag, vr, value)); }

const Copy& clean_ct()
{
    static const Copy copy = proven_copy(file_of(ct()));
    return copy;
}

TEST(Prove, PlantingNothingChangesNothing)
{
    const auto& copy = clean_ct().bytes;
    EXPECT_EQ(planted(copy, { 0x0018, 0x0060 }, Vr::DS, "120"), copy);
    EXPECT_THAT(objections(copy), IsEmpty());
}

TEST(Prove, EveryValueThatIsPutBackIsSeen)
{
    const auto& copy = clean_ct().bytes;
    struct Plant {
        Tag tag;
        Vr vr;
        std::string_view value;
    };
    const Plant plants[] = {
        { { 0x0009, 0x0010 }, Vr::LO, "ACME" },
        { { 0x0009, 0x1001 }, Vr::LO, "anything at all" },
        { { 0x0008, 0x0050 }, Vr::SH, "ACC1" },
        { { 0x0008, 0x0080 }, Vr::LO, "Elsewhere" },
        { { 0x0008, 0x0090 }, Vr::PN, "Umbrage^Tobias" },
        { { 0x0008, 0x0020 }, Vr::DA, "20240131" },
        { { 0x0008, 0x1030 }, Vr::LO, "CT thorax Umbrage" },
        { { 0x0008, 0x103E }, Vr::LO, "Dr. Umbrage" },
        { { 0x0008, 0x1048 }, Vr::PN, "Umbrage^Tobias" },
        { { 0x0008, 0x9123 }, Vr::UI, "1.2.826.0.1.999.5" },
        { { 0x0010, 0x0010 }, Vr::PN, "Umbrage^Tobias" },
        { { 0x0010, 0x0020 }, Vr::LO, "4711-2" },
        { { 0x0010, 0x0030 }, Vr::DA, "19700101" },
        { { 0x0010, 0x4000 }, Vr::LT, "Umbrage is afraid of needles" },
        { { 0x0012, 0x0000 }, Vr::UL, "1234" },
        { { 0x0018, 0x0060 }, Vr::DS, "Umbrage" },
        { { 0x0018, 0x1000 }, Vr::LO, "SN-55120" },
        { { 0x0018, 0xFFFE }, Vr::LO, "no table knows it" },
        { { 0x0020, 0x000D }, Vr::UI, "1.2.826.0.1.999.6" },
        { { 0x0020, 0x0052 }, Vr::UI, "1.2.840.10008.4711.12" },
        { { 0x0020, 0x4000 }, Vr::LT, "Tobias Umbrage" },
        { { 0x0028, 0x0010 }, Vr::UN, "Umbrage!" },
        { { 0x0040, 0xA123 }, Vr::PN, "Umbrage^Tobias" },
        { { 0x0040, 0x0275 }, Vr::LO, "Umbrage" },
        { { 0x6000, 0x3000 }, Vr::OW, "hidden picture" },
        { { 0x6000, 0x4000 }, Vr::LT, "Umbrage" },
        { { 0x5000, 0x3000 }, Vr::OW, "hidden curve" },
        { { 0x7FE0, 0x0001 }, Vr::OV, "Umbrage!" },
        { { 0xFFFC, 0xFFFC }, Vr::OB, "Umbrage" },
    };
    for (const auto& plant : plants)
        EXPECT_THAT(objections(planted(copy, plant.tag, plant.vr, plant.value)), Not(IsEmpty()))
            << to_string(plant.tag) << " " << plant.value;
}

TEST(Prove, ValuesPutBackIntoItemsAreSeen)
{
    const auto plant = [](const Elements& item) {
        return objections(planted(clean_ct().bytes, { 0x0018, 0x9346 }, Elements().sequence({ 0x0018, 0x9346 }, { item })));
    };
    EXPECT_THAT(plant(Elements().text({ 0x0018, 0x0060 }, Vr::DS, "120")), IsEmpty());
    EXPECT_THAT(plant(Elements().text({ 0x0010, 0x0010 }, Vr::PN, "Umbrage^Tobias")), Not(IsEmpty()));
    EXPECT_THAT(plant(Elements().text({ 0x0008, 0x1155 }, Vr::UI, "1.2.826.0.1.999.7")), Not(IsEmpty()));
    EXPECT_THAT(plant(Elements().text({ 0x0009, 0x0010 }, Vr::LO, "ACME")), Not(IsEmpty()));
    EXPECT_THAT(plant(Elements().text({ 0x0012, 0x0063 }, Vr::LO, "by Tobias Umbrage")), Not(IsEmpty()));
    EXPECT_THAT(plant(Elements().bytes(kPixelData, Vr::OW, bytes_of("a second picture"))), Not(IsEmpty()));
}

TEST(Prove, WhatTheCopySaysOfItselfIsNoHidingPlace)
{
    const auto& copy = clean_ct().bytes;
    EXPECT_THAT(objections(planted(copy, { 0x0012, 0x0063 }, Vr::LO, "Tobias Umbrage was here")), Not(IsEmpty()));
    EXPECT_THAT(objections(planted(copy, { 0x0012, 0x0062 }, Vr::CS, "UMBRAGE")), Not(IsEmpty()));
    EXPECT_THAT(objections(planted(copy, { 0x0028, 0x0303 }, Vr::CS, "UMBRAGE")), Not(IsEmpty()));
    EXPECT_THAT(objections(planted(copy, { 0x0028, 0x0301 }, Vr::CS, "UMBRAGE")), Not(IsEmpty()));
    EXPECT_THAT(objections(planted(copy, { 0x0008, 0x2111 }, Vr::ST, "Seen by Tobias Umbrage")), Not(IsEmpty()));
    Elements code;
    code.text({ 0x0008, 0x0100 }, Vr::SH, "113100")
        .text({ 0x0008, 0x0102 }, Vr::SH, "DCM")
        .text({ 0x0008, 0x0104 }, Vr::LO, "Tobias Umbrage");
    EXPECT_THAT(objections(planted(copy, { 0x0012, 0x0064 }, Elements().sequence({ 0x0012, 0x0064 }, { code }))), Not(IsEmpty()));
}

TEST(Prove, ADummysBeginningIsNoPassport)
{
    const auto& copy = clean_ct().bytes;
    EXPECT_THAT(objections(planted(copy, { 0x0010, 0x0020 }, Vr::LO, "IMP-Umbrage 4711-2")), Not(IsEmpty()));
    EXPECT_THAT(objections(planted(copy, { 0x0010, 0x0010 }, Vr::PN, "ANONYMIZED^Tobias^Umbrage")), Not(IsEmpty()));
    EXPECT_THAT(objections(planted(copy, { 0x0008, 0x1030 }, Vr::LO, "REMOVED Tobias Umbrage")), Not(IsEmpty()));
    EXPECT_THAT(objections(planted(copy, { 0x0020, 0x000D }, Vr::UI, "2.25.Umbrage")), Not(IsEmpty()));
    EXPECT_THAT(objections(planted(copy, { 0x0008, 0x0080 }, Vr::LO, "IMP-Wintergreen")), Not(IsEmpty()));
}

TEST(Prove, BytesAroundTheDataSetAreSeen)
{
    const auto& copy = clean_ct().bytes;
    auto preamble = copy;
    preamble[17] = 'U';
    EXPECT_THAT(objections(preamble), Not(IsEmpty()));
    EXPECT_THAT(objections(joined({ copy, bytes_of("Umbrage") })), Not(IsEmpty()));
    EXPECT_THAT(objections(joined({ copy, Bytes(2) })), Not(IsEmpty()));
    const auto found = places(copy);
    Elements meta;
    meta.text({ 0x0002, 0x0016 }, Vr::AE, "UMBRAGE");
    EXPECT_THAT(
        objections(joined({ ByteView(copy).first(found[0].begin), meta.get(), ByteView(copy).subspan(found[0].begin) })), Not(IsEmpty()));
    EXPECT_THAT(objections(ByteView(copy).first(copy.size() - 1)), Not(IsEmpty()));
    EXPECT_THAT(objections(ct().get()), Not(IsEmpty())) << "no File Meta Information";
}

TEST(Prove, BytesBehindADeflatedStreamAreSeen)
{
    const auto copy = proven_copy(file_of(deflate_raw(ct().get()), kDeflated)).bytes;
    EXPECT_THAT(objections(joined({ copy, bytes_of("Umbrage!") })), Not(IsEmpty()));
}

TEST(Prove, AnythingBesideTheCodeStreamIsSeen)
{
    auto set = ct_header();
    describe(set, { .rows = 8, .columns = 8, .allocated = 8, .stored = 8, .high_bit = 7 }).fragments({ small_jpeg() });
    const auto copy = proven_copy(file_of(set.get(), kJpeg)).bytes;
    const auto plant = [&](const Elements& pixels) { return objections(planted(copy, kPixelData, pixels)); };
    auto clean = small_jpeg();
    if (clean.size() % 2 != 0)
        clean.push_back(0);
    EXPECT_THAT(plant(Elements().fragments({ clean })), IsEmpty());
    EXPECT_THAT(plant(Elements().fragments({ small_jpeg(jpeg_comment("Umbrage!")) })), Not(IsEmpty()));
    EXPECT_THAT(plant(Elements().fragments({ joined({ clean, bytes_of("Umbrage!") }) })), Not(IsEmpty()));
    EXPECT_THAT(plant(Elements().fragments({ clean, clean })), Not(IsEmpty()));
    EXPECT_THAT(plant(Elements().fragments({ clean, bytes_of("Umbrage!") })), Not(IsEmpty()));
    EXPECT_THAT(plant(Elements().fragments({ clean }, { 0x52424D55 })), Not(IsEmpty())) << "an offset table that points nowhere";
}

TEST(Prove, HighBitsAndLongPixelsAreSeen)
{
    const auto& copy = clean_ct().bytes;
    EXPECT_THAT(
        objections(planted(copy, kPixelData, Elements().bytes(kPixelData, Vr::OW, Bytes { 1, 0x12, 3, 4, 5, 6, 7, 8 }))), Not(IsEmpty()));
    EXPECT_THAT(objections(planted(copy, kPixelData, Elements().bytes(kPixelData, Vr::OW, Bytes { 1, 2, 3, 4, 5, 6, 7, 8, 0, 0 }))),
        Not(IsEmpty()));
    EXPECT_THAT(objections(planted(copy, { 0x0028, 0x0010 }, Elements().number({ 0x0028, 0x0010 }, 1))), Not(IsEmpty()));
}

TEST(Prove, RemovedValuesAreFoundWhereverTheyStand)
{
    const auto& copy = clean_ct();
    EXPECT_THAT(objections(planted(copy.bytes, { 0x0008, 0x0070 }, Vr::LO, "quillfeather"), copy.needles), Not(IsEmpty()));
    Elements pixels;
    pixels.bytes(kPixelData, Vr::OW, bytes_of("xxThorax"));
    auto wide = ct_header();
    describe(wide, { .rows = 4, .columns = 2, .stored = 16, .high_bit = 15 }).bytes(kPixelData, Vr::OW, bytes_of("..Quillfeather.."));
    const auto in_pixels = copy_of(file_of(wide));
    EXPECT_THAT(objections(in_pixels.bytes, in_pixels.needles), Not(IsEmpty())) << "a name written into samples";
    EXPECT_THAT(objections(in_pixels.bytes), IsEmpty()) << "which only the needle tells from a picture";
}

TEST(Prove, AnOptionThatWasNotUsedExcusesNothing)
{
    const auto retained = proven_copy(file_of(ct()), with({ ProfileOption::RetainFullDates, ProfileOption::RetainUids }));
    EXPECT_THAT(objections(retained.bytes), Not(IsEmpty()));
    Elements more;
    more.text({ 0x0009, 0x0010 }, Vr::LO, "ACME").text({ 0x0009, 0x1001 }, Vr::LO, "Tobias Umbrage");
    const auto safe = with({ ProfileOption::RetainSafePrivate });
    EXPECT_THAT(objections(planted(proven_copy(file_of(ct()), safe).bytes, { 0x0009, 0x0010 }, more), {}, safe.profile), Not(IsEmpty()))
        << "private, and not in the table of safe ones";
}

/// UIDs and pseudonyms out of the way: what must be the same in two copies.
std::string without_pseudonyms(ByteView copy)
{
    const auto parsed = parse(copy, shipped());
    const auto& set = std::get<DataSet>(parsed);
    std::string text;
    for (const auto& node : set.nodes) {
        text += to_string(node.tag) + to_string(node.vr) + ' ';
        const auto value = set.text(&node);
        if (node.vr == Vr::UI && value.starts_with("2.25."))
            text += "uid";
        else if (value.starts_with("IMP-"))
            text += "pseudonym";
        else if (!node.is_sequence() && node.tag != kItem && !node.encapsulated)
            text += as_text(set.value(node));
        text += '\n';
    }
    return text;
}

TEST(Prove, ACopyOfACopyIsTheCopy)
{
    for (const auto encoding : { Encoding::Implicit, Encoding::Explicit, Encoding::BigEndian }) {
        const auto once = proven_copy(file_of(ct(encoding)));
        const auto twice = proven_copy(once.bytes);
        EXPECT_EQ(without_pseudonyms(once.bytes), without_pseudonyms(twice.bytes));
    }
}

/// Some bytes changed, put in, taken out, or pieces of a data set copied elsewhere.
Bytes mutated(const Bytes& file, std::mt19937& chance)
{
    Bytes bytes = file;
    const auto at = [&](std::size_t from = 132) { return from + chance() % (bytes.size() - from); };
    for (auto changes = 1 + chance() % 3; changes > 0 && bytes.size() > 400; --changes) {
        const auto place = static_cast<std::ptrdiff_t>(at());
        switch (chance() % 5) {
        case 0: bytes[static_cast<std::size_t>(place)] = static_cast<std::uint8_t>(chance()); break;
        case 1: bytes[static_cast<std::size_t>(place)] ^= static_cast<std::uint8_t>(1U << chance() % 8); break;
        case 2: bytes.insert(bytes.begin() + place, 1 + chance() % 9, static_cast<std::uint8_t>(chance())); break;
        case 3:
            bytes.erase(bytes.begin() + place, bytes.begin() + std::min<std::ptrdiff_t>(place + 1 + chance() % 9, std::ssize(bytes)));
            break;
        default: {
            const auto from = at();
            const Bytes piece(bytes.begin() + static_cast<std::ptrdiff_t>(from),
                bytes.begin() + static_cast<std::ptrdiff_t>(std::min(bytes.size(), from + chance() % 40)));
            bytes.insert(bytes.begin() + place, piece.begin(), piece.end());
        }
        }
    }
    return bytes;
}

TEST(Prove, WhateverIsAcceptedIsProven)
{
    std::mt19937 chance(20261122);
    int accepted = 0;
    for (int i = 0; i < 2000; ++i) {
        const auto encoding = i % 3 == 0 ? Encoding::Implicit : i % 3 == 1 ? Encoding::Explicit : Encoding::BigEndian;
        const auto file = mutated(file_of(ct(encoding)), chance);
        const auto copy = copy_of(file);
        if (copy.refused)
            continue;
        ++accepted;
        for (const auto& line : objections(copy.bytes, copy.needles))
            ADD_FAILURE() << "mutation " << i << ": " << line;
    }
    EXPECT_GT(accepted, 200) << "a test of refusals alone would say little";
}

}  // namespace
}  // namespace imprimatur::dicom
