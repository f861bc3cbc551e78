#include "dicom/codestream/jpeg_scan_length.h"

#include <memory>

namespace imprimatur::dicom {

using namespace jpeg;

namespace {

/// T.81. Scans that are Huffman-coded are read to their last code word, so that nothing can stand between it and the next marker;
/// arithmetic-coded ones end where the next marker is.
class JpegCleaner final : public JpegStream {
public:
    using JpegStream::JpegStream;

private:
    struct Table {
        Pending pending;
        std::unique_ptr<HuffmanCode> code;
    };

    bool is_frame(std::uint8_t marker) const override { return (marker >= 0xC0 && marker <= 0xC3) || (marker >= 0xC9 && marker <= 0xCB); }

    bool segment(std::uint8_t marker, ByteView body) override
    {
        switch (marker) {
        case kDqt: return quantisation(body);
        case kDht: return huffman(body);
        case kDac: return conditioning(body);
        default:
            return refuse(Unreadable::How::Unsupported, "The frame holds a marker that is not read (hierarchical, JPEG-LS or unknown).");
        }
    }

    // T.81 B.2.4.1: several tables may share one segment; each is written in its own.
    bool quantisation(ByteView body)
    {
        while (!body.empty()) {
            const std::size_t length = body[0] >> 4 == 0 ? 65 : 129;
            if ((body[0] >> 4) > 1 || (body[0] & 15) > 3 || body.size() < length)
                return refuse(Unreadable::How::Malformed, "A quantisation table contradicts T.81 B.2.4.1.");
            define(m_quantisation[body[0] & 3], kDqt, body.first(length));
            body = body.subspan(length);
        }
        return true;
    }

    bool huffman(ByteView body)
    {
        while (!body.empty()) {
            if ((body[0] >> 4) > 1 || (body[0] & 15) > 3 || body.size() < 17)
                return refuse(Unreadable::How::Malformed, "A Huffman table contradicts T.81 B.2.4.2.");
            std::size_t length = 17;
            for (std::size_t i = 1; i <= 16; ++i)
                length += body[i];
            auto code = body.size() < length ? std::nullopt : HuffmanCode::from(body.subspan(1, length - 1));
            if (!code)
                return refuse(Unreadable::How::Malformed, "A Huffman table is not a code.");
            auto& table = (body[0] >> 4 == 0 ? m_dc : m_ac)[body[0] & 3];
            define(table.pending, kDht, body.first(length));
            table.code = std::make_unique<HuffmanCode>(*code);
            body = body.subspan(length);
        }
        return true;
    }

    bool conditioning(ByteView body)
    {
        for (; body.size() >= 2; body = body.subspan(2)) {
            if ((body[0] >> 4) > 1 || (body[0] & 15) > 3)
                return refuse(Unreadable::How::Malformed, "An arithmetic conditioning contradicts T.81 B.2.4.3.");
            define((body[0] >> 4 == 0 ? m_dc_conditioning : m_ac_conditioning)[body[0] & 3], kDac, body.first(2));
        }
        return body.empty() || refuse(Unreadable::How::Malformed, "An arithmetic conditioning has the wrong length.");
    }

    bool accept(const ScanHeader& scan) override
    {
        const bool within
            = std::all_of(scan.parts.begin(), scan.parts.end(), [](const auto& part) { return part.dc <= 3 && part.ac <= 3; });
        if (!within)
            return refuse(Unreadable::How::Malformed, "A scan names a table that cannot exist.");
        // A second scan of the same component replaces nothing that a decoder shows (T.81 B.2.3): it would be a hidden picture.
        for (const auto& part : scan.parts) {
            const auto& component = m_header->components[part.component];
            if (component.scanned && !m_header->progressive() && m_header->process != 0xCA)
                return refuse(Unreadable::How::Malformed, "A component is scanned twice.");
            const bool transform = !m_header->lossless() && m_header->process != 0xCB;
            if (transform && !m_quantisation[component.quantisation].known)
                return refuse(Unreadable::How::Unsupported, "A quantisation table is missing.");
        }
        if (m_header->arithmetic())
            return true;
        HuffmanTables tables;
        for (std::size_t i = 0; i < 4; ++i) {
            tables.dc[i] = m_dc[i].code.get();
            tables.ac[i] = m_ac[i].code.get();
        }
        if (m_open_ended && m_header->progressive())
            return refuse(Unreadable::How::Malformed, "A progressive scan is cut short, and others follow.");
        m_length.emplace(*m_header, scan, tables, m_history);
        return m_length->possible() || refuse(Unreadable::How::Malformed, "A scan names a missing table or repeats what was sent.");
    }

    void write_before_frame(const ScanHeader& scan) override
    {
        for (const auto& part : scan.parts)
            if (!m_header->lossless() && m_header->process != 0xCB)
                write(m_quantisation[m_header->components[part.component].quantisation]);
    }

    // Which tables a scan reads: T.81 B.2.3 (Tdj, Taj), G.1.1.1.1 for progressive ones.
    void write_before_scan(const ScanHeader& scan) override
    {
        const bool progressive = m_header->progressive() || m_header->process == 0xCA;
        const bool lossless = m_header->lossless() || m_header->process == 0xCB;
        const bool dc = !progressive || (scan.first == 0 && scan.high == 0);
        const bool ac = !lossless && (!progressive || scan.first != 0);
        const bool arithmetic = m_header->arithmetic();
        for (const auto& part : scan.parts) {
            if (dc)
                write(arithmetic ? m_dc_conditioning[part.dc] : m_dc[part.dc].pending);
            if (ac)
                write(arithmetic ? m_ac_conditioning[part.ac] : m_ac[part.ac].pending);
            m_header->components[part.component].scanned = true;
        }
    }

    bool entropy_data(const ScanHeader&) override
    {
        if (m_header->arithmetic())
            return copy_entropy_data();
        auto left = m_length->units();
        for (std::uint8_t restart = 0;; restart = (restart + 1) & 7) {
            const auto units = restart_interval() == 0 ? left : std::min<std::uint64_t>(left, restart_interval());
            left -= units;
            if (!interval(units))
                return false;
            const auto next = marker_at(m_at);
            if (left == 0)
                return true;
            if (!next || !is_restart(next->marker)) {
                m_open_ended = true;
                return true;
            }
            if (next->marker != kRst0 + restart)
                return refuse(Unreadable::How::Malformed, "Restart markers do not count.");
            m_out.insert(m_out.end(), { 0xFF, next->marker });
            m_at = next->end;
        }
    }

    bool interval(std::uint64_t units)
    {
        const auto end = entropy_end(m_at, false);
        if (!stops_cleanly(end))
            return false;
        const auto data = m_frame.subspan(m_at, end - m_at);
        EntropyBits bits(data);
        const auto state = m_length->read(bits, units);
        if (state == ScanLength::End::NoSuchCode)
            return refuse(Unreadable::How::Malformed, "Entropy-coded data hold a code that no table has.");
        m_at = end;
        if (state == ScanLength::End::Complete) {
            write_data(data, bits.position());
            return true;
        }
        // Cut short: decoders go on with zeros, and every byte that is there belongs to the picture.
        m_open_ended = true;
        put_bytes(m_out, data);
        return true;
    }

    void write_data(ByteView data, EntropyBits::Position end)
    {
        put_bytes(m_out, data.first(end.bytes));
        if (end.bytes < data.size())
            m_removed.append("JPEG bytes after the last code word", data.subspan(end.bytes));
        const auto padding = static_cast<std::uint8_t>((1U << end.unused_bits) - 1);
        if (end.bytes == 0 || (m_out.back() & padding) == padding || end.unused_bits == 0)
            return;
        if (end.bytes >= 2 && m_out.back() == 0 && m_out[m_out.size() - 2] == 0xFF)
            return;  // the last byte is FF, this is its stuffed zero
        m_removed.append("JPEG padding bits", {});  // T.81 F.1.2.3: ones
        m_out.back() |= padding;
        if (m_out.back() == 0xFF)
            m_out.push_back(0);
    }

    void drop_unused() override
    {
        for (std::size_t i = 0; i < 4; ++i)
            for (auto* pending : { &m_quantisation[i], &m_dc[i].pending, &m_ac[i].pending, &m_dc_conditioning[i], &m_ac_conditioning[i] })
                drop(*pending);
    }

    std::array<Pending, 4> m_quantisation;
    std::array<Table, 4> m_dc;
    std::array<Table, 4> m_ac;
    std::array<Pending, 4> m_dc_conditioning;
    std::array<Pending, 4> m_ac_conditioning;
    ProgressiveHistory m_history;
    std::optional<ScanLength> m_length;
};

}  // namespace

CleanedStream clean_jpeg(ByteView frame) { return JpegCleaner(frame).clean(); }

}  // namespace imprimatur::dicom
