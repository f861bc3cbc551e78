#include "base/unicode.h"

namespace imprimatur {

namespace {

constexpr char32_t kReplacement = 0xFFFD;

struct Decoded {
    char32_t code_point;
    std::size_t length;  ///< 0 when the bytes at this place are not UTF-8
};

/// Table 3-7 of the Unicode standard: well-formed byte sequences.
Decoded decode_one(std::string_view text)
{
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const auto continues = [&](std::size_t i) { return i < text.size() && (byte(i) & 0xC0U) == 0x80U; };
    const unsigned first = byte(0);
    if (first < 0x80)
        return { first, 1 };
    if (first >= 0xC2 && first <= 0xDF && continues(1))
        return { ((first & 0x1FU) << 6) | (byte(1) & 0x3FU), 2 };
    if ((first & 0xF0U) == 0xE0 && continues(1) && continues(2)) {
        const char32_t point = ((first & 0x0FU) << 12) | ((byte(1) & 0x3FU) << 6) | (byte(2) & 0x3FU);
        const bool surrogate = point >= 0xD800 && point <= 0xDFFF;
        return { point, point >= 0x800 && !surrogate ? 3U : 0U };
    }
    if (first >= 0xF0 && first <= 0xF4 && continues(1) && continues(2) && continues(3)) {
        const char32_t point = ((first & 0x07U) << 18) | ((byte(1) & 0x3FU) << 12) | ((byte(2) & 0x3FU) << 6) | (byte(3) & 0x3FU);
        return { point, point >= 0x10000 && point <= 0x10FFFF ? 4U : 0U };
    }
    return { 0, 0 };
}

void append(std::string& text, char32_t point)
{
    const auto put = [&](char32_t value) { text.push_back(static_cast<char>(value)); };
    if (point < 0x80) {
        put(point);
    } else if (point < 0x800) {
        put(0xC0 | (point >> 6));
        put(0x80 | (point & 0x3F));
    } else if (point < 0x10000) {
        put(0xE0 | (point >> 12));
        put(0x80 | ((point >> 6) & 0x3F));
        put(0x80 | (point & 0x3F));
    } else {
        put(0xF0 | (point >> 18));
        put(0x80 | ((point >> 12) & 0x3F));
        put(0x80 | ((point >> 6) & 0x3F));
        put(0x80 | (point & 0x3F));
    }
}

}  // namespace

std::optional<std::u32string> decode_utf8(std::string_view text)
{
    std::u32string points;
    points.reserve(text.size());
    while (!text.empty()) {
        const auto [point, length] = decode_one(text);
        if (length == 0)
            return std::nullopt;
        points.push_back(point);
        text.remove_prefix(length);
    }
    return points;
}

std::string encode_utf8(std::u32string_view code_points)
{
    std::string text;
    text.reserve(code_points.size());
    for (const char32_t point : code_points)
        append(text, point);
    return text;
}

std::string sanitize_utf8(std::string_view bytes)
{
    std::string text;
    text.reserve(bytes.size());
    while (!bytes.empty()) {
        const auto [point, length] = decode_one(bytes);
        append(text, length == 0 ? kReplacement : point);
        bytes.remove_prefix(length == 0 ? 1 : length);
    }
    return text;
}

std::vector<std::size_t> code_point_offsets(std::string_view text)
{
    std::vector<std::size_t> offsets;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if ((static_cast<unsigned char>(text[i]) & 0xC0U) != 0x80U)
            offsets.push_back(i);
    }
    offsets.push_back(text.size());
    return offsets;
}

std::string utf8_slice(std::string_view text, std::size_t start, std::size_t end)
{
    const auto points = decode_utf8(text);
    if (!points || start > end || end > points->size())
        return {};
    return encode_utf8(std::u32string_view(*points).substr(start, end - start));
}

std::string ascii_lower(std::string_view text)
{
    std::string lower(text);
    for (char& c : lower) {
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c - 'A' + 'a');
    }
    return lower;
}

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view kSpace { " \t\r\n\f\v\0", 7 };
    const auto first = text.find_first_not_of(kSpace);
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(kSpace) - first + 1);
}

}  // namespace imprimatur
