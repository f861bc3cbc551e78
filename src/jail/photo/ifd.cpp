#include "jail/photo/ifd.h"

#include "base/checked.h"

#include <limits>

namespace imprimatur::jail::photo {

namespace {

/// BigTIFF counts entries in 64 bits; classic TIFF cannot have more than this and nobody needs more.
constexpr std::uint64_t kMaxEntries = 65'535;

std::optional<std::uint64_t> offset(ByteReader& reader, const TiffHeader& header)
{
    if (header.big_tiff)
        return reader.u64(header.big_endian);
    return reader.u32(header.big_endian);
}

std::optional<IfdEntry> read_entry(ByteReader& reader, const TiffHeader& header)
{
    const auto tag = reader.u16(header.big_endian);
    const auto type = reader.u16(header.big_endian);
    const auto count = offset(reader, header);
    const std::uint64_t inline_at = reader.position();
    const auto pointer = offset(reader, header);
    if (!tag || !type || !count || !pointer)
        return std::nullopt;
    IfdEntry entry { *tag, static_cast<FieldType>(*type), *count, 0, 0 };
    entry.length = checked_multiply(*count, size_of(entry.type)).value_or(std::numeric_limits<std::uint64_t>::max());
    const std::uint64_t room = header.big_tiff ? 8 : 4;
    entry.at = entry.length <= room ? inline_at : *pointer;
    return entry;
}

}  // namespace

std::size_t size_of(FieldType type)
{
    switch (type) {
    case FieldType::Short:
    case FieldType::SShort: return 2;
    case FieldType::Long:
    case FieldType::SLong:
    case FieldType::Float:
    case FieldType::Ifd: return 4;
    case FieldType::Rational:
    case FieldType::SRational:
    case FieldType::Double:
    case FieldType::Long8:
    case FieldType::SLong8:
    case FieldType::Ifd8: return 8;
    case FieldType::Byte:
    case FieldType::Ascii:
    case FieldType::SByte:
    case FieldType::Undefined: break;
    }
    return 1;
}

std::optional<TiffHeader> tiff_header(ByteView block)
{
    ByteReader reader(block);
    const auto order = reader.take(2);
    if (!order || (*order)[0] != (*order)[1] || ((*order)[0] != 'I' && (*order)[0] != 'M'))
        return std::nullopt;
    TiffHeader header { (*order)[0] == 'M', false, 0 };
    const auto magic = reader.u16(header.big_endian);
    if (!magic || (*magic != 42 && *magic != 43))
        return std::nullopt;
    header.big_tiff = *magic == 43;
    if (header.big_tiff && (reader.u16(header.big_endian) != 8 || reader.u16(header.big_endian) != 0))
        return std::nullopt;
    const auto first = offset(reader, header);
    if (!first)
        return std::nullopt;
    header.first = *first;
    return header;
}

std::optional<Ifd> read_ifd(ByteView block, const TiffHeader& header, std::uint64_t at)
{
    ByteReader reader(block);
    if (at == 0 || at > block.size() || !reader.seek(at))
        return std::nullopt;
    const auto count = header.big_tiff ? reader.u64(header.big_endian) : std::optional<std::uint64_t>(reader.u16(header.big_endian));
    if (!count || *count > kMaxEntries)
        return std::nullopt;
    Ifd ifd { at, 0, {}, 0, true };
    for (std::uint64_t i = 0; i < *count && ifd.whole; ++i) {
        const auto entry = read_entry(reader, header);
        ifd.whole = entry.has_value();
        if (entry)
            ifd.entries.push_back(*entry);
    }
    const auto next = ifd.whole ? offset(reader, header) : std::nullopt;
    ifd.next = next.value_or(0);
    ifd.whole = next.has_value();
    ifd.length = reader.position() - at;
    return ifd;
}

std::optional<ByteView> value_bytes(ByteView block, const IfdEntry& entry)
{
    if (entry.at > block.size() || entry.length > block.size() - entry.at)
        return std::nullopt;
    return block.subspan(entry.at, entry.length);
}

std::vector<std::uint64_t> unsigned_values(ByteView bytes, FieldType type, bool big_endian, std::size_t limit)
{
    std::vector<std::uint64_t> values;
    ByteReader reader(bytes);
    while (!reader.at_end() && values.size() < limit) {
        std::optional<std::uint64_t> value;
        switch (size_of(type)) {
        case 1: value = reader.u8(); break;
        case 2: value = reader.u16(big_endian); break;
        case 4: value = reader.u32(big_endian); break;
        default: value = reader.u64(big_endian); break;
        }
        if (!value)
            break;
        values.push_back(*value);
    }
    return values;
}

}  // namespace imprimatur::jail::photo
