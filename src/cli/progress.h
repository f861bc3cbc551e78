// One rewritten line on standard error while long work goes on: "3 of 12  looking for writing".
#pragma once

#include "cli/invocation.h"
#include "cli/world.h"

#include <chrono>

namespace imprimatur::cli {

/// Silent unless standard error is a terminal and neither --json nor --quiet was given. Takes its line away at its end.
class ProgressLine {
public:
    ProgressLine(World& world, const Invocation& invocation);
    ProgressLine(const ProgressLine&) = delete;
    ProgressLine& operator=(const ProgressLine&) = delete;
    ~ProgressLine();

    /// Refers to this object; empty when nothing is to be said.
    Progress listener();

private:
    void show(std::size_t done, std::size_t total, std::string_view what);

    World& m_world;
    bool m_on;
    bool m_shown = false;
    std::chrono::steady_clock::time_point m_last {};
};

}  // namespace imprimatur::cli
