// Postings, withdrawals and takedowns as the JSON of the ledger's records. Reading is strict: an unknown or missing key,
// a text that is not one, or a time that does not exist is an Error, and the ledger's state is never half understood.
#pragma once

#include "imprimatur/result.h"
#include "track/track.h"

#include <string>
#include <string_view>

namespace imprimatur::track {

/// Keys sorted, no white space.
std::string to_json(const Posting& posting);
std::string to_json(const Withdrawal& withdrawal);
std::string to_json(const Takedown& takedown);

Result<Posting> parse_posting(std::string_view json);
Result<Withdrawal> parse_withdrawal(std::string_view json);
Result<Takedown> parse_takedown(std::string_view json);

}  // namespace imprimatur::track
