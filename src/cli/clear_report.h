// A decision for people: the verdict, the three questions, every reason with its source and what would put it right.
#pragma once

#include "cli/next_steps.h"
#include "cli/world.h"

#include <string>
#include <vector>

namespace imprimatur::cli {

std::string clear_report(const World& world, const CaseRequest& request, const Cleared& cleared, const std::vector<NextStep>& steps);

}  // namespace imprimatur::cli
