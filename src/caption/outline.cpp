#include "caption/outline.h"

#include <array>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

namespace imprimatur::caption {

namespace {

constexpr char ascii_sign(unsigned char byte)
{
    if (byte >= 'a' && byte <= 'z')
        return static_cast<char>(byte);
    if (byte >= 'A' && byte <= 'Z')
        return static_cast<char>(byte + ('a' - 'A'));
    if (byte >= '0' && byte <= '9')
        return kDigits;
    return byte == '_' ? kForeign : kGap;
}

constexpr std::array<char, 128> kAsciiSigns = [] {
    std::array<char, 128> signs {};
    for (std::size_t i = 0; i < signs.size(); ++i)
        signs[i] = ascii_sign(static_cast<unsigned char>(i));
    return signs;
}();

}  // namespace

char outline_sign(char32_t point)
{
    if (point < 0x80)
        return kAsciiSigns[point];
    const auto mask = U_GET_GC_MASK(static_cast<UChar32>(point));
    if ((mask & U_GC_ND_MASK) != 0)
        return kDigits;
    return (mask & (U_GC_L_MASK | U_GC_N_MASK)) != 0 ? kForeign : kGap;
}

std::string outline_of(std::string_view text)
{
    std::string outline;
    outline.reserve(text.size() + 2);
    outline.push_back(kGap);
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    for (std::size_t at = 0; at < text.size();) {
        if (bytes[at] < 0x80) {
            append_sign(outline, kAsciiSigns[bytes[at++]]);
            continue;
        }
        UChar32 point = 0;
        U8_NEXT_OR_FFFD(bytes, at, text.size(), point);
        append_sign(outline, outline_sign(static_cast<char32_t>(point)));
    }
    append_sign(outline, kGap);
    return outline;
}

}  // namespace imprimatur::caption
