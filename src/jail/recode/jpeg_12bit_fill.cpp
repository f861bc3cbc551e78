// 12-bit sequential DCT (T.81 process 4), which the 8-bit libjpeg does not read. Huffman coded coefficients are decoded, blocks that a
// rectangle reaches are replaced, and all are coded again: no block is ever transformed, so nothing else changes.
#include "jail/recode/huffman.h"

#include <algorithm>

namespace imprimatur::jail::recode {

namespace {

constexpr std::uint8_t kExtended = 0xC1;
constexpr unsigned kPrecision = 12;
constexpr int kDcSizes = 15;  ///< T.81 F.1.2.1.2 for 12 bits
constexpr int kAcSizes = 14;

using Block = std::array<std::int16_t, 64>;  ///< in zigzag order

struct Blocks {
    std::size_t across = 0;  ///< whole MCUs
    std::size_t down = 0;
    std::vector<Block> blocks;
};

/// Which blocks a scan has, in its order (T.81 A.2).
class Order {
public:
    Order(const JpegStream& stream, const JpegScan& scan)
        : m_single(scan.components.size() == 1)
    {
        Sampling most;
        for (const auto& c : stream.components)
            most = { std::max(most.h, c.sampling.h), std::max(most.v, c.sampling.v) };
        const auto ceil = [](std::size_t a, std::size_t b) { return (a + b - 1) / b; };
        if (m_single) {
            const auto& own = stream.components[scan.components[0]].sampling;
            m_across = ceil(ceil(std::size_t { stream.columns } * own.h, most.h), 8);
            m_down = ceil(ceil(std::size_t { stream.rows } * own.v, most.v), 8);
        } else {
            m_across = ceil(stream.columns, std::size_t { 8 } * most.h);
            m_down = ceil(stream.rows, std::size_t { 8 } * most.v);
        }
    }
    [[nodiscard]] std::size_t mcus() const { return m_across * m_down; }
    /// `visit(component of the scan, block)`; false stops.
    template <typename Visit>
    bool mcu(std::size_t number, const JpegStream& stream, const JpegScan& scan, std::vector<Blocks>& all, Visit&& visit) const
    {
        const std::size_t x = number % m_across;
        const std::size_t y = number / m_across;
        for (std::size_t i = 0; i < scan.components.size(); ++i) {
            auto& own = all[scan.components[i]];
            const auto sampling = m_single ? Sampling {} : stream.components[scan.components[i]].sampling;
            for (std::size_t v = 0; v < sampling.v; ++v) {
                for (std::size_t h = 0; h < sampling.h; ++h) {
                    if (!visit(i, own.blocks[(y * sampling.v + v) * own.across + x * sampling.h + h]))
                        return false;
                }
            }
        }
        return true;
    }

private:
    bool m_single;
    std::size_t m_across = 0;
    std::size_t m_down = 0;
};

std::vector<Blocks> room_for(const JpegStream& stream)
{
    Sampling most;
    for (const auto& c : stream.components)
        most = { std::max(most.h, c.sampling.h), std::max(most.v, c.sampling.v) };
    std::vector<Blocks> all;
    for (const auto& c : stream.components) {
        Blocks own;
        own.across = (stream.columns + std::size_t { 8 } * most.h - 1) / (std::size_t { 8 } * most.h) * c.sampling.h;
        own.down = (stream.rows + std::size_t { 8 } * most.v - 1) / (std::size_t { 8 } * most.v) * c.sampling.v;
        own.blocks.resize(own.across * own.down);
        all.push_back(std::move(own));
    }
    return all;
}

bool read_block(BitReader& bits, const HuffmanReader& dc, const HuffmanReader& ac, int& before, Block& block)
{
    const int size = bits.symbol(dc);
    if (size < 0 || size > kDcSizes)
        return false;
    before += bits.signed_bits(static_cast<unsigned>(size));
    if (before < INT16_MIN || before > INT16_MAX)
        return false;
    block[0] = static_cast<std::int16_t>(before);
    for (std::size_t k = 1; k < 64; ++k) {
        const int symbol = bits.symbol(ac);
        if (symbol < 0)
            return false;
        const auto zeros = static_cast<std::size_t>(symbol >> 4);
        const int length = symbol & 15;
        if (length == 0) {
            if (zeros != 15)
                return true;  // end of block
            k += 15;
            continue;
        }
        k += zeros;
        if (k > 63 || length > kAcSizes)
            return false;
        block[k] = static_cast<std::int16_t>(bits.signed_bits(static_cast<unsigned>(length)));
    }
    return true;
}

const char* read_scan(const JpegStream& stream, const JpegScan& scan, std::vector<Blocks>& all)
{
    // Ss, Se, Ah and Al are fixed for a sequential frame; writers that got them wrong are read everywhere (T.81 B.2.3).
    std::vector<HuffmanReader> dc(scan.components.size()), ac(scan.components.size());
    for (std::size_t i = 0; i < dc.size(); ++i) {
        if (!dc[i].define(scan.dc[i]) || !ac[i].define(scan.ac[i]))
            return "a Huffman table of the JPEG code stream is damaged";
    }
    const Order order(stream, scan);
    BitReader bits(scan.data);
    std::array<int, 4> before {};
    for (std::size_t number = 0; number < order.mcus(); ++number) {
        if (scan.restart != 0 && number != 0 && number % scan.restart == 0) {
            if (!bits.restart(static_cast<unsigned>(number / scan.restart - 1)))
                return "a restart marker of the JPEG code stream is missing";
            before = {};
        }
        const auto read = [&](std::size_t i, Block& block) { return read_block(bits, dc[i], ac[i], before[i], block); };
        if (!order.mcu(number, stream, scan, all, read) || bits.overdrawn())
            return "the JPEG code stream is damaged or cut";
    }
    return nullptr;
}

struct ScanWriters {
    std::vector<HuffmanWriter> dc, ac;
};

bool write_block(ScanWriters& writers, std::size_t i, int& before, const Block& block)
{
    const int difference = block[0] - before;
    before = block[0];
    const unsigned size = category(difference);
    if (size > static_cast<unsigned>(kDcSizes))
        return false;
    writers.dc[i].symbol(size);
    writers.dc[i].bits(category_bits(difference), size);
    unsigned zeros = 0;
    for (std::size_t k = 1; k < 64; ++k) {
        if (block[k] == 0) {
            ++zeros;
            continue;
        }
        for (; zeros > 15; zeros -= 16)
            writers.ac[i].symbol(0xF0);
        const unsigned length = category(block[k]);
        writers.ac[i].symbol(zeros << 4U | length);
        writers.ac[i].bits(category_bits(block[k]), length);
        zeros = 0;
    }
    if (zeros > 0)
        writers.ac[i].symbol(0);
    return true;
}

bool walk(const JpegStream& stream, const JpegScan& scan, std::vector<Blocks>& all, ScanWriters& writers)
{
    const Order order(stream, scan);
    std::array<int, 4> before {};
    for (std::size_t number = 0; number < order.mcus(); ++number) {
        if (!order.mcu(number, stream, scan, all, [&](std::size_t i, Block& block) { return write_block(writers, i, before[i], block); }))
            return false;
    }
    return true;
}

bool write_scan(const JpegStream& stream, const JpegScan& scan, std::vector<Blocks>& all, SegmentWriter& writer)
{
    ScanWriters writers { std::vector<HuffmanWriter>(scan.components.size()), std::vector<HuffmanWriter>(scan.components.size()) };
    if (!walk(stream, scan, all, writers))
        return false;
    Bytes nibbles;
    for (std::size_t i = 0; i < writers.dc.size(); ++i) {
        writer.segment(0xC4, huffman_payload(static_cast<std::uint8_t>(i), writers.dc[i].settle()));
        writer.segment(0xC4, huffman_payload(static_cast<std::uint8_t>(0x10U | i), writers.ac[i].settle()));
        nibbles.push_back(static_cast<std::uint8_t>(i << 4U | i));
    }
    writer.scan_header(stream, scan.components, nibbles, 0, 63, 0);
    HuffmanWriter::Stream out { writer.out };
    for (std::size_t i = 0; i < writers.dc.size(); ++i) {
        writers.dc[i].write_to(out);
        writers.ac[i].write_to(out);
    }
    walk(stream, scan, all, writers);
    out.flush();
    return true;
}

Bytes quant_payload(std::size_t number, const QuantTable& table)
{
    Bytes payload { static_cast<std::uint8_t>(0x10U | number) };
    for (const auto step : table) {
        payload.push_back(static_cast<std::uint8_t>(step >> 8U));
        payload.push_back(static_cast<std::uint8_t>(step));
    }
    return payload;
}

/// The same scans as before, without restarts.
std::optional<Bytes> write_stream(const JpegStream& stream, std::vector<Blocks>& all)
{
    SegmentWriter writer;
    writer.bytes(stream.application);
    for (std::size_t i = 0; i < stream.quant.size(); ++i) {
        if (stream.quant[i])
            writer.segment(0xDB, quant_payload(i, *stream.quant[i]));
    }
    writer.frame_header(stream);
    for (const auto& scan : stream.scans) {
        if (!write_scan(stream, scan, all, writer))
            return std::nullopt;
    }
    return writer.finish();
}

void fill(Blocks& own, const Rect& rect, int dc)
{
    const auto right = std::min(static_cast<std::size_t>(rect.x + rect.width), own.across);
    const auto bottom = std::min(static_cast<std::size_t>(rect.y + rect.height), own.down);
    for (auto y = static_cast<std::size_t>(rect.y); y < bottom; ++y) {
        for (auto x = static_cast<std::size_t>(rect.x); x < right; ++x)
            own.blocks[y * own.across + x] = { static_cast<std::int16_t>(dc) };
    }
}

std::optional<Unreadable> check(const JpegStream& stream, const Job& job)
{
    if (stream.frame_marker != kExtended || stream.precision != kPrecision)
        return unsupported("JPEG with more than 8 bits is filled as extended sequential with 12 bits only");
    if (!fits(stream, job.shape))
        return malformed("the JPEG code stream is not what rows, columns, samples and bits claim");
    const bool tables = std::all_of(
        stream.components.begin(), stream.components.end(), [&](const JpegComponent& c) { return stream.quant[c.table].has_value(); });
    return tables ? std::nullopt : std::optional(malformed("a quantisation table of the JPEG code stream is missing"));
}

}  // namespace

FilledOrNot fill_jpeg_12bit(const Job& job)
{
    auto parsed = parse_jpeg(job.encoded);
    if (const auto* refused = std::get_if<Unreadable>(&parsed))
        return *refused;
    auto& stream = std::get<0>(parsed);
    if (auto refused = check(stream, job))
        return *refused;
    if (stream.components.size() == 1)
        stream.components[0].sampling = {};  // T.81 A.2.2: without meaning for one component
    std::vector<Sampling> samplings;
    for (const auto& c : stream.components)
        samplings.push_back(c.sampling);
    const auto reach = reach_of(job, samplings);
    if (!reach || job.shape.photometric == "PALETTE COLOR")
        return unsupported("JPEG components with fractional sampling and palettes are not filled");
    auto blocks = room_for(stream);
    for (const auto& scan : stream.scans) {
        if (const char* refused = read_scan(stream, scan, blocks))
            return malformed(refused);
    }
    const bool ybr = stream.adobe_transform ? *stream.adobe_transform == 1 : stream.jfif || job.shape.photometric.starts_with("YBR");
    const auto black = dct_black(job, ybr, kPrecision);
    for (std::size_t c = 0; c < blocks.size(); ++c) {
        const auto dc = dc_of(black[c], (*stream.quant[stream.components[c].table])[0], kPrecision);
        if (!dc)
            return malformed("a quantisation step of the JPEG code stream passes the range of its samples");
        for (const auto& rect : reach->blocks)
            fill(blocks[c], blocks_of(rect, samplings, c), *dc);
    }
    auto bytes = write_stream(stream, blocks);
    if (!bytes)
        return malformed("coefficients of the JPEG code stream pass the range of 12 bits");
    return FilledFrame { .bytes = std::move(*bytes), .touched = reach->touched };
}

}  // namespace imprimatur::jail::recode
