#include "jail/photo/exif_values.h"

#include "jail/photo/text.h"

#include <algorithm>
#include <bit>

namespace imprimatur::jail::photo {

namespace {

/// Longer rows of numbers are curves and offset tables, not something a person wrote.
constexpr std::uint64_t kMaxNumbers = 256;

/// EXIF 2.32, 4.6.5: UserComment and two GPS texts start with eight bytes that name their character code.
constexpr std::size_t kCharacterCode = 8;

double ratio(double numerator, double denominator) { return numerator / denominator; }

std::optional<std::string> one_number(ByteReader& reader, FieldType type, bool big_endian)
{
    switch (type) {
    case FieldType::Byte: return std::to_string(reader.u8().value_or(0));
    case FieldType::SByte: return std::to_string(static_cast<std::int8_t>(reader.u8().value_or(0)));
    case FieldType::Short: return std::to_string(reader.u16(big_endian).value_or(0));
    case FieldType::SShort: return std::to_string(static_cast<std::int16_t>(reader.u16(big_endian).value_or(0)));
    case FieldType::Long:
    case FieldType::Ifd: return std::to_string(reader.u32(big_endian).value_or(0));
    case FieldType::SLong: return std::to_string(static_cast<std::int32_t>(reader.u32(big_endian).value_or(0)));
    case FieldType::Long8:
    case FieldType::Ifd8: return std::to_string(reader.u64(big_endian).value_or(0));
    case FieldType::SLong8: return std::to_string(static_cast<std::int64_t>(reader.u64(big_endian).value_or(0)));
    case FieldType::Float: return decimal(double { std::bit_cast<float>(reader.u32(big_endian).value_or(0)) });
    case FieldType::Double: return decimal(std::bit_cast<double>(reader.u64(big_endian).value_or(0)));
    case FieldType::Rational: {
        const auto numerator = reader.u32(big_endian).value_or(0);
        return decimal(ratio(numerator, reader.u32(big_endian).value_or(0)));
    }
    case FieldType::SRational: {
        const auto numerator = static_cast<std::int32_t>(reader.u32(big_endian).value_or(0));
        return decimal(ratio(numerator, static_cast<std::int32_t>(reader.u32(big_endian).value_or(0))));
    }
    case FieldType::Ascii:
    case FieldType::Undefined: break;
    }
    return std::nullopt;
}

std::optional<std::string> numbers(const IfdEntry& entry, ByteView bytes, bool big_endian, std::string_view separator)
{
    if (entry.count > kMaxNumbers)
        return std::nullopt;
    std::string text;
    ByteReader reader(bytes);
    while (reader.remaining() >= size_of(entry.type)) {
        const auto number = one_number(reader, entry.type, big_endian);
        if (!number)
            return std::nullopt;
        text += (text.empty() ? "" : std::string(separator)) + *number;
    }
    return text;
}

std::optional<std::string> coded_text(ByteView bytes, bool big_endian)
{
    if (bytes.size() < kCharacterCode)
        return is_plain_text(bytes) ? std::optional(text_from(bytes)) : std::nullopt;
    const auto code = as_text(bytes.first(kCharacterCode));
    const auto rest = bytes.subspan(kCharacterCode);
    if (code.starts_with("UNICODE"))
        return text_from_utf16(rest, big_endian);
    if (code.starts_with("ASCII") || code.starts_with("JIS") || code == std::string_view("\0\0\0\0\0\0\0\0", kCharacterCode))
        return text_from(rest);
    return text_from(bytes);
}

/// Three rationals: degrees, minutes, seconds.
std::optional<std::string> degrees(const IfdEntry& entry, ByteView bytes, bool big_endian)
{
    if (entry.type != FieldType::Rational || entry.count != 3)
        return std::nullopt;
    ByteReader reader(bytes);
    double sum = 0;
    double unit = 1;
    for (int i = 0; i < 3; ++i, unit *= 60) {
        const double numerator = reader.u32(big_endian).value_or(0);
        const double denominator = reader.u32(big_endian).value_or(0);
        sum += numerator == 0 ? 0 : numerator / denominator / unit;
    }
    return decimal(sum);
}

/// Three rationals: hours, minutes, seconds.
std::optional<std::string> time_of_day(const IfdEntry& entry, ByteView bytes, bool big_endian)
{
    std::string text;
    ByteReader reader(bytes);
    while (reader.remaining() >= size_of(entry.type)) {
        const auto number = one_number(reader, entry.type, big_endian);
        if (!number || entry.count != 3)
            return std::nullopt;
        text += (text.empty() ? "" : ":") + std::string(number->find('.') == 1 || number->size() == 1 ? "0" : "") + *number;
    }
    return text;
}

std::optional<std::string> gps_value(const IfdEntry& entry, ByteView bytes, bool big_endian)
{
    switch (entry.tag) {
    case 0x00: return numbers(entry, bytes, big_endian, ".");
    case 0x02:
    case 0x04:
    case 0x14:
    case 0x16: return degrees(entry, bytes, big_endian);
    case 0x07: return time_of_day(entry, bytes, big_endian);
    case 0x1B:
    case 0x1C: return coded_text(bytes, big_endian);
    default: return std::nullopt;
    }
}

bool is_windows_text(std::uint16_t tag) { return tag >= 0x9C9B && tag <= 0x9C9F; }

}  // namespace

std::optional<std::string> readable_value(IfdGroup group, const IfdEntry& entry, ByteView bytes, bool big_endian)
{
    if (group == IfdGroup::Gps) {
        if (auto value = gps_value(entry, bytes, big_endian))
            return value;
    }
    if (group == IfdGroup::Exif && entry.tag == 0x9286)
        return coded_text(bytes, big_endian);
    if (group == IfdGroup::Exif && is_windows_text(entry.tag))
        return text_from_utf16(bytes, false);
    if (entry.type == FieldType::Ascii)
        return text_from(bytes);
    if ((entry.type == FieldType::Undefined || entry.type == FieldType::Byte) && is_plain_text(bytes))
        return text_from(bytes);
    if (entry.type == FieldType::Undefined && bytes.size() <= 8)
        return numbers({ entry.tag, FieldType::Byte, bytes.size(), bytes.size(), 0 }, bytes, big_endian, " ");
    return numbers(entry, bytes, big_endian, " ");
}

}  // namespace imprimatur::jail::photo
