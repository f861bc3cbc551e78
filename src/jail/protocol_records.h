// How records are read from an output: shared by the parsers of the replies, nobody else's business.
#pragma once

#include "base/limits.h"
#include "base/unicode.h"
#include "jail/protocol.h"

namespace imprimatur::jail {

inline constexpr bool kLittleEndian = false;

/// Every string that leaves the jail is made well-formed UTF-8 here, whatever the child wrote.
inline std::optional<std::string> read_text(ByteReader& reader)
{
    const auto length = reader.u32(kLittleEndian);
    if (!length || *length > limits::kMaxAttributeValue)
        return std::nullopt;
    const auto bytes = reader.take(*length);
    if (!bytes)
        return std::nullopt;
    return sanitize_utf8(as_text(*bytes));
}

struct Record {
    RecordType type;
    ByteView payload;
};

inline std::optional<Record> read_record(ByteReader& reader)
{
    const auto type = reader.u8();
    const auto length = reader.u64(kLittleEndian);
    if (!type || !length || *length > reader.remaining())
        return std::nullopt;
    const auto payload = reader.take(*length);
    return Record { static_cast<RecordType>(*type), *payload };
}

inline std::optional<Unreadable> read_unreadable(ByteView payload)
{
    ByteReader reader(payload);
    const auto how = reader.u32(kLittleEndian);
    auto detail = read_text(reader);
    if (!how || !detail || *how > static_cast<std::uint32_t>(Unreadable::How::DetectorMissing))
        return std::nullopt;
    return Unreadable { static_cast<Unreadable::How>(*how), std::move(*detail) };
}

/// Walks the records up to the end marker and gives each but the closing ones to `take`.
template <typename T, typename Take> Parsed<T> parse_records(ByteView output, T value, Take take)
{
    ByteReader reader(output);
    while (!reader.at_end()) {
        const auto record = read_record(reader);
        if (!record)
            return std::nullopt;
        if (record->type == RecordType::End)
            return reader.at_end() ? Parsed<T>(std::move(value)) : std::nullopt;
        if (record->type == RecordType::Unreadable) {
            auto unreadable = read_unreadable(record->payload);
            if (!unreadable)
                return std::nullopt;
            return std::variant<T, Unreadable>(std::move(*unreadable));
        }
        if (!take(*record, value))
            return std::nullopt;
    }
    return std::nullopt;
}

}  // namespace imprimatur::jail
