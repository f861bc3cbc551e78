#include "jail/photo/bmp_header.h"
#include "jail/photo/icc.h"
#include "jail/photo/pixels.h"
#include "jail/photo/transparency.h"

#include <algorithm>
#include <bit>

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
        , m_listing(sink)
        , m_transparency(m_listing)
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
        const std::size_t pixels = std::size_t { m_file.width } * m_file.height;
        if (!m_opaque)
            m_with_alpha.resize(pixels * 4);
        if (m_file.depth > 8 && unused_bits() != 0 && m_listing.hidden().opens())
            m_unused_plane.resize(pixels);
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
        auto at = static_cast<std::size_t>(out - m_frame.samples.data()) / 3;
        for (std::uint32_t x = 0; x < m_file.width; ++x, out += 3, ++at) {
            const auto pixel = pixel_at(stored.subspan(x * bytes, bytes));
            for (std::size_t c = 0; c < 3; ++c)
                out[c] = static_cast<std::uint8_t>(m_file.colours[c].value(pixel));
            if (!m_opaque) {
                std::copy_n(out, 3, &m_with_alpha[at * 4]);
                m_with_alpha[at * 4 + 3] = static_cast<std::uint8_t>(m_file.alpha.value(pixel));
            }
            const auto unused = pixel & m_unused;
            m_unused_varies |= unused != m_first_unused.value_or(unused);
            m_first_unused = m_first_unused.value_or(unused);
            if (!m_unused_plane.empty())
                m_unused_plane[at] = unused_sample(pixel);
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

    /// The lowest row of neighbouring unused bits, as bright as it can be: of 32-bit pixels the fourth byte as it is.
    [[nodiscard]] std::uint8_t unused_sample(std::uint32_t pixel) const
    {
        const int low = std::countr_zero(m_unused);
        const int width = std::min(8, std::countr_one(m_unused >> low));
        const unsigned most = (1U << width) - 1;
        return static_cast<std::uint8_t>(((pixel >> low) & most) * 255 / most);
    }

    void list_unused()
    {
        const std::string part = "bits that belong to no colour";
        const std::uint64_t pixels = std::uint64_t { m_file.width } * m_file.height;
        if (m_unused_plane.empty() || !m_listing.hidden().room(part, m_file.width, m_file.height))
            return m_listing.hidden_picture(part, pixels);
        m_listing.hidden_picture(part, pixels, Frame { m_file.width, m_file.height, 1, std::move(m_unused_plane) });
    }

    static void list_behind(ByteView rest, std::uint64_t length, Listing& listing)
    {
        listing.search("second picture after the end of the image", rest);
        listing.hidden_bytes("bytes after the end of the image", length);
    }

    Outcome report()
    {
        auto& listing = m_listing;
        if (any_set(m_file.gap))
            listing.hidden_bytes("bytes between the headers and the picture", m_file.gap.size());
        if (m_file.reserved != 0)
            listing.hidden_bytes("reserved bytes of the header", 4);
        if (m_padding > 0)
            listing.hidden_bytes("bytes in the padding of rows", m_padding);
        if (m_unused_varies)
            list_unused();
        report_profile(listing);
        const auto behind = m_file.pixels.size() - m_used;
        constexpr std::size_t kAlignment = 3;  // editors round the file up to four bytes
        const auto rest = m_file.pixels.last(behind);
        if (behind > m_file.profile.size() + kAlignment || (m_file.profile.empty() && any_set(rest)))
            list_behind(rest, behind - std::min(behind, m_file.profile.size()), listing);
        if (listing.stopped())
            return listing.outcome();
        if (!m_opaque)
            m_transparency.lay_on_white(m_with_alpha, m_frame);
        return m_transparency.report();
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
    Listing m_listing;
    Transparency m_transparency;
    Bytes m_with_alpha {};
    Bytes m_unused_plane {};
    std::uint32_t m_unused = unused_bits();
    Frame m_frame {};
    std::size_t m_used = 0;
    std::uint64_t m_padding = 0;
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
