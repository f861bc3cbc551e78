#include "seeds.h"

#include <cstdio>
#include <cstdlib>
#include <cstring>

#include <jpeglib.h>
#include <webp/encode.h>
#include <zlib.h>

namespace imprimatur::hostile {

void append(Bytes& bytes, std::string_view text) { bytes.insert(bytes.end(), text.begin(), text.end()); }
void append(Bytes& bytes, const Bytes& more) { bytes.insert(bytes.end(), more.begin(), more.end()); }
void append_number(Bytes& bytes, std::uint64_t value, int width, bool big_endian)
{
    for (int i = 0; i < width; ++i)
        bytes.push_back(static_cast<std::uint8_t>(value >> (8 * (big_endian ? width - 1 - i : i))));
}

Bytes gradient(std::uint32_t width, std::uint32_t height)
{
    Bytes samples;
    for (std::uint32_t y = 0; y < height; ++y) {
        for (std::uint32_t x = 0; x < width; ++x)
            samples.push_back(static_cast<std::uint8_t>(y == height / 2 ? 255 : (x + y) * 255 / (width + height)));
    }
    return samples;
}

namespace {

constexpr std::uint32_t kSide = 48;

std::string text_of(std::string_view before) { return std::string(before) + std::string(kCanary); }

/// A TIFF of one strip: the picture file, and the carrier of EXIF. Little endian; `pixels` may be left out.
Bytes tiff(bool with_pixels)
{
    const auto description = text_of("Seen by ");
    const auto samples = with_pixels ? gradient(kSide, kSide) : Bytes {};
    const std::uint32_t entries = with_pixels ? 9 : 1;
    const std::uint32_t after_directory = 8 + 2 + 12 * entries + 4;
    const auto text_size = static_cast<std::uint32_t>(description.size() + 1);
    Bytes file { 'I', 'I', 42, 0 };
    append_number(file, 8, 4, false);
    append_number(file, entries, 2, false);
    const auto entry = [&](std::uint16_t tag, std::uint16_t type, std::uint32_t count, std::uint32_t value) {
        append_number(file, tag, 2, false);
        append_number(file, type, 2, false);
        append_number(file, count, 4, false);
        append_number(file, value, 4, false);
    };
    constexpr std::uint16_t kAscii = 2;
    constexpr std::uint16_t kShort = 3;
    constexpr std::uint16_t kLong = 4;
    if (with_pixels) {
        entry(256, kLong, 1, kSide);
        entry(257, kLong, 1, kSide);
        entry(258, kShort, 1, 8);
        entry(259, kShort, 1, 1);
        entry(262, kShort, 1, 1);
    }
    entry(270, kAscii, text_size, after_directory);
    if (with_pixels) {
        entry(273, kLong, 1, after_directory + text_size);
        entry(278, kLong, 1, kSide);
        entry(279, kLong, 1, static_cast<std::uint32_t>(samples.size()));
    }
    append_number(file, 0, 4, false);
    append(file, description);
    file.push_back(0);
    append(file, samples);
    return file;
}

Bytes jpeg_with_metadata()
{
    const auto plain = plain_jpeg(kSide, kSide);
    Bytes exif;
    append(exif, std::string_view("Exif\0\0", 6));
    append(exif, tiff(false));
    const auto comment = text_of("Operated by ");
    Bytes file { 0xFF, 0xD8, 0xFF, 0xE1 };
    append_number(file, exif.size() + 2, 2, true);
    append(file, exif);
    append(file, Bytes { 0xFF, 0xFE });
    append_number(file, comment.size() + 2, 2, true);
    append(file, comment);
    file.insert(file.end(), plain.begin() + 2, plain.end());
    // Bytes behind the end of the picture hide a second one.
    append(file, text_of("behind the end "));
    return file;
}

void png_chunk(Bytes& file, std::string_view type, const Bytes& data)
{
    append_number(file, data.size(), 4, true);
    const auto start = file.size();
    append(file, type);
    append(file, data);
    append_number(file, crc32(0, file.data() + start, static_cast<uInt>(file.size() - start)), 4, true);
}

Bytes png()
{
    Bytes head;
    append_number(head, kSide, 4, true);
    append_number(head, kSide, 4, true);
    append(head, Bytes { 8, 0, 0, 0, 0 });
    Bytes lines;
    const auto samples = gradient(kSide, kSide);
    for (std::size_t y = 0; y < kSide; ++y) {
        lines.push_back(0);
        const auto row = samples.begin() + static_cast<std::ptrdiff_t>(y * kSide);
        lines.insert(lines.end(), row, row + kSide);
    }
    uLongf size = compressBound(lines.size());
    Bytes packed(size);
    compress(packed.data(), &size, lines.data(), lines.size());
    packed.resize(size);
    Bytes text;
    append(text, std::string_view("Author\0", 7));
    append(text, text_of("Dr "));
    Bytes file { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n' };
    png_chunk(file, "IHDR", head);
    png_chunk(file, "tEXt", text);
    png_chunk(file, "IDAT", packed);
    png_chunk(file, "IEND", {});
    return file;
}

Bytes webp()
{
    const auto grey = gradient(kSide, kSide);
    Bytes rgb;
    for (const auto sample : grey)
        rgb.insert(rgb.end(), 3, sample);
    std::uint8_t* encoded = nullptr;
    const auto size = WebPEncodeRGB(rgb.data(), kSide, kSide, 3 * kSide, 80, &encoded);
    Bytes file(encoded, encoded + size);
    WebPFree(encoded);
    return file;
}

/// LZW without compression: 7-bit samples as 8-bit codes, with a clear code before the table would grow past 8 bits.
Bytes gif_codes(const Bytes& samples)
{
    constexpr std::size_t kBetweenClears = 120;
    Bytes codes;
    for (std::size_t i = 0; i < samples.size(); ++i) {
        if (i % kBetweenClears == 0)
            codes.push_back(0x80);
        codes.push_back(samples[i] >> 1);
    }
    codes.push_back(0x81);
    Bytes blocks { 7 };
    for (std::size_t at = 0; at < codes.size(); at += 255) {
        const auto length = std::min<std::size_t>(255, codes.size() - at);
        blocks.push_back(static_cast<std::uint8_t>(length));
        blocks.insert(
            blocks.end(), codes.begin() + static_cast<std::ptrdiff_t>(at), codes.begin() + static_cast<std::ptrdiff_t>(at + length));
    }
    blocks.push_back(0);
    return blocks;
}

Bytes gif()
{
    Bytes file;
    append(file, "GIF89a");
    append_number(file, kSide, 2, false);
    append_number(file, kSide, 2, false);
    append(file, Bytes { 0xF6, 0, 0 });
    for (int shade = 0; shade < 128; ++shade)
        file.insert(file.end(), 3, static_cast<std::uint8_t>(2 * shade));
    const auto comment = text_of("drawn by ");
    append(file, Bytes { 0x21, 0xFE, static_cast<std::uint8_t>(comment.size()) });
    append(file, comment);
    file.push_back(0);
    for (int frame = 0; frame < 2; ++frame) {
        append(file, Bytes { 0x21, 0xF9, 4, 0, 10, 0, 0, 0, 0x2C, 0, 0, 0, 0 });
        append_number(file, kSide, 2, false);
        append_number(file, kSide, 2, false);
        file.push_back(0);
        append(file, gif_codes(gradient(kSide, kSide)));
    }
    file.push_back(0x3B);
    return file;
}

Bytes bmp()
{
    const auto grey = gradient(kSide, kSide);
    Bytes file { 'B', 'M' };
    append_number(file, 54 + 3 * grey.size(), 4, false);
    append_number(file, 0, 4, false);
    append_number(file, 54, 4, false);
    append_number(file, 40, 4, false);
    append_number(file, kSide, 4, false);
    append_number(file, kSide, 4, false);
    append_number(file, 1, 2, false);
    append_number(file, 24, 2, false);
    file.resize(54, 0);
    for (const auto sample : grey)
        file.insert(file.end(), 3, sample);
    return file;
}

}  // namespace

Bytes plain_jpeg(std::uint32_t width, std::uint32_t height)
{
    jpeg_compress_struct encoder {};
    jpeg_error_mgr errors {};
    encoder.err = jpeg_std_error(&errors);
    jpeg_create_compress(&encoder);
    unsigned char* buffer = nullptr;
    unsigned long size = 0;
    jpeg_mem_dest(&encoder, &buffer, &size);
    encoder.image_width = width;
    encoder.image_height = height;
    encoder.input_components = 1;
    encoder.in_color_space = JCS_GRAYSCALE;
    jpeg_set_defaults(&encoder);
    jpeg_start_compress(&encoder, TRUE);
    auto samples = gradient(width, height);
    while (encoder.next_scanline < height) {
        JSAMPROW row = samples.data() + std::size_t { encoder.next_scanline } * width;
        jpeg_write_scanlines(&encoder, &row, 1);
    }
    jpeg_finish_compress(&encoder);
    jpeg_destroy_compress(&encoder);
    Bytes file(buffer, buffer + size);
    std::free(buffer);
    return file;
}

std::vector<Seed> photo_seeds()
{
    Bytes text;
    append(text, text_of("Not a picture, but a letter about "));
    return {
        { "photo.jpg", jpeg_with_metadata() },
        { "figure.png", png() },
        { "scan.tif", tiff(true) },
        { "phone.webp", webp() },
        { "clip.gif", gif() },
        { "screen.bmp", bmp() },
        { "letter.txt", text },
    };
}

}  // namespace imprimatur::hostile
