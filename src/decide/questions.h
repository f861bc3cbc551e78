// The three questions of GATE-1, answered from the facts alone, whatever the packs say.
#pragma once

#include "imprimatur/policy.h"

#include <array>

namespace imprimatur::decide {

/// Educational value, irreversible anonymisation (GATE-2), explicit consent. Unanswered means no.
std::array<Question, 3> answer_questions(const Facts& facts);

}  // namespace imprimatur::decide
