#include "dicom/codestream/test_streams.h"

#include <cstdio>

#include <jpeglib.h>

#include <csetjmp>
#include <cstdlib>
#include <cstring>
#include <memory>

namespace imprimatur::dicom {
namespace {

using namespace testing;

struct Choice {
    std::string name;
    int components = 3;
    J_COLOR_SPACE space = JCS_RGB;
    bool progressive = false;
    bool arithmetic = false;
    int restart = 0;
    int horizontal = 2;
    int vertical = 2;
    bool optimised = false;
    int width = 45;
    int height = 37;
};
std::ostream& operator<<(std::ostream& out, const Choice& choice) { return out << choice.name; }

[[noreturn]] void fail(j_common_ptr info) { std::longjmp(*static_cast<std::jmp_buf*>(info->client_data), 1); }

/// A picture with edges, gradients and noise, so that every coding tool is used.
Bytes encoded(const Choice& choice)
{
    jpeg_compress_struct info {};
    jpeg_error_mgr errors {};
    info.err = jpeg_std_error(&errors);
    jpeg_create_compress(&info);
    unsigned char* memory = nullptr;
    unsigned long size = 0;
    jpeg_mem_dest(&info, &memory, &size);
    info.image_width = static_cast<JDIMENSION>(choice.width);
    info.image_height = static_cast<JDIMENSION>(choice.height);
    info.input_components = choice.components;
    info.in_color_space = choice.space;
    jpeg_set_defaults(&info);
    jpeg_set_quality(&info, 85, TRUE);
    info.comp_info[0].h_samp_factor = choice.horizontal;
    info.comp_info[0].v_samp_factor = choice.vertical;
    info.restart_interval = static_cast<unsigned>(choice.restart);
    info.arith_code = choice.arithmetic ? TRUE : FALSE;
    info.optimize_coding = choice.optimised ? TRUE : FALSE;
    if (choice.progressive)
        jpeg_simple_progression(&info);
    jpeg_start_compress(&info, TRUE);
    std::mt19937 chance(7);
    Bytes row(static_cast<std::size_t>(choice.width * choice.components));
    for (int y = 0; y < choice.height; ++y) {
        for (std::size_t x = 0; x < row.size(); ++x)
            row[x] = static_cast<std::uint8_t>((x / 9 % 2 != 0 ? 200 : 3 * static_cast<unsigned>(y)) + chance() % 40);
        auto* pointer = row.data();
        jpeg_write_scanlines(&info, &pointer, 1);
    }
    jpeg_finish_compress(&info);
    jpeg_destroy_compress(&info);
    Bytes bytes(memory, memory + size);
    std::free(memory);
    return bytes;
}

/// Raw component samples as the decoder has them, and its choice of colours; empty when it gives up.
Bytes decoded(const Bytes& stream)
{
    jpeg_decompress_struct info {};
    jpeg_error_mgr errors {};
    info.err = jpeg_std_error(&errors);
    errors.error_exit = fail;
    errors.emit_message = [](j_common_ptr, int) {};
    std::jmp_buf back {};
    info.client_data = &back;
    auto samples = std::make_unique<Bytes>();
    if (setjmp(back) != 0) {
        jpeg_destroy_decompress(&info);
        return {};
    }
    jpeg_create_decompress(&info);
    jpeg_mem_src(&info, stream.data(), stream.size());
    jpeg_read_header(&info, TRUE);
    jpeg_start_decompress(&info);
    const auto stride = static_cast<std::size_t>(info.output_width) * static_cast<std::size_t>(info.output_components);
    samples->resize(stride * info.output_height);
    while (info.output_scanline < info.output_height) {
        auto* row = samples->data() + info.output_scanline * stride;
        jpeg_read_scanlines(&info, &row, 1);
    }
    samples->push_back(static_cast<std::uint8_t>(info.jpeg_color_space));
    jpeg_destroy_decompress(&info);
    return std::move(*samples);
}

Bytes inserted(const Bytes& stream, std::size_t at, ByteView what)
{
    return joined({ ByteView(stream).first(at), what, ByteView(stream).subspan(at) });
}

std::size_t position_of(const Bytes& stream, std::uint8_t marker)
{
    for (std::size_t at = 0; at + 1 < stream.size(); ++at)
        if (stream[at] == 0xFF && stream[at + 1] == marker)
            return at;
    ADD_FAILURE() << "no such marker";
    return 0;
}

class EveryProcess : public ::testing::TestWithParam<Choice> { };

TEST_P(EveryProcess, ThePictureIsTheSame)
{
    const auto stream = encoded(GetParam());
    const auto picture = decoded(stream);
    ASSERT_FALSE(picture.empty());
    const auto clean = cleaned(clean_jpeg, stream);
    EXPECT_EQ(decoded(clean.bytes), picture);
    EXPECT_TRUE(clean.removed.empty() || clean.removed[0].what == "JPEG APP14") << clean.removed[0].what;
}

TEST_P(EveryProcess, WhatWasPlantedIsGone)
{
    const auto stream = encoded(GetParam());
    const auto picture = decoded(stream);
    const auto name = as_bytes("Erika Muster 1953");
    auto planted = inserted(stream, position_of(stream, 0xDA), segment(0xFE, name));
    planted = inserted(planted, 2, segment(0xE1, joined({ as_bytes(std::string_view("Exif\0\0", 6)), name })));
    planted = inserted(planted, 2, segment(0xED, name));
    planted = inserted(planted, planted.size() - 2, segment(0xFE, name));
    planted = joined({ planted, name });
    ASSERT_EQ(decoded(planted), picture);
    const auto clean = cleaned(clean_jpeg, planted);
    EXPECT_EQ(decoded(clean.bytes), picture);
    EXPECT_FALSE(holds(clean.bytes, "Muster"));
    EXPECT_EQ(taken(clean, "JPEG COM"), Bytes(name.begin(), name.end()));
    EXPECT_EQ(taken(clean, "after EOI"), Bytes(name.begin(), name.end()));
    EXPECT_TRUE(names(clean, "JPEG APP1") && names(clean, "JPEG APP13"));
}

TEST_P(EveryProcess, WithoutEndThePictureIsTheSame)
{
    const auto whole = encoded(GetParam());
    const Bytes stream(whole.begin(), whole.end() - 2);
    EXPECT_EQ(decoded(cleaned(clean_jpeg, stream).bytes), decoded(stream));
}

TEST_P(EveryProcess, DamagedFramesSettle)
{
    auto choice = GetParam();
    choice.width = choice.height = 17;
    expect_settled_when_damaged(clean_jpeg, encoded(choice), 1500);
}

// What a decoder makes of a damaged frame stays what it makes of it.
TEST_P(EveryProcess, DamagedPicturesAreTheSame)
{
    auto choice = GetParam();
    choice.width = choice.height = 40;
    const auto stream = encoded(choice);
    std::mt19937 chance(11);
    int compared = 0;
    for (int i = 0; i < 1500; ++i) {
        auto damaged = stream;
        damaged[chance() % damaged.size()] = static_cast<std::uint8_t>(chance());
        const auto result = clean_jpeg(damaged);
        const auto picture = decoded(damaged);
        if (refused(result) || picture.empty())
            continue;
        ++compared;
        ASSERT_EQ(decoded(std::get<CleanStream>(result).bytes), picture) << i;
    }
    EXPECT_GT(compared, 100);
}

// Where every scan is read to its last code word, bytes behind that word are found in every one of them.
TEST_P(EveryProcess, BytesBehindTheLastCodeWordAreCut)
{
    if (GetParam().arithmetic)
        return;  // not promised: arithmetic-coded data are not read
    const auto stream = encoded(GetParam());
    const auto picture = decoded(stream);
    const auto name = as_bytes("Erika Muster");
    auto planted = inserted(stream, stream.size() - 2, name);
    if (GetParam().progressive) {
        const auto first_scan = position_of(stream, 0xDA);
        for (auto at = first_scan + 2; at + 1 < planted.size(); ++at)
            if (planted[at] == 0xFF && (planted[at + 1] == 0xC4 || planted[at + 1] == 0xDA)) {
                planted = inserted(planted, at, name);
                break;
            }
    }
    const auto clean = cleaned(clean_jpeg, planted);
    EXPECT_EQ(decoded(clean.bytes), picture);
    EXPECT_FALSE(holds(clean.bytes, "Muster"));
    EXPECT_TRUE(holds(taken(clean, "JPEG bytes after the last code word"), "Muster"));
}

INSTANTIATE_TEST_SUITE_P(Jpeg, EveryProcess,
    ::testing::Values(Choice { "baseline" },
        Choice { .name = "grey", .components = 1, .space = JCS_GRAYSCALE, .horizontal = 1, .vertical = 1 },
        Choice { .name = "grey2x2", .components = 1, .space = JCS_GRAYSCALE },
        Choice { .name = "cmyk", .components = 4, .space = JCS_CMYK }, Choice { .name = "restart", .restart = 2 },
        Choice { .name = "progressive", .progressive = true },
        Choice { .name = "progressive444restart", .progressive = true, .restart = 3, .horizontal = 1, .vertical = 1 },
        Choice { .name = "progressiveGrey", .components = 1, .space = JCS_GRAYSCALE, .progressive = true, .width = 130, .height = 90 },
        Choice { .name = "s422optimised", .vertical = 1, .optimised = true }, Choice { .name = "arithmetic", .arithmetic = true },
        Choice { .name = "arithmeticProgressive", .progressive = true, .arithmetic = true, .restart = 2 }),
    [](const auto& test) { return test.param.name; });

TEST(JpegClean, JfifLosesDensityAndThumbnailAndKeepsItsColours)
{
    auto stream = encoded({ "baseline" });
    const auto length = static_cast<std::size_t>(stream[4] << 8 | stream[5]);
    Bytes jfif(stream.begin() + 6, stream.begin() + 4 + static_cast<std::ptrdiff_t>(length));
    jfif[12] = jfif[13] = 2;
    const auto thumbnail = as_bytes("MusterErika1");
    const auto with
        = joined({ ByteView(stream).first(2), segment(0xE0, joined({ jfif, thumbnail })), ByteView(stream).subspan(4 + length) });
    const auto clean = cleaned(clean_jpeg, with);
    EXPECT_TRUE(names(clean, "JPEG APP0"));
    EXPECT_FALSE(holds(clean.bytes, "Muster"));
    EXPECT_TRUE(holds(clean.bytes, "JFIF"));
    EXPECT_EQ(decoded(clean.bytes), decoded(stream));
}

TEST(JpegClean, AdobeKeepsItsTransformAlone)
{
    auto stream = encoded({ .name = "cmyk", .components = 4, .space = JCS_CMYK });
    const auto at = position_of(stream, 0xEE);
    stream[at + 9] = 'x';  // version
    const Bytes tail { 'E', 'r', 'i', 'k', 'a' };
    stream = inserted(stream, at + 16, tail);
    stream[at + 3] = static_cast<std::uint8_t>(stream[at + 3] + tail.size());
    const auto clean = cleaned(clean_jpeg, stream);
    EXPECT_FALSE(holds(clean.bytes, "Erika"));
    EXPECT_EQ(clean.bytes[position_of(clean.bytes, 0xEE) + 3], 14);
    EXPECT_EQ(decoded(clean.bytes), decoded(stream));
    stream[at + 15] = 9;
    EXPECT_TRUE(refused(clean_jpeg(stream)));
}

TEST(JpegClean, TablesThatNoScanUsesAreDropped)
{
    const auto stream = encoded({ "baseline" });
    Bytes quantisation { 3 };
    const auto text = as_bytes("Erika Muster, born 1953, seen for the third time this week today");
    ASSERT_EQ(text.size(), 64U);
    quantisation = joined({ quantisation, text });
    Bytes huffman { 0x13, 0, 0, 0, 0, 0, 0, 6, 0, 0, 0, 0, 0, 0, 0, 0, 0, 'M', 'u', 's', 't', 'e', 'r' };
    auto planted = inserted(stream, 2, joined({ segment(0xDB, quantisation), segment(0xC4, huffman), segment(0xDD, Bytes { 'E', 'M' }) }));
    planted = inserted(planted, position_of(planted, 0xDA), segment(0xDD, Bytes { 0, 0 }));
    const auto clean = cleaned(clean_jpeg, planted);
    EXPECT_FALSE(holds(clean.bytes, "Muster"));
    EXPECT_EQ(decoded(clean.bytes), decoded(stream));
    EXPECT_EQ(
        std::count_if(clean.removed.begin(), clean.removed.end(), [](const auto& residue) { return residue.what == "JPEG unused table"; }),
        3);
}

TEST(JpegClean, ASecondPictureBehindOrInsideDoesNotStay)
{
    const auto stream = encoded({ "baseline" });
    const auto other = encoded({ .name = "grey", .components = 1, .space = JCS_GRAYSCALE });
    const auto clean = cleaned(clean_jpeg, joined({ stream, other }));
    EXPECT_EQ(clean.bytes, cleaned(clean_jpeg, stream).bytes);
    EXPECT_EQ(taken(clean, "after EOI"), other);
    EXPECT_TRUE(refused(clean_jpeg(inserted(stream, position_of(stream, 0xDA), other))));
    // The scan once more, which no decoder shows.
    const auto scan = position_of(stream, 0xDA);
    const ByteView again = ByteView(stream).subspan(scan, stream.size() - 2 - scan);
    EXPECT_TRUE(refused(clean_jpeg(inserted(stream, stream.size() - 2, again))));
}

TEST(JpegClean, MarkersThatNobodyKnowsAndFalseLengthsRefuse)
{
    const auto stream = encoded({ "baseline" });
    for (const auto marker : Bytes { 0x02, 0xBF, 0xC5, 0xC8, 0xDE, 0xF0, 0xF7, 0xFD })
        EXPECT_TRUE(refused(clean_jpeg(inserted(stream, 2, segment(marker, Bytes { 1, 2 }))))) << int { marker };
    EXPECT_TRUE(refused(clean_jpeg({})));
    EXPECT_TRUE(refused(clean_jpeg(Bytes { 0xFF, 0xD8, 0xFF, 0xD9 })));
    EXPECT_TRUE(refused(clean_jpeg(Bytes { 0xFF, 0xD8, 0xFF, 0xFE, 0xFF, 0xFF, 1, 2 })));
    Bytes comments { 0xFF, 0xD8 };
    for (int i = 0; i < 5000; ++i)
        comments = joined({ comments, segment(0xFE, Bytes { 'x' }) });
    EXPECT_TRUE(refused(clean_jpeg(comments)));
}

// Four samples whose differences are all zero: one code word of one bit each (T.81 annex H).
Bytes lossless(ByteView data, std::uint8_t lines = 1)
{
    const Bytes table { 0x00, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1 };
    return joined({ Bytes { 0xFF, 0xD8 }, segment(0xC3, Bytes { 16, 0, lines, 0, 4, 1, 1, 0x11, 0 }), segment(0xC4, table),
        segment(0xDA, Bytes { 1, 1, 0, 1, 0, 0 }), data });
}

TEST(JpegClean, LosslessScansEndAtTheirLastBit)
{
    const auto exact = lossless(Bytes { 0x0F, 0xFF, 0xD9 });
    EXPECT_TRUE(cleaned(clean_jpeg, exact).removed.empty());
    const auto padded = cleaned(clean_jpeg, lossless(Bytes { 0x05, 0xFF, 0xD9 }));
    EXPECT_TRUE(names(padded, "JPEG padding bits"));
    EXPECT_EQ(padded.bytes, cleaned(clean_jpeg, exact).bytes);
    const auto longer = cleaned(clean_jpeg, lossless(Bytes { 0x0F, 'E', 'r', 'i', 'k', 'a', 0xFF, 0xD9 }));
    EXPECT_EQ(longer.bytes, padded.bytes);
    EXPECT_EQ(taken(longer, "JPEG bytes after the last code word"), (Bytes { 'E', 'r', 'i', 'k', 'a' }));
    const auto filled = cleaned(clean_jpeg, lossless(Bytes { 0x0F, 0xFF, 0xFF, 0xFF, 0xD9 }));
    EXPECT_EQ(filled.bytes, padded.bytes);
    expect_settled_when_damaged(clean_jpeg, exact);
}

// T.81 H.1.2.2: category 16 is followed by no bits, category 1 by one.
TEST(JpegClean, LosslessCategorySixteenHasNoBits)
{
    const Bytes table { 0x00, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 16, 1 };
    const auto stream = joined({ Bytes { 0xFF, 0xD8 }, segment(0xC3, Bytes { 16, 0, 1, 0, 4, 1, 1, 0x11, 0 }), segment(0xC4, table),
        segment(0xDA, Bytes { 1, 1, 0, 1, 0, 0 }), Bytes { 0b0'0'10'1'0'11, 'M', 0xFF, 0xD9 } });
    EXPECT_EQ(taken(cleaned(clean_jpeg, stream), "JPEG bytes after the last code word"), Bytes { 'M' });
}

TEST(JpegClean, LinesMayBeToldBehindTheFirstScan)
{
    const Bytes two_lines { 0x00, 0xFF, 0xDC, 0, 4, 0, 2, 0xFF, 0xD9 };
    const auto clean = cleaned(clean_jpeg, lossless(two_lines, 0));
    EXPECT_TRUE(clean.removed.empty());
    EXPECT_TRUE(holds(clean.bytes, std::string_view("\xFF\xDC\0\4\0\2", 6)));
    EXPECT_TRUE(refused(clean_jpeg(lossless(Bytes { 0x0F, 0xFF, 0xD9 }, 0))));
    EXPECT_TRUE(refused(clean_jpeg(lossless(Bytes { 0x0F, 0xFF, 0xDC, 0, 4, 0, 9, 0xFF, 0xD9 }, 1))));
}

TEST(JpegClean, AFillByteInsideTheDataRefuses)
{
    EXPECT_TRUE(refused(clean_jpeg(lossless(Bytes { 0x0F, 0xFF, 0xFF, 0x00, 'E', 0xFF, 0xD9 }))));
}

}  // namespace
}  // namespace imprimatur::dicom
