#include "base/limits.h"
#include "jail/photo/pixels.h"
#include "jail/photo/riff.h"
#include "jail/photo/transparency.h"

#include <memory>
#include <webp/decode.h>
#include <webp/demux.h>

namespace imprimatur::jail {

namespace photo {

namespace {

using Animation = std::unique_ptr<WebPAnimDecoder, decltype(&WebPAnimDecoderDelete)>;

Animation open(ByteView file)
{
    WebPAnimDecoderOptions options {};
    if (WebPAnimDecoderOptionsInit(&options) == 0)
        return { nullptr, WebPAnimDecoderDelete };
    options.color_mode = MODE_RGBA;  // not premultiplied
    options.use_threads = 0;
    const WebPData data { file.data(), file.size() };
    return { WebPAnimDecoderNew(&data, &options), WebPAnimDecoderDelete };
}

/// From the headers alone, before anything is allocated.
Outcome check_headers(ByteView file, std::string& encoding)
{
    WebPBitstreamFeatures features {};
    if (WebPGetFeatures(file.data(), file.size(), &features) != VP8_STATUS_OK)
        return malformed("the header of the WebP file is not valid");
    const auto width = static_cast<std::uint64_t>(features.width);
    const auto height = static_cast<std::uint64_t>(features.height);
    encoding = features.has_animation != 0 ? "animated WebP" : features.format == 2 ? "lossless WebP" : "WebP";
    return check_frame_size(width, height, 4);
}

Outcome check_info(const WebPAnimInfo& info)
{
    if (info.frame_count > limits::kMaxFrames)
        return too_large("the WebP file has more frames than the limit");
    if (info.frame_count == 0)
        return malformed("the WebP file has no picture");
    if (auto refused = check_frame_size(info.canvas_width, info.canvas_height, 4))
        return refused;
    return check_frames_size(info.canvas_width, info.canvas_height, 3, info.frame_count);
}

/// Every frame as it stands on the whole canvas.
Outcome read_frames(ByteView file, unsigned orientation, Listing& listing, MaterialSink& sink)
{
    const auto animation = open(file);
    WebPAnimInfo info {};
    if (!animation || WebPAnimDecoderGetInfo(animation.get(), &info) == 0)
        return malformed("the WebP picture data is damaged or cut");
    if (auto refused = check_info(info))
        return refused;
    Transparency transparency(listing);
    for (std::uint32_t i = 0; i < info.frame_count; ++i) {
        std::uint8_t* canvas = nullptr;
        int time = 0;
        if (WebPAnimDecoderGetNext(animation.get(), &canvas, &time) == 0)
            return malformed("the WebP picture data is damaged or cut");
        auto frame = blank_frame(info.canvas_width, info.canvas_height, 3);
        if (const auto* refused = std::get_if<Unreadable>(&frame))
            return *refused;
        const std::size_t bytes = std::size_t { info.canvas_width } * info.canvas_height * 4;
        transparency.lay_on_white({ canvas, bytes }, std::get<Frame>(frame));
        if (info.frame_count == 1) {
            if (auto refused = transparency.report(orientation))
                return refused;
        }
        if (auto refused = give(sink, std::move(std::get<Frame>(frame)), orientation))
            return refused;
    }
    return info.frame_count == 1 ? std::nullopt : transparency.report(orientation);
}

Outcome decode(ByteView file, MaterialSink& sink)
{
    auto split = split_webp(file);
    if (const auto* refused = std::get_if<Unreadable>(&split))
        return *refused;
    const auto& parts = std::get<WebpFile>(split);
    std::string encoding;
    if (auto refused = check_headers(parts.picture, encoding))
        return refused;
    sink.describe(MediaKind::WebP, encoding);
    Listing listing(sink);
    const auto orientation = list_webp(parts, listing);
    if (listing.stopped())
        return listing.outcome();
    return read_frames(parts.picture, orientation, listing, sink);
}

}  // namespace

}  // namespace photo

bool recognises_webp(ByteView file)
{
    return file.size() >= 12 && as_text(file.first(4)) == "RIFF" && as_text(file.subspan(8, 4)) == "WEBP";
}

Outcome decode_webp(ByteView file, MaterialSink& sink)
{
    return photo::within_memory([&] { return photo::decode(file, sink); });
}

}  // namespace imprimatur::jail
