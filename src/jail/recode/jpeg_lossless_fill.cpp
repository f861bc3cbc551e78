// ITU-T T.81 Annex H (lossless sequential, Huffman): decoded, filled, and encoded again with the same precision and predictor.
// Samples are kept as 16 bits modulo 2^16, as H.1.2.1 computes them, so what an encoder put above the precision stays too.
#include "jail/recode/huffman.h"

#include <algorithm>

namespace imprimatur::jail::recode {

namespace {

using Samples = std::vector<std::uint16_t>;

constexpr std::uint8_t kLossless = 0xC3;

/// Table H.1; a: left, b: above, c: above left.
inline int predict(unsigned selection, int a, int b, int c)
{
    switch (selection) {
    case 1: return a;
    case 2: return b;
    case 3: return c;
    case 4: return a + b - c;
    case 5: return a + ((b - c) >> 1);
    case 6: return b + ((a - c) >> 1);
    default: return (a + b) >> 1;
    }
}

/// One component inside samples interleaved by pixel.
struct Plane {
    std::uint16_t* samples = nullptr;
    std::size_t columns = 0;
    std::size_t step = 1;  ///< samples a pixel

    [[nodiscard]] std::uint16_t& at(std::size_t y, std::size_t x) const { return samples[(y * columns + x) * step]; }
    /// H.1.2.1: half the range at the start, the left neighbour in the first line, the one above in the first column.
    [[nodiscard]] int prediction(std::size_t y, std::size_t x, bool first_line, unsigned selection, int start) const
    {
        if (first_line)
            return x == 0 ? start : at(y, x - 1);
        if (x == 0)
            return at(y - 1, 0);
        return predict(selection, at(y, x - 1), at(y - 1, x), at(y - 1, x - 1));
    }
};

int start_of(unsigned precision, unsigned transform) { return 1 << (precision - transform - 1U); }

const char* read_scan(const JpegStream& stream, const JpegScan& scan, Samples& samples)
{
    const unsigned transform = scan.approximation & 15U;
    if (scan.start < 1 || scan.start > 7 || transform >= stream.precision)
        return "the predictor of the lossless JPEG code stream is unknown";
    if (scan.restart % stream.columns != 0)
        return "a restart interval of the lossless JPEG code stream is not whole lines";
    std::vector<HuffmanReader> tables(scan.components.size());
    for (std::size_t i = 0; i < tables.size(); ++i) {
        if (!tables[i].define(scan.dc[i]))
            return "a Huffman table of the JPEG code stream is damaged";
    }
    BitReader bits(scan.data);
    const std::size_t lines = scan.restart / stream.columns;
    const std::size_t step = stream.components.size();
    const int start = start_of(stream.precision, transform);
    for (std::size_t y = 0; y < stream.rows; ++y) {
        const bool restarts = lines != 0 && y != 0 && y % lines == 0;
        if (restarts && !bits.restart(static_cast<unsigned>(y / lines - 1)))
            return "a restart marker of the JPEG code stream is missing";
        for (std::size_t x = 0; x < stream.columns; ++x) {
            for (std::size_t i = 0; i < tables.size(); ++i) {
                const Plane plane { samples.data() + scan.components[i], stream.columns, step };
                const int size = bits.symbol(tables[i]);
                if (size < 0 || size > 16)
                    return "the JPEG code stream is damaged";
                const int difference = size == 16 ? 32768 : bits.signed_bits(static_cast<unsigned>(size));
                plane.at(y, x) = static_cast<std::uint16_t>(plane.prediction(y, x, y == 0 || restarts, scan.start, start) + difference);
            }
        }
        if (bits.overdrawn())
            return "the JPEG code stream is cut";
    }
    if (transform != 0) {
        for (const auto component : scan.components) {
            for (std::size_t i = component; i < samples.size(); i += step)
                samples[i] = static_cast<std::uint16_t>(samples[i] << transform);
        }
    }
    return nullptr;
}

void walk(const JpegStream& stream, Samples& samples, unsigned selection, std::vector<HuffmanWriter>& writers)
{
    const std::size_t step = writers.size();
    const int start = start_of(stream.precision, 0);
    for (std::size_t y = 0; y < stream.rows; ++y) {
        for (std::size_t x = 0; x < stream.columns; ++x) {
            for (std::size_t c = 0; c < step; ++c) {
                const Plane plane { samples.data() + c, stream.columns, step };
                const int difference = static_cast<std::int16_t>(plane.at(y, x) - plane.prediction(y, x, y == 0, selection, start));
                const unsigned size = category(difference);  // 16 for -32768, which is 32768 here and has no further bits
                writers[c].symbol(size);
                writers[c].bits(category_bits(difference), size == 16 ? 0 : size);
            }
        }
    }
}

/// One interleaved scan without point transform or restarts.
Bytes write_stream(const JpegStream& stream, Samples& samples, unsigned selection)
{
    JpegStream target = stream;
    SegmentWriter writer;
    writer.bytes(stream.application);
    std::vector<HuffmanWriter> tables(stream.components.size());
    walk(target, samples, selection, tables);
    Bytes nibbles;
    std::vector<std::size_t> components;
    for (std::size_t c = 0; c < tables.size(); ++c) {
        writer.segment(0xC4, huffman_payload(static_cast<std::uint8_t>(c), tables[c].settle()));
        target.components[c].sampling = {};
        target.components[c].table = 0;
        nibbles.push_back(static_cast<std::uint8_t>(c << 4U));
        components.push_back(c);
    }
    writer.frame_header(target);
    writer.scan_header(target, components, nibbles, static_cast<std::uint8_t>(selection), 0, 0);
    HuffmanWriter::Stream out { writer.out };
    for (auto& table : tables)
        table.write_to(out);
    walk(target, samples, selection, tables);
    out.flush();
    return writer.finish();
}

bool full_sampling(const JpegStream& stream)
{
    const auto& first = stream.components.front().sampling;
    return stream.components.size() == 1
        || (first.h == 1 && first.v == 1 && std::all_of(stream.components.begin(), stream.components.end(), [](const JpegComponent& c) {
               return c.sampling.h == 1 && c.sampling.v == 1;
           }));
}

}  // namespace

FilledOrNot fill_jpeg_lossless(const Job& job, bool first_order)
{
    auto parsed = parse_jpeg(job.encoded);
    if (const auto* refused = std::get_if<Unreadable>(&parsed))
        return *refused;
    const auto& stream = std::get<0>(parsed);
    if (stream.frame_marker != kLossless)
        return malformed("the JPEG code stream is not of the lossless process that its transfer syntax names");
    if (!fits(stream, job.shape))
        return malformed("the JPEG code stream is not what rows, columns, samples and bits claim");
    if (!full_sampling(stream))
        return unsupported("lossless JPEG with subsampled components is not filled");
    Samples samples(std::size_t { stream.rows } * stream.columns * stream.components.size());
    for (const auto& scan : stream.scans) {
        if (const char* refused = read_scan(stream, scan, samples))
            return malformed(refused);
    }
    paint_samples(samples, job.shape, job.rects, job.palette_black, stream.precision);
    FilledFrame filled;
    filled.bytes = write_stream(stream, samples, first_order ? 1 : stream.scans.front().start);
    filled.touched = job.rects;
    return filled;
}

}  // namespace imprimatur::jail::recode
