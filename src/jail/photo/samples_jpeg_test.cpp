#include "jail/photo/samples_test.h"

#include <cstdio>
#include <cstdlib>

#include <jpeglib.h>

namespace imprimatur::jail::photo::samples {

namespace {

/// The plain library with its own error handling: a test file that cannot be made ends the test program.
class Maker {
public:
    Maker()
    {
        cinfo.err = jpeg_std_error(&m_errors);
        jpeg_create_compress(&cinfo);
        jpeg_mem_dest(&cinfo, &m_buffer, &m_size);
    }
    ~Maker()
    {
        jpeg_destroy_compress(&cinfo);
        std::free(m_buffer);
    }
    Maker(const Maker&) = delete;
    Maker& operator=(const Maker&) = delete;

    Bytes rows(const Bytes& samples)
    {
        jpeg_start_compress(&cinfo, TRUE);
        const std::size_t stride = std::size_t { cinfo.image_width } * static_cast<std::size_t>(cinfo.input_components);
        Bytes row(stride);
        while (cinfo.next_scanline < cinfo.image_height) {
            std::copy_n(samples.begin() + static_cast<std::ptrdiff_t>(cinfo.next_scanline * stride), stride, row.begin());
            auto* pointer = row.data();
            jpeg_write_scanlines(&cinfo, &pointer, 1);
        }
        jpeg_finish_compress(&cinfo);
        return { m_buffer, m_buffer + m_size };
    }

    jpeg_compress_struct cinfo {};

private:
    jpeg_error_mgr m_errors {};
    unsigned char* m_buffer = nullptr;
    unsigned long m_size = 0;
};

}  // namespace

Bytes jpeg_with(const Bytes& jpeg, const std::vector<std::pair<std::uint8_t, Bytes>>& segments)
{
    constexpr std::ptrdiff_t kBehindJfif = 2 + 2 + 16;
    Bytes inserted;
    for (const auto& [marker, payload] : segments) {
        const std::size_t length = payload.size() + 2;
        const Bytes head { 0xFF, marker, static_cast<std::uint8_t>(length >> 8), static_cast<std::uint8_t>(length & 0xFFU) };
        inserted = joined({ inserted, head, payload });
    }
    return joined({ Bytes(jpeg.begin(), jpeg.begin() + kBehindJfif), inserted, Bytes(jpeg.begin() + kBehindJfif, jpeg.end()) });
}

Bytes progressive_jpeg(const Frame& frame)
{
    Maker maker;
    maker.cinfo.image_width = frame.width;
    maker.cinfo.image_height = frame.height;
    maker.cinfo.input_components = static_cast<int>(frame.channels);
    maker.cinfo.in_color_space = frame.channels == 1 ? JCS_GRAYSCALE : JCS_RGB;
    jpeg_set_defaults(&maker.cinfo);
    jpeg_set_quality(&maker.cinfo, 95, TRUE);
    jpeg_simple_progression(&maker.cinfo);
    return maker.rows(frame.samples);
}

Bytes cmyk_jpeg(std::uint32_t width, std::uint32_t height, std::array<std::uint8_t, 4> ink, bool as_ycck)
{
    Maker maker;
    maker.cinfo.image_width = width;
    maker.cinfo.image_height = height;
    maker.cinfo.input_components = 4;
    maker.cinfo.in_color_space = JCS_CMYK;
    jpeg_set_defaults(&maker.cinfo);
    jpeg_set_colorspace(&maker.cinfo, as_ycck ? JCS_YCCK : JCS_CMYK);
    jpeg_set_quality(&maker.cinfo, 100, TRUE);
    Bytes samples;
    for (std::uint32_t i = 0; i < width * height; ++i) {
        for (const auto value : ink)
            samples.push_back(static_cast<std::uint8_t>(255 - value));  // as Adobe stores it
    }
    return maker.rows(samples);
}

}  // namespace imprimatur::jail::photo::samples
