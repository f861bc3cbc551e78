// What a person vouches for because no detector can: educational value, nobody recognisable, nothing unique (GATE-1, GATE-2).
#pragma once

#include "imprimatur/desk.h"

#include <string>
#include <string_view>
#include <vector>

namespace imprimatur::desk {

/// Strict TOML: an unknown key or a wrong type is an Error that names it.
Result<Attestation> parse_attestation(std::string_view toml);

/// The questions with every answer still no, bound to these copies, for somebody to fill in.
std::string attestation_request(const std::vector<std::string>& item_sha256);

/// True when it names every one of the copies: what was vouched for is these pictures and no others.
bool speaks_of(const Attestation& attestation, const std::vector<std::string>& item_sha256);

}  // namespace imprimatur::desk
