// The fork server: single-threaded, loads dictionary, decoders and models, never sees a byte of anybody's file. For each
// request it forks a fresh child, waits for it against a wall clock, and tells how it ended.
#pragma once

#include "imprimatur/result.h"

#include <filesystem>

namespace imprimatur::jail {

/// Serves requests on `socket` (SOCK_SEQPACKET) until the other side closes it.
Result<void> serve(int socket, const std::filesystem::path& models);

}  // namespace imprimatur::jail
