#include "jail/photo/jpeg_segments.h"

#include "base/limits.h"

#include <algorithm>
#include <set>

namespace imprimatur::jail::photo {

namespace {

constexpr std::uint8_t kStartOfImage = 0xD8;
constexpr std::uint8_t kEndOfImage = 0xD9;
constexpr std::uint8_t kStartOfScan = 0xDA;

bool is_restart(std::uint8_t marker) { return marker >= 0xD0 && marker <= 0xD7; }
bool is_alone(std::uint8_t marker) { return is_restart(marker) || marker == 0x01; }

/// SOF0 to SOF15 without DHT, JPG and DAC, which share the range.
bool is_frame(std::uint8_t marker) { return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC; }

class Splitter {
public:
    explicit Splitter(ByteView file)
        : m_reader(file)
    {
    }

    Parsed<JpegFile> split()
    {
        if (m_reader.u16(true) != 0xFFD8)
            return malformed("the JPEG file does not start with a start of image");
        while (true) {
            const auto marker = next_marker();
            if (!marker)
                return malformed("the JPEG file ends before its end of image");
            if (*marker == kEndOfImage)
                break;
            if (is_alone(*marker))
                continue;
            if (auto refused = segment(*marker))
                return *refused;
        }
        m_file.trailing = m_reader.rest();
        return check_scans();
    }

private:
    /// T.81 B.1.1.2: any number of FF, then the code. FF 00 outside a scan is no marker.
    std::optional<std::uint8_t> next_marker()
    {
        while (true) {
            auto byte = m_reader.u8();
            for (; byte && *byte != 0xFF; byte = m_reader.u8())
                ++m_file.stray;
            while (byte && *byte == 0xFF)
                byte = m_reader.u8();
            if (!byte || *byte != 0)
                return byte;
            m_file.stray += 2;
        }
    }

    Outcome segment(std::uint8_t marker)
    {
        const auto length = m_reader.u16(true);
        const auto payload = length && *length >= 2 ? m_reader.take(*length - 2U) : std::nullopt;
        if (!payload || marker == kStartOfImage)
            return malformed("a segment of the JPEG file does not fit");
        if (m_file.segments.size() == limits::kMaxAttributes)
            return too_large("the JPEG file has more segments than the limit");
        m_file.segments.push_back({ marker, *payload });
        if (is_frame(marker))
            return frame(marker, *payload);
        if (marker == kStartOfScan)
            return scan(*payload);
        return std::nullopt;
    }

    /// T.81 B.2.2: precision, height, width, number of components, then three bytes each.
    Outcome frame(std::uint8_t marker, ByteView payload)
    {
        if (m_file.frame_marker != 0)
            return malformed("the JPEG file has two frames");
        m_file.frame_marker = marker;
        ByteReader reader(payload);
        const auto count = reader.skip(5) ? reader.u8() : std::nullopt;
        if (!count)
            return malformed("the frame header of the JPEG file is cut");
        for (unsigned i = 0; i < *count; ++i) {
            const auto component = reader.take(3);
            if (!component)
                return malformed("the frame header of the JPEG file is cut");
            m_missing.insert((*component)[0]);
        }
        return std::nullopt;
    }

    /// T.81 B.2.3: number of components, then two bytes each; the entropy-coded data runs to the next marker.
    Outcome scan(ByteView payload)
    {
        ByteReader reader(payload);
        const auto count = reader.u8().value_or(0);
        for (unsigned i = 0; i < count; ++i) {
            const auto component = reader.take(2);
            if (!component)
                return malformed("a scan header of the JPEG file is cut");
            m_missing.erase((*component)[0]);
        }
        const auto data = m_reader.rest();
        for (std::size_t i = 0; i + 1 < data.size(); ++i) {
            if (data[i] == 0xFF && data[i + 1] != 0 && data[i + 1] != 0xFF && !is_restart(data[i + 1])) {
                static_cast<void>(m_reader.skip(i));
                return std::nullopt;
            }
        }
        return malformed("the JPEG file ends inside its picture data");
    }

    Parsed<JpegFile> check_scans()
    {
        if (m_file.frame_marker == 0)
            return malformed("the JPEG file has no frame");
        if (!m_missing.empty())
            return malformed("a component of the JPEG picture is missing");
        return std::move(m_file);
    }

    ByteReader m_reader;
    JpegFile m_file {};
    std::set<std::uint8_t> m_missing {};
};

}  // namespace

Parsed<JpegFile> split_jpeg(ByteView file) { return Splitter(file).split(); }

}  // namespace imprimatur::jail::photo
