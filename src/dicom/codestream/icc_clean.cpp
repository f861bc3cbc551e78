#include "dicom/codestream/icc_elements.h"
#include "dicom/codestream/residues.h"

#include <array>
#include <optional>

namespace imprimatur::dicom {

namespace {

using namespace icc;

constexpr std::size_t kHeaderBytes = 128;
constexpr std::size_t kEntryBytes = 12;
constexpr std::size_t kMostTags = 256;  // real profiles have about 20
constexpr std::size_t kMostBytes = 32 << 20;  // the largest printer profiles have some megabytes

struct Tag {
    std::string_view name;
    std::size_t offset = 0;
    std::size_t size = 0;
};

template <std::size_t kCount> bool one_of(std::string_view name, const std::array<std::string_view, kCount>& names)
{
    return std::find(names.begin(), names.end(), name) != names.end();
}

// ICC.1:2022 7.2: what is allowed in a field that is kept, so that the field cannot hold anything else.
bool header_understood(ByteView profile)
{
    constexpr std::array<std::string_view, 6> kClasses { "scnr", "mntr", "prtr", "spac", "link", "abst" };
    constexpr std::array<std::string_view, 25> kSpaces { "XYZ ", "Lab ", "Luv ", "YCbr", "Yxy ", "RGB ", "GRAY", "HSV ", "HLS ", "CMYK",
        "CMY ", "2CLR", "3CLR", "4CLR", "5CLR", "6CLR", "7CLR", "8CLR", "9CLR", "ACLR", "BCLR", "CCLR", "DCLR", "ECLR", "FCLR" };
    const auto text = as_text(profile);
    const bool version = profile[8] == 2 || profile[8] == 4;
    const bool intent = profile[64] == 0 && profile[65] == 0 && profile[66] == 0 && profile[67] <= 3;
    return text.substr(36, 4) == "acsp" && version && intent && one_of(text.substr(12, 4), kClasses) && one_of(text.substr(16, 4), kSpaces)
        && one_of(text.substr(20, 4), kSpaces);
}

std::optional<std::vector<Tag>> tag_table(ByteView profile)
{
    ByteReader reader(profile);
    (void)reader.skip(kHeaderBytes);
    const auto count = reader.u32(true);
    if (!count || *count == 0 || *count > kMostTags)
        return std::nullopt;
    std::vector<Tag> tags;
    for (std::uint32_t i = 0; i < *count; ++i) {
        const auto name = reader.take(4);
        const auto offset = reader.u32(true);
        const auto size = reader.u32(true);
        if (!name || !offset || !size || *offset > profile.size() || *size > profile.size() - *offset
            || *offset < kHeaderBytes + 4 + kEntryBytes * *count)
            return std::nullopt;
        const auto same = [&](const Tag& tag) { return tag.name == as_text(*name); };
        if (std::any_of(tags.begin(), tags.end(), same))
            return std::nullopt;
        tags.push_back({ as_text(*name), *offset, *size });
    }
    return tags;
}

// 7.3.1: tags may share an element as a whole, and no other bytes.
bool overlap(std::vector<Tag> tags)
{
    std::sort(
        tags.begin(), tags.end(), [](const Tag& a, const Tag& b) { return std::pair(a.offset, a.size) < std::pair(b.offset, b.size); });
    for (std::size_t i = 1; i < tags.size(); ++i) {
        const auto& before = tags[i - 1];
        const bool shared = before.offset == tags[i].offset && before.size == tags[i].size;
        if (!shared && before.offset + before.size > tags[i].offset)
            return true;
    }
    return false;
}

// 7.2 again: size, CMM, date, platform, flags, manufacturer, model, attributes, creator and ID are of no account for colours.
Bytes header(ByteView profile)
{
    constexpr std::array<std::uint8_t, 12> kDate { 0x07, 0xD0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0 };  // 1 January 2000
    constexpr std::array<std::uint8_t, 12> kD50 { 0, 0, 0xF6, 0xD6, 0, 1, 0, 0, 0, 0, 0xD3, 0x2D };  // 7.2.16 allows no other illuminant
    Bytes out(kHeaderBytes);
    const auto copy
        = [&](std::size_t at, ByteView bytes) { std::copy(bytes.begin(), bytes.end(), out.begin() + static_cast<std::ptrdiff_t>(at)); };
    copy(8, profile.subspan(8, 2));
    copy(12, profile.subspan(12, 12));
    copy(24, kDate);
    copy(36, as_bytes("acsp"));
    copy(67, profile.subspan(67, 1));
    copy(68, kD50);
    return out;
}

struct Element {
    std::string_view name;
    std::size_t data = 0;  ///< which of the elements' data
};

Bytes assembled(Bytes out, const std::vector<Element>& elements, const std::vector<Bytes>& data)
{
    std::vector<std::size_t> offsets;
    auto offset = kHeaderBytes + 4 + kEntryBytes * elements.size();
    for (const auto& bytes : data) {
        offsets.push_back(offset);
        offset += bytes.size();
    }
    put32(out, static_cast<std::uint32_t>(elements.size()));
    for (const auto& element : elements) {
        put_bytes(out, as_bytes(element.name));
        put32(out, static_cast<std::uint32_t>(offsets[element.data]));
        put32(out, static_cast<std::uint32_t>(data[element.data].size()));
    }
    for (const auto& bytes : data)
        put_bytes(out, bytes);
    for (std::size_t i = 0; i < 4; ++i)
        out[i] = static_cast<std::uint8_t>(out.size() >> (24 - 8 * i));
    return out;
}

}  // namespace

Bytes clean_icc(ByteView profile)
{
    ByteReader reader(profile);
    const auto size = reader.u32(true);
    if (!size || *size < kHeaderBytes + 4 || *size > profile.size() || *size > kMostBytes)
        return {};
    profile = profile.first(*size);
    if (!header_understood(profile))
        return {};
    auto tags = tag_table(profile);
    if (!tags)
        return {};
    std::erase_if(*tags, [](const Tag& tag) { return !is_kept(tag.name); });
    if (tags->empty() || overlap(*tags))
        return {};

    const unsigned version = profile[8];
    std::vector<Bytes> data { text_element("desc", "colour profile", version), text_element("cprt", "no copyright text kept", version) };
    std::vector<Element> elements { { "desc", 0 }, { "cprt", 1 } };
    for (const auto& tag : *tags) {
        auto bytes = rebuilt(tag.name, profile.subspan(tag.offset, tag.size));
        if (!bytes)
            return {};
        const auto same = static_cast<std::size_t>(std::find(data.begin(), data.end(), *bytes) - data.begin());
        if (same == data.size())
            data.push_back(std::move(*bytes));
        elements.push_back({ tag.name, same });
    }
    return assembled(header(profile), elements, data);
}

}  // namespace imprimatur::dicom
