// A signed statement of how long the ledger was and how it ended. It stands in the ledger's own transaction and, after
// the commit, in a file beside it, so that somebody who cuts the tail has to cut and forge two things.
//
//   imprimatur ledger checkpoint v1
//   size 12
//   head 5f0c...                 hex chain hash of entry 12; 64 zeros for size 0
//   at 2026-11-21T09:30:00Z
//   key 0123456789abcdef
//                                 the signature covers every byte down to the end of this empty line
//   signature 8b1a...             Ed25519, hex
//
// Not promised: who holds the key and both copies can rewrite the whole ledger. Copy the file to paper, mail or another
// machine from time to time; `ledger verify` finds everything that an older copy contradicts.
#pragma once

#include "base/sha256.h"
#include "imprimatur/model/material.h"
#include "imprimatur/result.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace imprimatur::store {

struct Checkpoint {
    std::uint64_t size = 0;
    std::string head = std::string(64, '0');
    std::string at;
    std::string key_id;
    Bytes signature;
};

/// The bytes that are signed.
std::string signed_text(const Checkpoint& checkpoint);
std::string checkpoint_text(const Checkpoint& checkpoint);
/// nullopt unless `text` is exactly what checkpoint_text writes.
std::optional<Checkpoint> parse_checkpoint(std::string_view text);
bool signature_holds(const Checkpoint& checkpoint, ByteView public_key);

std::filesystem::path checkpoint_path(const std::filesystem::path& ledger);

/// nullopt: there is no such file. An Error: there is one and it cannot be read or is not a checkpoint.
Result<std::optional<Checkpoint>> read_checkpoint_file(const std::filesystem::path& path);

/// Temporary file, fsync, rename. An older checkpoint never replaces a newer one, so the file only ever moves forward,
/// whichever of several processes comes last.
Result<void> advance_checkpoint_file(const std::filesystem::path& path, const Checkpoint& checkpoint);

}  // namespace imprimatur::store
