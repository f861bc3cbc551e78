// Native, RLE, lossless JPEG, JPEG-LS: what DCMTK wrote is filled here and read by DCMTK again.
#include "jail/recode/support_test.h"

#include <gtest/gtest.h>

#include <dcmtk/dcmdata/dcrlerp.h>
#include <dcmtk/dcmjpeg/djrplol.h>
#include <dcmtk/dcmjpls/djrparam.h>

namespace imprimatur::jail::recode {

using namespace support;

namespace {

Family native_little()
{
    return { "1.2.840.10008.1.2.1", native,
        [](ByteView frame, const auto& shape) { return values_of(Bytes(frame.begin(), frame.end()), shape); } };
}

Family through_dcmtk(const char* uid, E_TransferSyntax syntax, const DcmRepresentationParameter& parameter)
{
    return { uid,
        [=, own = std::shared_ptr<DcmRepresentationParameter>(parameter.clone())](
            const Values& values, const auto& shape) { return dcmtk_encode(values, shape, syntax, own.get()); },
        [=](ByteView frame, const auto& shape) { return dcmtk_decode(frame, shape, syntax); } };
}

Family rle() { return through_dcmtk("1.2.840.10008.1.2.5", EXS_RLELossless, DcmRLERepresentationParameter()); }
Family lossless(int predictor) { return through_dcmtk("1.2.840.10008.1.2.4.57", EXS_JPEGProcess14, DJ_RPLossless(predictor)); }
Family first_order() { return through_dcmtk("1.2.840.10008.1.2.4.70", EXS_JPEGProcess14SV1, DJ_RPLossless()); }
Family jpeg_ls() { return through_dcmtk("1.2.840.10008.1.2.4.80", EXS_JPEGLSLossless, DJLSRepresentationParameter(0, OFTrue)); }
Family near_lossless(Uint16 near)
{
    return through_dcmtk("1.2.840.10008.1.2.4.81", EXS_JPEGLSLossy, DJLSRepresentationParameter(near, OFFalse));
}

void in_every_shape(const Family& family)
{
    for (const auto& [columns, rows] : { std::pair { 37U, 29U }, { 64U, 48U }, { 1U, 1U }, { 1U, 17U }, { 19U, 2U } }) {
        expect_promises_everywhere(family, grey(columns, rows, 8), { 0 });
        expect_promises_everywhere(family, grey(columns, rows, 8, false, "MONOCHROME1"), { 255 });
        expect_promises_everywhere(family, grey(columns, rows, 12), { 0 });
        expect_promises_everywhere(family, grey(columns, rows, 12, false, "MONOCHROME1"), { 4095 });
        expect_promises_everywhere(family, grey(columns, rows, 16), { 0 });
        expect_promises_everywhere(family, colour(columns, rows), { 0, 0, 0 });
        expect_promises_everywhere(family, colour(columns, rows, 8, "YBR_FULL"), { 0, 128, 128 });
        auto planes = colour(columns, rows);
        planes.planar = true;  // JPEG-LS: interleaved by line or not at all
        expect_promises_everywhere(family, planes, { 0, 0, 0 });
    }
}

}  // namespace

TEST(RecodeNative, KeepsItsPromises)
{
    in_every_shape(native_little());
    expect_promises_everywhere(native_little(), grey(21, 14, 32), { 0 });
}

TEST(RecodeNative, BigEndianTouchesTheSamePixels)
{
    const auto shape = grey(9, 5, 12, false, "MONOCHROME1");
    const std::vector<Rect> rects { { 2, 1, 3, 2 } };
    Bytes little = native(picture(shape, 1, {}), shape);
    Bytes big = little;
    for (std::size_t i = 0; i < big.size(); i += 2)
        std::swap(big[i], big[i + 1]);
    const auto one = fill_frame(little, "1.2.840.10008.1.2", shape, rects);
    const auto two = fill_frame(big, "1.2.840.10008.1.2.2", shape, rects);
    Bytes swapped = filled(two).bytes;
    for (std::size_t i = 0; i + 1 < swapped.size(); i += 2)
        std::swap(swapped[i], swapped[i + 1]);
    EXPECT_EQ(filled(one).bytes, swapped);
    EXPECT_NE(filled(one).bytes, little);
}

TEST(RecodeNative, SingleBitsAreCountedFromTheLowest)
{
    const auto shape = grey(5, 3, 1);
    const auto outcome = fill_frame(Bytes { 0xFF, 0xFF }, "1.2.840.10008.1.2.1", shape, { { 1, 1, 2, 2 } });
    // Pixels 6, 7, 11, 12 of 15.
    EXPECT_EQ(filled(outcome).bytes, (Bytes { 0x3F, 0xE7 }));
}

TEST(RecodeNative, SharedChromaGoesWithBothOfItsPixels)
{
    const auto shape = colour(4, 1, 8, "YBR_FULL_422");
    const auto outcome = fill_frame(Bytes { 10, 20, 30, 40, 50, 60, 70, 80 }, "1.2.840.10008.1.2.1", shape, { { 1, 0, 1, 1 } });
    EXPECT_EQ(filled(outcome).bytes, (Bytes { 0, 0, 128, 128, 50, 60, 70, 80 }));
    EXPECT_EQ(filled(outcome).touched, (std::vector<Rect> { { 0, 0, 2, 1 } }));
}

TEST(RecodeNative, SignedPixelsTakeTheDarkestValueFromOutside)
{
    auto shape = grey(3, 1, 12, true);
    // -5 (with an overlay bit above High Bit), 7, and -2000 under the rectangle.
    const Bytes source { 0xFB, 0x1F, 0x07, 0x00, 0x30, 0xF8 };
    const auto dark = fill_frame(source, "1.2.840.10008.1.2.1", shape, { { 2, 0, 1, 1 } });
    EXPECT_EQ(filled(dark).bytes, (Bytes { 0xFB, 0x1F, 0x07, 0x00, 0xFB, 0xFF }));
    shape.photometric = "MONOCHROME1";
    const auto bright = fill_frame(source, "1.2.840.10008.1.2.1", shape, { { 2, 0, 1, 1 } });
    EXPECT_EQ(filled(bright).bytes, (Bytes { 0xFB, 0x1F, 0x07, 0x00, 0x07, 0x00 }));
    const auto all = fill_frame(source, "1.2.840.10008.1.2.1", shape, { { 0, 0, 3, 1 } });
    EXPECT_EQ(filled(all).bytes, Bytes(6));
}

TEST(RecodeNative, PalettesTakeTheirDarkestEntry)
{
    const auto shape = grey(2, 2, 8, false, "PALETTE COLOR");
    const auto outcome = fill_frame(Bytes { 1, 2, 3, 4 }, "1.2.840.10008.1.2.1", shape, { { 1, 0, 1, 2 } }, 9);
    EXPECT_EQ(filled(outcome).bytes, (Bytes { 1, 9, 3, 9 }));
}

TEST(RecodeNative, WhatFollowsTheLastPixelIsNotCarriedOn)
{
    const auto outcome = fill_frame(Bytes { 1, 77, 78, 79 }, "1.2.840.10008.1.2.1", grey(1, 1, 8), {});
    EXPECT_EQ(filled(outcome).bytes, (Bytes { 1, 0, 0, 0 }));
}

TEST(RecodeRle, KeepsItsPromises)
{
    in_every_shape(rle());
    for (const auto& rects : rectangles(grey(37, 29, 12, true))) {
        const auto shape = grey(37, 29, 12, true);
        const auto values = picture(shape, 1, rects);
        const auto native_outcome = fill_frame(native(values, shape), "1.2.840.10008.1.2.1", shape, rects);
        const auto outcome = fill_frame(rle().encode(values, shape), rle().syntax, shape, rects);
        EXPECT_EQ(rle().decode(filled(outcome).bytes, shape), values_of(filled(native_outcome).bytes, shape));
    }
}

TEST(RecodeJpegLossless, KeepsItsPromisesWithEveryPredictor)
{
    in_every_shape(first_order());
    for (int predictor = 1; predictor <= 7; ++predictor) {
        expect_promises_everywhere(lossless(predictor), grey(37, 29, 16), { 0 });
        expect_promises_everywhere(lossless(predictor), grey(37, 29, 12), { 0 });
        expect_promises_everywhere(lossless(predictor), colour(37, 29), { 0, 0, 0 });
    }
}

TEST(RecodeJpegLossless, RestartsAndPointTransformsAreRead)
{
    const auto shape = grey(2, 2, 8);
    for (const std::uint8_t transform : { std::uint8_t { 0 }, std::uint8_t { 1 } }) {
        // Category 0 is the code 0, category 1 is 10: every difference is none, so every sample is half the range.
        const Bytes frame { 0xFF, 0xD8, 0xFF, 0xC4, 0, 21, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0xFF, 0xC3, 0, 11, 8, 0,
            2, 0, 2, 1, 1, 0x11, 0, 0xFF, 0xDD, 0, 4, 0, 2, 0xFF, 0xDA, 0, 8, 1, 1, 0, 1, 0, transform, 0x3F, 0xFF, 0xD0, 0x3F, 0xFF,
            0xD9 };
        const auto outcome = fill_frame(frame, "1.2.840.10008.1.2.4.70", shape, { { 0, 1, 1, 1 } });
        EXPECT_EQ(first_order().decode(filled(outcome).bytes, shape), (Values { 128, 128, 0, 128 }));
        auto broken = frame;
        broken[frame.size() - 4] = 0xD1;
        EXPECT_TRUE(std::holds_alternative<Unreadable>(fill_frame(broken, "1.2.840.10008.1.2.4.70", shape, {})));
    }
}

TEST(RecodeJpegLossless, SignedPixelsStayWhatTheyWere)
{
    const auto shape = grey(37, 29, 12, true);
    for (const auto& family : { first_order(), jpeg_ls() }) {
        const std::vector<Rect> rects { { 3, 5, 7, 4 } };
        const auto values = picture(shape, 1, rects);
        const auto source = family.encode(values, shape);
        ASSERT_FALSE(source.empty());
        const auto outcome = fill_frame(source, family.syntax, shape, rects);
        const auto native_outcome = fill_frame(native(values, shape), "1.2.840.10008.1.2.1", shape, rects);
        EXPECT_EQ(family.decode(filled(outcome).bytes, shape), values_of(filled(native_outcome).bytes, shape));
    }
}

TEST(RecodeJpegLs, KeepsItsPromises) { in_every_shape(jpeg_ls()); }

TEST(RecodeJpegLs, PresetsAreReadAndForeignColourTransformsRefused)
{
    const auto shape = colour(20, 10);
    const std::vector<Rect> rects { { 1, 1, 5, 5 } };
    const auto frame = jpeg_ls().encode(picture(shape, 1, {}), shape);
    const auto with = [&](const Bytes& segment) {
        auto changed = frame;
        changed.insert(changed.begin() + 2, segment.begin(), segment.end());
        return fill_frame(changed, "1.2.840.10008.1.2.4.80", shape, rects);
    };
    const auto plain = fill_frame(frame, "1.2.840.10008.1.2.4.80", shape, rects);
    const auto defaults = with({ 0xFF, 0xF8, 0, 13, 1, 0, 255, 0, 3, 0, 7, 0, 21, 0, 64 });
    EXPECT_EQ(filled(defaults).bytes, filled(plain).bytes);
    const auto others = with({ 0xFF, 0xF8, 0, 13, 1, 0, 255, 0, 9, 0, 20, 0, 40, 0, 64 });
    const auto* differs = std::get_if<FilledFrame>(&others);
    EXPECT_TRUE(differs == nullptr || differs->bytes != filled(plain).bytes) << "other thresholds read the same bits as another picture";
    EXPECT_EQ(filled(with({ 0xFF, 0xE8, 0, 7, 'm', 'r', 'f', 'x', 0 })).bytes, filled(plain).bytes);
    EXPECT_TRUE(std::holds_alternative<Unreadable>(with({ 0xFF, 0xE8, 0, 7, 'm', 'r', 'f', 'x', 1 })));
}

TEST(RecodeJpegLs, NearLosslessLosesNothingMore)
{
    // What differs below a rectangle may change what the near-lossless encoder made of its neighbours, so sources are the same there.
    for (const auto near : { Uint16 { 1 }, Uint16 { 2 }, Uint16 { 5 } }) {
        const auto family = near_lossless(near);
        for (const auto& shape : { grey(37, 29, 8), grey(64, 48, 12), colour(37, 29) }) {
            const std::vector<Rect> rects { { 3, 5, 7, 4 }, { 30, 20, 7, 9 } };
            const auto source = family.encode(picture(shape, 1, {}), shape);
            ASSERT_FALSE(source.empty());
            const auto outcome = fill_frame(source, family.syntax, shape, rects);
            auto expected = family.decode(source, shape);
            for (std::size_t i = 0; i < expected.size(); ++i) {
                const auto pixel = static_cast<std::uint32_t>(i / shape.samples);
                if (within(rects, pixel % shape.columns, pixel / shape.columns))
                    expected[i] = 0;
            }
            EXPECT_FALSE(filled(outcome).lossy_again);
            EXPECT_EQ(family.decode(filled(outcome).bytes, shape), expected) << near << " " << shape.bits_stored << " " << shape.samples;
        }
    }
}

TEST(Recode, HostileFramesAreAnswered)
{
    for (const auto& family : { rle(), lossless(4), first_order(), jpeg_ls(), near_lossless(2) }) {
        SCOPED_TRACE(family.syntax);
        for (const auto& shape : { grey(19, 13, 12), colour(12, 9) })
            expect_survives(family, shape, family.encode(picture(shape, 1, {}), shape));
    }
}

TEST(Recode, SyntaxesWithoutAnEncoderAreNamed)
{
    const auto refused = [](const char* uid) { return std::get<Unreadable>(fill_frame(Bytes(64), uid, grey(8, 8, 8), {})); };
    EXPECT_EQ(refused("1.2.840.10008.1.2.4.201").how, Unreadable::How::Unsupported);
    EXPECT_NE(refused("1.2.840.10008.1.2.4.201").detail.find("High-Throughput"), std::string::npos);
    EXPECT_NE(refused("1.2.840.10008.1.2.4.102").detail.find("MPEG-4"), std::string::npos);
    EXPECT_EQ(refused("1.2.3.Muster^Vera").detail.find("Muster"), std::string::npos) << "the file's own text stays out of messages";
}

TEST(Recode, ShapesAndRectanglesAreCheckedFirst)
{
    const Bytes frame(64);
    const auto refuses = [&](const dicom::FrameShape& shape, const std::vector<Rect>& rects) {
        return std::holds_alternative<Unreadable>(fill_frame(frame, "1.2.840.10008.1.2.1", shape, rects));
    };
    const auto good = grey(8, 8, 8);
    EXPECT_FALSE(refuses(good, { { 0, 0, 8, 8 } }));
    EXPECT_TRUE(refuses(good, { { 0, 0, 9, 8 } }));
    EXPECT_TRUE(refuses(good, { { -1, 0, 2, 2 } }));
    EXPECT_TRUE(refuses(good, { { 7, 7, INT32_MAX, 1 } }));
    EXPECT_TRUE(refuses(good, { { 0, 0, 0, 1 } }));
    EXPECT_TRUE(refuses(grey(8, 9, 8), {}));
    EXPECT_TRUE(refuses(grey(0, 8, 8), {}));
    EXPECT_TRUE(refuses(grey(65'000, 65'000, 8), {}));
    auto odd = good;
    odd.bits_stored = 9;
    EXPECT_TRUE(refuses(odd, {}));
    odd = good;
    odd.high_bit = 8;
    EXPECT_TRUE(refuses(odd, {}));
    odd = good;
    odd.samples = 4;
    EXPECT_TRUE(refuses(odd, {}));
}

}  // namespace imprimatur::jail::recode
