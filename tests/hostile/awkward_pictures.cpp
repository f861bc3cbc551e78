#include "awkward_pictures.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>

#include <jpeglib.h>
#include <webp/encode.h>
#include <zlib.h>

namespace imprimatur::hostile {

namespace {

constexpr std::uint32_t kJpegSide = 40;

void png_chunk(Bytes& file, std::string_view type, const Bytes& data)
{
    append_number(file, data.size(), 4, true);
    const auto start = file.size();
    append(file, type);
    append(file, data);
    append_number(file, crc32(0, file.data() + start, static_cast<uInt>(file.size() - start)), 4, true);
}

J_COLOR_SPACE stored_as(JpegKind kind) { return kind == JpegKind::Ycck ? JCS_YCCK : JCS_CMYK; }

/// One directory of a grey picture of one pixel that stands at `pixel`; `next` is where the next one stands.
void tiff_directory(Bytes& file, std::uint32_t width, std::uint32_t height, std::uint32_t pixel, std::uint32_t next)
{
    const std::array<std::array<std::uint32_t, 2>, 7> entries { { { 256, width }, { 257, height }, { 258, 8 }, { 259, 1 }, { 262, 1 },
        { 273, pixel }, { 279, 1 } } };
    append_number(file, entries.size(), 2, false);
    for (const auto& [tag, value] : entries) {
        append_number(file, tag, 2, false);
        append_number(file, 4, 2, false);
        append_number(file, 1, 4, false);
        append_number(file, value, 4, false);
    }
    append_number(file, next, 4, false);
}

constexpr std::uint32_t kTiffDirectory = 2 + 7 * 12 + 4;
constexpr std::uint32_t kTiffHeader = 8;

Bytes tiff_header()
{
    Bytes file { 'I', 'I', 42, 0 };
    append_number(file, kTiffHeader, 4, false);
    return file;
}

}  // namespace

Bytes deflated(const Bytes& bytes)
{
    uLongf size = compressBound(bytes.size());
    Bytes packed(size);
    compress(packed.data(), &size, bytes.data(), bytes.size());
    packed.resize(size);
    return packed;
}

Bytes deflated_zeros(std::uint64_t length)
{
    constexpr std::size_t kStep = 1U << 16;
    z_stream zlib {};
    deflateInit(&zlib, Z_BEST_SPEED);
    Bytes zeros(kStep);
    Bytes out(kStep);
    Bytes packed;
    while (true) {
        const auto step = std::min<std::uint64_t>(kStep, length);
        length -= step;
        zlib.next_in = zeros.data();
        zlib.avail_in = static_cast<uInt>(step);
        int code = Z_OK;
        do {
            zlib.next_out = out.data();
            zlib.avail_out = static_cast<uInt>(out.size());
            code = deflate(&zlib, length == 0 ? Z_FINISH : Z_NO_FLUSH);
            packed.insert(packed.end(), out.begin(), out.end() - static_cast<std::ptrdiff_t>(zlib.avail_out));
        } while (zlib.avail_out == 0);
        if (code == Z_STREAM_END)
            break;
    }
    deflateEnd(&zlib);
    return packed;
}

Bytes png_file(const PngKind& kind, const std::vector<std::pair<std::string, Bytes>>& chunks)
{
    Bytes head;
    append_number(head, kind.width, 4, true);
    append_number(head, kind.height, 4, true);
    append(head, Bytes { kind.depth, kind.colour_type, 0, 0, static_cast<std::uint8_t>(kind.interlaced ? 1 : 0) });
    Bytes file { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n' };
    png_chunk(file, "IHDR", head);
    for (const auto& [type, data] : chunks)
        png_chunk(file, type, data);
    png_chunk(file, "IEND", {});
    return file;
}

Bytes jpeg_file(JpegKind kind)
{
    const bool ink = kind == JpegKind::Cmyk || kind == JpegKind::AdobeCmyk || kind == JpegKind::Ycck;
    jpeg_compress_struct encoder {};
    jpeg_error_mgr errors {};
    encoder.err = jpeg_std_error(&errors);
    jpeg_create_compress(&encoder);
    unsigned char* buffer = nullptr;
    unsigned long size = 0;
    jpeg_mem_dest(&encoder, &buffer, &size);
    encoder.image_width = kJpegSide;
    encoder.image_height = kJpegSide;
    encoder.input_components = ink ? 4 : 1;
    encoder.in_color_space = ink ? JCS_CMYK : JCS_GRAYSCALE;
    jpeg_set_defaults(&encoder);
    if (ink)
        jpeg_set_colorspace(&encoder, stored_as(kind));
    encoder.write_Adobe_marker = static_cast<boolean>(kind == JpegKind::AdobeCmyk || kind == JpegKind::Ycck);
    encoder.arith_code = static_cast<boolean>(kind == JpegKind::Arithmetic);
    if (kind == JpegKind::Progressive)
        jpeg_simple_progression(&encoder);
    jpeg_start_compress(&encoder, TRUE);
    Bytes row(std::size_t { kJpegSide } * static_cast<std::size_t>(encoder.input_components));
    while (encoder.next_scanline < kJpegSide) {
        for (std::size_t i = 0; i < row.size(); ++i)
            row[i] = static_cast<std::uint8_t>(encoder.next_scanline * 5 + i);
        JSAMPROW start = row.data();
        jpeg_write_scanlines(&encoder, &start, 1);
    }
    jpeg_finish_compress(&encoder);
    jpeg_destroy_compress(&encoder);
    Bytes file(buffer, buffer + size);
    std::free(buffer);
    return file;
}

Bytes tiff_pages(std::uint32_t pages, bool loop)
{
    Bytes file = tiff_header();
    const std::uint32_t pixel = kTiffHeader + pages * kTiffDirectory;
    for (std::uint32_t page = 0; page < pages; ++page) {
        const bool last = page + 1 == pages;
        tiff_directory(file, 1, 1, pixel, last ? (loop ? kTiffHeader : 0) : kTiffHeader + (page + 1) * kTiffDirectory);
    }
    file.push_back(0x80);
    return file;
}

Bytes tiff_claim(std::uint32_t width, std::uint32_t height)
{
    Bytes file = tiff_header();
    tiff_directory(file, width, height, kTiffHeader + kTiffDirectory, 0);
    file.push_back(0x80);
    return file;
}

Bytes gif_frames(std::uint16_t width, std::uint16_t height, std::uint32_t frames)
{
    Bytes file;
    append(file, "GIF89a");
    append_number(file, width, 2, false);
    append_number(file, height, 2, false);
    append(file, Bytes { 0x80, 0, 0, 0, 0, 0, 255, 255, 255 });
    for (std::uint32_t frame = 0; frame < frames; ++frame)
        // One pixel: clear, index 1, end, in codes of three bits.
        append(file, Bytes { 0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x4C, 0x01, 0 });
    file.push_back(0x3B);
    return file;
}

Bytes apng_frames(std::uint32_t frames)
{
    const auto row = deflated({ 0, 77 });
    std::vector<std::pair<std::string, Bytes>> chunks;
    Bytes control;
    append_number(control, frames, 4, true);
    append_number(control, 0, 4, true);
    chunks.emplace_back("acTL", control);
    std::uint32_t sequence = 0;
    for (std::uint32_t frame = 0; frame < frames; ++frame) {
        Bytes head;
        for (const std::uint32_t value : { sequence++, 1U, 1U, 0U, 0U })
            append_number(head, value, 4, true);
        append(head, Bytes { 0, 1, 0, 10, 0, 0 });
        chunks.emplace_back("fcTL", head);
        Bytes data;
        if (frame > 0)
            append_number(data, sequence++, 4, true);
        append(data, row);
        chunks.emplace_back(frame > 0 ? "fdAT" : "IDAT", data);
    }
    return png_file({}, chunks);
}

Bytes webp_pixel()
{
    const std::array<std::uint8_t, 3> rgb { 200, 100, 50 };
    std::uint8_t* encoded = nullptr;
    const auto size = WebPEncodeLosslessRGB(rgb.data(), 1, 1, 3, &encoded);
    Bytes file(encoded, encoded + size);
    WebPFree(encoded);
    return file;
}

}  // namespace imprimatur::hostile
