#include "picture_file.h"

#include <cstdio>
#include <memory>

#include <jpeglib.h>
#include <png.h>

namespace imprimatur::bench {

namespace {

Error unreadable(const std::filesystem::path& path)
{
    return { ErrorCode::Malformed, "not a picture that can be read", path.string(), "" };
}

Result<Frame> read_png(const std::filesystem::path& path)
{
    png_image image {};
    image.version = PNG_IMAGE_VERSION;
    if (png_image_begin_read_from_file(&image, path.c_str()) == 0)
        return unreadable(path);
    image.format = (image.format & PNG_FORMAT_FLAG_COLOR) != 0 ? PNG_FORMAT_RGB : PNG_FORMAT_GRAY;
    Frame frame { image.width, image.height, PNG_IMAGE_SAMPLE_CHANNELS(image.format), Bytes(PNG_IMAGE_SIZE(image)) };
    if (png_image_finish_read(&image, nullptr, frame.samples.data(), 0, nullptr) == 0)
        return unreadable(path);
    return frame;
}

// libjpeg ends the program on a broken file; a benchmark's folder holds none.
Result<Frame> read_jpeg(const std::filesystem::path& path)
{
    const std::unique_ptr<FILE, int (*)(FILE*)> file(std::fopen(path.c_str(), "rb"), &std::fclose);
    if (file == nullptr)
        return unreadable(path);
    jpeg_decompress_struct info {};
    jpeg_error_mgr errors {};
    info.err = jpeg_std_error(&errors);
    jpeg_create_decompress(&info);
    jpeg_stdio_src(&info, file.get());
    jpeg_read_header(&info, TRUE);
    info.out_color_space = info.num_components == 1 ? JCS_GRAYSCALE : JCS_RGB;
    jpeg_start_decompress(&info);
    const auto channels = static_cast<std::uint32_t>(info.output_components);
    const std::size_t stride = static_cast<std::size_t>(info.output_width) * channels;
    Frame frame { info.output_width, info.output_height, channels, Bytes(stride * info.output_height) };
    while (info.output_scanline < info.output_height) {
        JSAMPROW row = frame.samples.data() + stride * info.output_scanline;
        jpeg_read_scanlines(&info, &row, 1);
    }
    jpeg_finish_decompress(&info);
    jpeg_destroy_decompress(&info);
    return frame;
}

}  // namespace

Result<Frame> read_picture(const std::filesystem::path& path) { return path.extension() == ".png" ? read_png(path) : read_jpeg(path); }

Result<void> write_png(const Frame& frame, const std::filesystem::path& path)
{
    png_image image {};
    image.version = PNG_IMAGE_VERSION;
    image.width = frame.width;
    image.height = frame.height;
    image.format = frame.channels == 3 ? PNG_FORMAT_RGB : PNG_FORMAT_GRAY;
    if (png_image_write_to_file(&image, path.c_str(), 0, frame.samples.data(), 0, nullptr) == 0)
        return Error { ErrorCode::Unavailable, "could not be written", path.string(), "" };
    return {};
}

}  // namespace imprimatur::bench
