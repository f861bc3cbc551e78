// Findings for people: writing in the picture, metadata, hidden content.
#pragma once

#include "cli/world.h"

#include <string>
#include <vector>

namespace imprimatur::cli {

std::string findings_report(const World& world, const std::vector<Finding>& findings);

/// The places in a copy that are left to a person's eyes, a line each; nothing when there are none.
/// `others_filled`: --fill asked was given.
std::string questions_report(std::vector<Finding> asked, bool others_filled);

}  // namespace imprimatur::cli
