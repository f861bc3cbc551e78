#include "dicom/codestream/jp2_boxes.h"
#include "dicom/codestream/jpeg2000_segments.h"

#include <cstring>
#include <optional>

namespace imprimatur::dicom {

using namespace j2k;

namespace {

/// T.800 annex A. COM and CRG say nothing about samples; PLT and PLM are hints that nobody checks, and go as well; TLM is written anew
/// from the tile-parts that are there, because PS3.5 10.18 demands it of one transfer syntax.
/// Not promised: packets are not read, so that bytes between the last packet of a tile-part and its end are not found.
class Jpeg2000Cleaner {
public:
    Jpeg2000Cleaner(ByteView stream, Residues removed)
        : m_reader(stream)
        , m_stream(stream)
        , m_removed(std::move(removed))
    {
    }

    CleanedStream clean()
    {
        if (!main_header() || !tile_parts())
            return m_refusal;
        if (m_removed.full())
            return Unreadable { Unreadable::How::TooLarge, "The code stream holds more segments without a picture than are counted." };
        if (m_tlm_claimed && *m_tlm_claimed != m_tile_lengths)
            m_removed.add("J2K TLM", m_tlm_bytes);
        Bytes out;
        out.reserve(m_main.size() + m_tiles.size() + 6 * m_tile_lengths.size() + 64);
        put_bytes(out, m_main);
        if (m_tlm_claimed)
            write_tile_lengths(out);
        put_bytes(out, m_tiles);
        put16(out, kEoc);
        make_even(out);
        return CleanStream { std::move(out), m_removed.take() };
    }

private:
    struct TileLength {
        std::uint16_t tile = 0;
        std::uint32_t before = 0;  ///< in the stream as it came
        std::uint32_t after = 0;
        friend bool operator==(const TileLength& a, const TileLength& b) { return a.tile == b.tile && a.before == b.before; }
    };

    bool refuse(Unreadable::How how, std::string_view detail)
    {
        m_refusal = { how, std::string(detail) };
        return false;
    }
    bool malformed(std::string_view detail) { return refuse(Unreadable::How::Malformed, detail); }

    std::optional<ByteView> segment_body()
    {
        const auto length = m_reader.u16(true);
        return length && *length >= 2 ? m_reader.take(*length - 2U) : std::nullopt;
    }

    static void write_segment(Bytes& out, std::uint16_t marker, ByteView body)
    {
        put16(out, marker);
        put16(out, static_cast<std::uint32_t>(body.size() + 2));
        put_bytes(out, body);
    }

    bool one_segment(std::uint16_t marker, bool in_tile, Bytes& out)
    {
        const auto body = segment_body();
        if (!body)
            return malformed("A marker segment runs past the end of the code stream.");
        if (marker == kTlm && !in_tile)
            return tile_lengths(*body);
        switch (treatment(marker, *body, in_tile, m_components)) {
        case Treatment::Keep: write_segment(out, marker, *body); return true;
        case Treatment::Drop:
            // PLT usually stands in every tile-part, and holds packet lengths.
            if (marker == kPlt || marker == kPlm)
                m_removed.append(name_of(marker), *body);
            else
                m_removed.add(name_of(marker), *body);
            return !m_removed.full() || refuse(Unreadable::How::TooLarge, "The code stream holds more comments than are counted.");
        case Treatment::Refuse: break;
        }
        return refuse(
            Unreadable::How::Unsupported, "The code stream holds a marker segment that is not known, or one of the wrong length.");
    }

    static std::string_view name_of(std::uint16_t marker)
    {
        switch (marker) {
        case kCom: return "J2K COM";
        case kCrg: return "J2K CRG";
        case kPlm: return "J2K PLM";
        default: return "J2K PLT";
        }
    }

    // T.800 A.5.1: SIZ stands first.
    bool main_header()
    {
        if (m_reader.u16(true) != kSoc || m_reader.u16(true) != kSiz)
            return refuse(Unreadable::How::NotRecognised, "The frame does not start with SOC and SIZ.");
        const auto size = segment_body();
        if (!size || size->size() < 36 || !image_size(*size))
            return malformed("SIZ contradicts T.800 A.5.1.");
        put16(m_main, kSoc);
        write_segment(m_main, kSiz, *size);
        for (;;) {
            const auto marker = m_reader.u16(true);
            if (!marker)
                return malformed("The code stream ends in its main header.");
            if (*marker == kSot)
                return true;
            if (!one_segment(*marker, false, m_main))
                return false;
        }
    }

    bool image_size(ByteView body)
    {
        ByteReader reader(body);
        (void)reader.skip(2);
        std::uint64_t numbers[8] {};  // Xsiz Ysiz XOsiz YOsiz XTsiz YTsiz XTOsiz YTOsiz
        for (auto& number : numbers)
            number = reader.u32(true).value_or(0);
        m_components = reader.u16(true).value_or(0);
        const auto [x, y, x_offset, y_offset, tile_x, tile_y, tile_x_offset, tile_y_offset] = numbers;
        if (m_components == 0 || m_components > 16384 || body.size() != 36U + 3U * m_components || tile_x == 0 || tile_y == 0
            || x <= x_offset || y <= y_offset || tile_x_offset > x_offset || tile_y_offset > y_offset)
            return false;
        const auto across = (x - tile_x_offset + tile_x - 1) / tile_x;
        const auto down = (y - tile_y_offset + tile_y - 1) / tile_y;
        if (across > kMostTiles || down > kMostTiles || across * down > kMostTiles)
            return false;
        m_next_part.assign(static_cast<std::size_t>(across * down), 0);
        return true;
    }

    // T.800 A.7.1: Ztlm, Stlm, then tile index and length of each tile-part. The claims are compared, never used.
    bool tile_lengths(ByteView body)
    {
        put_bytes(m_tlm_bytes, body);
        ByteReader reader(body);
        const auto index = reader.u8();
        const auto sizes = reader.u8();
        if (!index || !sizes)
            return malformed("TLM is too short.");
        const unsigned tile_size = *sizes >> 4 & 3;
        const bool wide = (*sizes >> 6 & 1) != 0;
        if (!m_tlm_claimed)
            m_tlm_claimed.emplace();
        while (!reader.at_end()) {
            std::optional<std::uint32_t> tile;
            if (tile_size == 0)
                tile = static_cast<std::uint32_t>(m_tlm_claimed->size());
            else if (tile_size == 1)
                tile = reader.u8();
            else
                tile = reader.u16(true);
            const auto length = wide ? reader.u32(true) : std::optional<std::uint32_t>(reader.u16(true));
            if (!tile || !length || tile_size == 3)
                return malformed("TLM has the wrong length.");
            m_tlm_claimed->push_back({ static_cast<std::uint16_t>(*tile), *length });
        }
        return true;
    }

    void write_tile_lengths(Bytes& out) const
    {
        constexpr std::size_t kAtOnce = 10'000;  // six bytes each, and a segment has 65,535
        constexpr std::size_t kMostSegments = 256;  // Ztlm is one byte; TLM is optional, and none is better than half of one
        if (m_tile_lengths.size() > kAtOnce * kMostSegments)
            return;
        for (std::size_t from = 0, index = 0; from < m_tile_lengths.size(); from += kAtOnce, ++index) {
            const auto to = std::min(m_tile_lengths.size(), from + kAtOnce);
            Bytes body { static_cast<std::uint8_t>(index), 0x60 };  // 16 bits for the tile, 32 for the length
            for (auto at = from; at < to; ++at) {
                put16(body, m_tile_lengths[at].tile);
                put32(body, m_tile_lengths[at].after);
            }
            write_segment(out, kTlm, body);
        }
    }

    // The reader stands behind the marker SOT.
    bool tile_parts()
    {
        for (bool more = true; more;) {
            const auto start = m_reader.position() - 2;
            if (!tile_part(start))
                return false;
            const auto end = m_reader.position();
            const auto marker = m_reader.u16(true);
            more = marker == kSot;
            if (!more && marker && *marker == kEoc) {
                note_after_end(m_reader.position());
            } else if (!more) {
                // Without EOC a decoder stops when the tile-parts do; what comes instead of it belongs to none.
                note_after_end(end);
            }
        }
        return true;
    }

    void note_after_end(std::size_t end)
    {
        const auto rest = after_end(m_stream, end);
        if (!rest.empty())
            m_removed.add("after EOC", rest);
    }

    bool tile_part(std::size_t start)
    {
        const auto body = segment_body();
        if (!body || body->size() != 8)
            return malformed("SOT contradicts T.800 A.4.2.");
        ByteReader fields(*body);
        const auto tile = fields.u16(true).value_or(0);
        const auto claimed = fields.u32(true).value_or(0);
        const auto part = fields.u8().value_or(0);
        const auto parts = fields.u8().value_or(0);
        // Parts of a tile come in order, each once (A.4.2): another would be a second picture that decoders pass over.
        if (tile >= m_next_part.size() || part != m_next_part[tile] || part == 255 || (parts != 0 && part >= parts))
            return malformed("A tile-part stands where it cannot.");
        ++m_next_part[tile];
        const auto sot = m_tiles.size();
        write_segment(m_tiles, kSot, *body);
        if (!tile_header())
            return false;
        const auto data_start = m_reader.position();
        const auto end = claimed == 0 ? end_of_packets(data_start, true) : std::uint64_t { start } + claimed;
        if (end < data_start || end > m_stream.size())
            return malformed("A tile-part is longer or shorter than it says.");
        const auto data = m_stream.subspan(data_start, static_cast<std::size_t>(end) - data_start);
        if (end_of_packets(data_start, false) < end || (!data.empty() && data.back() == 0xFF))
            return malformed("Packets hold a marker.");
        put_bytes(m_tiles, data);
        (void)m_reader.seek(static_cast<std::size_t>(end));
        const auto length = m_tiles.size() - sot;
        if (length > 0xFFFFFFFFU)
            return refuse(Unreadable::How::TooLarge, "A tile-part is longer than its length field.");
        for (std::size_t i = 0; i < 4; ++i)
            m_tiles[sot + 6 + i] = static_cast<std::uint8_t>(length >> (24 - 8 * i));
        m_tile_lengths.push_back({ tile, static_cast<std::uint32_t>(end - start), static_cast<std::uint32_t>(length) });
        return true;
    }

    bool tile_header()
    {
        for (;;) {
            const auto marker = m_reader.u16(true);
            if (!marker)
                return malformed("The code stream ends in a tile-part header.");
            if (*marker == kSod) {
                put16(m_tiles, kSod);
                return true;
            }
            if (!one_segment(*marker, true, m_tiles))
                return false;
        }
    }

    // Packet headers and bodies never hold FF followed by more than 8F and never end in FF (T.800 B.10.1, D.4); SOP and EPH stand between.
    [[nodiscard]] std::size_t end_of_packets(std::size_t from, bool to_eoc_only) const
    {
        while (from < m_stream.size()) {
            const auto* ff = static_cast<const std::uint8_t*>(std::memchr(m_stream.data() + from, 0xFF, m_stream.size() - from));
            if (ff == nullptr)
                break;
            const auto at = static_cast<std::size_t>(ff - m_stream.data());
            if (at + 1 >= m_stream.size())
                break;
            const auto second = m_stream[at + 1];
            const bool allowed = second <= 0x8F || second == (kSop & 0xFF) || second == (kEph & 0xFF);
            if (to_eoc_only ? second == (kEoc & 0xFF) : !allowed)
                return at;
            from = at + 1;
        }
        return m_stream.size();
    }

    static constexpr std::uint64_t kMostTiles = 65'535;  // T.800 A.5.1

    ByteReader m_reader;
    ByteView m_stream;
    Residues m_removed;
    Unreadable m_refusal;
    std::uint16_t m_components = 0;
    Bytes m_main;
    Bytes m_tiles;
    std::vector<std::uint8_t> m_next_part;  // TPsot that comes next, for each tile
    std::vector<TileLength> m_tile_lengths;
    std::optional<std::vector<TileLength>> m_tlm_claimed;
    Bytes m_tlm_bytes;
};

}  // namespace

CleanedStream clean_jpeg2000(ByteView frame)
{
    Residues removed;
    if (!is_jp2(frame))
        return Jpeg2000Cleaner(frame, std::move(removed)).clean();
    const auto stream = codestream_of(frame, removed);
    if (const auto* refused = std::get_if<Unreadable>(&stream))
        return *refused;
    return Jpeg2000Cleaner(std::get<ByteView>(stream), std::move(removed)).clean();
}

}  // namespace imprimatur::dicom
