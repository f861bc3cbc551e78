// What every verb of the desk has at hand.
#pragma once

#include "base/clock.h"
#include "desk/ports.h"
#include "desk/rulebook.h"

namespace imprimatur::desk {

struct Office {
    Reader& reader;
    Ledger& ledger;
    Signer& signer;
    Random& random;
    Files& files;
    const Clock& clock;
    const Rulebook& rulebook;
    unsigned workers = 1;
};

/// The error with the file it came from in front of the place inside it.
Error in_file(Error error, const std::filesystem::path& path);

/// "r-" and 20 characters of lower case base 32: 100 bits, said nowhere to mean anything.
std::string new_id(Random& random, std::string_view prefix);

}  // namespace imprimatur::desk
