#include "dicom/text/fold.h"

namespace imprimatur::dicom {

namespace {

// Latin-1 letters from U+00C0 and Latin Extended-A from U+0100, base letter each; a capital stands for two letters, '?' for none.
constexpr std::string_view kLatin1 = "aaaaaaAceeeeiiiidnooooo*ouuuuy?S";
constexpr std::string_view kExtendedA
    = "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiJJjjkkkllllllllllnnnnnnnnnooooooOOrrrrrrsssssssstttttt"
      "uuuuuuuuuuuuwwyyyzzzzzzs";
static_assert(kLatin1.size() == 0x20 && kExtendedA.size() == 0x80);

void fold_base(Character& out, char base)
{
    const auto pair = [&](char first, char second) {
        out.folded[0] = first;
        out.folded[1] = second;
    };
    switch (base) {
    case 'A': return pair('a', 'e');
    case 'O': return pair('o', 'e');
    case 'J': return pair('i', 'j');
    case 'S': return pair('s', 's');
    default: out.folded[0] = base;
    }
}

Character ascii(char32_t point)
{
    Character out;
    const char c = static_cast<char>(point);
    if (c >= 'a' && c <= 'z') {
        out.folded[0] = c;
    } else if (c >= 'A' && c <= 'Z') {
        out.folded[0] = static_cast<char>(c - 'A' + 'a');
        out.upper = true;
    } else if (c >= '0' && c <= '9') {
        out.kind = CharKind::Digit;
        out.folded[0] = c;
    } else if (c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\f') {
        out.kind = CharKind::Space;
    } else if (point > 0x20 && point < 0x7F) {
        out.kind = CharKind::Separator;
    }
    return out;
}

bool is_symbol(char32_t point)
{
    constexpr std::u32string_view kSymbols
        = U"\u00A7\u00B0\u00B1\u00B2\u00B3\u00B7\u00D7\u00F7\u2018\u2019\u201C\u201D\u2022\u2026\u2192\u2248"
          U"\u2264\u2265\u3001\u3002\u300C\u300D\u30FB";
    return (point >= 0x2010 && point <= 0x2015) || kSymbols.find(point) != std::u32string_view::npos;
}

bool is_cjk(char32_t point)
{
    return (point >= 0x3041 && point <= 0x30FF) || (point >= 0x3400 && point <= 0x4DBF) || (point >= 0x4E00 && point <= 0x9FFF);
}

Character beyond_ascii(char32_t point)
{
    Character out;
    if (point >= 0xFF01 && point <= 0xFF5E)
        return ascii(point - 0xFEE0);
    if (is_symbol(point)) {
        out.kind = CharKind::Separator;
    } else if (point >= 0xC0 && point <= 0xFF) {
        fold_base(out, point == 0xFF ? 'y' : kLatin1[(point - 0xC0) & 0x1F]);
        out.upper = point < 0xDF;
    } else if (point >= 0x100 && point <= 0x17F) {
        fold_base(out, kExtendedA[point - 0x100]);
        out.upper = (point & 1U) == 0;
    } else if (point >= 0x300 && point <= 0x36F) {
        out.kind = CharKind::Mark;
    } else if (point == 0xB5 || point == 0x3BC) {
        out.folded[0] = 'u';
    } else if (point == 0xA0 || point == 0x3000) {
        out.kind = CharKind::Space;
    } else if (is_cjk(point)) {
        out.kind = CharKind::Cjk;
    }
    return out;
}

}  // namespace

Character character_at(std::string_view text, std::size_t at)
{
    const auto byte = [&](std::size_t i) { return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0x80U; };
    const unsigned first = byte(0);
    if (first < 0x80)
        return ascii(first);
    const std::uint8_t length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    char32_t point = length == 2 ? first & 0x1FU : length == 3 ? first & 0x0FU : first & 0x07U;
    for (std::size_t i = 1; i < length; ++i)
        point = (point << 6) | (byte(i) & 0x3FU);
    Character out = beyond_ascii(point);
    out.length = length;
    return out;
}

std::string folded(std::string_view text)
{
    std::string all;
    for (std::size_t at = 0; at < text.size();) {
        const Character one = character_at(text, at);
        if (one.kind == CharKind::Letter || one.kind == CharKind::Digit)
            all += one.folded;
        else if (one.kind == CharKind::Cjk)
            all += text.substr(at, one.length);
        at += one.length;
    }
    return all;
}

}  // namespace imprimatur::dicom
