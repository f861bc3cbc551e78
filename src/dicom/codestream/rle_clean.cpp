#include "dicom/codestream/residues.h"
#include "dicom/codestream/unused_bits.h"

#include "base/limits.h"

#include <array>
#include <optional>

namespace imprimatur::dicom {

namespace {

constexpr std::size_t kHeaderBytes = 64;  // PS3.5 G.5
constexpr std::size_t kMostSegments = 15;

struct Run {
    std::size_t length = 0;  ///< bytes of the picture
    ByteView literal;  ///< empty: `value` is repeated
    std::uint8_t value = 0;
};

// PS3.5 G.3.2. -128 says nothing. Some encoders let a run cross a row (G.3.1 forbids it), and every decoder takes it.
std::optional<Run> next_run(ByteReader& reader)
{
    for (;;) {
        const auto control = reader.u8();
        if (!control)
            return std::nullopt;
        if (*control == 128)
            continue;
        if (*control < 128) {
            const auto literal = reader.take(*control + 1U);
            return literal ? std::optional<Run>({ literal->size(), *literal, 0 }) : std::nullopt;
        }
        const auto value = reader.u8();
        return value ? std::optional<Run>({ 257U - *control, {}, *value }) : std::nullopt;
    }
}

void write_run(Bytes& out, const Run& run, std::size_t length)
{
    if (run.literal.empty()) {
        // Two are the shortest that can be repeated by an encoder's rules; one is a literal.
        out.push_back(static_cast<std::uint8_t>(length == 1 ? 0 : 257 - length));
        out.push_back(run.value);
        return;
    }
    out.push_back(static_cast<std::uint8_t>(length - 1));
    put_bytes(out, run.literal.first(length));
}

// Rows one by one, as G.3.1 wants it.
void encode_row(Bytes& out, ByteView row)
{
    constexpr std::size_t kMost = 128;
    for (std::size_t at = 0; at < row.size();) {
        std::size_t same = 1;
        while (same < kMost && at + same < row.size() && row[at + same] == row[at])
            ++same;
        if (same > 1) {
            write_run(out, { same, {}, row[at] }, same);
            at += same;
            continue;
        }
        std::size_t length = 1;
        while (length < kMost && at + length < row.size() && !(at + length + 1 < row.size() && row[at + length] == row[at + length + 1]))
            ++length;
        write_run(out, { length, row.subspan(at, length), 0 }, length);
        at += length;
    }
}

class RleCleaner {
public:
    RleCleaner(ByteView frame, const FrameShape& shape)
        : m_frame(frame)
        , m_shape(shape)
        , m_pixels(std::uint64_t { shape.rows } * shape.columns)
        , m_width(shape.bits_allocated / 8U)
    {
    }

    CleanedStream clean()
    {
        if (auto refused = header())
            return *refused;
        for (std::size_t i = 0; i < m_segments.size(); ++i)
            if (!cut(i))
                return Unreadable { Unreadable::How::Malformed, "An RLE segment ends before its last sample." };
        if (has_unused_bits(m_shape))
            for (std::size_t sample = 0; sample < m_shape.samples; ++sample)
                clear_sample(sample);
        return CleanStream { written(), m_removed.take() };
    }

private:
    struct Segment {
        ByteView source;
        Bytes bytes;
        std::uint8_t any = 0;  ///< all its decoded bytes, or-ed
    };

    std::optional<Unreadable> header()
    {
        const auto& width = m_shape.bits_allocated;
        const auto segments = std::size_t { m_shape.samples } * m_width;
        if ((width != 8 && width != 16 && width != 32) || segments == 0 || segments > kMostSegments)
            return Unreadable { Unreadable::How::Unsupported, "RLE has no such samples (PS3.5 G.2)." };
        if (m_pixels == 0 || m_pixels > limits::kMaxFramePixels)
            return Unreadable { Unreadable::How::TooLarge, "The picture has no pixels or more than are read." };
        ByteReader reader(m_frame);
        if (m_frame.size() < kHeaderBytes || reader.u32(false) != segments)
            return Unreadable { Unreadable::How::Malformed, "The RLE header has another number of segments than the picture." };
        std::array<std::uint32_t, kMostSegments> offsets {};
        for (auto& offset : offsets)
            offset = reader.u32(false).value_or(0);
        for (std::size_t i = 0; i < segments; ++i) {
            const auto from = offsets[i];
            const auto to = i + 1 < segments ? offsets[i + 1] : m_frame.size();
            if (from < kHeaderBytes || from > to || to > m_frame.size())
                return Unreadable { Unreadable::How::Malformed, "The RLE segments do not follow each other." };
            m_segments.push_back({ m_frame.subspan(from, to - from), {}, 0 });
        }
        const auto unused = m_frame.subspan(4 * (segments + 1), kHeaderBytes - 4 * (segments + 1));
        if (std::any_of(unused.begin(), unused.end(), [](std::uint8_t byte) { return byte != 0; }))
            m_removed.add("RLE header", unused);
        if (offsets[0] > kHeaderBytes)
            m_removed.add("RLE bytes before the first segment", m_frame.subspan(kHeaderBytes, offsets[0] - kHeaderBytes));
        return std::nullopt;
    }

    // Copies the runs that make up exactly one byte plane.
    bool cut(std::size_t index)
    {
        auto& segment = m_segments[index];
        segment.bytes.reserve(segment.source.size() + 2);
        ByteReader reader(segment.source);
        for (std::uint64_t left = m_pixels; left > 0;) {
            const auto before = reader.position();
            const auto run = next_run(reader);
            if (!run)
                return false;
            const auto length = static_cast<std::size_t>(std::min<std::uint64_t>(left, run->length));
            if (run->length > length)
                m_removed.append("RLE bytes after the last sample", run->literal.empty() ? ByteView() : run->literal.subspan(length));
            else if (reader.position() - before > (run->literal.empty() ? 2U : 1U + length))
                m_removed.append("RLE runs of nothing", {});
            write_run(segment.bytes, *run, length);
            for (const auto byte : run->literal.first(run->literal.empty() ? 0 : length))
                segment.any |= byte;
            segment.any |= run->value;
            left -= length;
        }
        const auto behind = after_end(segment.source, reader.position());
        if (!behind.empty())
            m_removed.add("RLE bytes after the last sample", behind);
        make_even(segment.bytes);
        return true;
    }

    // G.2: the most significant byte of a sample has the first of its segments.
    [[nodiscard]] Segment& plane(std::size_t sample, std::size_t byte) { return m_segments[sample * m_width + m_width - 1 - byte]; }

    void clear_sample(std::size_t sample)
    {
        const auto used = used_bits(m_shape);
        std::uint32_t any = 0;
        for (std::size_t byte = 0; byte < m_width; ++byte)
            any |= std::uint32_t { plane(sample, byte).any } << (8 * byte);
        if ((any & (~used.mask | used.sign)) == 0)
            return;
        Bytes samples(static_cast<std::size_t>(m_pixels) * m_width);  // at most 64 times the segments that were just read
        for (std::size_t byte = 0; byte < m_width; ++byte)
            decode(plane(sample, byte).bytes, samples, byte);
        if (!clear_unused_bits(samples, m_shape, false))
            return;
        m_removed.append("bits outside Bits Stored", {});
        for (std::size_t byte = 0; byte < m_width; ++byte)
            encode(samples, byte, plane(sample, byte).bytes);
    }

    void decode(ByteView segment, Bytes& samples, std::size_t byte) const
    {
        ByteReader reader(segment);
        auto* at = samples.data() + byte;
        for (std::uint64_t left = m_pixels; left > 0;) {
            const auto run = next_run(reader);
            if (!run || run->length > left)
                return;  // cannot be: cut() wrote it
            for (std::size_t i = 0; i < run->length; ++i, at += m_width)
                *at = run->literal.empty() ? run->value : run->literal[i];
            left -= run->length;
        }
    }

    void encode(const Bytes& samples, std::size_t byte, Bytes& segment) const
    {
        Bytes row(m_shape.columns);
        segment.clear();
        for (std::size_t y = 0; y < m_shape.rows; ++y) {
            for (std::size_t x = 0; x < row.size(); ++x)
                row[x] = samples[(y * row.size() + x) * m_width + byte];
            encode_row(segment, row);
        }
        make_even(segment);
    }

    [[nodiscard]] Bytes written() const
    {
        Bytes out(kHeaderBytes);
        const auto put = [&](std::size_t word, std::size_t value) {
            for (std::size_t i = 0; i < 4; ++i)
                out[4 * word + i] = static_cast<std::uint8_t>(value >> (8 * i));
        };
        put(0, m_segments.size());
        for (std::size_t i = 0; i < m_segments.size(); ++i) {
            put(i + 1, out.size());
            put_bytes(out, m_segments[i].bytes);
        }
        return out;
    }

    ByteView m_frame;
    FrameShape m_shape;
    std::uint64_t m_pixels;
    std::size_t m_width;
    std::vector<Segment> m_segments;
    Residues m_removed;
};

}  // namespace

CleanedStream clean_rle(ByteView frame, const FrameShape& shape) { return RleCleaner(frame, shape).clean(); }

}  // namespace imprimatur::dicom
