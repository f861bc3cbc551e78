// Code streams made and read with OpenJPEG, reversible and irreversible, with and without a component transform.
#include "jail/recode/support_test.h"

#include <gtest/gtest.h>

#include <openjpeg.h>

namespace imprimatur::jail::recode {

using namespace support;

namespace {

struct Memory {
    Bytes bytes;
    std::size_t at = 0;
};

OPJ_SIZE_T write_memory(void* buffer, OPJ_SIZE_T count, void* user)
{
    auto& memory = *static_cast<Memory*>(user);
    memory.bytes.resize(std::max(memory.bytes.size(), memory.at + count));
    std::copy_n(static_cast<const std::uint8_t*>(buffer), count, memory.bytes.begin() + static_cast<std::ptrdiff_t>(memory.at));
    memory.at += count;
    return count;
}
OPJ_SIZE_T read_memory(void* buffer, OPJ_SIZE_T count, void* user)
{
    auto& memory = *static_cast<Memory*>(user);
    const auto take = std::min<std::size_t>(count, memory.bytes.size() - memory.at);
    if (take == 0)
        return static_cast<OPJ_SIZE_T>(-1);
    std::copy_n(memory.bytes.begin() + static_cast<std::ptrdiff_t>(memory.at), take, static_cast<std::uint8_t*>(buffer));
    memory.at += take;
    return take;
}
OPJ_BOOL seek_memory(OPJ_OFF_T position, void* user)
{
    static_cast<Memory*>(user)->at = static_cast<std::size_t>(position);
    return OPJ_TRUE;
}

std::int32_t stored(std::uint32_t cell, const dicom::FrameShape& shape)
{
    const auto half = std::int32_t { 1 } << (shape.bits_stored - 1);
    const auto value = static_cast<std::int32_t>(cell & ((1U << shape.bits_stored) - 1U));
    return shape.is_signed && value >= half ? value - 2 * half : value;
}

Bytes encode_j2k(const Values& values, const dicom::FrameShape& shape, bool irreversible, bool transform, int tiles = 0)
{
    opj_cparameters_t parameters;
    opj_set_default_encoder_parameters(&parameters);
    parameters.irreversible = irreversible ? 1 : 0;
    parameters.tcp_numlayers = 1;
    parameters.tcp_rates[0] = irreversible ? 4.0F : 0.0F;
    parameters.cp_disto_alloc = 1;
    parameters.numresolution = shape.rows < 16 || shape.columns < 16 ? 1 : 4;
    parameters.tcp_mct = static_cast<char>(transform ? 1 : 0);
    if (tiles > 0) {
        parameters.tile_size_on = OPJ_TRUE;
        parameters.cp_tdx = parameters.cp_tdy = tiles;
    }
    std::vector<opj_image_cmptparm_t> components(shape.samples);
    for (auto& c : components) {
        c.dx = c.dy = 1;
        c.w = shape.columns;
        c.h = shape.rows;
        c.prec = shape.bits_stored;
        c.sgnd = shape.is_signed ? 1 : 0;
    }
    auto* image = opj_image_create(shape.samples, components.data(), shape.samples == 3 ? OPJ_CLRSPC_SRGB : OPJ_CLRSPC_GRAY);
    image->x1 = shape.columns;
    image->y1 = shape.rows;
    for (std::size_t i = 0; i < values.size(); ++i)
        image->comps[i % shape.samples].data[i / shape.samples] = stored(values[i], shape);
    auto* codec = opj_create_compress(OPJ_CODEC_J2K);
    auto* stream = opj_stream_create(1 << 16, OPJ_FALSE);
    Memory memory;
    opj_stream_set_user_data(stream, &memory, nullptr);
    opj_stream_set_write_function(stream, write_memory);
    opj_stream_set_seek_function(stream, seek_memory);
    const bool good = opj_setup_encoder(codec, &parameters, image) != 0 && opj_start_compress(codec, image, stream) != 0
        && opj_encode(codec, stream) != 0 && opj_end_compress(codec, stream) != 0;
    opj_stream_destroy(stream);
    opj_destroy_codec(codec);
    opj_image_destroy(image);
    return good ? memory.bytes : Bytes {};
}

struct Read {
    Values values;
    int transform = 0;
    bool reversible = false;
};

Read read_j2k(ByteView frame, const dicom::FrameShape& shape)
{
    auto* codec = opj_create_decompress(OPJ_CODEC_J2K);
    auto* stream = opj_stream_create(1 << 16, OPJ_TRUE);
    opj_dparameters_t parameters;
    opj_set_default_decoder_parameters(&parameters);
    opj_setup_decoder(codec, &parameters);
    Memory memory { Bytes(frame.begin(), frame.end()) };
    opj_stream_set_user_data(stream, &memory, nullptr);
    opj_stream_set_user_data_length(stream, memory.bytes.size());
    opj_stream_set_read_function(stream, read_memory);
    opj_stream_set_seek_function(stream, seek_memory);
    opj_image_t* image = nullptr;
    Read read;
    if (opj_read_header(stream, codec, &image) != 0 && opj_decode(codec, stream, image) != 0) {
        auto* info = opj_get_cstr_info(codec);
        read.transform = static_cast<int>(info->m_default_tile_info.mct);
        read.reversible = info->m_default_tile_info.tccp_info[0].qmfbid == 1;
        opj_destroy_cstr_info(&info);
        const auto mask = static_cast<std::uint32_t>((std::uint64_t { 1 } << shape.bits_allocated) - 1);
        for (std::size_t i = 0; i < std::size_t { shape.rows } * shape.columns * shape.samples; ++i)
            read.values.push_back(static_cast<std::uint32_t>(image->comps[i % shape.samples].data[i / shape.samples]) & mask);
    }
    opj_image_destroy(image);
    opj_stream_destroy(stream);
    opj_destroy_codec(codec);
    return read;
}

Family reversible(bool transform, int tiles = 0)
{
    return { "1.2.840.10008.1.2.4.90",
        [=](const Values& values, const auto& shape) { return encode_j2k(values, shape, false, transform, tiles); },
        [](ByteView frame, const auto& shape) { return read_j2k(frame, shape).values; } };
}

}  // namespace

TEST(RecodeJpeg2000, ReversibleKeepsItsPromises)
{
    for (const auto& [columns, rows] : { std::pair { 37U, 29U }, { 64U, 48U }, { 1U, 1U }, { 19U, 2U } }) {
        expect_promises_everywhere(reversible(false), grey(columns, rows, 8), { 0 });
        expect_promises_everywhere(reversible(false), grey(columns, rows, 12, false, "MONOCHROME1"), { 4095 });
        expect_promises_everywhere(reversible(false), grey(columns, rows, 16), { 0 });
        expect_promises_everywhere(reversible(true), colour(columns, rows, 8, "YBR_RCT"), { 0, 0, 0 });
        expect_promises_everywhere(reversible(false), colour(columns, rows, 8, "YBR_FULL"), { 0, 128, 128 });
    }
    expect_promises_everywhere(reversible(true, 32), colour(70, 53, 8, "YBR_RCT"), { 0, 0, 0 });
}

TEST(RecodeJpeg2000, SignedPixelsTakeTheDarkestValueFromOutside)
{
    const auto shape = grey(37, 29, 12, true);
    const std::vector<Rect> rects { { 3, 5, 7, 4 } };
    const auto values = picture(shape, 1, rects);
    const auto outcome = fill_frame(encode_j2k(values, shape, false, false), "1.2.840.10008.1.2.4.90", shape, rects);
    const auto native_outcome = fill_frame(native(values, shape), "1.2.840.10008.1.2.1", shape, rects);
    EXPECT_EQ(read_j2k(filled(outcome).bytes, shape).values, values_of(filled(native_outcome).bytes, shape));
}

TEST(RecodeJpeg2000, WhatWasLossyOnceLosesNothingMore)
{
    for (const auto& shape : { grey(70, 53, 12), colour(70, 53, 8, "YBR_ICT"), colour(70, 53, 8, "RGB") }) {
        const bool transform = shape.photometric == "YBR_ICT";
        const auto source = encode_j2k(picture(shape, 1, {}), shape, true, transform);
        const std::vector<Rect> rects { { 3, 5, 17, 14 } };
        const auto outcome = fill_frame(source, "1.2.840.10008.1.2.4.91", shape, rects);
        const auto& result = filled(outcome);
        EXPECT_FALSE(result.lossy_again);
        EXPECT_EQ(result.photometric, transform ? "YBR_RCT" : "");
        auto expected = read_j2k(source, shape).values;
        for (std::size_t i = 0; i < expected.size(); ++i) {
            const auto pixel = static_cast<std::uint32_t>(i / shape.samples);
            if (within(rects, pixel % shape.columns, pixel / shape.columns))
                expected[i] = 0;
        }
        const auto read = read_j2k(result.bytes, shape);
        EXPECT_TRUE(read.reversible);
        EXPECT_EQ(read.transform, transform ? 1 : 0);
        EXPECT_EQ(read.values, expected);
    }
}

TEST(RecodeJpeg2000, AFrameWithoutRectanglesCanFollowItsNeighbours)
{
    const auto shape = colour(40, 30, 8, "YBR_ICT");
    const auto source = encode_j2k(picture(shape, 1, {}), shape, true, true);
    const auto outcome = fill_frame(source, "1.2.840.10008.1.2.4.91", shape, {});
    EXPECT_EQ(filled(outcome).photometric, "YBR_RCT");
    EXPECT_EQ(read_j2k(filled(outcome).bytes, shape).values, read_j2k(source, shape).values);
}

TEST(RecodeJpeg2000, HostileFramesAreAnswered)
{
    for (const auto& shape : { grey(19, 13, 12), colour(12, 9, 8, "YBR_RCT") })
        expect_survives(reversible(shape.samples == 3), shape, encode_j2k(picture(shape, 1, {}), shape, false, shape.samples == 3));
}

}  // namespace imprimatur::jail::recode
