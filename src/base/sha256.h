// SHA-256 and hexadecimal text: how files, packs, grants and ledger entries are named.
#pragma once

#include "base/byte_reader.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace imprimatur {

using Sha256 = std::array<std::uint8_t, 32>;

Sha256 sha256(ByteView bytes);
/// 64 lower case digits.
std::string sha256_hex(ByteView bytes);

/// Lower case, two digits a byte.
std::string to_hex(ByteView bytes);
/// nullopt for an odd length or anything but 0-9 a-f. Upper case is refused: one value has one spelling.
std::optional<std::vector<std::uint8_t>> from_hex(std::string_view text);

/// Exactly what sha256_hex writes.
bool is_sha256_hex(std::string_view text);

}  // namespace imprimatur
