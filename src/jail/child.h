// One item in one process: the child reads its input, does one thing, writes its output and ends.
#pragma once

#include "jail/lockdown.h"
#include "jail/protocol.h"

namespace imprimatur::jail {

class TextReader;

/// Runs in the forked child and never returns. `reader` is null when the models could not be loaded.
[[noreturn]] void run_child(const RequestHeader& request, int input, int output, const SystemCallFilter& filter, TextReader* reader);

using ChildBody = void (*)(const RequestHeader& request, int input, int output, const SystemCallFilter& filter, TextReader* reader);

}  // namespace imprimatur::jail
