#include "dicom/codestream/test_streams.h"

namespace imprimatur::dicom {
namespace {

using namespace testing;

const Bytes kSoi { 0xFF, 0xD8 };
const Bytes kEoi { 0xFF, 0xD9 };
const auto kFrame = segment(0xF7, Bytes { 8, 0, 2, 0, 2, 1, 1, 0x11, 0 });
const auto kScan = segment(0xDA, Bytes { 1, 1, 0, 0, 0, 0 });
// Within the data FF is followed by a byte below 80, which JPEG would take for a marker.
const Bytes kData { 0x12, 0xFF, 0x7F, 0x34, 0xFF, 0x00 };

TEST(JpegLsClean, APlainStreamStaysAsItIs)
{
    auto stream = joined({ kSoi, kFrame, kScan, kData, kEoi });
    stream.push_back(0);
    const auto clean = cleaned(clean_jpeg_ls, stream);
    EXPECT_EQ(clean.bytes, stream);
    EXPECT_TRUE(clean.removed.empty());
}

TEST(JpegLsClean, PresetsAndTheColourTransformStayAllElseGoes)
{
    const auto name = as_bytes("Erika Muster");
    const auto presets = segment(0xF8, Bytes { 1, 0, 255, 0, 3, 0, 7, 0, 21, 0, 64 });
    const auto transform = segment(0xE8, joined({ as_bytes("mrfx"), Bytes { 2 } }));
    const auto stream = joined({ kSoi, segment(0xE0, joined({ as_bytes(std::string_view("JFIF\0\1\2\1\0\x48\0\x48\0\0", 14)), name })),
        segment(0xFE, name), transform, segment(0xE8, joined({ as_bytes("SPIFF"), name })), kFrame, presets, segment(0xE1, name), kScan,
        kData, kEoi, name });
    const auto clean = cleaned(clean_jpeg_ls, stream);
    EXPECT_FALSE(holds(clean.bytes, "Muster"));
    EXPECT_TRUE(holds(clean.bytes, as_text(presets)));
    EXPECT_TRUE(holds(clean.bytes, as_text(transform)));
    EXPECT_TRUE(holds(clean.bytes, as_text(kData)));
    for (const auto* what : { "JPEG APP0", "JPEG COM", "JPEG APP8", "JPEG APP1", "after EOI" })
        EXPECT_TRUE(names(clean, what)) << what;
}

TEST(JpegLsClean, WithoutEndTheEndIsWritten)
{
    const auto clean = cleaned(clean_jpeg_ls, joined({ kSoi, kFrame, kScan, kData }));
    EXPECT_EQ(clean.bytes, cleaned(clean_jpeg_ls, joined({ kSoi, kFrame, kScan, kData, kEoi })).bytes);
}

TEST(JpegLsClean, WhatCanBeReadInTwoWaysRefuses)
{
    const auto with = [](ByteView extra) { return clean_jpeg_ls(joined({ kSoi, extra, kFrame, kScan, kData, kEoi })); };
    EXPECT_TRUE(refused(with(segment(0xE8, as_bytes("mrfx\2Erika")))));
    EXPECT_TRUE(refused(with(segment(0xE8, as_bytes("mrfx\7")))));
    EXPECT_TRUE(refused(with(segment(0xF8, joined({ Bytes { 2, 1, 1 }, as_bytes("Erika") })))));
    EXPECT_TRUE(refused(with(segment(0xF9, Bytes { 1 }))));
    EXPECT_TRUE(refused(with(kFrame)));
    EXPECT_TRUE(refused(clean_jpeg_ls(joined({ kSoi, kFrame, kScan, kData, kScan, kData, kEoi }))));
}

TEST(JpegLsClean, DamagedFramesSettle)
{
    const auto presets = segment(0xF8, Bytes { 1, 0, 255, 0, 3, 0, 7, 0, 21, 0, 64 });
    expect_settled_when_damaged(clean_jpeg_ls,
        joined({ kSoi, kFrame, presets, segment(0xDD, Bytes { 0, 1 }), kScan, kData, Bytes { 0xFF, 0xD0 }, kData, kEoi }), 6000);
}

}  // namespace
}  // namespace imprimatur::dicom
