#include "jail/photo/exif.h"

#include "jail/photo/exif_values.h"
#include "jail/photo/icc.h"
#include "jail/photo/photoshop.h"
#include "jail/photo/pixels.h"
#include "jail/photo/tiff_pages.h"
#include "jail/photo/xmp.h"

#include <algorithm>
#include <array>
#include <deque>
#include <limits>
#include <set>

namespace imprimatur::jail::photo {

namespace {

enum class Host { Photo, TiffFile, Mpf };

/// Where the picture data of a directory may stand: offsets in one tag, lengths in another.
struct PictureTags {
    std::uint16_t offsets;
    std::uint16_t lengths;
};
constexpr std::array<PictureTags, 4> kPictureTags { { { 0x0111, 0x0117 }, { 0x0144, 0x0145 }, { 0x0201, 0x0202 }, { 0x0120, 0x0121 } } };
constexpr std::uint16_t kFreeOffsets = 0x0120;
constexpr std::uint16_t kJpegOffset = 0x0201;

/// Strips and tiles of one directory. A 100 million pixel page in one-row strips stays below.
constexpr std::size_t kMaxPieces = 1'000'000;

/// Directories inside one tag, and waiting in all: raw files have four.
constexpr std::size_t kMaxSubDirectories = 1'024;
constexpr std::size_t kMaxWaiting = 100'000;

/// Ranges that are remembered to find what no tag points to.
constexpr std::size_t kMaxRanges = 4'000'000;

/// Up to this much alignment between values is nobody's hiding place.
constexpr std::uint64_t kPadding = 7;

constexpr std::size_t kMpEntryBytes = 16;

std::string hexadecimal(std::uint16_t tag)
{
    constexpr std::string_view kDigits = "0123456789ABCDEF";
    std::string text = "0x";
    for (int shift = 12; shift >= 0; shift -= 4)
        text += kDigits[(tag >> shift) & 0xFU];
    return text;
}

struct Visit {
    std::uint64_t at;
    IfdGroup group;
    std::string path;
    bool chained;  ///< follow the pointer to the next directory
    std::size_t number;
};

class IfdWalk {
public:
    IfdWalk(ByteView block, TiffHeader header, Host host, Listing& listing, ByteView pictures = {})
        : m_block(block)
        , m_header(header)
        , m_host(host)
        , m_listing(listing)
        , m_pictures(pictures)
    {
        cover(0, header.big_tiff ? 16 : 8);
    }

    void run()
    {
        m_queue.push_back({ m_header.first, m_host == Host::Mpf ? IfdGroup::Mpf : IfdGroup::Exif, "IFD", true, 0 });
        while (!m_queue.empty() && !m_listing.stopped()) {
            const Visit visit = m_queue.front();
            m_queue.pop_front();
            if (m_seen.insert(visit.at).second) {
                directory(visit);
            } else {
                m_damaged = true;
                m_looped |= visit.chained;
            }
        }
        if (m_damaged)
            m_listing.hidden_bytes("a metadata directory that cannot be read whole", m_block.size());
        if (m_host == Host::TiffFile && !m_damaged)
            gaps();
    }

    [[nodiscard]] unsigned orientation() const { return m_orientation; }
    /// Nothing when the chain of pages runs back into itself.
    [[nodiscard]] std::optional<std::size_t> pages() const { return m_looped ? std::nullopt : std::optional(m_pages); }

private:
    void directory(const Visit& visit)
    {
        const auto ifd = read_ifd(m_block, m_header, visit.at);
        if (!ifd) {
            m_damaged = true;
            return;
        }
        m_damaged |= !ifd->whole;
        cover(ifd->at, ifd->length);
        if (visit.chained && m_host == Host::TiffFile)
            ++m_pages;
        const std::string path = visit.chained ? visit.path + std::to_string(visit.number) : visit.path;
        for (const auto& entry : ifd->entries) {
            if (m_listing.stopped())
                return;
            list_entry(visit, path, entry);
        }
        for (const auto& tags : kPictureTags)
            list_picture(visit, path, *ifd, tags);
        if (visit.chained && ifd->next != 0)
            m_queue.push_back({ ifd->next, visit.group, visit.path, true, visit.number + 1 });
    }

    void list_entry(const Visit& visit, const std::string& path, const IfdEntry& entry)
    {
        const auto bytes = value_bytes(m_block, entry);
        const std::string name(tag_name(visit.group, entry.tag));
        const std::string tag = std::string(group_name(visit.group)) + ":" + (name.empty() ? hexadecimal(entry.tag) : name);
        Label label { tag, name, path + "/" + tag };
        if (!bytes) {
            m_damaged = true;
            return m_listing.binary(std::move(label), entry.length);
        }
        cover(entry.at, entry.length);
        if (visit.group == IfdGroup::Exif && list_special(path, label, entry, *bytes))
            return;
        if (visit.group == IfdGroup::Mpf && entry.tag == 0xB002)
            return list_mp_entries(*bytes);
        auto value = readable_value(visit.group, entry, *bytes, m_header.big_endian);
        if (visit.group == IfdGroup::Exif && entry.tag == 0x0112 && visit.chained && visit.number == 0)
            set_orientation(entry, *bytes);
        if (value)
            return m_listing.text(std::move(label), std::move(*value), entry.length);
        if (label.name.empty())
            m_listing.hidden_bytes("a metadata value of unknown meaning", entry.length);
        m_listing.binary(std::move(label), entry.length);
    }

    /// Tags that hold directories or whole blocks of other metadata. False: an ordinary value.
    bool list_special(const std::string& path, const Label& label, const IfdEntry& entry, ByteView bytes)
    {
        switch (entry.tag) {
        case 0x8769: return enqueue(entry, bytes, IfdGroup::Exif, path + "/ExifIFD");
        case 0x8825: return enqueue(entry, bytes, IfdGroup::Gps, path + "/GPS");
        case 0xA005: return enqueue(entry, bytes, IfdGroup::Interop, path + "/Interop");
        case 0x014A: return enqueue(entry, bytes, IfdGroup::Exif, path + "/SubIFD");
        case 0x02BC: list_xmp(bytes, m_listing); return true;
        case 0x83BB: list_iptc(bytes, m_listing); return true;
        case 0x8649: list_photoshop(bytes, m_listing); return true;
        case 0x8773: list_icc(bytes, m_listing); return true;
        case 0x935C:
            m_listing.hidden_picture("Photoshop layers", entry.length);
            m_listing.binary(label, entry.length);
            return true;
        case 0x927C:
            m_listing.hidden_bytes("maker note", entry.length);
            m_listing.search("picture in the maker note", bytes);
            m_listing.binary(label, entry.length);
            return true;
        default: break;
        }
        if (entry.type == FieldType::Ifd || entry.type == FieldType::Ifd8)
            return enqueue(entry, bytes, IfdGroup::Exif, path + "/" + hexadecimal(entry.tag));
        return false;
    }

    bool enqueue(const IfdEntry& entry, ByteView bytes, IfdGroup group, const std::string& path)
    {
        const auto places = unsigned_values(bytes, entry.type, m_header.big_endian, kMaxSubDirectories);
        if (m_queue.size() + places.size() > kMaxWaiting)
            m_listing.refuse(too_large("the file has more metadata directories than the limit"));
        for (std::size_t i = 0; i < places.size(); ++i)
            m_queue.push_back({ places[i], group, places.size() > 1 ? path + std::to_string(i) : path, false, 0 });
        return true;
    }

    void set_orientation(const IfdEntry& entry, ByteView bytes)
    {
        const auto values = unsigned_values(bytes, entry.type, m_header.big_endian, 1);
        if (!values.empty() && values[0] >= 1 && values[0] <= 8)
            m_orientation = static_cast<unsigned>(values[0]);
    }

    void list_picture(const Visit& visit, const std::string& path, const Ifd& ifd, PictureTags tags)
    {
        const auto offsets = numbers_of(ifd, tags.offsets);
        const auto lengths = numbers_of(ifd, tags.lengths);
        if (offsets.empty())
            return;
        std::uint64_t total = 0;
        for (std::size_t i = 0; i < offsets.size(); ++i) {
            const auto length = i < lengths.size() ? lengths[i] : 0;
            if (tags.offsets != kFreeOffsets)
                cover(offsets[i], length);
            total = total > std::numeric_limits<std::uint64_t>::max() - length ? total : total + length;
        }
        if (tags.offsets == kFreeOffsets)
            return m_listing.hidden_bytes("bytes marked as free", total);
        // What a page shows are its strips or tiles; JPEG data beside them is a thumbnail (old-style JPEG pages are not read at all).
        const bool shown = m_host == Host::TiffFile && visit.chained && tags.offsets != kJpegOffset;
        if (!shown)
            m_listing.hidden_picture(
                visit.chained ? "thumbnail in " + path : "picture in " + path, total, picture_of(path, ifd, offsets, lengths));
    }

    /// One piece that is a file of its own (JPEGInterchangeFormat, and strips of old-style JPEG), else whatever libtiff makes of the
    /// directory. Turned like the picture that it is a thumbnail of.
    std::optional<Frame> picture_of(
        const std::string& path, const Ifd& ifd, const std::vector<std::uint64_t>& offsets, const std::vector<std::uint64_t>& lengths)
    {
        auto& hidden = m_listing.hidden();
        std::optional<Frame> picture;
        const bool one = offsets.size() == 1 && lengths.size() == 1 && offsets[0] < m_block.size();
        const auto piece
            = one ? m_block.subspan(offsets[0], std::min<std::uint64_t>(lengths[0], m_block.size() - offsets[0])) : ByteView {};
        if (recognises_jpeg(piece)) {
            picture = hidden.open(path, piece);
        } else {
            const auto width = numbers_of(ifd, 0x0100);
            const auto height = numbers_of(ifd, 0x0101);
            if (width.empty() || height.empty() || !hidden.room(path, width[0], height[0]))
                return std::nullopt;
            auto read = tiff_picture_at(m_block, ifd.at, m_listing);
            if (const auto* refused = std::get_if<Unreadable>(&read))
                hidden.say(path, "a picture that could not be opened: " + refused->detail);
            else
                picture = std::move(std::get<Frame>(read));
        }
        if (picture)
            picture = upright(std::move(*picture), m_orientation);
        return picture;
    }

    std::vector<std::uint64_t> numbers_of(const Ifd& ifd, std::uint16_t tag)
    {
        for (const auto& entry : ifd.entries) {
            const auto bytes = entry.tag == tag ? value_bytes(m_block, entry) : std::nullopt;
            if (!bytes)
                continue;
            m_listing.spend(bytes->size());
            return unsigned_values(*bytes, entry.type, m_header.big_endian, kMaxPieces);
        }
        return {};
    }

    /// CIPA DC-007 5.2.3.3: attribute, size, offset, two dependent numbers; the first is the picture itself.
    void list_mp_entries(ByteView bytes)
    {
        for (std::size_t at = kMpEntryBytes; at + kMpEntryBytes <= bytes.size() && !m_listing.stopped(); at += kMpEntryBytes) {
            ByteReader reader(bytes.subspan(at + 4));
            const auto length = reader.u32(m_header.big_endian).value_or(0);
            const auto offset = reader.u32(m_header.big_endian).value_or(0);
            const std::string part = "further picture named by MPF";
            if (offset == 0 || offset >= m_pictures.size() || length > m_pictures.size() - offset) {
                m_listing.hidden_picture(part, length);
                continue;
            }
            const auto picture = m_pictures.subspan(offset, length);
            m_listing.hidden().met(picture);
            m_listing.hidden_file(part, picture);
        }
    }

    void cover(std::uint64_t at, std::uint64_t length)
    {
        if (m_host != Host::TiffFile || at > m_block.size())
            return;
        if (m_covered.size() == kMaxRanges)
            m_listing.refuse(too_large("the file has more pieces than the limit"));
        else
            m_covered.emplace_back(at, at + std::min<std::uint64_t>(length, m_block.size() - at));
    }

    /// Whatever no directory accounts for: remains of an earlier version of the file, or put there on purpose.
    void gaps()
    {
        std::sort(m_covered.begin(), m_covered.end());
        std::uint64_t reached = 0;
        std::uint64_t hidden = 0;
        m_covered.emplace_back(m_block.size(), m_block.size());
        for (const auto& [from, to] : m_covered) {
            if (from > reached && is_hidden(reached, from)) {
                hidden += from - reached;
                m_listing.search("picture in bytes that no tag points to", m_block.subspan(reached, from - reached));
            }
            reached = std::max(reached, to);
        }
        if (hidden > 0)
            m_listing.hidden_bytes("bytes that no tag points to", hidden);
    }

    [[nodiscard]] bool is_hidden(std::uint64_t from, std::uint64_t to) const
    {
        const auto gap = m_block.subspan(from, to - from);
        return gap.size() > kPadding || std::any_of(gap.begin(), gap.end(), [](std::uint8_t byte) { return byte != 0; });
    }

    ByteView m_block;
    TiffHeader m_header;
    Host m_host;
    Listing& m_listing;
    ByteView m_pictures;
    std::deque<Visit> m_queue {};
    std::set<std::uint64_t> m_seen {};
    std::vector<std::pair<std::uint64_t, std::uint64_t>> m_covered {};
    bool m_damaged = false;
    bool m_looped = false;
    unsigned m_orientation = 1;
    std::size_t m_pages = 0;
};

}  // namespace

unsigned list_exif(ByteView block, Listing& listing)
{
    const Nested nested(listing, block.size());
    const auto header = tiff_header(block);
    if (!nested)
        return 1;
    if (!header) {
        listing.hidden_bytes("an EXIF block that cannot be read", block.size());
        return 1;
    }
    IfdWalk walk(block, *header, Host::Photo, listing);
    walk.run();
    return walk.orientation();
}

std::optional<std::size_t> list_tiff(ByteView file, Listing& listing)
{
    const Nested nested(listing, file.size());
    const auto header = tiff_header(file);
    if (!nested || !header)
        return std::nullopt;
    IfdWalk walk(file, *header, Host::TiffFile, listing);
    walk.run();
    return walk.pages();
}

void list_mpf(ByteView block, ByteView file_from_block, Listing& listing)
{
    const Nested nested(listing, block.size());
    const auto header = tiff_header(block);
    if (!nested)
        return;
    if (!header)
        return listing.hidden_bytes("an index of further pictures that cannot be read", block.size());
    IfdWalk(block, *header, Host::Mpf, listing, file_from_block).run();
}

}  // namespace imprimatur::jail::photo
