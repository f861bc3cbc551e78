#include "jail/photo/png_raster.h"

#include "jail/photo/pixels.h"

#include <csetjmp>
#include <cstring>
#include <png.h>

namespace imprimatur::jail::photo {

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

}  // namespace

Parsed<PngRaster> png_raster(ByteView file, const PngHeader& header)
{
    Decoder decoder(file);
    if (!decoder.start())
        return malformed("the PNG picture data is damaged");
    const auto channels = decoder.channels();
    if (auto refused = check_frame_size(header.width, header.height, channels))
        return *refused;
    if (decoder.stride() != std::size_t { header.width } * channels)
        return malformed("the PNG picture data does not have the size it says");
    PngRaster raster { header.width, header.height, channels, Bytes(decoder.stride() * header.height) };
    if (!decoder.read_into(raster.samples.data(), decoder.stride(), header.height))
        return malformed("the PNG picture data is damaged");
    return raster;
}

}  // namespace imprimatur::jail::photo
