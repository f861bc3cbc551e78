#include "jail/photo/pixels.h"

#include "base/checked.h"
#include "base/limits.h"

#include <algorithm>
#include <cstring>

namespace imprimatur::jail {

Outcome check_frame_size(std::uint64_t width, std::uint64_t height, std::uint64_t channels)
{
    if (width == 0 || height == 0 || channels == 0)
        return photo::malformed("a side of the picture is zero");
    if (width > limits::kMaxSide || height > limits::kMaxSide)
        return photo::too_large("a side of the picture passes the limit");
    const auto pixels = checked_multiply(width, height);
    if (!pixels || *pixels > limits::kMaxFramePixels)
        return photo::too_large("the picture has more pixels than the limit");
    const auto samples = checked_multiply(*pixels, channels);
    if (!samples || *samples > limits::kMaxDecodedBytes)
        return photo::too_large("the picture needs more bytes than the limit");
    return std::nullopt;
}

namespace photo {

namespace {

constexpr unsigned kWhite = 255;

std::uint8_t on_white(unsigned colour, unsigned alpha)
{
    return static_cast<std::uint8_t>((colour * alpha + kWhite * (255 - alpha) + 127) / 255);
}

}  // namespace

Parsed<Frame> blank_frame(std::uint64_t width, std::uint64_t height, std::uint32_t channels)
{
    if (auto refused = check_frame_size(width, height, channels))
        return *refused;
    Frame frame { static_cast<std::uint32_t>(width), static_cast<std::uint32_t>(height), channels, {} };
    frame.samples.resize(width * height * channels);
    return frame;
}

Outcome check_frames_size(std::uint64_t width, std::uint64_t height, std::uint64_t channels, std::uint64_t frames)
{
    if (auto refused = check_frame_size(width, height, channels))
        return refused;
    const auto all = checked_multiply(width * height * channels, frames);
    if (frames > limits::kMaxFrames || !all || *all > limits::kMaxDecodedBytes)
        return too_large("the frames together pass the limit of decoded pixels");
    return std::nullopt;
}

Outcome check_frame(const Frame& frame)
{
    if (auto refused = check_frame_size(frame.width, frame.height, frame.channels))
        return refused;
    const bool channels = frame.channels == 1 || frame.channels == 3;
    if (!channels || frame.samples.size() != std::uint64_t { frame.width } * frame.height * frame.channels)
        return malformed("the picture to be written does not have the size it says");
    return std::nullopt;
}

void flatten(ByteView samples, Frame& onto)
{
    const std::size_t colours = onto.channels;
    auto* out = onto.samples.data();
    for (const auto* in = samples.data(); in != samples.data() + samples.size(); in += colours + 1, out += colours) {
        const unsigned alpha = in[colours];
        for (std::size_t c = 0; c < colours; ++c)
            out[c] = alpha == 255 ? in[c] : on_white(in[c], alpha);
    }
}

Frame upright(Frame frame, unsigned orientation)
{
    if (orientation < 2 || orientation > 8)
        return frame;
    const bool swapped = orientation >= 5;
    const bool from_right = orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
    const bool from_bottom = orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
    Frame turned { swapped ? frame.height : frame.width, swapped ? frame.width : frame.height, frame.channels, {} };
    turned.samples.resize(frame.samples.size());
    const std::size_t channels = frame.channels;
    std::size_t to = 0;
    for (std::size_t y = 0; y < turned.height; ++y) {
        for (std::size_t x = 0; x < turned.width; ++x, to += channels) {
            const std::size_t column = swapped ? y : x;
            const std::size_t row = swapped ? x : y;
            const std::size_t from_x = from_right ? frame.width - 1 - column : column;
            const std::size_t from_y = from_bottom ? frame.height - 1 - row : row;
            std::memcpy(&turned.samples[to], &frame.samples[(from_y * frame.width + from_x) * channels], channels);
        }
    }
    return turned;
}

Outcome give(MaterialSink& sink, Frame frame, unsigned orientation)
{
    if (orientation >= 2 && orientation <= 8)
        sink.note("turned upright as its orientation tag says");
    return sink.frame(upright(std::move(frame), orientation));
}

}  // namespace photo

}  // namespace imprimatur::jail
