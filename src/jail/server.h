// The fork server: single-threaded, loads dictionary, decoders and models, never sees a byte of anybody's file. For each
// request it forks a fresh child, waits for it against a wall clock, and tells how it ended.
#pragma once

#include "base/limits.h"
#include "imprimatur/result.h"
#include "jail/child.h"

#include <filesystem>

namespace imprimatur::jail {

struct ServerOptions {
    std::filesystem::path models;
    std::filesystem::path policy;  ///< folder with dicom/ and words/
    int wall_seconds = limits::kJailWallSeconds;
    ChildBody child = run_child;  ///< replaced by the tests with children that crash, hang and lie
};

/// Serves requests on `socket` (SOCK_SEQPACKET) until the other side closes it.
Result<void> serve(int socket, const ServerOptions& options);

}  // namespace imprimatur::jail
