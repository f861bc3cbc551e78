#include "model/mask.h"

#include "base/unicode.h"

namespace imprimatur {

namespace {

// Long enough to tell a date from a sentence, short enough not to flood a report.
constexpr std::size_t kMaxShown = 40;

char shape(char32_t point)
{
    if (point >= '0' && point <= '9')
        return '9';
    if (point >= 'A' && point <= 'Z')
        return 'X';
    if (point >= 0x20 && point < 0x7F && !(point >= 'a' && point <= 'z'))
        return static_cast<char>(point);
    return point < 0x20 ? ' ' : 'x';
}

}  // namespace

std::string mask(std::string_view value)
{
    const auto points = decode_utf8(sanitize_utf8(value)).value_or(U"");
    std::string masked;
    for (const char32_t point : points) {
        if (masked.size() == kMaxShown)
            return masked + "\xE2\x80\xA6";
        masked.push_back(shape(point));
    }
    return masked;
}

}  // namespace imprimatur
