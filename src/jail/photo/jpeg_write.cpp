#include "jail/photo/jpeg_errors.h"
#include "jail/photo/pixels.h"

#include <cstdlib>

namespace imprimatur::jail {

namespace photo {

namespace {

/// Quantisation steps of 2 to 19 in brightness: side markers and vessel edges stay as they are for the eye. A filled
/// rectangle rings by at most 13 of 255 levels around it (measured over all its alignments), and only by what it was filled with. Above,
/// files grow faster than what can be seen.
constexpr int kQuality = 92;

class Encoder {
public:
    Encoder()
    {
        prepare(m_errors);
        m_cinfo.err = &m_errors.manager;
        m_cinfo.client_data = &m_errors;
    }
    ~Encoder()
    {
        jpeg_destroy_compress(&m_cinfo);
        std::free(m_buffer);  // jpeg_mem_dest takes it with malloc
    }
    Encoder(const Encoder&) = delete;
    Encoder& operator=(const Encoder&) = delete;

    bool write(const Frame& frame)
    {
        if (setjmp(m_errors.escape) != 0)
            return false;
        jpeg_create_compress(&m_cinfo);
        jpeg_mem_dest(&m_cinfo, &m_buffer, &m_size);
        m_cinfo.image_width = frame.width;
        m_cinfo.image_height = frame.height;
        m_cinfo.input_components = static_cast<int>(frame.channels);
        m_cinfo.in_color_space = frame.channels == 1 ? JCS_GRAYSCALE : JCS_RGB;
        jpeg_set_defaults(&m_cinfo);
        jpeg_set_quality(&m_cinfo, kQuality, TRUE);
        m_cinfo.dct_method = JDCT_ISLOW;
        m_cinfo.optimize_coding = FALSE;
        for (int i = 0; i < m_cinfo.num_components; ++i)
            m_cinfo.comp_info[i].h_samp_factor = m_cinfo.comp_info[i].v_samp_factor = 1;
        jpeg_start_compress(&m_cinfo, TRUE);
        const std::size_t stride = std::size_t { frame.width } * frame.channels;
        while (m_cinfo.next_scanline < m_cinfo.image_height) {
            // libjpeg's type is not const; it only reads.
            auto* row = const_cast<std::uint8_t*>(frame.samples.data()) + m_cinfo.next_scanline * stride;
            jpeg_write_scanlines(&m_cinfo, &row, 1);
        }
        jpeg_finish_compress(&m_cinfo);
        return true;
    }

    [[nodiscard]] ByteView bytes() const { return { m_buffer, m_size }; }

private:
    jpeg_compress_struct m_cinfo {};
    JpegErrors m_errors {};
    unsigned char* m_buffer = nullptr;
    unsigned long m_size = 0;
};

Written encode(const Frame& frame)
{
    if (auto refused = check_frame(frame))
        return *refused;
    Encoder encoder;
    if (!encoder.write(frame))
        return Unreadable { Unreadable::How::OutOfMemory, "the JPEG copy could not be written" };
    const auto bytes = encoder.bytes();
    return Bytes(bytes.begin(), bytes.end());
}

}  // namespace

}  // namespace photo

Written write_jpeg(const Frame& frame)
{
    return photo::within_memory([&] { return photo::encode(frame); });
}

}  // namespace imprimatur::jail
