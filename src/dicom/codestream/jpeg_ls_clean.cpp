#include "dicom/codestream/jpeg_markers.h"

namespace imprimatur::dicom {

using namespace jpeg;

namespace {

/// T.87. Where a scan ends only its decoding tells: bytes between the last sample and the next marker are not found.
class JpegLsCleaner final : public JpegStream {
public:
    using JpegStream::JpegStream;

private:
    bool is_frame(std::uint8_t marker) const override { return marker == kSof55; }
    bool stuffed(std::uint8_t after_ff) const override { return after_ff < 0x80; }

    bool segment(std::uint8_t marker, ByteView body) override
    {
        if (marker != kLse || body.empty())
            return refuse(Unreadable::How::Unsupported, "The frame holds a marker that JPEG-LS does not have.");
        // T.87 C.2.4.1: coding parameters, mapping tables; oversize pictures do not fit into DICOM.
        if (body[0] == 1 && body.size() == 11) {
            define(m_presets, kLse, body);
            return true;
        }
        return refuse(Unreadable::How::Unsupported, "The frame holds a mapping table or parameters that are not read.");
    }

    bool application_kept(std::uint8_t marker, ByteView body) override
    {
        if (marker != kApp8 || as_text(body).substr(0, 4) != "mrfx")
            return false;
        // Decoders differ in what they make of a longer one and of a second one.
        m_ambiguous = m_ambiguous || body.size() != 5 || body[4] > 3 || m_transform.known;
        define(m_transform, kApp8, body);
        return true;
    }

    bool accept(const ScanHeader& scan) override
    {
        for (const auto& part : scan.parts)
            if (m_header->components[part.component].scanned || part.dc != 0 || part.ac != 0)
                return refuse(Unreadable::How::Malformed, "A component is scanned twice or names a mapping table.");
        if (m_ambiguous)
            return refuse(Unreadable::How::Unsupported, "The colour transform can be read in two ways.");
        return scan.last <= 2 || refuse(Unreadable::How::Malformed, "A scan has an interleave mode that does not exist.");
    }

    void write_before_frame(const ScanHeader&) override { write(m_transform); }
    void write_before_scan(const ScanHeader& scan) override
    {
        write(m_presets);
        for (const auto& part : scan.parts)
            m_header->components[part.component].scanned = true;
    }
    bool entropy_data(const ScanHeader&) override { return copy_entropy_data(); }
    void drop_unused() override { drop(m_presets); }

    Pending m_presets;
    Pending m_transform;
    bool m_ambiguous = false;
};

}  // namespace

CleanedStream clean_jpeg_ls(ByteView frame) { return JpegLsCleaner(frame).clean(); }

}  // namespace imprimatur::dicom
