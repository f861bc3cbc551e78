#include "jail/photo/pixels.h"

#include <csetjmp>
#include <png.h>

namespace imprimatur::jail {

namespace photo {

namespace {

/// With the strategy for filtered data: 16 MB of samples a second on noisy pictures, so that the largest picture stays
/// within the CPU limit of the jail; level 6 takes five times as long and is not smaller.
constexpr int kLevel = 4;

[[noreturn]] void escape(png_structp png, png_const_charp) { png_longjmp(png, 1); }
void say_nothing(png_structp, png_const_charp) { }
void flush_nothing(png_structp) { }

class Encoder {
public:
    Encoder()
    {
        m_png = png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, escape, say_nothing);
        m_info = m_png == nullptr ? nullptr : png_create_info_struct(m_png);
    }
    ~Encoder() { png_destroy_write_struct(&m_png, &m_info); }
    Encoder(const Encoder&) = delete;
    Encoder& operator=(const Encoder&) = delete;

    bool write(const Frame& frame)
    {
        if (m_info == nullptr || setjmp(png_jmpbuf(m_png)) != 0)
            return false;
        png_set_write_fn(m_png, this, append, flush_nothing);
        png_set_IHDR(m_png, m_info, frame.width, frame.height, 8, frame.channels == 1 ? PNG_COLOR_TYPE_GRAY : PNG_COLOR_TYPE_RGB,
            PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
        // Everything that decides over the bytes is said here, so that no default of a later libpng changes a copy.
        png_set_compression_level(m_png, kLevel);
        png_set_compression_mem_level(m_png, 8);
        png_set_compression_window_bits(m_png, 15);
        png_set_compression_strategy(m_png, 1);  // Z_FILTERED
        png_set_filter(m_png, PNG_FILTER_TYPE_BASE, PNG_ALL_FILTERS);
        png_write_info(m_png, m_info);
        const std::size_t stride = std::size_t { frame.width } * frame.channels;
        for (std::uint32_t y = 0; y < frame.height; ++y)
            png_write_row(m_png, frame.samples.data() + y * stride);
        png_write_end(m_png, nullptr);
        return true;
    }

    Bytes take() { return std::move(m_bytes); }

private:
    bool append_some(const std::uint8_t* bytes, std::size_t count)
    {
        try {
            m_bytes.insert(m_bytes.end(), bytes, bytes + count);
            return true;
        } catch (const std::bad_alloc&) {
            return false;  // no exception may pass through libpng
        }
    }

    static void append(png_structp png, png_bytep bytes, std::size_t count)
    {
        if (!static_cast<Encoder*>(png_get_io_ptr(png))->append_some(bytes, count))
            png_error(png, "");
    }

    png_structp m_png = nullptr;
    png_infop m_info = nullptr;
    Bytes m_bytes {};
};

Written encode(const Frame& frame)
{
    if (auto refused = check_frame(frame))
        return *refused;
    Encoder encoder;
    if (!encoder.write(frame))
        return Unreadable { Unreadable::How::OutOfMemory, "the PNG copy could not be written" };
    return encoder.take();
}

}  // namespace

}  // namespace photo

Written write_png(const Frame& frame)
{
    return photo::within_memory([&] { return photo::encode(frame); });
}

}  // namespace imprimatur::jail
