#include "jail/photo/inflate.h"

#include <algorithm>
#include <array>
#include <zlib.h>

namespace imprimatur::jail::photo {

namespace {

constexpr std::size_t kStep = 64 * 1024;

class Stream {
public:
    Stream() { m_ready = inflateInit(&m_zlib) == Z_OK; }
    ~Stream() { inflateEnd(&m_zlib); }
    Stream(const Stream&) = delete;
    Stream& operator=(const Stream&) = delete;

    [[nodiscard]] bool ready() const { return m_ready; }
    [[nodiscard]] bool ended() const { return m_ended; }
    [[nodiscard]] bool hungry() const { return m_zlib.avail_in == 0; }
    [[nodiscard]] std::size_t unread() const { return m_zlib.avail_in; }

    /// Pieces are parts of a file of at most a gigabyte, so their length fits zlib's 32 bits.
    void feed(ByteView piece)
    {
        m_zlib.next_in = const_cast<Bytef*>(piece.data());  // zlib only reads
        m_zlib.avail_in = static_cast<uInt>(piece.size());
    }

    /// How many bytes came out; nothing when the stream is damaged.
    std::optional<std::size_t> step(std::array<std::uint8_t, kStep>& out)
    {
        m_zlib.next_out = out.data();
        m_zlib.avail_out = static_cast<uInt>(out.size());
        const int code = inflate(&m_zlib, Z_NO_FLUSH);
        m_ended = code == Z_STREAM_END;
        if (code != Z_OK && code != Z_STREAM_END && code != Z_BUF_ERROR)
            return std::nullopt;
        return out.size() - m_zlib.avail_out;
    }

private:
    z_stream m_zlib {};
    bool m_ready = false;
    bool m_ended = false;
};

}  // namespace

std::optional<Bytes> inflate_bounded(ByteView stream, std::size_t limit)
{
    Stream zlib;
    if (!zlib.ready())
        return std::nullopt;
    zlib.feed(stream);
    Bytes bytes;
    std::array<std::uint8_t, kStep> out {};
    while (!zlib.ended()) {
        const auto count = zlib.step(out);
        if (!count || bytes.size() + *count > limit || (*count == 0 && !zlib.ended()))
            return std::nullopt;
        bytes.insert(bytes.end(), out.begin(), out.begin() + static_cast<std::ptrdiff_t>(*count));
    }
    return bytes;
}

Measured measure_stream(const std::vector<ByteView>& pieces, std::uint64_t limit)
{
    Stream zlib;
    Measured measured;
    std::array<std::uint8_t, kStep> out {};
    for (const auto piece : pieces) {
        if (measured.whole) {
            measured.left_over += piece.size();
            continue;
        }
        zlib.feed(piece);
        while (zlib.ready() && !zlib.ended() && measured.length <= limit) {
            const auto count = zlib.step(out);
            if (!count)
                return measured;
            measured.length += *count;
            if (*count < out.size() && zlib.hungry())
                break;
        }
        measured.whole = zlib.ended();
        measured.left_over += zlib.ended() ? zlib.unread() : 0;
        if (measured.length > limit)
            return measured;
    }
    return measured;
}

}  // namespace imprimatur::jail::photo
