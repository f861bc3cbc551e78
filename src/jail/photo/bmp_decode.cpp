#include "jail/photo/bmp_header.h"
#include "jail/photo/icc.h"
#include "jail/photo/listing.h"
#include "jail/photo/pixels.h"

#include <algorithm>

namespace imprimatur::jail {

namespace photo {

namespace {

bool any_set(ByteView bytes)
{
    return std::any_of(bytes.begin(), bytes.end(), [](std::uint8_t byte) { return byte != 0; });
}

class Painter {
public:
    Painter(const BmpFile& file, MaterialSink& sink)
        : m_file(file)
        , m_sink(sink)
    {
    }

    Outcome paint()
    {
        auto blank = blank_frame(m_file.width, m_file.height, 3);
        if (const auto* refused = std::get_if<Unreadable>(&blank))
            return *refused;
        m_frame = std::move(std::get<Frame>(blank));
        const bool runs = m_file.coding == BmpCoding::Rle4 || m_file.coding == BmpCoding::Rle8;
        if (auto refused = runs ? paint_runs() : paint_rows())
            return refused;
        if (auto refused = report())
            return refused;
        return give(m_sink, std::move(m_frame), 1);
    }

private:
    /// BMP stores the bottom row first.
    std::uint8_t* row(std::uint32_t y)
    {
        const std::uint32_t shown = m_file.top_down ? y : m_file.height - 1 - y;
        return &m_frame.samples[std::size_t { shown } * m_file.width * 3];
    }

    bool put_index(std::uint8_t* out, unsigned index)
    {
        if (index >= m_file.palette.size())
            return false;
        std::copy_n(m_file.palette[index].begin(), 3, out);
        return true;
    }

    Outcome paint_runs()
    {
        std::uint64_t undrawn = 0;
        auto indices = expand_runs(m_file, undrawn, m_used);
        if (const auto* refused = std::get_if<Unreadable>(&indices))
            return *refused;
        const auto* index = std::get<Bytes>(indices).data();
        for (std::uint32_t y = 0; y < m_file.height; ++y) {
            auto* out = row(y);
            for (std::uint32_t x = 0; x < m_file.width; ++x, out += 3) {
                if (!put_index(out, *index++))
                    return malformed("the BMP picture uses a colour that its table does not have");
            }
        }
        if (undrawn > 0)
            m_sink.note("pixels that the file does not draw have its first colour");
        return std::nullopt;
    }

    Outcome paint_rows()
    {
        const std::size_t bits = std::size_t { m_file.width } * m_file.depth;
        const std::size_t stride = (bits + 31) / 32 * 4;
        if (m_file.pixels.size() / stride < m_file.height)
            return malformed("the BMP picture data is cut");
        m_used = stride * m_file.height;
        m_opaque = m_file.alpha.bits == 0 || all_alpha_zero(stride);
        for (std::uint32_t y = 0; y < m_file.height; ++y) {
            const auto stored = m_file.pixels.subspan(y * stride, stride);
            const bool painted = m_file.depth <= 8 ? paint_indexed(stored, row(y)) : paint_direct(stored, row(y));
            if (!painted)
                return malformed("the BMP picture uses a colour that its table does not have");
            const auto padding = stored.subspan((bits + 7) / 8);
            m_padding += any_set(padding) ? padding.size() : 0;
        }
        return std::nullopt;
    }

    bool paint_indexed(ByteView stored, std::uint8_t* out)
    {
        const unsigned per_byte = 8 / m_file.depth;
        const unsigned most = (1U << m_file.depth) - 1;
        for (std::uint32_t x = 0; x < m_file.width; ++x, out += 3) {
            const unsigned shift = 8 - m_file.depth * (x % per_byte + 1);
            if (!put_index(out, (unsigned { stored[x / per_byte] } >> shift) & most))
                return false;
        }
        return true;
    }

    bool paint_direct(ByteView stored, std::uint8_t* out)
    {
        const std::size_t bytes = m_file.depth / 8;
        for (std::uint32_t x = 0; x < m_file.width; ++x, out += 3) {
            const auto pixel = pixel_at(stored.subspan(x * bytes, bytes));
            const unsigned alpha = m_opaque ? 255 : m_file.alpha.value(pixel);
            m_transparent += alpha < 255 ? 1 : 0;
            for (std::size_t c = 0; c < 3; ++c) {
                const unsigned colour = m_file.colours[c].value(pixel);
                out[c] = static_cast<std::uint8_t>((colour * alpha + 255 * (255 - alpha) + 127) / 255);
            }
            const auto unused = pixel & m_unused;
            m_unused_varies |= unused != m_first_unused.value_or(unused);
            m_first_unused = m_first_unused.value_or(unused);
        }
        return true;
    }

    static std::uint32_t pixel_at(ByteView bytes)
    {
        std::uint32_t pixel = 0;
        for (std::size_t i = bytes.size(); i > 0; --i)
            pixel = pixel << 8 | bytes[i - 1];
        return pixel;
    }

    /// Programs that announce alpha and never write it leave it zero; viewers then show the picture as opaque.
    [[nodiscard]] bool all_alpha_zero(std::size_t stride) const
    {
        const std::size_t bytes = m_file.depth / 8;
        for (std::uint32_t y = 0; y < m_file.height; ++y) {
            for (std::uint32_t x = 0; x < m_file.width; ++x) {
                if ((pixel_at(m_file.pixels.subspan(y * stride + x * bytes, bytes)) & m_file.alpha.bits) != 0)
                    return false;
            }
        }
        return true;
    }

    Outcome report()
    {
        Listing listing(m_sink);
        if (any_set(m_file.gap))
            listing.hidden_bytes("bytes between the headers and the picture", m_file.gap.size());
        if (m_file.reserved != 0)
            listing.hidden_bytes("reserved bytes of the header", 4);
        if (m_padding > 0)
            listing.hidden_bytes("bytes in the padding of rows", m_padding);
        if (m_unused_varies)
            listing.hidden_picture("bits that belong to no colour", std::uint64_t { m_file.width } * m_file.height);
        report_profile(listing);
        const auto behind = m_file.pixels.size() - m_used;
        constexpr std::size_t kAlignment = 3;  // editors round the file up to four bytes
        const auto rest = m_file.pixels.last(behind);
        if (behind > m_file.profile.size() + kAlignment || (m_file.profile.empty() && any_set(rest)))
            listing.hidden_bytes("bytes after the end of the image", behind - std::min(behind, m_file.profile.size()));
        if (listing.stopped())
            return listing.outcome();
        return report_alpha(m_sink, m_transparent);
    }

    void report_profile(Listing& listing)
    {
        if (m_file.profile.empty())
            return;
        if (m_file.linked_profile)
            listing.bytes_as_text({ "BMP:LinkedProfile", "LinkedProfile" }, m_file.profile);
        else
            list_icc(m_file.profile, listing);
    }

    /// A picture can be hidden where viewers do not look, as in the fourth byte of 32-bit pixels.
    [[nodiscard]] std::uint32_t unused_bits() const
    {
        std::uint32_t used = m_file.alpha.bits;
        for (const auto& colour : m_file.colours)
            used |= colour.bits;
        return ~used;
    }

    const BmpFile& m_file;
    MaterialSink& m_sink;
    std::uint32_t m_unused = unused_bits();
    Frame m_frame {};
    std::size_t m_used = 0;
    std::uint64_t m_padding = 0;
    std::uint64_t m_transparent = 0;
    bool m_opaque = true;
    bool m_unused_varies = false;
    std::optional<std::uint32_t> m_first_unused {};
};

std::string encoding_of(const BmpFile& file)
{
    const bool runs = file.coding == BmpCoding::Rle4 || file.coding == BmpCoding::Rle8;
    return std::to_string(file.depth) + "-bit BMP" + (runs ? " with run lengths" : "");
}

Outcome decode(ByteView bytes, MaterialSink& sink)
{
    const auto header = read_bmp_header(bytes);
    if (const auto* refused = std::get_if<Unreadable>(&header))
        return *refused;
    const auto& file = std::get<BmpFile>(header);
    sink.describe(MediaKind::Bmp, encoding_of(file));
    return Painter(file, sink).paint();
}

}  // namespace

}  // namespace photo

Outcome decode_bmp(ByteView file, MaterialSink& sink)
{
    return photo::within_memory([&] { return photo::decode(file, sink); });
}

}  // namespace imprimatur::jail
