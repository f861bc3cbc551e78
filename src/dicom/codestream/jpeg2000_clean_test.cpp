#include "dicom/codestream/test_streams.h"

namespace imprimatur::dicom {
namespace {

using namespace testing;

const Bytes kSoc { 0xFF, 0x4F };
const Bytes kSod { 0xFF, 0x93 };
const Bytes kEoc { 0xFF, 0xD9 };
// 8 x 4, two tiles of 4 x 4, one component of 8 bits.
const auto kSiz = segment(
    0x51, Bytes { 0, 0, 0, 0, 0, 8, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 7, 1, 1 });
const auto kCod = segment(0x52, Bytes { 0, 0, 0, 1, 0, 0, 4, 4, 0, 1 });
const auto kQcd = segment(0x5C, Bytes { 0x40, 0x40 });
const auto kName = as_bytes("Erika Muster");
const auto kComment = segment(0x64, joined({ Bytes { 0, 1 }, kName }));
const Bytes kPackets { 0xC0, 0x12, 0xFF, 0x91, 0, 4, 0, 0, 0xFF, 0x7F, 0x33 };

Bytes tile_part(std::uint8_t tile, ByteView header, ByteView data, bool until_end = false, std::uint8_t part = 0)
{
    const auto length = until_end ? 0 : 14 + header.size() + data.size();
    const Bytes sot { 0, tile, 0, 0, static_cast<std::uint8_t>(length >> 8), static_cast<std::uint8_t>(length), part, 0 };
    return joined({ segment(0x90, sot), header, kSod, data });
}

Bytes stream(ByteView main, ByteView tiles) { return joined({ kSoc, kSiz, kCod, kQcd, main, tiles, kEoc }); }

const auto kPlain = stream({}, joined({ tile_part(0, {}, kPackets), tile_part(1, {}, kPackets) }));

TEST(Jpeg2000Clean, APlainStreamStaysAsItIs)
{
    const auto clean = cleaned(clean_jpeg2000, kPlain);
    EXPECT_TRUE(clean.removed.empty());
    ASSERT_GE(clean.bytes.size(), kPlain.size());
    EXPECT_TRUE(std::equal(kPlain.begin(), kPlain.end(), clean.bytes.begin()));
}

TEST(Jpeg2000Clean, CommentsGoFromEveryHeaderAndTheLengthsFollow)
{
    const auto hints = segment(0x58, joined({ Bytes { 0 }, kName }));
    const auto crg = segment(0x63, Bytes { 'E', 'r', 'i', 'k' });
    const auto planted = stream(
        joined({ kComment, crg }), joined({ tile_part(0, joined({ kComment, hints }), kPackets), tile_part(1, kComment, kPackets) }));
    const auto clean = cleaned(clean_jpeg2000, joined({ planted, kName }));
    EXPECT_EQ(clean.bytes, cleaned(clean_jpeg2000, kPlain).bytes);
    for (const auto* what : { "J2K COM", "J2K CRG", "J2K PLT", "after EOC" })
        EXPECT_TRUE(names(clean, what)) << what;
    EXPECT_EQ(taken(clean, "after EOC"), Bytes(kName.begin(), kName.end()));
}

TEST(Jpeg2000Clean, LengthZeroReachesToTheEnd)
{
    const auto open = stream(kComment, joined({ tile_part(0, {}, kPackets), tile_part(1, {}, kPackets, true) }));
    EXPECT_EQ(cleaned(clean_jpeg2000, open).bytes, cleaned(clean_jpeg2000, kPlain).bytes);
}

TEST(Jpeg2000Clean, WithoutEndTheEndIsWritten)
{
    const auto cut = ByteView(kPlain).first(kPlain.size() - 2);
    EXPECT_EQ(cleaned(clean_jpeg2000, cut).bytes, cleaned(clean_jpeg2000, kPlain).bytes);
}

TEST(Jpeg2000Clean, TileLengthsAreTrueAfterwards)
{
    const auto length = static_cast<std::uint8_t>(14 + kPackets.size());
    const auto commented = static_cast<std::uint8_t>(length + kComment.size());
    const auto tiles = joined({ tile_part(0, kComment, kPackets), tile_part(1, {}, kPackets) });
    const auto told = [](std::uint8_t first, std::uint8_t second) { return segment(0x55, Bytes { 0, 0x10, 0, 0, first, 1, 0, second }); };
    const auto written = segment(0x55, Bytes { 0, 0x60, 0, 0, 0, 0, 0, length, 0, 1, 0, 0, 0, length });
    const auto clean = cleaned(clean_jpeg2000, stream(told(commented, length), tiles));
    EXPECT_TRUE(holds(clean.bytes, as_text(written)));
    EXPECT_FALSE(names(clean, "J2K TLM"));
    const auto lied = cleaned(clean_jpeg2000, stream(told('E', 'M'), tiles));
    EXPECT_EQ(lied.bytes, clean.bytes);
    EXPECT_TRUE(names(lied, "J2K TLM"));
}

TEST(Jpeg2000Clean, OnlyTheCodeStreamOfAJp2FileStays)
{
    const auto box = [](std::string_view type, ByteView content) {
        const auto length = content.size() + 8;
        return joined(
            { Bytes { 0, 0, static_cast<std::uint8_t>(length >> 8), static_cast<std::uint8_t>(length) }, as_bytes(type), content });
    };
    const Bytes sign { 0x0D, 0x0A, 0x87, 0x0A };
    const auto file = [&](ByteView header) {
        return joined({ box("jP  ", sign), box("ftyp", as_bytes("jp2 ")), box("jp2h", header), box("xml ", kName), box("jp2c", kPlain),
            box("Erik", kName) });
    };
    const auto clean = cleaned(clean_jpeg2000, file(box("cdef", Bytes { 0, 1, 0, 0, 0, 0, 0, 1 })));
    EXPECT_EQ(clean.bytes, cleaned(clean_jpeg2000, kPlain).bytes);
    EXPECT_EQ(taken(clean, "JP2 xml"), Bytes(kName.begin(), kName.end()));
    EXPECT_TRUE(names(clean, "JP2 box"));
    EXPECT_TRUE(refused(clean_jpeg2000(file(box("pclr", kName)))));
    EXPECT_TRUE(refused(clean_jpeg2000(file(box("cmap", kName)))));
    EXPECT_TRUE(refused(clean_jpeg2000(file(box("cdef", Bytes { 0, 1, 0, 0, 0, 0, 0, 2 })))));
    const auto whole = file({});
    for (std::size_t length = 0; length < whole.size(); ++length)
        expect_settled(clean_jpeg2000, ByteView(whole).first(length));
}

TEST(Jpeg2000Clean, WhatIsNotKnownOrContradictsRefuses)
{
    const auto tiles = joined({ tile_part(0, {}, kPackets), tile_part(1, {}, kPackets) });
    EXPECT_TRUE(refused(clean_jpeg2000(stream(segment(0x74, kName), tiles))));
    EXPECT_TRUE(refused(clean_jpeg2000(stream(segment(0x66, kName), tiles))));
    EXPECT_TRUE(refused(clean_jpeg2000(stream(segment(0x5C, joined({ Bytes { 0x41, 1, 2 }, kName })), tiles)))) << "QCD with a tail";
    EXPECT_TRUE(refused(clean_jpeg2000(stream({}, joined({ tiles, tile_part(1, {}, kPackets) }))))) << "a tile twice";
    EXPECT_TRUE(refused(clean_jpeg2000(stream({}, joined({ tiles, tile_part(2, {}, kPackets) }))))) << "no such tile";
    EXPECT_FALSE(refused(clean_jpeg2000(stream({}, joined({ tiles, tile_part(1, {}, kPackets, false, 1) })))));
    EXPECT_TRUE(refused(clean_jpeg2000(stream({}, tile_part(0, {}, joined({ kPackets, kPlain })))))) << "a code stream among the packets";
    auto longer = kPlain;
    longer[kSoc.size() + kSiz.size() + kCod.size() + kQcd.size() + 9] = 0xFF;
    EXPECT_TRUE(refused(clean_jpeg2000(longer))) << "Psot";
}

TEST(Jpeg2000Clean, DamagedFramesSettle)
{
    expect_settled_when_damaged(clean_jpeg2000,
        stream(joined({ kComment, segment(0x55, Bytes { 0, 0x10, 0, 0, 9, 1, 0, 9 }) }),
            joined({ tile_part(0, kComment, kPackets), tile_part(1, {}, kPackets, true) })),
        6000);
}

}  // namespace
}  // namespace imprimatur::dicom
