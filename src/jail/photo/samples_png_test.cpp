#include "jail/photo/samples_test.h"

#include <png.h>
#include <zlib.h>

namespace imprimatur::jail::photo::samples {

namespace {

void append(png_structp png, png_bytep bytes, std::size_t count)
{
    auto& out = *static_cast<Bytes*>(png_get_io_ptr(png));
    out.insert(out.end(), bytes, bytes + count);
}
void flush_nothing(png_structp) { }

int colour_type(int channels)
{
    switch (channels) {
    case 1: return PNG_COLOR_TYPE_GRAY;
    case 2: return PNG_COLOR_TYPE_GRAY_ALPHA;
    case 3: return PNG_COLOR_TYPE_RGB;
    default: return PNG_COLOR_TYPE_RGB_ALPHA;
    }
}

}  // namespace

Bytes png_chunk(std::string_view type, const Bytes& data)
{
    const Bytes typed = joined({ bytes_of(type), data });
    const auto crc = static_cast<std::uint32_t>(crc32(0, typed.data(), static_cast<uInt>(typed.size())));
    return joined({ u32_big(static_cast<std::uint32_t>(data.size())), typed, u32_big(crc) });
}

Bytes png_with(const Bytes& png, const std::vector<std::pair<std::string, Bytes>>& chunks)
{
    constexpr std::ptrdiff_t kBehindHeader = 8 + 25;
    Bytes inserted;
    for (const auto& [type, data] : chunks)
        inserted = joined({ inserted, png_chunk(type, data) });
    return joined({ Bytes(png.begin(), png.begin() + kBehindHeader), inserted, Bytes(png.begin() + kBehindHeader, png.end()) });
}

Bytes png(std::uint32_t width, std::uint32_t height, int channels, int depth, const Bytes& samples, bool interlaced)
{
    Bytes out;
    png_structp writer = png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, nullptr, nullptr);
    png_infop info = png_create_info_struct(writer);
    png_set_write_fn(writer, &out, append, flush_nothing);
    png_set_IHDR(writer, info, width, height, depth, colour_type(channels), interlaced ? PNG_INTERLACE_ADAM7 : PNG_INTERLACE_NONE,
        PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    png_write_info(writer, info);
    const std::size_t stride = samples.size() / height;
    const int passes = png_set_interlace_handling(writer);
    for (int pass = 0; pass < passes; ++pass) {
        for (std::uint32_t y = 0; y < height; ++y)
            png_write_row(writer, samples.data() + y * stride);
    }
    png_write_end(writer, nullptr);
    png_destroy_write_struct(&writer, &info);
    return out;
}

Bytes png_skeleton(std::uint32_t width, std::uint32_t height, const Bytes& data)
{
    const Bytes header = joined({ u32_big(width), u32_big(height), { 8, 2, 0, 0, 0 } });
    return joined({ bytes_of("\x89PNG\r\n\x1A\n"), png_chunk("IHDR", header), png_chunk("IDAT", data), png_chunk("IEND", {}) });
}

namespace {

Bytes packed_rows(const ApngFrame& frame, int channels)
{
    const std::size_t stride = std::size_t { frame.width } * static_cast<std::size_t>(channels);
    Bytes rows;
    for (std::size_t y = 0; y < frame.height; ++y) {
        rows.push_back(0);
        const auto from = frame.samples.begin() + static_cast<std::ptrdiff_t>(y * stride);
        rows.insert(rows.end(), from, from + static_cast<std::ptrdiff_t>(stride));
    }
    return deflated(rows);
}

}  // namespace

Bytes apng(std::uint32_t width, std::uint32_t height, int channels, const std::vector<ApngFrame>& frames, const Bytes& hidden_default)
{
    const auto kind = static_cast<std::uint8_t>(colour_type(channels));
    Bytes file
        = joined({ bytes_of("\x89PNG\r\n\x1A\n"), png_chunk("IHDR", joined({ u32_big(width), u32_big(height), { 8, kind, 0, 0, 0 } })),
            png_chunk("acTL", joined({ u32_big(static_cast<std::uint32_t>(frames.size())), u32_big(0) })) });
    const auto add = [&](std::string_view type, const Bytes& data) {
        const auto chunk = png_chunk(type, data);
        file.insert(file.end(), chunk.begin(), chunk.end());
    };
    if (!hidden_default.empty())
        add("IDAT", packed_rows({ 0, 0, width, height, 0, false, hidden_default }, channels));
    std::uint32_t sequence = 0;
    bool first = hidden_default.empty();
    for (const auto& frame : frames) {
        add("fcTL",
            joined({ u32_big(sequence++), u32_big(frame.width), u32_big(frame.height), u32_big(frame.left), u32_big(frame.top),
                { 0, 1, 0, 10, static_cast<std::uint8_t>(frame.disposal), static_cast<std::uint8_t>(frame.over ? 1 : 0) } }));
        const auto data = packed_rows(frame, channels);
        if (first)
            add("IDAT", data);
        else
            add("fdAT", joined({ u32_big(sequence++), data }));
        first = false;
    }
    add("IEND", {});
    return file;
}

Bytes deflated(const Bytes& bytes)
{
    uLongf size = compressBound(bytes.size());
    Bytes out(size);
    compress(out.data(), &size, bytes.data(), bytes.size());
    out.resize(size);
    return out;
}

}  // namespace imprimatur::jail::photo::samples
