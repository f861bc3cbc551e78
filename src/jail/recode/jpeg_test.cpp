// DCT JPEG. 8 bits: made with libjpeg-turbo here, read by DCMTK's own libjpeg and by libjpeg-turbo. 12 bits: made and read by DCMTK.
#include "jail/recode/support_test.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>

#include <dcmtk/dcmjpeg/djcparam.h>
#include <dcmtk/dcmjpeg/djdijg12.h>
#include <dcmtk/dcmjpeg/djeijg12.h>
#include <jpeglib.h>

namespace imprimatur::jail::recode {

using namespace support;

namespace {

struct Encoding {
    int h = 1;
    int v = 1;
    bool progressive = false;
    int quality = 85;
    unsigned restart = 0;
    bool rgb = false;  ///< no colour transform; Adobe says so
    bool comment = false;
};

Bytes encode_jpeg(const Values& values, const dicom::FrameShape& shape, const Encoding& how)
{
    jpeg_compress_struct cinfo {};
    jpeg_error_mgr errors {};
    unsigned char* buffer = nullptr;
    unsigned long size = 0;
    cinfo.err = jpeg_std_error(&errors);
    jpeg_create_compress(&cinfo);
    jpeg_mem_dest(&cinfo, &buffer, &size);
    cinfo.image_width = shape.columns;
    cinfo.image_height = shape.rows;
    cinfo.input_components = shape.samples;
    cinfo.in_color_space = shape.samples == 1 ? JCS_GRAYSCALE : how.rgb ? JCS_RGB : JCS_YCbCr;
    jpeg_set_defaults(&cinfo);
    if (how.rgb)
        jpeg_set_colorspace(&cinfo, JCS_RGB);
    jpeg_set_quality(&cinfo, how.quality, TRUE);
    cinfo.comp_info[0].h_samp_factor = how.h;
    cinfo.comp_info[0].v_samp_factor = how.v;
    cinfo.restart_interval = how.restart;
    if (how.progressive)
        jpeg_simple_progression(&cinfo);
    jpeg_start_compress(&cinfo, TRUE);
    if (how.comment)
        jpeg_write_marker(&cinfo, JPEG_COM, reinterpret_cast<const JOCTET*>("Vera Muster"), 11);
    Bytes samples(values.size());
    for (std::size_t i = 0; i < values.size(); ++i)
        samples[i] = static_cast<std::uint8_t>(values[i]);
    while (cinfo.next_scanline < cinfo.image_height) {
        auto* row = samples.data() + std::size_t { cinfo.next_scanline } * shape.columns * shape.samples;
        jpeg_write_scanlines(&cinfo, &row, 1);
    }
    jpeg_finish_compress(&cinfo);
    Bytes bytes(buffer, buffer + size);
    jpeg_destroy_compress(&cinfo);
    std::free(buffer);
    return bytes;
}

Values decode_turbo(ByteView frame, const dicom::FrameShape& shape)
{
    jpeg_decompress_struct cinfo {};
    jpeg_error_mgr errors {};
    cinfo.err = jpeg_std_error(&errors);
    jpeg_create_decompress(&cinfo);
    jpeg_mem_src(&cinfo, frame.data(), frame.size());
    jpeg_read_header(&cinfo, TRUE);
    cinfo.out_color_space = cinfo.jpeg_color_space;
    jpeg_start_decompress(&cinfo);
    Bytes samples(std::size_t { shape.rows } * shape.columns * shape.samples);
    while (cinfo.output_scanline < cinfo.output_height) {
        auto* row = samples.data() + std::size_t { cinfo.output_scanline } * shape.columns * shape.samples;
        jpeg_read_scanlines(&cinfo, &row, 1);
    }
    jpeg_finish_decompress(&cinfo);
    jpeg_destroy_decompress(&cinfo);
    return { samples.begin(), samples.end() };
}

/// A lossy encoder spreads what is below a rectangle over whole MCUs, so the third promise is asked of whole MCUs only
/// (SecretsInWholeBlocksLeaveNoTrace).
void expect_filled(
    const char* uid, const dicom::FrameShape& shape, const Encoding& how, const std::vector<Rect>& rects, const Values& black)
{
    const auto source = encode_jpeg(picture(shape, 1, {}), shape, how);
    const auto outcome = fill_frame(source, uid, shape, rects);
    const auto& result = filled(outcome);
    EXPECT_TRUE(result.outside_unchanged);
    EXPECT_EQ(result.bytes.size() % 2, 0U);
    const auto syntax = DcmXfer(uid).getXfer();
    for (const auto& decode : std::vector<std::function<Values(ByteView)>> {
             [&](ByteView f) { return decode_turbo(f, shape); }, [&](ByteView f) { return dcmtk_decode(f, shape, syntax); } }) {
        const auto before = decode(source);
        const auto after = decode(result.bytes);
        ASSERT_EQ(after.size(), before.size());
        ASSERT_FALSE(after.empty());
        std::size_t inside = 0;
        std::size_t outside = 0;
        for (std::size_t i = 0; i < after.size(); ++i) {
            const auto pixel = static_cast<std::uint32_t>(i / shape.samples);
            if (within(rects, pixel % shape.columns, pixel / shape.columns))
                inside += after[i] != black[i % shape.samples] ? 1 : 0;
            else if (!within(result.touched, pixel % shape.columns, pixel / shape.columns))
                outside += after[i] != before[i] ? 1 : 0;
        }
        EXPECT_EQ(inside, 0U);
        EXPECT_EQ(outside, 0U);
    }
}

void in_every_sampling(const char* uid, bool progressive)
{
    for (const auto& [columns, rows] : { std::pair { 70U, 53U }, { 64U, 48U }, { 1U, 1U }, { 17U, 3U } }) {
        for (const auto& rects : rectangles(grey(columns, rows, 8))) {
            for (const int quality : { 20, 85, 100 }) {
                SCOPED_TRACE(testing::Message()
                    << uid << " " << columns << "x" << rows << " quality " << quality << " rects " << rects.size() << " first "
                    << rects[0].x << "," << rects[0].y << " " << rects[0].width << "x" << rects[0].height);
                Encoding how { .progressive = progressive, .quality = quality };
                expect_filled(uid, grey(columns, rows, 8), how, rects, { 0 });
                expect_filled(uid, grey(columns, rows, 8, false, "MONOCHROME1"), how, rects, { 255 });
                for (const auto& [h, v] : { std::pair { 1, 1 }, { 2, 1 }, { 2, 2 }, { 1, 2 }, { 4, 1 } }) {
                    how.h = h;
                    how.v = v;
                    how.restart = h == 2 ? 3 : 0;
                    expect_filled(uid, colour(columns, rows, 8, "YBR_FULL_422"), how, rects, { 0, 128, 128 });
                }
                expect_filled(
                    uid, colour(columns, rows), { .progressive = progressive, .quality = quality, .rgb = true }, rects, { 0, 0, 0 });
            }
        }
    }
}

Values values_of_12(const Bytes& frame, const dicom::FrameShape& shape)
{
    const DJCodecParameter parameter(ECC_lossyYCbCr, EDC_never, EUC_never, EPC_default);
    DJDecompressIJG12Bit decoder(parameter, false);
    std::vector<Uint16> words(std::size_t { shape.rows } * shape.columns * shape.samples);
    Bytes copy = frame;
    if (decoder.init().bad()
        || decoder
               .decode(copy.data(), static_cast<Uint32>(copy.size()), reinterpret_cast<Uint8*>(words.data()),
                   static_cast<Uint32>(words.size() * 2), false)
               .bad())
        return {};
    return { words.begin(), words.end() };
}

Bytes encode_12(const Values& values, const dicom::FrameShape& shape)
{
    const DJCodecParameter parameter(ECC_lossyYCbCr, EDC_never, EUC_never, EPC_default);
    DJCompressIJG12Bit encoder(parameter, EJM_sequential, Uint8 { 90 });
    std::vector<Uint16> words(values.begin(), values.end());
    Uint8* to = nullptr;
    Uint32 length = 0;
    const auto colours = shape.samples == 1 ? EPI_Monochrome2 : EPI_YBR_Full;
    if (encoder
            .encode(static_cast<Uint16>(shape.columns), static_cast<Uint16>(shape.rows), colours, shape.samples, words.data(), to, length)
            .bad())
        return {};
    Bytes frame(to, to + length);
    delete[] to;
    return frame;
}

}  // namespace

TEST(RecodeJpeg, BaselineKeepsItsPromises) { in_every_sampling("1.2.840.10008.1.2.4.50", false); }
TEST(RecodeJpeg, ExtendedWithEightBitsKeepsItsPromises) { in_every_sampling("1.2.840.10008.1.2.4.51", false); }
TEST(RecodeJpeg, ProgressiveKeepsItsPromises) { in_every_sampling("1.2.840.10008.1.2.4.55", true); }

TEST(RecodeJpeg, SecretsInWholeBlocksLeaveNoTrace)
{
    for (const auto& shape : { grey(70, 53, 8), colour(70, 53, 8, "YBR_FULL_422") }) {
        const std::vector<Rect> hidden { { 16, 16, 32, 16 } };
        for (const bool progressive : { false, true }) {
            const Encoding how { .h = shape.samples == 3 ? 2 : 1, .v = shape.samples == 3 ? 2 : 1, .progressive = progressive };
            const auto one = encode_jpeg(picture(shape, 1, hidden), shape, how);
            const auto two = encode_jpeg(picture(shape, 2, hidden), shape, how);
            EXPECT_NE(one, two);
            const auto first = fill_frame(one, "1.2.840.10008.1.2.4.55", shape, hidden);
            const auto second = fill_frame(two, "1.2.840.10008.1.2.4.55", shape, hidden);
            EXPECT_EQ(filled(first).bytes, filled(second).bytes);
        }
    }
}

TEST(RecodeJpeg, SpectralSelectionStaysWithoutSuccessiveApproximation)
{
    const auto shape = colour(40, 40, 8, "YBR_FULL");
    const auto source = encode_jpeg(picture(shape, 1, {}), shape, { .progressive = true });
    const auto outcome = fill_frame(source, "1.2.840.10008.1.2.4.53", shape, { { 3, 3, 9, 9 } });
    const auto& bytes = filled(outcome).bytes;
    std::size_t scans = 0;
    for (std::size_t i = 0; i + 1 < bytes.size(); ++i) {
        if (bytes[i] != 0xFF || bytes[i + 1] != 0xDA)
            continue;
        ++scans;
        EXPECT_EQ(bytes[i + 1 + bytes[i + 3]], 0) << "Ah and Al of scan " << scans;
    }
    EXPECT_EQ(scans, 7U);
    expect_filled("1.2.840.10008.1.2.4.53", shape, { .progressive = true }, { { 3, 3, 9, 9 } }, { 0, 128, 128 });
}

TEST(RecodeJpeg, CommentsAndThumbnailsAreNotCarriedOver)
{
    const auto shape = grey(40, 40, 8);
    const auto source = encode_jpeg(picture(shape, 1, {}), shape, { .comment = true });
    const std::string_view name = "Muster";
    EXPECT_NE(as_text(source).find(name), std::string_view::npos);
    const auto outcome = fill_frame(source, "1.2.840.10008.1.2.4.50", shape, { { 3, 3, 9, 9 } });
    EXPECT_EQ(as_text(filled(outcome).bytes).find(name), std::string_view::npos);
}

TEST(RecodeJpeg, HostileFramesAreAnswered)
{
    for (const bool progressive : { false, true }) {
        const Family family { progressive ? "1.2.840.10008.1.2.4.55" : "1.2.840.10008.1.2.4.50", {}, {} };
        for (const auto& shape : { grey(19, 13, 8), colour(19, 13, 8, "YBR_FULL_422") }) {
            const Encoding how { .h = shape.samples == 3 ? 2 : 1, .progressive = progressive, .restart = progressive ? 0U : 1U };
            expect_survives(family, shape, encode_jpeg(picture(shape, 1, {}), shape, how));
        }
    }
}

TEST(RecodeJpeg12, OtherBlocksStayBitForBit)
{
    for (const auto& shape : { grey(70, 53, 12), grey(64, 48, 12, false, "MONOCHROME1"), grey(1, 1, 12), colour(70, 53, 12, "YBR_FULL") }) {
        const auto source = encode_12(picture(shape, 1, {}), shape);
        ASSERT_FALSE(source.empty());
        const auto before = values_of_12(source, shape);
        ASSERT_FALSE(before.empty());
        const Values black = shape.samples == 3  ? Values { 0, 2048, 2048 }
            : shape.photometric == "MONOCHROME1" ? Values { 4095 }
                                                 : Values { 0 };
        for (const auto& rects : rectangles(shape)) {
            const auto outcome = fill_frame(source, "1.2.840.10008.1.2.4.51", shape, rects);
            const auto& result = filled(outcome);
            EXPECT_FALSE(result.lossy_again);
            const auto after = values_of_12(result.bytes, shape);
            ASSERT_EQ(after.size(), before.size());
            std::size_t wrong = 0;
            for (std::size_t i = 0; i < after.size(); ++i) {
                const auto pixel = static_cast<std::uint32_t>(i / shape.samples);
                if (within(rects, pixel % shape.columns, pixel / shape.columns))
                    wrong += after[i] != black[i % shape.samples] ? 1 : 0;
                else if (!within(result.touched, pixel % shape.columns, pixel / shape.columns))
                    wrong += after[i] != before[i] ? 1 : 0;
            }
            EXPECT_EQ(wrong, 0U) << shape.columns << " " << shape.samples << " " << rects[0].x << "," << rects[0].y;
        }
    }
}

TEST(RecodeJpeg12, SecretsInWholeBlocksLeaveNoTrace)
{
    const auto shape = grey(70, 53, 12);
    const std::vector<Rect> hidden { { 16, 16, 32, 16 } };
    const auto first = fill_frame(encode_12(picture(shape, 1, hidden), shape), "1.2.840.10008.1.2.4.51", shape, hidden);
    const auto second = fill_frame(encode_12(picture(shape, 2, hidden), shape), "1.2.840.10008.1.2.4.51", shape, hidden);
    EXPECT_EQ(filled(first).bytes, filled(second).bytes);
}

TEST(RecodeJpeg12, FewerBitsStoredThanCodedAreNotPassed)
{
    const auto shape = grey(40, 40, 10, false, "MONOCHROME1");
    const std::vector<Rect> rects { { 3, 3, 20, 20 } };
    const auto outcome = fill_frame(encode_12(picture(shape, 1, {}), shape), "1.2.840.10008.1.2.4.51", shape, rects);
    const auto values = values_of_12(filled(outcome).bytes, shape);
    ASSERT_EQ(values.size(), 1600U);
    const auto black = values[3 * 40 + 3];
    EXPECT_LE(black, 1023U);
    EXPECT_GT(black, 1000U);
    for (std::uint32_t i = 0; i < 1600; ++i)
        EXPECT_TRUE(!within(rects, i % 40, i / 40) || values[i] == black);
}

TEST(RecodeJpeg12, RestartsAreRead)
{
    const auto shape = grey(16, 8, 12);
    // Two blocks of mid grey with a restart between them: DC category 0 and end of block are the code 0 each.
    Bytes frame { 0xFF, 0xD8, 0xFF, 0xDB, 0, 67, 0 };
    frame.insert(frame.end(), 64, 16);
    for (const std::uint8_t table : { std::uint8_t { 0 }, std::uint8_t { 0x10 } }) {
        const Bytes huffman { 0xFF, 0xC4, 0, 20, table, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 };
        frame.insert(frame.end(), huffman.begin(), huffman.end());
    }
    const Bytes rest { 0xFF, 0xC1, 0, 11, 12, 0, 8, 0, 16, 1, 1, 0x11, 0, 0xFF, 0xDD, 0, 4, 0, 1, 0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0, 0x3F,
        0xFF, 0xD0, 0x3F, 0xFF, 0xD9, 0 };
    frame.insert(frame.end(), rest.begin(), rest.end());
    const auto outcome = fill_frame(frame, "1.2.840.10008.1.2.4.51", shape, { { 2, 2, 3, 3 } });
    const auto values = values_of_12(filled(outcome).bytes, shape);
    ASSERT_EQ(values.size(), 128U);
    for (std::size_t i = 0; i < values.size(); ++i)
        EXPECT_EQ(values[i], i % 16 < 8 ? 0U : 2048U);
}

TEST(RecodeJpeg12, HostileFramesAreAnswered)
{
    const auto shape = grey(19, 13, 12);
    expect_survives({ "1.2.840.10008.1.2.4.51", {}, {} }, shape, encode_12(picture(shape, 1, {}), shape));
}

}  // namespace imprimatur::jail::recode
