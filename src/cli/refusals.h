// What could not be done is listed at the end, where it is not missed.
#pragma once

#include "cli/invocation.h"
#include "cli/world.h"

#include <string>
#include <utility>
#include <vector>

namespace imprimatur::cli {

using Refusals = std::vector<std::pair<std::string, std::string>>;  ///< file, reason

/// On standard error: the refused files one by one, or with --json, where each has its own line already, how many.
void report_refusals(const Refusals& refusals, std::size_t of, const Invocation& invocation, World& world);

}  // namespace imprimatur::cli
