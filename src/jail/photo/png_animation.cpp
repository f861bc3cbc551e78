#include "jail/photo/png_animation.h"

#include "base/limits.h"
#include "jail/photo/inflate.h"
#include "jail/photo/pixels.h"
#include "jail/photo/png_raster.h"
#include "jail/photo/transparency.h"

#include <algorithm>
#include <zlib.h>

namespace imprimatur::jail::photo {

namespace {

using Disposal = PngAnimationFrame::Disposal;
using Frames = std::vector<PngAnimationFrame>;

void put_u32(Bytes& bytes, std::uint32_t value)
{
    for (int shift = 24; shift >= 0; shift -= 8)
        bytes.push_back(static_cast<std::uint8_t>(value >> shift));
}

void put_chunk(Bytes& file, std::string_view type, ByteView data)
{
    put_u32(file, static_cast<std::uint32_t>(data.size()));
    const std::size_t start = file.size();
    file.insert(file.end(), type.begin(), type.end());
    file.insert(file.end(), data.begin(), data.end());
    put_u32(file, static_cast<std::uint32_t>(crc32(0, file.data() + start, static_cast<uInt>(file.size() - start))));
}

/// 11.3.5.2 without its sequence number.
std::optional<PngAnimationFrame> control_of(ByteReader& reader, const PngHeader& canvas)
{
    PngAnimationFrame frame;
    for (auto* side : { &frame.width, &frame.height, &frame.left, &frame.top }) {
        const auto value = reader.u32(true);
        if (!value)
            return std::nullopt;
        *side = *value;
    }
    const auto rest = reader.take(6);  // delay, disposal, blending
    if (!rest || !reader.at_end() || (*rest)[4] > 2 || (*rest)[5] > 1)
        return std::nullopt;
    frame.disposal = static_cast<Disposal>((*rest)[4]);
    frame.over = (*rest)[5] == 1;
    const bool inside
        = std::uint64_t { frame.left } + frame.width <= canvas.width && std::uint64_t { frame.top } + frame.height <= canvas.height;
    return inside && frame.width > 0 && frame.height > 0 ? std::optional(frame) : std::nullopt;
}

class Collector {
public:
    explicit Collector(const PngFile& file)
        : m_file(file)
    {
    }

    /// Empty: not a valid animation.
    Frames collect()
    {
        for (const auto& chunk : m_file.chunks) {
            if (!take(chunk))
                return {};
        }
        const bool enough = m_announced > 0 && m_frames.size() >= m_announced;
        return enough && std::all_of(m_frames.begin(), m_frames.end(), [&](const auto& frame) { return is_whole(frame); })
            ? std::move(m_frames)
            : Frames {};
    }

private:
    bool take(const PngChunk& chunk)
    {
        ByteReader reader(chunk.data);
        if (chunk.type == "acTL" && !m_data_seen) {
            m_announced = reader.u32(true).value_or(0);
            return m_announced > 0;
        }
        if (chunk.type == "IDAT") {
            m_data_seen = true;
            if (!m_frames.empty())
                m_frames.back().data.push_back(chunk.data);
            return m_frames.size() <= 1;
        }
        if (chunk.type != "fcTL" && chunk.type != "fdAT")
            return true;
        if (reader.u32(true) != m_sequence++)
            return false;
        if (chunk.type == "fcTL")
            return take_control(reader);
        if (!m_data_seen || m_frames.empty() || m_frames.back().from_idat)
            return false;
        m_frames.back().data.push_back(reader.rest());
        return true;
    }

    bool take_control(ByteReader& reader)
    {
        const auto frame = control_of(reader, m_file.header);
        if (!frame || (!m_data_seen && !m_frames.empty()))
            return false;
        m_frames.push_back(*frame);
        m_frames.back().from_idat = !m_data_seen;
        return m_data_seen || (frame->width == m_file.header.width && frame->height == m_file.header.height);
    }

    [[nodiscard]] bool is_whole(const PngAnimationFrame& frame) const
    {
        PngHeader header = m_file.header;
        header.width = frame.width;
        header.height = frame.height;
        const auto expected = picture_bytes(header);
        const auto measured = measure_stream(frame.data, expected);
        return measured.length == expected && measured.whole && measured.left_over == 0;
    }

    const PngFile& m_file;
    Frames m_frames {};
    std::uint32_t m_announced = 0;
    std::uint32_t m_sequence = 0;
    bool m_data_seen = false;
};

/// The frame as a file of its own: the header with its size, the chunks that colours need, its data.
Bytes file_of(const PngFile& parts, const PngAnimationFrame& frame)
{
    Bytes file { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n' };
    Bytes header;
    put_u32(header, frame.width);
    put_u32(header, frame.height);
    const auto kind = parts.chunks.front().data.subspan(8);
    header.insert(header.end(), kind.begin(), kind.end());
    put_chunk(file, "IHDR", header);
    for (const auto& chunk : parts.chunks) {
        if (chunk.type == "PLTE" || chunk.type == "tRNS")
            put_chunk(file, chunk.type, chunk.data);
    }
    for (const auto piece : frame.data)
        put_chunk(file, "IDAT", piece);
    put_chunk(file, "IEND", {});
    return file;
}

/// Porter and Duff's "over" for colours that are not multiplied by their alpha.
void blend(const std::uint8_t* in, std::uint8_t* out, std::size_t colours)
{
    const unsigned above = in[colours];
    const unsigned below = out[colours] * (255 - above);  // 255 times what still shows through
    const unsigned sum = above * 255 + below;
    if (above == 0 || sum == 0)
        return;
    for (std::size_t c = 0; c < colours; ++c)
        out[c] = static_cast<std::uint8_t>((in[c] * above * 255 + out[c] * below + sum / 2) / sum);
    out[colours] = static_cast<std::uint8_t>((sum + 127) / 255);
}

class Player {
public:
    Player(const PngFile& file, Listing& listing)
        : m_file(file)
        , m_colours(file.header.colour_type == 0 || file.header.colour_type == 4 ? 1 : 3)
        , m_step(m_colours + 1)
        , m_canvas(std::size_t { file.header.width } * file.header.height * m_step)
        , m_transparency(listing)
    {
    }

    Outcome show(const PngAnimationFrame& frame, unsigned orientation, MaterialSink& sink)
    {
        PngHeader header = m_file.header;
        header.width = frame.width;
        header.height = frame.height;
        auto decoded = png_raster(file_of(m_file, frame), header);
        if (auto* refused = std::get_if<Unreadable>(&decoded))
            return std::move(*refused);
        const bool clears = frame.disposal == Disposal::Clear || (frame.disposal == Disposal::Restore && m_first);
        Bytes before = frame.disposal == Disposal::Restore && !m_first ? m_canvas : Bytes {};
        draw(frame, std::get<PngRaster>(decoded));
        m_first = false;
        auto blank = blank_frame(m_file.header.width, m_file.header.height, static_cast<std::uint32_t>(m_colours));
        if (auto* refused = std::get_if<Unreadable>(&blank))
            return std::move(*refused);
        m_transparency.lay_on_white(m_canvas, std::get<Frame>(blank));
        if (auto refused = give(sink, std::move(std::get<Frame>(blank)), orientation))
            return refused;
        if (clears)
            clear(frame);
        else if (!before.empty())
            m_canvas = std::move(before);
        return std::nullopt;
    }

    Outcome report(unsigned orientation) { return m_transparency.report(orientation); }

private:
    [[nodiscard]] std::uint8_t* row(const PngAnimationFrame& frame, std::size_t y)
    {
        return &m_canvas[((frame.top + y) * m_file.header.width + frame.left) * m_step];
    }

    void draw(const PngAnimationFrame& frame, const PngRaster& raster)
    {
        const bool has_alpha = raster.channels % 2 == 0;
        Bytes pixel(m_step, 255);
        const auto* in = raster.samples.data();
        for (std::size_t y = 0; y < frame.height; ++y) {
            auto* out = row(frame, y);
            for (std::size_t x = 0; x < frame.width; ++x, in += raster.channels, out += m_step) {
                std::copy_n(in, has_alpha ? m_step : m_colours, pixel.begin());
                if (frame.over && pixel[m_colours] < 255)
                    blend(pixel.data(), out, m_colours);
                else
                    std::copy_n(pixel.begin(), m_step, out);
            }
        }
    }

    void clear(const PngAnimationFrame& frame)
    {
        for (std::size_t y = 0; y < frame.height; ++y) {
            auto* start = row(frame, y);
            std::fill(start, start + frame.width * m_step, std::uint8_t { 0 });
        }
    }

    const PngFile& m_file;
    std::size_t m_colours;
    std::size_t m_step;
    Bytes m_canvas;
    Transparency m_transparency;
    bool m_first = true;
};

}  // namespace

Parsed<std::vector<PngAnimationFrame>> animation_of(const PngFile& file)
{
    const auto controls = std::count_if(file.chunks.begin(), file.chunks.end(), [](const PngChunk& chunk) { return chunk.type == "fcTL"; });
    if (static_cast<std::uint64_t>(controls) > limits::kMaxFrames)
        return too_large("the PNG file has more frames than the limit");
    if (auto refused = check_frames_size(file.header.width, file.header.height, 1, static_cast<std::uint64_t>(controls)))
        return *refused;
    return Collector(file).collect();
}

Outcome play(const PngFile& file, const std::vector<PngAnimationFrame>& frames, unsigned orientation, Listing& listing, MaterialSink& sink)
{
    Player player(file, listing);
    for (const auto& frame : frames) {
        if (auto refused = player.show(frame, orientation, sink))
            return refused;
    }
    return player.report(orientation);
}

}  // namespace imprimatur::jail::photo
