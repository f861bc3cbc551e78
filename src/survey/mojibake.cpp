#include "survey/mojibake.h"

#include "base/unicode.h"

namespace imprimatur::survey {

std::string repair_mojibake(std::string_view text)
{
    const auto code_points = decode_utf8(text);
    if (!code_points)
        return std::string(text);
    std::string bytes;
    for (const char32_t each : *code_points) {
        if (each > 0xff)
            return std::string(text);
        bytes.push_back(static_cast<char>(each));
    }
    return decode_utf8(bytes) ? bytes : std::string(text);
}

}  // namespace imprimatur::survey
