#include "jail/photo/pixels.h"
#include "jail/photo/png_chunks.h"

#include <array>
#include <csetjmp>
#include <cstring>
#include <png.h>

namespace imprimatur::jail {

namespace photo {

namespace {

[[noreturn]] void escape(png_structp png, png_const_charp) { png_longjmp(png, 1); }
void say_nothing(png_structp, png_const_charp) { }

/// Owns the decoder. The functions that may jump have only trivial locals.
class Decoder {
public:
    explicit Decoder(ByteView file)
        : m_reader(file)
    {
        m_png = png_create_read_struct(PNG_LIBPNG_VER_STRING, nullptr, escape, say_nothing);
        m_info = m_png == nullptr ? nullptr : png_create_info_struct(m_png);
    }
    ~Decoder() { png_destroy_read_struct(&m_png, &m_info, nullptr); }
    Decoder(const Decoder&) = delete;
    Decoder& operator=(const Decoder&) = delete;

    bool start()
    {
        if (m_info == nullptr || setjmp(png_jmpbuf(m_png)) != 0)
            return false;
        png_set_read_fn(m_png, this, read);
        png_set_crc_action(m_png, PNG_CRC_ERROR_QUIT, PNG_CRC_ERROR_QUIT);
        // Metadata is read by our own walker; libpng sees only what makes the picture.
        png_set_keep_unknown_chunks(m_png, PNG_HANDLE_CHUNK_NEVER, nullptr, -1);
        png_read_info(m_png, m_info);
        png_set_scale_16(m_png);
        png_set_expand(m_png);
        m_passes = png_set_interlace_handling(m_png);
        png_read_update_info(m_png, m_info);
        return true;
    }

    bool read_into(std::uint8_t* samples, std::size_t stride, std::uint32_t height)
    {
        if (setjmp(png_jmpbuf(m_png)) != 0)
            return false;
        for (int pass = 0; pass < m_passes; ++pass) {
            for (std::uint32_t y = 0; y < height; ++y)
                png_read_row(m_png, samples + y * stride, nullptr);
        }
        png_read_end(m_png, nullptr);
        return true;
    }

    [[nodiscard]] std::uint32_t channels() const { return png_get_channels(m_png, m_info); }
    [[nodiscard]] std::size_t stride() const { return png_get_rowbytes(m_png, m_info); }

private:
    static void read(png_structp png, png_bytep to, std::size_t count)
    {
        const auto bytes = static_cast<Decoder*>(png_get_io_ptr(png))->m_reader.take(count);
        if (!bytes)
            png_error(png, "");
        std::memcpy(to, bytes->data(), count);
    }

    ByteReader m_reader;
    png_structp m_png = nullptr;
    png_infop m_info = nullptr;
    int m_passes = 1;
};

struct Picture {
    Frame frame;
    std::uint64_t transparent = 0;
};

Parsed<Picture> decode_picture(ByteView file, const PngHeader& header)
{
    Decoder decoder(file);
    if (!decoder.start())
        return malformed("the PNG picture data is damaged");
    const auto channels = decoder.channels();
    const bool alpha = channels == 2 || channels == 4;
    auto blank = blank_frame(header.width, header.height, alpha ? channels - 1 : channels);
    if (const auto* refused = std::get_if<Unreadable>(&blank))
        return *refused;
    Picture picture { std::move(std::get<Frame>(blank)) };
    if (decoder.stride() != std::size_t { header.width } * channels)
        return malformed("the PNG picture data does not have the size it says");
    Bytes with_alpha(alpha ? decoder.stride() * header.height : 0);
    auto* samples = alpha ? with_alpha.data() : picture.frame.samples.data();
    if (!decoder.read_into(samples, decoder.stride(), header.height))
        return malformed("the PNG picture data is damaged");
    if (alpha)
        picture.transparent = flatten(with_alpha, picture.frame);
    return picture;
}

std::string encoding_of(const PngHeader& header)
{
    constexpr std::array<std::string_view, 7> kKinds { "grey", "", "RGB", "palette", "grey with alpha", "", "RGB with alpha" };
    std::string text = std::to_string(header.depth) + "-bit " + std::string(kKinds[header.colour_type]) + " PNG";
    return header.interlaced ? "interlaced " + text : text;
}

Outcome decode(ByteView file, MaterialSink& sink)
{
    auto split = split_png(file);
    if (const auto* refused = std::get_if<Unreadable>(&split))
        return *refused;
    const auto& parts = std::get<PngFile>(split);
    sink.describe(MediaKind::Png, encoding_of(parts.header));
    Listing listing(sink);
    const auto orientation = list_png(parts, listing);
    if (listing.stopped())
        return listing.outcome();
    auto picture = decode_picture(file, parts.header);
    if (const auto* refused = std::get_if<Unreadable>(&picture))
        return *refused;
    if (parts.header.depth == 16)
        sink.note("16 bits a sample were scaled to 8");
    if (auto refused = report_alpha(sink, std::get<Picture>(picture).transparent))
        return refused;
    return give(sink, std::move(std::get<Picture>(picture).frame), orientation);
}

}  // namespace

}  // namespace photo

Outcome decode_png(ByteView file, MaterialSink& sink)
{
    return photo::within_memory([&] { return photo::decode(file, sink); });
}

}  // namespace imprimatur::jail
