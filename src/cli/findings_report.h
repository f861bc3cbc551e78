// Findings for people: writing in the picture, metadata, hidden content.
#pragma once

#include "cli/world.h"

#include <string>
#include <vector>

namespace imprimatur::cli {

std::string findings_report(const World& world, const std::vector<Finding>& findings);

}  // namespace imprimatur::cli
