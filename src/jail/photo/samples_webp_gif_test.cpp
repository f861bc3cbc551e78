#include "jail/photo/samples_test.h"

#include <gif_lib.h>
#include <webp/encode.h>
#include <webp/mux.h>

namespace imprimatur::jail::photo::samples {

namespace {

Bytes taken(std::uint8_t* data, std::size_t size)
{
    Bytes bytes(data, data + size);
    WebPFree(data);
    return bytes;
}

int append(GifFileType* gif, const GifByteType* bytes, int count)
{
    auto& out = *static_cast<Bytes*>(gif->UserData);
    out.insert(out.end(), bytes, bytes + count);
    return count;
}

void put_picture(GifFileType* gif, const GifPicture& picture)
{
    GraphicsControlBlock control {};
    control.DisposalMode = picture.disposal;
    control.TransparentColor = picture.transparent;
    std::array<GifByteType, 4> packed {};
    EGifGCBToExtension(&control, packed.data());
    EGifPutExtension(gif, GRAPHICS_EXT_FUNC_CODE, 4, packed.data());
    EGifPutImageDesc(gif, picture.left, picture.top, picture.width, picture.height, picture.interlaced, nullptr);
    const auto width = static_cast<std::size_t>(picture.width);
    const auto height = static_cast<std::size_t>(picture.height);
    Bytes row(width);
    const auto put_row = [&](std::size_t y) {
        std::copy_n(picture.indices.begin() + static_cast<std::ptrdiff_t>(y * width), width, row.begin());
        EGifPutLine(gif, row.data(), picture.width);
    };
    constexpr std::array<std::pair<std::size_t, std::size_t>, 4> kInterlaced { { { 0, 8 }, { 4, 8 }, { 2, 4 }, { 1, 2 } } };
    if (!picture.interlaced) {
        for (std::size_t y = 0; y < height; ++y)
            put_row(y);
        return;
    }
    for (const auto& [from, step] : kInterlaced) {
        for (std::size_t y = from; y < height; y += step)
            put_row(y);
    }
}

}  // namespace

Bytes webp_lossless(const Frame& frame)
{
    std::uint8_t* data = nullptr;
    const auto width = static_cast<int>(frame.width);
    const auto size = WebPEncodeLosslessRGB(frame.samples.data(), width, static_cast<int>(frame.height), width * 3, &data);
    return taken(data, size);
}

Bytes webp_lossless_rgba(std::uint32_t width, std::uint32_t height, const Bytes& rgba)
{
    std::uint8_t* data = nullptr;
    const auto size
        = WebPEncodeLosslessRGBA(rgba.data(), static_cast<int>(width), static_cast<int>(height), static_cast<int>(width) * 4, &data);
    return taken(data, size);
}

Bytes webp_lossy(const Frame& frame)
{
    std::uint8_t* data = nullptr;
    const auto width = static_cast<int>(frame.width);
    const auto size = WebPEncodeRGB(frame.samples.data(), width, static_cast<int>(frame.height), width * 3, 90, &data);
    return taken(data, size);
}

Bytes webp_animation(const std::vector<Frame>& frames)
{
    WebPAnimEncoderOptions options {};
    WebPAnimEncoderOptionsInit(&options);
    auto* encoder = WebPAnimEncoderNew(static_cast<int>(frames[0].width), static_cast<int>(frames[0].height), &options);
    WebPConfig config {};
    WebPConfigInit(&config);
    config.lossless = 1;
    int time = 0;
    for (const auto& frame : frames) {
        WebPPicture picture {};
        WebPPictureInit(&picture);
        picture.use_argb = 1;
        picture.width = static_cast<int>(frame.width);
        picture.height = static_cast<int>(frame.height);
        WebPPictureImportRGB(&picture, frame.samples.data(), picture.width * 3);
        WebPAnimEncoderAdd(encoder, &picture, time, &config);
        WebPPictureFree(&picture);
        time += 100;
    }
    WebPAnimEncoderAdd(encoder, nullptr, time, nullptr);
    WebPData data {};
    WebPAnimEncoderAssemble(encoder, &data);
    Bytes bytes(data.bytes, data.bytes + data.size);
    WebPDataClear(&data);
    WebPAnimEncoderDelete(encoder);
    return bytes;
}

Bytes webp_with(const Bytes& webp, const std::vector<std::pair<std::string, Bytes>>& chunks)
{
    const WebPData in { webp.data(), webp.size() };
    auto* mux = WebPMuxCreate(&in, 1);
    for (const auto& [type, bytes] : chunks) {
        const WebPData data { bytes.data(), bytes.size() };
        WebPMuxSetChunk(mux, type.c_str(), &data, 1);
    }
    WebPData out {};
    WebPMuxAssemble(mux, &out);
    Bytes bytes(out.bytes, out.bytes + out.size);
    WebPDataClear(&out);
    WebPMuxDelete(mux);
    return bytes;
}

Bytes gif(int width, int height, const std::vector<GifPicture>& pictures, std::string_view comment)
{
    Bytes out;
    int error = 0;
    GifFileType* file = EGifOpen(&out, append, &error);
    const std::array<GifColorType, 4> colours { { { 255, 255, 255 }, { 0, 0, 0 }, { 255, 0, 0 }, { 0, 0, 255 } } };
    ColorMapObject* map = GifMakeMapObject(4, colours.data());
    EGifSetGifVersion(file, true);
    EGifPutScreenDesc(file, width, height, 2, 0, map);
    if (!comment.empty())
        EGifPutComment(file, std::string(comment).c_str());
    for (const auto& picture : pictures)
        put_picture(file, picture);
    EGifCloseFile(file, &error);
    GifFreeMapObject(map);
    return out;
}

}  // namespace imprimatur::jail::photo::samples
