#include "codestreams.h"

#include <algorithm>
#include <cstdlib>

#include <cstdio>

#include <jpeglib.h>

namespace imprimatur::dicom_eval {

namespace {

constexpr unsigned char kSos = 0xDA;
constexpr unsigned char kSot = 0x90;

unsigned byte_at(const Octets& bytes, std::size_t at) { return static_cast<unsigned char>(bytes[at]); }
std::size_t u16_at(const Octets& bytes, std::size_t at) { return byte_at(bytes, at) << 8U | byte_at(bytes, at + 1); }

Octets segment(unsigned char marker, const Octets& body)
{
    return Octets({ '\xFF', static_cast<char>(marker) }) + number(body.size() + 2, 2, true) + body;
}

Octets box(const char* type, const Octets& body) { return number(body.size() + 8, 4, true) + type + body; }

}  // namespace

Octets with_segment(const Octets& stream, unsigned char marker, const Octets& body)
{
    return stream.substr(0, 2) + segment(marker, body) + stream.substr(2);
}

Octets with_segment_before_last_scan(const Octets& stream, unsigned char marker, const Octets& body)
{
    const auto at = stream.rfind(Octets({ '\xFF', static_cast<char>(kSos) }));
    return at == Octets::npos ? Octets() : stream.substr(0, at) + segment(marker, body) + stream.substr(at);
}

Octets jpeg_in_scans()
{
    const auto pixels = native_pixels(kColour);
    jpeg_compress_struct compress {};
    jpeg_error_mgr errors {};
    compress.err = jpeg_std_error(&errors);
    jpeg_create_compress(&compress);
    unsigned char* memory = nullptr;
    unsigned long size = 0;
    jpeg_mem_dest(&compress, &memory, &size);
    compress.image_width = kColour.columns;
    compress.image_height = kColour.rows;
    compress.input_components = 3;
    compress.in_color_space = JCS_RGB;
    jpeg_set_defaults(&compress);
    jpeg_set_quality(&compress, 90, TRUE);
    jpeg_scan_info scans[3] {};
    for (int i = 0; i < 3; ++i) {
        scans[i].comps_in_scan = 1;
        scans[i].component_index[0] = i;
        scans[i].Se = 63;
    }
    compress.scan_info = scans;
    compress.num_scans = 3;
    jpeg_start_compress(&compress, TRUE);
    std::vector<JSAMPLE> row(std::size_t { kColour.columns } * 3);
    for (std::size_t y = 0; y < kColour.rows; ++y) {
        std::transform(pixels.begin() + static_cast<std::ptrdiff_t>(y * row.size()),
            pixels.begin() + static_cast<std::ptrdiff_t>((y + 1) * row.size()), row.begin(),
            [](char c) { return static_cast<JSAMPLE>(c); });
        JSAMPROW line = row.data();
        jpeg_write_scanlines(&compress, &line, 1);
    }
    jpeg_finish_compress(&compress);
    Octets stream(reinterpret_cast<const char*>(memory), size);
    jpeg_destroy_compress(&compress);
    std::free(memory);
    return stream;
}

Octets with_main_comment(const Octets& stream, const Octets& text)
{
    const auto siz = 2 + 2 + u16_at(stream, 4);
    return stream.substr(0, siz) + segment(0x64, number(1, 2, true) + text) + stream.substr(siz);
}

Octets with_tile_comment(const Octets& stream, const Octets& text)
{
    const auto at = stream.find(Octets({ '\xFF', static_cast<char>(kSot) }));
    if (at == Octets::npos)
        return {};
    const auto comment = segment(0x64, number(1, 2, true) + text);
    const auto length = u16_at(stream, at + 6) << 16U | u16_at(stream, at + 8);
    const auto after = at + 2 + u16_at(stream, at + 2);
    return stream.substr(0, at + 6) + number(length == 0 ? 0 : length + comment.size(), 4, true) + stream.substr(at + 10, after - at - 10)
        + comment + stream.substr(after);
}

Octets in_jp2(const Octets& stream, const Picture& picture, const Octets& text)
{
    const auto ihdr = number(picture.rows, 4, true) + number(picture.columns, 4, true) + number(picture.samples, 2, true)
        + number(picture.stored - 1U, 1) + number(7, 1) + number(0, 2);
    const auto colr = number(1, 1) + number(0, 2) + number(picture.samples == 3 ? 16 : 17, 4, true);
    return box("jP  ", "\x0D\x0A\x87\x0A") + box("ftyp", Octets("jp2 ") + number(0, 4) + "jp2 ")
        + box("jp2h", box("ihdr", ihdr) + box("colr", colr)) + box("xml ", "<who>" + text + "</who>")
        + box("uuid", Octets(16, '\x5A') + text) + box("jp2c", stream);
}

Octets rle_frame(const Picture& picture, const Octets& gap, const Octets& behind)
{
    const auto pixels = native_pixels({ picture.rows, picture.columns, picture.samples, picture.allocated, picture.stored, picture.high,
        picture.is_signed, 1, picture.photometric });
    const std::size_t width = picture.allocated / 8U;
    const std::size_t planes = width * picture.samples;
    std::vector<Octets> segments;
    // PS3.5 G.2: the most significant byte of a sample first.
    for (std::size_t plane = 0; plane < planes; ++plane) {
        const auto offset = plane / width * width + (width - 1 - plane % width);
        Octets out;
        for (std::size_t row = 0; row < picture.rows; ++row) {
            out += static_cast<char>(picture.columns - 1);
            for (std::size_t column = 0; column < picture.columns; ++column)
                out += pixels[(row * picture.columns + column) * planes + offset];
        }
        if (out.size() % 2 != 0)
            out += '\0';
        segments.push_back(std::move(out));
    }
    auto header = number(planes, 4);
    std::size_t at = 64 + gap.size();
    for (const auto& part : segments) {
        append_number(header, at, 4);
        at += part.size();
    }
    header.resize(64, '\0');
    auto frame = header + gap;
    for (const auto& part : segments)
        frame += part;
    return frame + behind;
}

Octets icc_profile(const Octets& description, const Octets& copyright, const Octets& unknown, const Octets& gap)
{
    const auto four = [](Octets text) {
        while (text.size() % 4 != 0)
            text += '\0';
        return text;
    };
    const auto text = [&](const Octets& value) { return four(Octets("text") + number(0, 4) + value + '\0'); };
    const auto desc = four(Octets("desc") + number(0, 4) + number(description.size() + 1, 4, true) + description + '\0' + Octets(78, '\0'));
    const auto xyz = [](std::uint32_t x, std::uint32_t y, std::uint32_t z) {
        return Octets("XYZ ") + number(0, 4) + number(x, 4, true) + number(y, 4, true) + number(z, 4, true);
    };
    const auto curve = Octets("curv") + number(0, 4) + number(1, 4, true) + number(0x0233, 2, true) + number(0, 2);
    const std::vector<std::pair<Octets, Octets>> tags { { "desc", desc }, { "cprt", text(copyright) }, { "zqxw", text(unknown) },
        { "wtpt", xyz(0xF6D6, 0x10000, 0xD32D) }, { "rXYZ", xyz(0x6FA2, 0x38F5, 0x0390) }, { "gXYZ", xyz(0x6299, 0xB785, 0x18DA) },
        { "bXYZ", xyz(0x24A0, 0x0F84, 0xB6CF) }, { "rTRC", curve }, { "gTRC", curve }, { "bTRC", curve } };
    auto table = number(tags.size(), 4, true);
    Octets data = four(gap);
    const auto start = 128 + 4 + 12 * tags.size();
    for (const auto& [name, value] : tags) {
        table += name + number(start + data.size(), 4, true) + number(value.size(), 4, true);
        data += value;
    }
    auto header = number(128 + table.size() + data.size(), 4, true) + Octets(4, '\0') + number(0x02100000, 4, true) + "mntrRGB XYZ ";
    header += number(2019, 2, true) + number(5, 2, true) + number(24, 2, true) + Octets(6, '\0') + "acsp" + Octets(28, '\0');
    header += number(0xF6D6, 4, true) + number(0x10000, 4, true) + number(0xD32D, 4, true);
    header.resize(128, '\0');
    return header + table + data;
}

}  // namespace imprimatur::dicom_eval
