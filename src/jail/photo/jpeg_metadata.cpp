#include "base/limits.h"
#include "jail/photo/exif.h"
#include "jail/photo/icc.h"
#include "jail/photo/jpeg_segments.h"
#include "jail/photo/photoshop.h"
#include "jail/photo/raw_thumbnails.h"
#include "jail/photo/text.h"
#include "jail/photo/xmp.h"

#include <algorithm>
#include <map>

namespace imprimatur::jail::photo {

namespace {

constexpr std::uint8_t kApp0 = 0xE0;
constexpr std::uint8_t kApp15 = 0xEF;
constexpr std::uint8_t kComment = 0xFE;
constexpr std::string_view kXmp { "http://ns.adobe.com/xap/1.0/\0", 29 };
constexpr std::string_view kExtendedXmp { "http://ns.adobe.com/xmp/extension/\0", 35 };
constexpr std::string_view kIcc { "ICC_PROFILE\0", 12 };
constexpr std::string_view kPhotoshop { "Photoshop 3.0\0", 14 };
constexpr std::string_view kExif { "Exif\0", 5 };  // a sixth byte pads
constexpr std::size_t kGuid = 32;

class JpegListing {
public:
    JpegListing(Listing& listing, ByteView trailing)
        : m_listing(listing)
        , m_end(trailing.data() + trailing.size())
    {
    }

    void segment(const JpegSegment& segment)
    {
        if (segment.marker == kComment)
            return m_listing.bytes_as_text({ "JPEG:COM", "Comment" }, segment.payload);
        if (segment.marker < kApp0 || segment.marker > kApp15)
            return other(segment);
        if (!known(segment.marker - kApp0, segment.payload))
            m_listing.unknown({ "JPEG:APP" + std::to_string(segment.marker - kApp0), "" }, "JPEG application segment", segment.payload);
    }

    /// Blocks that were spread over several segments.
    void finish()
    {
        if (!m_icc.empty())
            list_icc(m_icc, m_listing);
        if (!m_photoshop.empty())
            list_photoshop(m_photoshop, m_listing);
        for (auto& [guid, pieces] : m_extended_xmp) {
            std::stable_sort(pieces.begin(), pieces.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
            Bytes packet;
            for (const auto& [at, piece] : pieces)
                packet.insert(packet.end(), piece.begin(), piece.end());
            list_xmp(packet, m_listing);
        }
    }

    [[nodiscard]] unsigned orientation() const { return m_orientation.value_or(1); }

private:
    /// Tables and frame headers are picture; JPGn and reserved segments carry whatever somebody put there.
    void other(const JpegSegment& segment)
    {
        const bool reserved = segment.marker < 0xC0 || segment.marker >= 0xF0;
        if (reserved)
            m_listing.unknown({ "JPEG:reserved", "" }, "reserved JPEG segment", segment.payload);
    }

    bool known(int number, ByteView payload)
    {
        const auto text = as_text(payload);
        switch (number) {
        case 0: return app0(text, payload);
        case 1: return app1(text, payload);
        case 2: return app2(text, payload);
        case 13:
            if (text.starts_with(kPhotoshop))
                m_photoshop.insert(m_photoshop.end(), payload.begin() + kPhotoshop.size(), payload.end());
            return text.starts_with(kPhotoshop);
        case 14: return app14(text, payload);
        default: return false;
        }
    }

    /// JFIF 1.02: version, unit, density, then a thumbnail of its own.
    bool app0(std::string_view text, ByteView payload)
    {
        constexpr std::size_t kJfif = 14;
        if (text.starts_with(std::string_view("JFXX\0", 5))) {
            list_jfxx(payload, m_listing);
            return true;
        }
        if (!text.starts_with(std::string_view("JFIF\0", 5)) || payload.size() < kJfif)
            return false;
        const auto density = [&](std::size_t at) { return std::to_string(payload[at] << 8 | payload[at + 1]); };
        m_listing.text({ "JFIF:JFIFVersion", "JFIFVersion" }, std::to_string(payload[5]) + "." + std::to_string(payload[6]), 2);
        m_listing.text({ "JFIF:ResolutionUnit", "ResolutionUnit" }, std::to_string(payload[7]), 1);
        m_listing.text({ "JFIF:XResolution", "XResolution" }, density(8), 2);
        m_listing.text({ "JFIF:YResolution", "YResolution" }, density(10), 2);
        if (payload[12] != 0 && payload[13] != 0)
            list_rgb_thumbnail("JFIF thumbnail", payload.subspan(12), m_listing);
        else if (payload.size() > kJfif)
            m_listing.hidden_bytes("bytes behind the JFIF header", payload.size() - kJfif);
        return true;
    }

    bool app1(std::string_view text, ByteView payload)
    {
        if (text.starts_with(kExif) && payload.size() > kExif.size()) {
            const auto orientation = list_exif(payload.subspan(kExif.size() + 1), m_listing);
            if (!m_orientation)
                m_orientation = orientation;
            return true;
        }
        if (text.starts_with(kXmp)) {
            list_xmp(payload.subspan(kXmp.size()), m_listing);
            return true;
        }
        return text.starts_with(kExtendedXmp) && extended_xmp(payload.subspan(kExtendedXmp.size()));
    }

    /// XMP part 3, 1.1.3.1: GUID, full length, offset of this piece.
    bool extended_xmp(ByteView payload)
    {
        ByteReader reader(payload);
        const auto guid = reader.take(kGuid);
        const auto length = reader.u32(true);
        const auto at = reader.u32(true);
        if (!guid || !length || !at)
            return false;
        m_extended_xmp[std::string(as_text(*guid))].emplace_back(*at, reader.rest());
        return true;
    }

    bool app2(std::string_view text, ByteView payload)
    {
        constexpr std::string_view kMpf { "MPF\0", 4 };
        constexpr std::size_t kCounters = 2;  // number of this piece and of all, in order in every file that was seen
        if (text.starts_with(kIcc) && payload.size() >= kIcc.size() + kCounters) {
            m_icc.insert(m_icc.end(), payload.begin() + kIcc.size() + kCounters, payload.end());
            return true;
        }
        if (text.starts_with(kMpf))
            list_mpf(payload.subspan(kMpf.size()), up_to_the_end(payload.subspan(kMpf.size())), m_listing);
        return text.starts_with(kMpf);
    }

    bool app14(std::string_view text, ByteView payload)
    {
        constexpr std::size_t kAdobe = 12;
        if (!text.starts_with("Adobe") || payload.size() < kAdobe)
            return false;
        m_listing.text({ "JPEG:Adobe", "ColorTransform" }, std::to_string(payload[kAdobe - 1]), payload.size());
        if (payload.size() > kAdobe)
            m_listing.hidden_bytes("bytes behind the Adobe marker", payload.size() - kAdobe);
        return true;
    }

    /// MPF counts from its own header on, over the whole file (CIPA DC-007 5.2.2.1). Both are views of that file.
    [[nodiscard]] ByteView up_to_the_end(ByteView from) const { return { from.data(), m_end }; }

    Listing& m_listing;
    const std::uint8_t* m_end;
    Bytes m_icc {};
    Bytes m_photoshop {};
    std::map<std::string, std::vector<std::pair<std::uint32_t, ByteView>>> m_extended_xmp {};
    std::optional<unsigned> m_orientation {};
};

/// A second picture behind the first one (MPO, gain maps, burst shots) or anything else.
void list_trailing(ByteView trailing, Listing& listing)
{
    constexpr std::string_view kPicture = "\xFF\xD8\xFF";
    if (trailing.empty())
        return;
    const std::string part = "second picture after the end of the image";
    if (listing.search(part, trailing) == 0 && as_text(trailing).find(kPicture) != std::string_view::npos)
        listing.hidden_picture(part, trailing.size());
    listing.hidden_bytes("bytes after the end of the image", trailing.size());
}

}  // namespace

unsigned list_jpeg(const JpegFile& file, Listing& listing)
{
    JpegListing segments(listing, file.trailing);
    for (const auto& segment : file.segments) {
        if (listing.stopped())
            return 1;
        segments.segment(segment);
    }
    segments.finish();
    if (file.stray > 0)
        listing.hidden_bytes("bytes between the segments", file.stray);
    list_trailing(file.trailing, listing);
    return segments.orientation();
}

}  // namespace imprimatur::jail::photo
