// What a jailed child may do: compute, read its input, write its output, end. Nothing else.
#pragma once

#include "imprimatur/result.h"

#include <linux/filter.h>

#include <vector>

namespace imprimatur::jail {

/// The seccomp filter, compiled once in the fork server; installing it in a child is one system call.
class SystemCallFilter {
public:
    static Result<SystemCallFilter> compile();
    [[nodiscard]] bool install() const;

private:
    std::vector<sock_filter> m_program;
};

/// Puts every restriction on the calling process, for ever: rlimits, no new privileges, not dumpable, Landlock with
/// nothing allowed, the system call filter. False when one of them could not be had: then nothing may be read.
/// Not promised: Landlock on kernels that lack it (before 5.13 or switched off) is left out; the filter's refusal of
/// every open() covers the same ground.
bool lock_down(const SystemCallFilter& filter);

}  // namespace imprimatur::jail
