#include "jail/photo/icc.h"

#include "jail/photo/text.h"

#include <algorithm>
#include <array>

namespace imprimatur::jail::photo {

namespace {

constexpr std::size_t kHeader = 128;
constexpr std::size_t kDateAt = 24;
constexpr std::size_t kSignatureAt = 36;
constexpr std::uint32_t kMaxTags = 1'024;  // real profiles have below 30

std::string two_digits(std::uint16_t number) { return (number < 10 ? "0" : "") + std::to_string(number); }

std::string date_text(ByteReader reader)
{
    constexpr std::array<std::string_view, 6> kBefore { "", "-", "-", " ", ":", ":" };
    std::string text;
    for (const auto separator : kBefore)
        text += std::string(separator) + two_digits(reader.u16(true).value_or(0));
    return text;
}

/// 'mluc': every language's text; record count, record size, then language, length and offset of each.
std::string localised_text(ByteView element)
{
    ByteReader reader(element);
    static_cast<void>(reader.skip(8));
    const auto count = reader.u32(true).value_or(0);
    static_cast<void>(reader.skip(4));
    std::string text;
    for (std::uint32_t i = 0; i < std::min(count, kMaxTags) && reader.skip(4); ++i) {
        const auto length = reader.u32(true).value_or(0);
        const auto at = reader.u32(true).value_or(0);
        ByteReader string(element);
        const auto bytes = string.seek(at) ? string.take(length) : std::nullopt;
        if (bytes && text.size() < element.size())
            text += (text.empty() ? "" : "; ") + text_from_utf16(*bytes, true);
    }
    return text;
}

/// Text of a 'text', 'desc' or 'mluc' element; empty for the others.
std::string element_text(ByteView element)
{
    if (element.size() < 12)
        return {};
    const auto type = as_text(element.first(4));
    if (type == "text")
        return text_from(element.subspan(8));
    if (type == "mluc")
        return localised_text(element);
    if (type != "desc")
        return {};
    ByteReader reader(element.subspan(8));
    const auto length = reader.u32(true).value_or(0);
    const auto bytes = reader.take(length);
    return bytes ? text_from(*bytes) : std::string {};
}

std::string known_name(std::string_view signature)
{
    constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kNames { { { "desc", "ProfileDescription" },
        { "cprt", "ProfileCopyright" }, { "dmnd", "DeviceMfgDesc" }, { "dmdd", "DeviceModelDesc" }, { "targ", "CharTarget" },
        { "vued", "ViewingCondDesc" } } };
    for (const auto& [key, name] : kNames) {
        if (key == signature)
            return std::string(name);
    }
    return {};
}

}  // namespace

void list_icc(ByteView profile, Listing& listing)
{
    const Nested nested(listing, profile.size());
    if (!nested)
        return;
    listing.binary({ "ICC:Profile", "ICCProfile" }, profile.size());
    listing.note("a colour profile was there and was not applied");
    if (profile.size() < kHeader + 4 || as_text(profile.subspan(kSignatureAt, 4)) != "acsp")
        return listing.hidden_bytes("a colour profile that cannot be read", profile.size());
    listing.text({ "ICC:ProfileDateTime", "ProfileDateTime" }, date_text(ByteReader(profile.subspan(kDateAt, 12))), 12);
    ByteReader table(profile.subspan(kHeader));
    const auto count = table.u32(true).value_or(0);
    for (std::uint32_t i = 0; i < std::min(count, kMaxTags) && !listing.stopped(); ++i) {
        const auto signature = table.take(4);
        const auto at = table.u32(true);
        const auto length = table.u32(true);
        ByteReader reader(profile);
        const auto element = length && reader.seek(*at) ? reader.take(*length) : std::nullopt;
        if (!element)
            return listing.hidden_bytes("a colour profile that cannot be read whole", profile.size());
        const auto name = known_name(as_text(*signature));
        listing.spend(element->size());
        auto text = element_text(*element);
        if (!text.empty())
            listing.text({ name.empty() ? "ICC:text" : "ICC:" + name, name }, std::move(text), element->size());
    }
}

}  // namespace imprimatur::jail::photo
