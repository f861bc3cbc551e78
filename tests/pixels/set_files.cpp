#include "set_files.h"

#include <cstdio>
#include <fmt/format.h>
#include <fstream>
#include <memory>
#include <vector>

#include <jpeglib.h>
#include <png.h>

namespace imprimatur::pixels {

namespace {

using File = std::unique_ptr<FILE, int (*)(FILE*)>;
using Json = nlohmann::ordered_json;

Error unwritten(const std::filesystem::path& path) { return { ErrorCode::Unavailable, "could not be written", path.string(), "" }; }

/// Big-endian samples, the 8 bits twice: 255 becomes 65535.
std::vector<std::uint8_t> rows_of(const cv::Mat& picture, int bits)
{
    std::vector<std::uint8_t> rows;
    for (int y = 0; y < picture.rows; ++y) {
        const auto* row = picture.ptr<std::uint8_t>(y);
        for (int x = 0; x < picture.cols * picture.channels(); ++x)
            rows.insert(rows.end(), bits == 16 ? 2U : 1U, row[x]);
    }
    return rows;
}

double rounded(double value) { return std::round(value * 10) / 10; }

Json entry_of(const Item& item, cv::Size size)
{
    double left = size.width, top = size.height, right = 0, bottom = 0;
    Json quad = Json::array();
    for (const auto& corner : item.quad) {
        left = std::min(left, corner.x);
        right = std::max(right, corner.x);
        top = std::min(top, corner.y);
        bottom = std::max(bottom, corner.y);
        quad.push_back({ rounded(corner.x), rounded(corner.y) });
    }
    const char* kind = item.kind == Kind::Identifying ? "phi" : item.kind == Kind::Marker ? "marker" : "scale";
    return Json { { "class", kind }, { "field", item.field }, { "text", item.text },
        { "quad", item.kind == Kind::Scale ? Json::array() : quad },
        { "box", { cvFloor(left), cvFloor(top), cvCeil(right) - cvFloor(left), cvCeil(bottom) - cvFloor(top) } },
        { "px", rounded(item.cap) }, { "rot", rounded(item.degrees) }, { "contrast", std::round(item.contrast) },
        { "polarity", name_of(item.look) }, { "font", item.font }, { "where", item.at_edge ? "edge" : "anatomy" },
        { "on_black", item.on_black }, { "glyph_px", item.pixels } };
}

}  // namespace

Result<void> write_png(const cv::Mat& picture, const std::filesystem::path& path, int bits)
{
    const File file(std::fopen(path.c_str(), "wb"), &std::fclose);
    if (file == nullptr)
        return unwritten(path);
    auto rows = rows_of(picture, bits);
    const std::size_t stride = rows.size() / static_cast<std::size_t>(picture.rows);
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, nullptr, nullptr);
    png_infop info = png == nullptr ? nullptr : png_create_info_struct(png);
    if (info == nullptr || setjmp(png_jmpbuf(png)) != 0) {
        png_destroy_write_struct(&png, &info);
        return unwritten(path);
    }
    png_init_io(png, file.get());
    png_set_compression_level(png, 3);
    png_set_IHDR(png, info, static_cast<png_uint_32>(picture.cols), static_cast<png_uint_32>(picture.rows), bits,
        picture.channels() == 3 ? PNG_COLOR_TYPE_RGB : PNG_COLOR_TYPE_GRAY, PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
        PNG_FILTER_TYPE_DEFAULT);
    if (bits == 16)
        png_set_sRGB(png, info, PNG_sRGB_INTENT_PERCEPTUAL);  // else readers take 16 bits for linear light
    png_write_info(png, info);
    for (std::size_t y = 0; y < static_cast<std::size_t>(picture.rows); ++y)
        png_write_row(png, rows.data() + y * stride);
    png_write_end(png, info);
    png_destroy_write_struct(&png, &info);
    return {};
}

// libjpeg's default error handler ends the program, which is right for a full disk under a test's tool.
Result<void> write_jpeg(const cv::Mat& picture, const std::filesystem::path& path, int quality)
{
    const File file(std::fopen(path.c_str(), "wb"), &std::fclose);
    if (file == nullptr)
        return unwritten(path);
    jpeg_compress_struct info {};
    jpeg_error_mgr errors {};
    info.err = jpeg_std_error(&errors);
    jpeg_create_compress(&info);
    jpeg_stdio_dest(&info, file.get());
    info.image_width = static_cast<JDIMENSION>(picture.cols);
    info.image_height = static_cast<JDIMENSION>(picture.rows);
    info.input_components = picture.channels();
    info.in_color_space = picture.channels() == 3 ? JCS_RGB : JCS_GRAYSCALE;
    jpeg_set_defaults(&info);
    jpeg_set_quality(&info, quality, TRUE);
    jpeg_start_compress(&info, TRUE);
    while (info.next_scanline < info.image_height) {
        cv::Mat row = picture.row(static_cast<int>(info.next_scanline)).clone();
        JSAMPROW samples = row.data;
        jpeg_write_scanlines(&info, &samples, 1);
    }
    jpeg_finish_compress(&info);
    jpeg_destroy_compress(&info);
    return {};
}

Result<Json> write_picture(const Finished& finished, const std::filesystem::path& folder, int index, int bits)
{
    const std::string stem = fmt::format("{:04}", index), file = stem + (finished.finish.jpeg > 0 ? ".jpg" : ".png"),
                      mask = stem + ".mask.png";
    const bool deep = bits == 16 && finished.image.channels() == 1;
    std::error_code absent;
    std::filesystem::remove(folder / (stem + (finished.finish.jpeg > 0 ? ".png" : ".jpg")), absent);  // of another set, before
    if (finished.finish.jpeg > 0)
        TRY(write_jpeg(finished.image, folder / file, finished.finish.jpeg));
    else
        TRY(write_png(finished.image, folder / file, deep ? 16 : 8));
    TRY(write_png(finished.mask, folder / mask));
    Json post = Json::object();
    const Finish& finish = finished.finish;
    if (finish.photographed)
        post["photographed"] = true;
    if (finish.scale != 1)
        post["scale"] = finish.scale;
    if (finish.blur > 0)
        post["blur"] = finish.blur;
    if (finish.noise > 0)
        post["noise"] = finish.noise;
    if (finish.jpeg > 0)
        post["jpeg"] = finish.jpeg;
    Json items = Json::array();
    for (const auto& item : finished.items)
        items.push_back(entry_of(item, finished.image.size()));
    return Json { { "file", file }, { "mask", mask }, { "w", finished.image.cols }, { "h", finished.image.rows }, { "base", finished.base },
        { "post", post }, { "items", items } };
}

Result<void> write_json(const Json& json, const std::filesystem::path& path)
{
    std::ofstream file(path, std::ios::binary);
    file << json.dump(1) << '\n';
    file.close();
    if (!file)
        return unwritten(path);
    return {};
}

}  // namespace imprimatur::pixels
