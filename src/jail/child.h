// One item in one process: the child reads its input, does one thing, writes its output and ends.
#pragma once

#include "jail/lockdown.h"
#include "jail/protocol.h"

namespace imprimatur::jail {

class Detectors;
class CopyLibrary;
class WordReader;

/// Read-only input, the output memfd, and for Deidentify and Prove the files (protocol.h).
struct Descriptors {
    int input = -1;
    int output = -1;
    int source = -1;
    int copy = -1;
};

/// What the fork server loaded before it forked; null when it could not be loaded or is not needed.
struct Loaded {
    const Detectors* detectors = nullptr;
    const CopyLibrary* library = nullptr;
    const WordReader* words = nullptr;
};

/// Runs in the forked child and never returns.
[[noreturn]] void run_child(const RequestHeader& request, const Descriptors& files, const SystemCallFilter& filter, const Loaded& loaded);

using ChildBody = void (*)(const RequestHeader& request, const Descriptors& files, const SystemCallFilter& filter, const Loaded& loaded);

}  // namespace imprimatur::jail
