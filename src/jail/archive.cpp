#include "jail/archive.h"

#include "jail/archive/zip.h"

namespace imprimatur::jail {

void list_archive(ByteView file, Output& output)
{
    const auto list = list_zip(file);
    if (const auto* refused = std::get_if<Unreadable>(&list)) {
        output.unreadable(*refused);
        return;
    }
    for (const auto& each : std::get<std::vector<ZipEntry>>(list))
        output.record(RecordType::ArchiveEntry, entry_payload(each.entry));
}

void extract_entry(ByteView file, std::uint32_t index, Output& output)
{
    const auto list = list_zip(file);
    if (const auto* refused = std::get_if<Unreadable>(&list)) {
        output.unreadable(*refused);
        return;
    }
    const auto& entries = std::get<std::vector<ZipEntry>>(list);
    if (index >= entries.size() || entries[index].entry.size == 0) {
        output.unreadable({ Unreadable::How::Malformed, "this file of the archive is empty" });
        return;
    }
    const auto content = extract_zip(file, entries[index]);
    if (const auto* refused = std::get_if<Unreadable>(&content))
        output.unreadable(*refused);
    else
        output.record(RecordType::File, std::get<Bytes>(content), {});
}

}  // namespace imprimatur::jail
