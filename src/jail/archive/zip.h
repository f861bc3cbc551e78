// ZIP archives (PKWARE APPNOTE 6.3), as platforms hand them out: listed from the central directory, read entry by entry. The archive is
// foreign bytes: whatever two of its parts say differently is refused, not chosen between.
#pragma once

#include "base/byte_reader.h"
#include "imprimatur/model.h"

#include <cstddef>
#include <string>
#include <variant>
#include <vector>

namespace imprimatur::jail {

struct ZipEntry {
    ArchiveEntry entry;
    std::uint16_t method = 0;
    std::uint64_t data = 0;  ///< offset of the packed bytes
    std::uint64_t packed = 0;  ///< how many there are
};

/// Is it one at all? By its first bytes.
bool recognises_zip(ByteView file);

/// Unreadable for an archive in parts, an encrypted one, one whose entries overlap or stand twice, a name that leads out of the archive
/// (absolute, "..", a backslash, a control character), a link, and what passes limits.h. Nothing is unpacked.
using ZipList = std::variant<std::vector<ZipEntry>, Unreadable>;
ZipList list_zip(ByteView file);

/// The bytes of one entry of list_zip, stored or deflated. Unreadable when they are more or fewer than stated, fail the checksum, pass
/// kMaxEntryBytes or grow by more than kMaxEntryRatio.
using ZipContent = std::variant<Bytes, Unreadable>;
ZipContent extract_zip(ByteView file, const ZipEntry& entry);

}  // namespace imprimatur::jail
