// How long a command and everything it starts take, and how much memory they hold.
#pragma once

#include <filesystem>
#include <string>

namespace imprimatur::bench {

struct TreeUse {
    int status = -1;
    double seconds = 0;
    double cpu_seconds = 0;  ///< of all processes that were waited for
    double largest_mb = 0;  ///< the peak of the process that held most (VmHWM)
    double together_mb = 0;  ///< the greatest sum of proportional or resident memory that a sample saw; shared pages count for each
};

/// Runs `command` in a shell with its output in `log`; samples /proc every 20 ms, so that a process that lives shorter may be missed in
/// `together_mb` (its own peak still shows in `largest_mb` when it was waited for). TimeAlone: nothing is sampled, which costs time itself.
enum class Watch { Memory, TimeAlone };
TreeUse measure(const std::string& command, const std::filesystem::path& log, Watch watch = Watch::Memory);

}  // namespace imprimatur::bench
