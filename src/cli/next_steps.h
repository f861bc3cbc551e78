// What to do next, as commands that can be copied.
#pragma once

#include "cli/invocation.h"
#include "imprimatur/desk.h"

#include <string>
#include <vector>

namespace imprimatur::cli {

struct NextStep {
    std::string what;  ///< a sentence
    std::string command;  ///< empty when a person has to do something without us
};

std::vector<NextStep> next_steps(const ClearWords& words, const CaseRequest& request, const Cleared& cleared);

}  // namespace imprimatur::cli
