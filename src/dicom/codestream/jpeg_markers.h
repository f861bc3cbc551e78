// The marker structure that T.81 (JPEG) and T.87 (JPEG-LS) share: what is common in reading it and in writing it again.
#pragma once

#include "dicom/codestream/residues.h"

#include <array>
#include <optional>

namespace imprimatur::dicom {

namespace jpeg {
// T.81 table B.1
inline constexpr std::uint8_t kTem = 0x01;
inline constexpr std::uint8_t kDht = 0xC4;
inline constexpr std::uint8_t kDac = 0xCC;
inline constexpr std::uint8_t kRst0 = 0xD0;
inline constexpr std::uint8_t kSoi = 0xD8;
inline constexpr std::uint8_t kEoi = 0xD9;
inline constexpr std::uint8_t kSos = 0xDA;
inline constexpr std::uint8_t kDqt = 0xDB;
inline constexpr std::uint8_t kDnl = 0xDC;
inline constexpr std::uint8_t kDri = 0xDD;
inline constexpr std::uint8_t kApp0 = 0xE0;
inline constexpr std::uint8_t kApp8 = 0xE8;
inline constexpr std::uint8_t kApp14 = 0xEE;
inline constexpr std::uint8_t kApp15 = 0xEF;
inline constexpr std::uint8_t kCom = 0xFE;
// T.87 table C.1
inline constexpr std::uint8_t kSof55 = 0xF7;
inline constexpr std::uint8_t kLse = 0xF8;

inline bool is_restart(std::uint8_t marker) { return (marker & 0xF8) == kRst0; }

struct Component {
    std::uint8_t id = 0;
    std::uint8_t horizontal = 1;
    std::uint8_t vertical = 1;
    std::uint8_t quantisation = 0;
    bool scanned = false;
};

/// T.81 B.2.2, T.87 C.2.2
struct FrameHeader {
    std::uint8_t process = 0;  ///< the marker
    std::uint32_t lines = 0;  ///< 0 until DNL
    std::uint32_t columns = 0;
    std::vector<Component> components;
    ByteView body;

    [[nodiscard]] bool huffman_sequential() const { return process == 0xC0 || process == 0xC1; }
    [[nodiscard]] bool progressive() const { return process == 0xC2; }
    [[nodiscard]] bool lossless() const { return process == 0xC3; }
    [[nodiscard]] bool arithmetic() const { return process == 0xC9 || process == 0xCA || process == 0xCB; }
};

/// T.81 B.2.3. In T.87 `dc`, `ac`: the mapping table; `first`: NEAR; `last`: the interleave mode.
struct ScanHeader {
    struct Part {
        std::size_t component = 0;
        std::uint8_t dc = 0;
        std::uint8_t ac = 0;
    };
    std::vector<Part> parts;
    std::uint8_t first = 0;
    std::uint8_t last = 0;
    std::uint8_t high = 0;
    std::uint8_t low = 0;
    ByteView body;
};

/// A definition that is written only in front of the scan that needs it.
struct Pending {
    Bytes segment;  ///< with its marker
    bool known = false;  ///< some definition came before
    bool waiting = false;  ///< the last one is not yet written
};
}  // namespace jpeg

/// Walks one frame and writes it again. What a format does with tables and entropy-coded data it says in the hooks.
class JpegStream {
public:
    explicit JpegStream(ByteView frame)
        : m_frame(frame)
    {
    }
    JpegStream(const JpegStream&) = delete;
    JpegStream& operator=(const JpegStream&) = delete;
    virtual ~JpegStream() = default;
    CleanedStream clean();

protected:
    virtual bool is_frame(std::uint8_t marker) const = 0;
    /// A segment that is neither common nor a frame header; false when it was refused.
    virtual bool segment(std::uint8_t marker, ByteView body) = 0;
    /// An application segment that this format needs and has taken over.
    virtual bool application_kept(std::uint8_t, ByteView) { return false; }
    virtual bool accept(const jpeg::ScanHeader& scan) = 0;
    /// Writes what the scan needs: before the frame header, and after it.
    virtual void write_before_frame(const jpeg::ScanHeader& scan) = 0;
    virtual void write_before_scan(const jpeg::ScanHeader& scan) = 0;
    virtual bool entropy_data(const jpeg::ScanHeader& scan) = 0;
    virtual void drop_unused() = 0;

    bool refuse(Unreadable::How how, std::string_view detail);
    void define(jpeg::Pending& pending, std::uint8_t marker, ByteView body);
    void write(jpeg::Pending& pending);
    void drop(jpeg::Pending& pending);
    void write_segment(std::uint8_t marker, ByteView body);
    /// From `from` to the FF of the next marker that is neither a stuffed byte nor, if so wished, RSTn; or to the end.
    [[nodiscard]] std::size_t entropy_end(std::size_t from, bool restarts_too) const;
    /// The marker whose first FF or fill byte stands at `at`, and where it ends.
    struct Found {
        std::uint8_t marker = 0;
        std::size_t end = 0;
    };
    [[nodiscard]] std::optional<Found> marker_at(std::size_t at) const;
    /// T.87 A.1: after FF comes a byte below 80. T.81 F.1.2.3: after FF comes 00.
    [[nodiscard]] virtual bool stuffed(std::uint8_t after_ff) const { return after_ff == 0; }
    [[nodiscard]] std::uint32_t restart_interval() const { return m_restart_interval; }
    /// Where entropy-coded data end must stand a marker, fill bytes and a marker, or the end of the frame.
    bool stops_cleanly(std::size_t end);
    bool copy_entropy_data();

    ByteView m_frame;
    std::size_t m_at = 0;
    Bytes m_out;
    Residues m_removed;
    std::optional<jpeg::FrameHeader> m_header;
    bool m_scanned = false;
    bool m_open_ended = false;  ///< some scan was not read to its last unit, because it was cut short or cannot be

private:
    std::optional<std::uint8_t> next_marker();
    bool one_segment(std::uint8_t marker);
    bool application(std::uint8_t marker, ByteView body);
    bool frame_header(std::uint8_t marker, ByteView body);
    bool number_of_lines(ByteView body);
    bool lines_from_behind();
    bool scan(ByteView body);
    std::optional<jpeg::ScanHeader> scan_header(ByteView body);

    Unreadable m_refusal;
    bool m_jfif = false;
    std::optional<std::uint8_t> m_adobe;
    std::uint32_t m_restart_interval = 0;
    std::size_t m_scans = 0;
    jpeg::Pending m_restart;
};

}  // namespace imprimatur::dicom
