#include "jail/photo/jpeg_errors.h"
#include "jail/photo/jpeg_segments.h"
#include "jail/photo/pixels.h"

#include <algorithm>
#include <jerror.h>
#include <optional>
#include <utility>

namespace imprimatur::jail {

namespace photo {

namespace {

/// Owns the decoder. The functions that may jump have only trivial locals.
class Decoder {
public:
    Decoder()
    {
        prepare(m_errors);
        m_cinfo.err = &m_errors.manager;
        m_cinfo.client_data = &m_errors;
    }
    ~Decoder() { jpeg_destroy_decompress(&m_cinfo); }
    Decoder(const Decoder&) = delete;
    Decoder& operator=(const Decoder&) = delete;

    bool open(ByteView file)
    {
        if (setjmp(m_errors.escape) != 0)
            return false;
        jpeg_create_decompress(&m_cinfo);
        m_cinfo.progress = &m_errors.progress;
        jpeg_mem_src(&m_cinfo, file.data(), file.size());
        return jpeg_read_header(&m_cinfo, TRUE) == JPEG_HEADER_OK;
    }

    bool start(J_COLOR_SPACE colours)
    {
        if (setjmp(m_errors.escape) != 0)
            return false;
        m_cinfo.out_color_space = colours;
        m_cinfo.dct_method = JDCT_ISLOW;
        return jpeg_start_decompress(&m_cinfo) != FALSE;
    }

    bool read_row(std::uint8_t* row)
    {
        if (setjmp(m_errors.escape) != 0)
            return false;
        return jpeg_read_scanlines(&m_cinfo, &row, 1) == 1;
    }

    bool finish()
    {
        if (setjmp(m_errors.escape) != 0)
            return false;
        return jpeg_finish_decompress(&m_cinfo) != FALSE;
    }

    /// Progressive: every coefficient of every component arrived with all its bits (T.81 G.1.1).
    [[nodiscard]] bool all_bits_there() const
    {
        if (m_cinfo.progressive_mode == FALSE || m_cinfo.coef_bits == nullptr)
            return true;
        for (int component = 0; component < m_cinfo.num_components; ++component) {
            const auto& bits = m_cinfo.coef_bits[component];
            if (std::any_of(std::begin(bits), std::end(bits), [](int missing) { return missing != 0; }))
                return false;
        }
        return true;
    }

    [[nodiscard]] const jpeg_decompress_struct& info() const { return m_cinfo; }
    [[nodiscard]] bool damaged() const { return m_errors.damaged; }

    [[nodiscard]] Unreadable refusal() const
    {
        if (m_errors.too_many_scans)
            return too_large("the JPEG picture has more scans than the limit");
        switch (m_errors.fatal) {
        case JERR_BAD_PRECISION: return unsupported("the JPEG picture has more than 8 bits a sample");
        case JERR_SOF_UNSUPPORTED: return unsupported("the JPEG picture is of a kind that is not read, such as lossless");
        case JERR_CONVERSION_NOTIMPL: return unsupported("the colours of the JPEG picture are of a kind that is not read");
        case JERR_OUT_OF_MEMORY: return { Unreadable::How::OutOfMemory, "the picture needs more memory than there is" };
        case JERR_IMAGE_TOO_BIG: return too_large("a side of the picture passes the limit");
        default: return malformed("the JPEG picture data is damaged");
        }
    }

private:
    jpeg_decompress_struct m_cinfo {};
    JpegErrors m_errors {};
};

/// Adobe stores ink inverted: 255 is no ink. ImageMagick and Pillow take every JPEG of four inks that way, with Adobe's marker or without
/// (compared pixel by pixel); so it is shown like that here. The profile is not applied.
void rgb_from_cmyk(const Bytes& cmyk, std::uint8_t* rgb)
{
    for (std::size_t at = 0; at + 4 <= cmyk.size(); at += 4, rgb += 3) {
        for (std::size_t c = 0; c < 3; ++c)
            rgb[c] = static_cast<std::uint8_t>((unsigned { cmyk[at + c] } * cmyk[at + 3] + 127) / 255);
    }
}

std::string encoding_of(std::uint8_t frame_marker)
{
    switch (frame_marker) {
    case 0xC0: return "baseline JPEG";
    case 0xC1: return "extended JPEG";
    case 0xC2: return "progressive JPEG";
    case 0xC3: return "lossless JPEG";
    case 0xC9: return "JPEG with arithmetic coding";
    case 0xCA: return "progressive JPEG with arithmetic coding";
    default: return "JPEG of a rare kind";
    }
}

bool read_pixels(Decoder& decoder, Frame& frame)
{
    const bool cmyk = decoder.info().out_color_space == JCS_CMYK;
    const std::size_t stride = std::size_t { frame.width } * frame.channels;
    Bytes row(cmyk ? std::size_t { frame.width } * 4 : 0);
    for (std::uint32_t y = 0; y < frame.height; ++y) {
        std::uint8_t* out = frame.samples.data() + y * stride;
        if (!decoder.read_row(cmyk ? row.data() : out))
            return false;
        if (cmyk)
            rgb_from_cmyk(row, out);
    }
    return true;
}

/// Pixels that one block of the component covers (T.81 A.1.1, A.2.2); nothing where that is no power of two.
std::optional<std::uint32_t> block_side(int largest, int factor)
{
    constexpr int kBlock = 8;
    const int side = factor > 0 ? kBlock * largest / factor : 0;
    const bool usual = side == kBlock || side == 2 * kBlock || side == 4 * kBlock;
    return usual && largest % factor == 0 ? std::optional(static_cast<std::uint32_t>(side)) : std::nullopt;
}

/// Where the blocks lie in the picture turned upright; nothing for sampling factors that nobody uses.
std::optional<BlockGrid> blocks_of(const jpeg_decompress_struct& info, unsigned orientation)
{
    BlockGrid grid;
    for (int i = 0; i < info.num_components; ++i) {
        const bool single = info.num_components == 1;
        const auto width = single ? 8U : block_side(info.max_h_samp_factor, info.comp_info[i].h_samp_factor);
        const auto height = single ? 8U : block_side(info.max_v_samp_factor, info.comp_info[i].v_samp_factor);
        if (!width || !height)
            return std::nullopt;
        auto& known_width = i == 0 ? grid.luma_width : grid.chroma_width;
        auto& known_height = i == 0 ? grid.luma_height : grid.chroma_height;
        known_width = std::max(known_width, *width);
        known_height = std::max(known_height, *height);
    }
    // The reverse of upright(): a side that was the far one has the first block's edge at its end.
    if (orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8)
        grid.x = info.image_width;
    if (orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7)
        grid.y = info.image_height;
    if (orientation >= 5 && orientation <= 8) {
        std::swap(grid.x, grid.y);
        std::swap(grid.luma_width, grid.luma_height);
        std::swap(grid.chroma_width, grid.chroma_height);
    }
    return grid;
}

Parsed<Frame> decode_picture(ByteView file, unsigned orientation, MaterialSink& sink)
{
    Decoder decoder;
    if (!decoder.open(file))
        return decoder.refusal();
    const auto& info = decoder.info();
    // The decoder forgets its components when it finishes.
    const auto grid = blocks_of(info, orientation);
    const bool grey = info.jpeg_color_space == JCS_GRAYSCALE;
    const bool ink = info.jpeg_color_space == JCS_CMYK || info.jpeg_color_space == JCS_YCCK;
    auto frame = blank_frame(info.image_width, info.image_height, grey ? 1 : 3);
    if (std::holds_alternative<Unreadable>(frame))
        return frame;
    if (!decoder.start(grey ? JCS_GRAYSCALE : ink ? JCS_CMYK : JCS_RGB) || !read_pixels(decoder, std::get<Frame>(frame)))
        return decoder.refusal();
    if (!decoder.all_bits_there())
        return malformed("scans of the progressive JPEG picture are missing");
    if (!decoder.finish())
        return decoder.refusal();
    if (decoder.damaged())
        return malformed("the JPEG picture data is damaged or cut");
    if (grid)
        sink.blocks(*grid);
    return frame;
}

Outcome decode(ByteView file, MaterialSink& sink)
{
    auto split = split_jpeg(file);
    if (const auto* refused = std::get_if<Unreadable>(&split))
        return *refused;
    const auto& parts = std::get<JpegFile>(split);
    sink.describe(MediaKind::Jpeg, encoding_of(parts.frame_marker));
    Listing listing(sink);
    const auto orientation = list_jpeg(parts, listing);
    if (listing.stopped())
        return listing.outcome();
    auto frame = decode_picture(file, orientation, sink);
    if (const auto* refused = std::get_if<Unreadable>(&frame))
        return *refused;
    return give(sink, std::move(std::get<Frame>(frame)), orientation);
}

}  // namespace

}  // namespace photo

bool recognises_jpeg(ByteView file) { return file.size() >= 3 && file[0] == 0xFF && file[1] == 0xD8 && file[2] == 0xFF; }

Outcome decode_jpeg(ByteView file, MaterialSink& sink)
{
    return photo::within_memory([&] { return photo::decode(file, sink); });
}

}  // namespace imprimatur::jail
