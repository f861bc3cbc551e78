// How an entry becomes a leaf and a leaf a link of the chain. Domain separation in the manner of RFC 6962, section 2.1:
// what hashes as a leaf can never be taken for a link.
//
//   leaf   = SHA-256(0x00 || salt || canonical JSON of the entry)
//   hash   = SHA-256(0x01 || hash of the entry before || leaf)      the first entry's "before" is 32 zero bytes
//   record = SHA-256(0x02 || salt || JSON of the record)            named in the entry that it was stored with
//
// The salt keeps a leaf from giving away what it commits to once the entry itself has been erased.
#pragma once

#include "base/sha256.h"
#include "imprimatur/model/material.h"
#include "imprimatur/model/release.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace imprimatur::store {

inline constexpr std::size_t kSaltBytes = 32;

/// What an entry says about a record that changed with it.
struct RecordDigest {
    std::string type;
    std::string id;
    std::string digest;  ///< hex
    friend bool operator==(const RecordDigest&, const RecordDigest&) = default;
};

std::string records_text(const std::vector<RecordDigest>& records);
/// nullopt unless `text` is exactly what records_text writes.
std::optional<std::vector<RecordDigest>> parse_records(std::string_view text);

/// Keys sorted, no white space. All texts must be well-formed UTF-8. `entry.hash` is not part of it.
std::string canonical_entry(const AuditEntry& entry, const std::vector<RecordDigest>& records);

Sha256 leaf_hash(ByteView salt, const AuditEntry& entry, const std::vector<RecordDigest>& records);
Sha256 chain_hash(const Sha256& previous, const Sha256& leaf);
std::string record_digest(ByteView salt, std::string_view json);

}  // namespace imprimatur::store
