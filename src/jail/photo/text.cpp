#include "jail/photo/text.h"

#include "base/unicode.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace imprimatur::jail::photo {

namespace {

constexpr char32_t kReplacement = 0xFFFD;

std::string latin1(std::string_view bytes)
{
    std::u32string points;
    points.reserve(bytes.size());
    for (const char c : bytes)
        points.push_back(static_cast<unsigned char>(c));
    return encode_utf8(points);
}

std::string without_controls(const std::string& text)
{
    std::string clean;
    clean.reserve(text.size());
    for (const char c : text) {
        if (c == '\0')
            clean += "; ";
        else if (c > 0 && c < ' ' && c != '\n' && c != '\t')
            clean += ' ';
        else
            clean += c;
    }
    return clean;
}

std::string_view without_padding(std::string_view text)
{
    while (!text.empty() && text.back() == '\0')
        text.remove_suffix(1);
    return text;
}

}  // namespace

std::string text_from(ByteView bytes)
{
    const auto raw = without_padding(as_text(bytes));
    return without_controls(decode_utf8(raw) ? std::string(raw) : latin1(raw));
}

std::string text_from_utf16(ByteView bytes, bool big_endian)
{
    ByteReader reader(bytes);
    if (bytes.size() >= 2 && ((bytes[0] == 0xFE && bytes[1] == 0xFF) || (bytes[0] == 0xFF && bytes[1] == 0xFE))) {
        big_endian = bytes[0] == 0xFE;
        static_cast<void>(reader.skip(2));
    }
    std::u32string points;
    char32_t high = 0;
    while (const auto unit = reader.u16(big_endian)) {
        const char32_t value = *unit;
        const bool low = value >= 0xDC00 && value <= 0xDFFF;
        if (high != 0 && low) {
            points.back() = 0x10000 + ((high - 0xD800) << 10) + (value - 0xDC00);
            high = 0;
            continue;
        }
        high = value >= 0xD800 && value <= 0xDBFF ? value : 0;
        points.push_back(high != 0 || low ? kReplacement : value);
    }
    return without_controls(std::string(without_padding(encode_utf8(points))));
}

bool is_plain_text(ByteView bytes)
{
    const auto text = without_padding(as_text(bytes));
    return !text.empty()
        && std::all_of(text.begin(), text.end(), [](char c) { return (c >= ' ' && c < 0x7F) || c == '\n' || c == '\r' || c == '\t'; });
}

std::string decimal(double value)
{
    if (!std::isfinite(value))
        return "undefined";
    constexpr int kDigits = 10;  // a GPS second to four decimals is ten digits of degrees
    std::array<char, 40> text {};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::general, kDigits);
    return { text.data(), end.ptr };
}

}  // namespace imprimatur::jail::photo
