#include "redact/pasts.h"

#include <algorithm>
#include <cmath>
#include <csetjmp>
#include <cstdio>
#include <cstdlib>

#include <jpeglib.h>
#include <webp/decode.h>
#include <webp/encode.h>

namespace imprimatur::redact_eval {

namespace {

double catmull_rom(double x)
{
    x = std::abs(x);
    return x < 1 ? (1.5 * x - 2.5) * x * x + 1 : x < 2 ? ((-0.5 * x + 2.5) * x - 4) * x + 2 : 0;
}

/// One axis: `lines` lines of `from` samples `step` apart become lines of `to` samples.
std::vector<double> resized_axis(const std::vector<double>& samples, std::size_t lines, std::size_t line_step, std::size_t from,
    std::size_t step, std::size_t to, std::size_t new_line_step, std::size_t new_step, std::size_t size)
{
    const double ratio = static_cast<double>(to) / static_cast<double>(from);
    const double scale = std::min(ratio, 1.0);
    std::vector<double> made(size, 0.0);
    for (std::size_t i = 0; i < to; ++i) {
        const double centre = (static_cast<double>(i) + 0.5) / ratio - 0.5;
        const auto first = static_cast<long>(std::floor(centre - 2 / scale));
        const auto last = static_cast<long>(std::ceil(centre + 2 / scale));
        double sum = 0;
        for (long old = first; old <= last; ++old)
            sum += catmull_rom((static_cast<double>(old) - centre) * scale);
        for (long old = first; old <= last; ++old) {
            const double weight = catmull_rom((static_cast<double>(old) - centre) * scale) / sum;
            const auto at = static_cast<std::size_t>(std::clamp(old, 0L, static_cast<long>(from) - 1));
            for (std::size_t line = 0; line < lines; ++line)
                made[line * new_line_step + i * new_step] += weight * samples[line * line_step + at * step];
        }
    }
    return made;
}

std::vector<Past> make_pasts()
{
    std::vector<Past> pasts;
    pasts.push_back({ "nothing lossy", [](const Frame& f) { return f; } });
    for (const int quality : { 50, 75, 90, 95 })
        pasts.push_back({ "JPEG " + std::to_string(quality) + ", the file itself",
            [=](const Frame& f) { return after_jpeg(f, quality, true); }, 1, 0, 0, true, true });
    for (const int quality : { 75, 90 })
        pasts.push_back({ "JPEG " + std::to_string(quality) + " 4:4:4, the file itself",
            [=](const Frame& f) { return after_jpeg(f, quality, false); }, 1, 0, 0, true, false });
    for (const int quality : { 75, 90 })
        pasts.push_back({ "JPEG " + std::to_string(quality) + ", then PNG", [=](const Frame& f) { return after_jpeg(f, quality, true); } });
    pasts.push_back({ "JPEG 75, cropped, then PNG", [](const Frame& f) { return cropped(after_jpeg(f, 75, true), 3, 5); }, 1, 3, 5 });
    for (const auto& [first, second] : { std::pair(50, 90), std::pair(75, 92), std::pair(90, 75) })
        pasts.push_back({ "JPEG " + std::to_string(first) + ", cropped, JPEG " + std::to_string(second),
            [first = first, second = second](
                const Frame& f) { return after_jpeg(cropped(after_jpeg(f, first, true), 3, 5), second, true); },
            1, 3, 5, true, true });
    for (const double factor : { 0.5, 0.75, 0.97, 1.3 })
        pasts.push_back({ "JPEG 75, resized x" + std::to_string(factor).substr(0, 4) + ", then PNG",
            [=](const Frame& f) { return resized(after_jpeg(f, 75, true), factor); }, factor });
    pasts.push_back({ "JPEG 85, resized x0.75, JPEG 75",
        [](const Frame& f) { return after_jpeg(resized(after_jpeg(f, 85, true), 0.75), 75, true); }, 0.75, 0, 0, true, true });
    for (const int quality : { 75, 90 })
        pasts.push_back({ "WebP " + std::to_string(quality), [=](const Frame& f) { return after_webp(f, quality); } });
    for (const int ratio : { 10, 30 })
        pasts.push_back({ "JPEG 2000 at " + std::to_string(ratio) + ":1", [=](const Frame& f) { return after_jpeg2000(f, ratio); } });
    return pasts;
}

}  // namespace

Bytes jpeg_file(const Frame& frame, int quality, bool subsampled)
{
    jpeg_compress_struct info {};
    jpeg_error_mgr errors {};
    info.err = jpeg_std_error(&errors);
    jpeg_create_compress(&info);
    unsigned char* buffer = nullptr;
    unsigned long size = 0;
    jpeg_mem_dest(&info, &buffer, &size);
    info.image_width = frame.width;
    info.image_height = frame.height;
    info.input_components = static_cast<int>(frame.channels);
    info.in_color_space = frame.channels == 1 ? JCS_GRAYSCALE : JCS_RGB;
    jpeg_set_defaults(&info);
    jpeg_set_quality(&info, quality, TRUE);
    if (!subsampled && frame.channels == 3)
        info.comp_info[0].h_samp_factor = info.comp_info[0].v_samp_factor = 1;
    jpeg_start_compress(&info, TRUE);
    const std::size_t stride = std::size_t { frame.width } * frame.channels;
    Bytes row(stride);
    while (info.next_scanline < info.image_height) {
        const auto from = frame.samples.begin() + static_cast<std::ptrdiff_t>(info.next_scanline * stride);
        std::copy(from, from + static_cast<std::ptrdiff_t>(stride), row.begin());
        auto* pointer = row.data();
        jpeg_write_scanlines(&info, &pointer, 1);
    }
    jpeg_finish_compress(&info);
    jpeg_destroy_compress(&info);
    Bytes file(buffer, buffer + size);
    std::free(buffer);
    return file;
}

Frame decoded_jpeg(const Bytes& file, std::uint32_t channels)
{
    jpeg_decompress_struct info {};
    jpeg_error_mgr errors {};
    info.err = jpeg_std_error(&errors);
    jpeg_create_decompress(&info);
    jpeg_mem_src(&info, file.data(), file.size());
    jpeg_read_header(&info, TRUE);
    info.out_color_space = channels == 1 ? JCS_GRAYSCALE : JCS_RGB;
    jpeg_start_decompress(&info);
    Frame frame { info.output_width, info.output_height, channels, {} };
    const std::size_t stride = std::size_t { frame.width } * channels;
    frame.samples.resize(stride * frame.height);
    while (info.output_scanline < info.output_height) {
        auto* row = frame.samples.data() + info.output_scanline * stride;
        jpeg_read_scanlines(&info, &row, 1);
    }
    jpeg_finish_decompress(&info);
    jpeg_destroy_decompress(&info);
    return frame;
}

Frame after_jpeg(const Frame& frame, int quality, bool subsampled)
{
    return decoded_jpeg(jpeg_file(frame, quality, subsampled), frame.channels);
}

Frame after_webp(const Frame& frame, int quality)
{
    Bytes rgb;
    for (std::size_t i = 0; i < frame.samples.size(); i += frame.channels) {
        for (std::size_t c = 0; c < 3; ++c)
            rgb.push_back(frame.samples[i + (frame.channels == 3 ? c : 0)]);
    }
    std::uint8_t* file = nullptr;
    const auto width = static_cast<int>(frame.width);
    const auto height = static_cast<int>(frame.height);
    const auto size = WebPEncodeRGB(rgb.data(), width, height, 3 * width, static_cast<float>(quality), &file);
    Frame made { frame.width, frame.height, 3, Bytes(rgb.size()) };
    WebPDecodeRGBInto(file, size, made.samples.data(), made.samples.size(), 3 * width);
    WebPFree(file);
    return made;
}

Frame cropped(const Frame& frame, std::uint32_t left, std::uint32_t top)
{
    Frame made { frame.width - left, frame.height - top, frame.channels, {} };
    for (std::uint32_t y = top; y < frame.height; ++y) {
        const auto row = frame.samples.begin() + static_cast<std::ptrdiff_t>((std::size_t { y } * frame.width + left) * frame.channels);
        made.samples.insert(made.samples.end(), row, row + static_cast<std::ptrdiff_t>(std::size_t { made.width } * frame.channels));
    }
    return made;
}

Frame resized(const Frame& frame, double factor)
{
    const auto side = [&](std::uint32_t old) { return static_cast<std::size_t>(std::lround(old * factor)); };
    const std::size_t width = side(frame.width);
    const std::size_t height = side(frame.height);
    Frame made { static_cast<std::uint32_t>(width), static_cast<std::uint32_t>(height), frame.channels,
        Bytes(width * height * frame.channels) };
    for (std::size_t c = 0; c < frame.channels; ++c) {
        std::vector<double> plane(std::size_t { frame.width } * frame.height);
        for (std::size_t i = 0; i < plane.size(); ++i)
            plane[i] = frame.samples[i * frame.channels + c];
        const auto across = resized_axis(plane, frame.height, frame.width, frame.width, 1, width, width, 1, width * frame.height);
        const auto down = resized_axis(across, width, 1, frame.height, width, height, 1, width, width * height);
        for (std::size_t i = 0; i < down.size(); ++i)
            made.samples[i * frame.channels + c] = static_cast<std::uint8_t>(std::clamp(std::lround(down[i]), 0L, 255L));
    }
    return made;
}

const std::vector<Past>& all_pasts()
{
    static const std::vector<Past> pasts = make_pasts();
    return pasts;
}

const Past& past(const std::string& name)
{
    const auto& pasts = all_pasts();
    const auto found = std::find_if(pasts.begin(), pasts.end(), [&](const Past& p) { return p.name == name; });
    if (found == pasts.end())
        std::abort();
    return *found;
}

}  // namespace imprimatur::redact_eval
