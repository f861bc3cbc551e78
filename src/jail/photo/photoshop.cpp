#include "jail/photo/photoshop.h"

#include "jail/photo/exif.h"
#include "jail/photo/icc.h"
#include "jail/photo/raw_thumbnails.h"
#include "jail/photo/text.h"
#include "jail/photo/xmp.h"

#include <algorithm>

namespace imprimatur::jail::photo {

namespace {

struct Resource {
    std::uint16_t id = 0;
    ByteView name {};
    ByteView data {};
};

/// "8BIM" or one of its cousins, id, Pascal string, length, data; string and data padded to even lengths.
std::optional<Resource> next_resource(ByteReader& reader)
{
    const auto signature = reader.take(4);
    const auto id = reader.u16(true);
    const auto name_length = reader.u8();
    if (!signature || !id || !name_length)
        return std::nullopt;
    const auto kind = as_text(*signature);
    if (kind != "8BIM" && kind != "PHUT" && kind != "DCSR" && kind != "AgHg" && kind != "MeSa")
        return std::nullopt;
    const auto name = reader.take(*name_length);
    if (!name || ((*name_length % 2) == 0 && !reader.skip(1)))
        return std::nullopt;
    const auto length = reader.u32(true);
    const auto data = length ? reader.take(*length) : std::nullopt;
    if (!data)
        return std::nullopt;
    if (*length % 2 == 1)
        static_cast<void>(reader.skip(1));
    return Resource { *id, *name, *data };
}

std::string resource_tag(std::uint16_t id)
{
    switch (id) {
    case 0x03ED: return "Photoshop:ResolutionInfo";
    case 0x040B: return "Photoshop:URL";
    case 0x0425: return "Photoshop:IPTCDigest";
    case 0x041E: return "Photoshop:URLList";
    case 0x041A: return "Photoshop:Slices";
    case 0x0426: return "Photoshop:PrintScale";
    case 0x0421: return "Photoshop:VersionInfo";
    default: return "Photoshop:resource " + std::to_string(id);
    }
}

void list_resource(const Resource& resource, Listing& listing)
{
    constexpr std::uint16_t kFirstPath = 2000;
    constexpr std::uint16_t kLastPath = 2998;
    if (!resource.name.empty())
        listing.bytes_as_text({ "Photoshop:ResourceName", "ResourceName" }, resource.name);
    switch (resource.id) {
    case 0x0404: return list_iptc(resource.data, listing);
    case 0x0409:
    case 0x040C: return list_photoshop_thumbnail(resource.data, resource.id == 0x0409, listing);
    case 0x040F: return list_icc(resource.data, listing);
    case 0x0422:
    case 0x0423: static_cast<void>(list_exif(resource.data, listing)); return;
    case 0x0424: return list_xmp(resource.data, listing);
    default: break;
    }
    const std::string tag = resource_tag(resource.id);
    if (is_plain_text(resource.data))
        return listing.bytes_as_text({ tag, "" }, resource.data);
    if (resource.id >= kFirstPath && resource.id <= kLastPath)
        listing.hidden_bytes("Photoshop path", resource.data.size());
    listing.binary({ tag, "" }, resource.data.size());
}

bool all_zero(ByteView bytes)
{
    return std::all_of(bytes.begin(), bytes.end(), [](std::uint8_t byte) { return byte == 0; });
}

}  // namespace

void list_photoshop(ByteView resources, Listing& listing)
{
    const Nested nested(listing, resources.size());
    ByteReader reader(resources);
    while (nested && !reader.at_end() && !listing.stopped()) {
        const auto rest = reader.rest();
        const auto resource = next_resource(reader);
        if (!resource) {
            if (!all_zero(rest))
                listing.hidden_bytes("Photoshop resources that cannot be read", rest.size());
            return;
        }
        list_resource(*resource, listing);
    }
}

}  // namespace imprimatur::jail::photo
