// The list of an archive's entries as records.
#include "base/limits.h"
#include "jail/protocol.h"
#include "jail/protocol_records.h"

namespace imprimatur::jail {

namespace {

bool read_entry(ByteReader reader, std::vector<ArchiveEntry>& entries)
{
    auto name = read_text(reader);
    const auto size = reader.u64(kLittleEndian);
    const auto checksum = reader.u32(kLittleEndian);
    if (!name || !size || !checksum || !reader.at_end() || entries.size() >= limits::kMaxArchiveEntries)
        return false;
    entries.push_back({ std::move(*name), *size, *checksum });
    return true;
}

}  // namespace

Payload entry_payload(const ArchiveEntry& entry) { return Payload().text(entry.name).u64(entry.size).u32(entry.checksum); }

Parsed<std::vector<ArchiveEntry>> parse_entries(ByteView output)
{
    return parse_records<std::vector<ArchiveEntry>>(output, {}, [](const Record& record, std::vector<ArchiveEntry>& entries) {
        return record.type == RecordType::ArchiveEntry && read_entry(ByteReader(record.payload), entries);
    });
}

}  // namespace imprimatur::jail
