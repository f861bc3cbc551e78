#include "jail/photo/gif_blocks.h"
#include "jail/photo/pixels.h"
#include "jail/photo/transparency.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <gif_lib.h>

namespace imprimatur::jail {

namespace photo {

namespace {

class MemoryGif {
public:
    explicit MemoryGif(ByteView file)
        : m_reader(file)
    {
        int error = 0;
        m_gif = DGifOpen(this, read, &error);
    }
    ~MemoryGif()
    {
        int error = 0;
        if (m_gif != nullptr)
            DGifCloseFile(m_gif, &error);
    }
    MemoryGif(const MemoryGif&) = delete;
    MemoryGif& operator=(const MemoryGif&) = delete;
    [[nodiscard]] GifFileType* get() const { return m_gif; }

private:
    static int read(GifFileType* gif, GifByteType* to, int count)
    {
        auto& reader = static_cast<MemoryGif*>(gif->UserData)->m_reader;
        const auto bytes = reader.take(std::min(static_cast<std::size_t>(count), reader.remaining()));
        std::memcpy(to, bytes->data(), bytes->size());
        return static_cast<int>(bytes->size());
    }

    ByteReader m_reader;
    GifFileType* m_gif = nullptr;
};

constexpr std::size_t kRgba = 4;

/// GIF89a 23: what is to be done with a picture before the next one is drawn.
enum class Disposal { Keep = 1, Clear = 2, Restore = 3 };

struct Control {
    Disposal disposal = Disposal::Keep;
    int transparent = -1;
};

struct Area {
    std::size_t left, top, width, height;
};

class Player {
public:
    Player(const GifFile& parts, Listing& listing, MaterialSink& sink)
        : m_sink(sink)
        , m_transparency(listing)
        , m_single(parts.pictures == 1)
        , m_width(parts.width)
        , m_height(parts.height)
        , m_canvas(m_width * m_height * kRgba)
    {
    }

    Outcome play(GifFileType* gif)
    {
        while (true) {
            GifRecordType record = UNDEFINED_RECORD_TYPE;
            if (DGifGetRecordType(gif, &record) == GIF_ERROR)
                return malformed("the GIF file is damaged");
            if (record == TERMINATE_RECORD_TYPE)
                return m_single ? std::nullopt : m_transparency.report();
            if (record == EXTENSION_RECORD_TYPE && !read_extension(gif))
                return malformed("an extension of the GIF file is damaged");
            if (record != IMAGE_DESC_RECORD_TYPE)
                continue;
            if (auto refused = read_picture(gif))
                return refused;
        }
    }

private:
    bool read_extension(GifFileType* gif)
    {
        int label = 0;
        GifByteType* block = nullptr;
        if (DGifGetExtension(gif, &label, &block) == GIF_ERROR)
            return false;
        while (block != nullptr) {
            GraphicsControlBlock control {};
            if (label == GRAPHICS_EXT_FUNC_CODE && DGifExtensionToGCB(block[0], block + 1, &control) == GIF_OK)
                m_control = { disposal_of(control.DisposalMode), control.TransparentColor };
            if (DGifGetExtensionNext(gif, &block) == GIF_ERROR)
                return false;
        }
        return true;
    }

    static Disposal disposal_of(int mode) { return mode == 2 ? Disposal::Clear : mode == 3 ? Disposal::Restore : Disposal::Keep; }

    Outcome read_picture(GifFileType* gif)
    {
        if (DGifGetImageDesc(gif) == GIF_ERROR)
            return malformed("a picture of the GIF file is damaged");
        const auto& image = gif->Image;
        const auto* colours = image.ColorMap != nullptr ? image.ColorMap : gif->SColorMap;
        const Area area { static_cast<std::size_t>(image.Left), static_cast<std::size_t>(image.Top), static_cast<std::size_t>(image.Width),
            static_cast<std::size_t>(image.Height) };
        if (colours == nullptr)
            return malformed("a picture of the GIF file has no colour table");
        if (auto refused = check_frame_size(area.width, area.height, 1))
            return refused;
        if (area.left + area.width > m_width || area.top + area.height > m_height)
            return malformed("a picture of the GIF file does not fit");
        Bytes before;
        if (m_control.disposal == Disposal::Restore)
            before = m_canvas;
        if (!draw(gif, area, *colours))
            return malformed("the GIF picture data is damaged or cut");
        if (auto refused = show())
            return refused;
        dispose(area, std::move(before));
        m_control = {};
        return std::nullopt;
    }

    bool draw(GifFileType* gif, const Area& area, const ColorMapObject& colours)
    {
        struct Pass {
            std::size_t from, step;
        };
        constexpr std::array<Pass, 4> kInterlaced { { { 0, 8 }, { 4, 8 }, { 2, 4 }, { 1, 2 } } };
        constexpr std::array<Pass, 1> kPlain { { { 0, 1 } } };
        Bytes line(area.width);
        const auto pass_lines = [&](const auto& passes) {
            for (const auto& pass : passes) {
                for (std::size_t y = pass.from; y < area.height; y += pass.step) {
                    if (DGifGetLine(gif, line.data(), static_cast<int>(line.size())) == GIF_ERROR)
                        return false;
                    if (!draw_line(line, area, y, colours))
                        return false;
                }
            }
            return true;
        };
        return gif->Image.Interlace ? pass_lines(kInterlaced) : pass_lines(kPlain);
    }

    /// False: a colour that the table does not have, which every viewer would show differently.
    bool draw_line(const Bytes& line, const Area& area, std::size_t y, const ColorMapObject& colours)
    {
        auto* out = &m_canvas[((area.top + y) * m_width + area.left) * kRgba];
        for (const auto index : line) {
            if (index != m_control.transparent) {
                if (index >= colours.ColorCount)
                    return false;
                const auto& colour = colours.Colors[index];
                out[0] = colour.Red;
                out[1] = colour.Green;
                out[2] = colour.Blue;
                out[3] = 255;
            }
            out += kRgba;
        }
        return true;
    }

    Outcome show()
    {
        auto frame = blank_frame(m_width, m_height, 3);
        if (const auto* refused = std::get_if<Unreadable>(&frame))
            return *refused;
        m_transparency.lay_on_white(m_canvas, std::get<Frame>(frame));
        if (m_single) {
            if (auto refused = m_transparency.report())
                return refused;
        }
        return m_sink.frame(std::move(std::get<Frame>(frame)));
    }

    void dispose(const Area& area, Bytes before)
    {
        if (m_control.disposal == Disposal::Restore) {
            m_canvas = std::move(before);
        } else if (m_control.disposal == Disposal::Clear) {
            for (std::size_t y = 0; y < area.height; ++y) {
                auto* row = &m_canvas[((area.top + y) * m_width + area.left) * kRgba];
                std::fill(row, row + area.width * kRgba, std::uint8_t { 0 });
            }
        }
    }

    MaterialSink& m_sink;
    Transparency m_transparency;
    bool m_single;
    std::size_t m_width;
    std::size_t m_height;
    Bytes m_canvas;
    Control m_control {};
};

Outcome decode(ByteView file, MaterialSink& sink)
{
    auto split = split_gif(file);
    if (const auto* refused = std::get_if<Unreadable>(&split))
        return *refused;
    const auto& parts = std::get<GifFile>(split);
    if (auto refused = check_frame_size(parts.width, parts.height, kRgba))
        return refused;
    if (auto refused = check_frames_size(parts.width, parts.height, 3, parts.pictures))
        return refused;
    sink.describe(MediaKind::Gif, parts.pictures > 1 ? "animated GIF" : "GIF");
    Listing listing(sink);
    list_gif(parts, listing);
    if (listing.stopped())
        return listing.outcome();
    const MemoryGif gif(file);
    if (gif.get() == nullptr)
        return malformed("the header of the GIF file is not valid");
    return Player(parts, listing, sink).play(gif.get());
}

}  // namespace

}  // namespace photo

bool recognises_gif(ByteView file) { return as_text(file).starts_with("GIF87a") || as_text(file).starts_with("GIF89a"); }

Outcome decode_gif(ByteView file, MaterialSink& sink)
{
    return photo::within_memory([&] { return photo::decode(file, sink); });
}

}  // namespace imprimatur::jail
