#include "jail/photo/photoshop.h"
#include "jail/photo/text.h"

#include <algorithm>
#include <array>

namespace imprimatur::jail::photo {

namespace {

constexpr std::uint8_t kTagMarker = 0x1C;

struct Row {
    unsigned record;
    unsigned dataset;
    std::string_view name;
};

// clang-format off
constexpr auto kRows = std::to_array<Row>({
    { 1, 0, "Model Version" }, { 1, 5, "Destination" }, { 1, 20, "File Format" }, { 1, 22, "File Format Version" },
    { 1, 30, "Service Identifier" }, { 1, 40, "Envelope Number" }, { 1, 50, "Product I.D." }, { 1, 60, "Envelope Priority" },
    { 1, 70, "Date Sent" }, { 1, 80, "Time Sent" }, { 1, 90, "Coded Character Set" }, { 1, 100, "UNO" },
    { 2, 0, "Record Version" }, { 2, 3, "Object Type Reference" }, { 2, 4, "Object Attribute Reference" },
    { 2, 5, "Object Name" }, { 2, 7, "Edit Status" }, { 2, 8, "Editorial Update" }, { 2, 10, "Urgency" },
    { 2, 12, "Subject Reference" }, { 2, 15, "Category" }, { 2, 20, "Supplemental Category" },
    { 2, 22, "Fixture Identifier" }, { 2, 25, "Keywords" }, { 2, 26, "Content Location Code" },
    { 2, 27, "Content Location Name" }, { 2, 30, "Release Date" }, { 2, 35, "Release Time" },
    { 2, 37, "Expiration Date" }, { 2, 38, "Expiration Time" }, { 2, 40, "Special Instructions" },
    { 2, 42, "Action Advised" }, { 2, 45, "Reference Service" }, { 2, 47, "Reference Date" },
    { 2, 50, "Reference Number" }, { 2, 55, "Date Created" }, { 2, 60, "Time Created" },
    { 2, 62, "Digital Creation Date" }, { 2, 63, "Digital Creation Time" }, { 2, 65, "Originating Program" },
    { 2, 70, "Program Version" }, { 2, 75, "Object Cycle" }, { 2, 80, "By-line" }, { 2, 85, "By-line Title" },
    { 2, 90, "City" }, { 2, 92, "Sub-location" }, { 2, 95, "Province/State" }, { 2, 100, "Country Code" },
    { 2, 101, "Country Name" }, { 2, 103, "Original Transmission Reference" }, { 2, 105, "Headline" },
    { 2, 110, "Credit" }, { 2, 115, "Source" }, { 2, 116, "Copyright Notice" }, { 2, 118, "Contact" },
    { 2, 120, "Caption/Abstract" }, { 2, 121, "Local Caption" }, { 2, 122, "Writer/Editor" },
    { 2, 125, "Rasterized Caption" }, { 2, 130, "Image Type" }, { 2, 131, "Image Orientation" },
    { 2, 135, "Language Identifier" }, { 2, 184, "Job ID" }, { 2, 185, "Master Document ID" },
    { 2, 186, "Short Document ID" }, { 2, 187, "Unique Document ID" }, { 2, 188, "Owner ID" },
    { 2, 200, "ObjectData Preview File Format" }, { 2, 201, "ObjectData Preview File Format Version" },
    { 2, 202, "ObjectData Preview Data" }, { 2, 221, "Prefs" }, { 2, 225, "Classify State" },
    { 2, 228, "Similarity Index" }, { 2, 230, "Document Notes" }, { 2, 231, "Document History" },
    { 2, 232, "Exif Camera Info" }, { 2, 255, "Catalog Sets" },
});
// clang-format on

/// Two bytes of length, or, with the top bit set, the length of the length (IIM 1.6.2).
std::optional<std::uint64_t> dataset_length(ByteReader& reader)
{
    constexpr std::uint16_t kExtended = 0x8000;
    const auto length = reader.u16(true);
    if (!length || (*length & kExtended) == 0)
        return length;
    const auto width = reader.take(*length & 0x7FFFU);
    if (!width || width->size() > 8)
        return std::nullopt;
    std::uint64_t extended = 0;
    for (const auto byte : *width)
        extended = extended << 8 | byte;
    return extended;
}

void list_dataset(unsigned record, unsigned dataset, ByteView data, Listing& listing)
{
    const std::string name(iptc_name(record, dataset));
    const std::string number = "IPTC:" + std::to_string(record) + ":" + std::to_string(dataset);
    const Label label { name.empty() ? number : number + " " + name, name };
    const bool picture = record == 2 && (dataset == 202 || dataset == 125);
    if (picture)
        listing.hidden_file("picture in IPTC", data);
    const bool short_number = data.size() == 2 && data[0] == 0;
    if (short_number)
        return listing.text(label, std::to_string(data[1]), 2);
    if (picture || (record != 1 && record != 2))
        return listing.unknown(label, "IPTC data of unknown meaning", data);
    listing.bytes_as_text(label, data);
}

}  // namespace

std::string_view iptc_name(unsigned record, unsigned dataset)
{
    const auto* row = std::find_if(kRows.begin(), kRows.end(), [&](const Row& r) { return r.record == record && r.dataset == dataset; });
    return row == kRows.end() ? std::string_view {} : row->name;
}

void list_iptc(ByteView datasets, Listing& listing)
{
    const Nested nested(listing, datasets.size());
    ByteReader reader(datasets);
    while (nested && !reader.at_end() && !listing.stopped()) {
        const auto rest = reader.rest();
        const auto marker = reader.u8();
        const auto record = reader.u8();
        const auto dataset = reader.u8();
        const auto length = dataset_length(reader);
        const auto data = length ? reader.take(*length) : std::nullopt;
        if (marker != kTagMarker || !data) {
            if (std::any_of(rest.begin(), rest.end(), [](std::uint8_t byte) { return byte != 0; }))
                listing.hidden_bytes("IPTC data that cannot be read", rest.size());
            return;
        }
        list_dataset(*record, *dataset, *data, listing);
    }
}

}  // namespace imprimatur::jail::photo
