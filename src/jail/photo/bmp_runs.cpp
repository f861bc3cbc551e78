#include "jail/photo/bmp_header.h"

#include <algorithm>

namespace imprimatur::jail::photo {

namespace {

/// Pixels that no run draws keep this while runs are read.
constexpr std::uint8_t kDrawn = 1;

class Runs {
public:
    explicit Runs(const BmpFile& file)
        : m_file(file)
        , m_reader(file.pixels)
        , m_indices(std::size_t { file.width } * file.height)
        , m_drawn(m_indices.size())
    {
    }

    bool read()
    {
        while (true) {
            const auto count = m_reader.u8();
            const auto value = m_reader.u8();
            if (!value)
                return false;
            if (*count > 0) {
                if (!run(*count, *value))
                    return false;
                continue;
            }
            switch (*value) {
            case 0:
                m_x = 0;
                ++m_y;
                break;
            case 1: return true;
            case 2:
                if (!move())
                    return false;
                break;
            default:
                if (!literal(*value))
                    return false;
            }
        }
    }

    Bytes take() { return std::move(m_indices); }
    [[nodiscard]] std::size_t used() const { return m_reader.position(); }
    [[nodiscard]] std::uint64_t undrawn() const { return static_cast<std::uint64_t>(std::count(m_drawn.begin(), m_drawn.end(), 0)); }

private:
    bool put(unsigned index)
    {
        if (m_x >= m_file.width || m_y >= m_file.height)
            return false;
        const auto at = m_y * m_file.width + m_x++;
        m_indices[at] = static_cast<std::uint8_t>(index);
        m_drawn[at] = kDrawn;
        return true;
    }

    /// Four bits a pixel: the upper half of a byte first, turn and turn about.
    [[nodiscard]] unsigned half(unsigned byte, unsigned turn) const
    {
        if (m_file.coding == BmpCoding::Rle8)
            return byte;
        return turn % 2 == 0 ? byte >> 4 : byte & 0x0FU;
    }

    bool run(unsigned count, unsigned value)
    {
        for (unsigned i = 0; i < count; ++i) {
            if (!put(half(value, i)))
                return false;
        }
        return true;
    }

    bool literal(unsigned count)
    {
        const unsigned bytes = m_file.coding == BmpCoding::Rle8 ? count : (count + 1) / 2;
        const auto values = m_reader.take(bytes);
        if (!values || (bytes % 2 == 1 && !m_reader.skip(1)))
            return false;
        for (unsigned i = 0; i < count; ++i) {
            const unsigned byte = (*values)[m_file.coding == BmpCoding::Rle8 ? i : i / 2];
            if (!put(half(byte, i)))
                return false;
        }
        return true;
    }

    bool move()
    {
        const auto across = m_reader.u8();
        const auto up = m_reader.u8();
        if (!up)
            return false;
        m_x += *across;
        m_y += *up;
        return true;
    }

    const BmpFile& m_file;
    ByteReader m_reader;
    Bytes m_indices;
    Bytes m_drawn;
    std::size_t m_x = 0;
    std::size_t m_y = 0;
};

}  // namespace

Parsed<Bytes> expand_runs(const BmpFile& file, std::uint64_t& undrawn, std::size_t& used)
{
    Runs runs(file);
    if (!runs.read())
        return malformed("the BMP picture data is damaged or cut");
    undrawn = runs.undrawn();
    used = runs.used();
    return runs.take();
}

}  // namespace imprimatur::jail::photo
