// Which disclosed fact costs most, and what is the least to leave out: found by trying, not by rule of thumb.
#pragma once

#include "risk/estimate.h"

namespace imprimatur::risk {

/// The estimate without advice.
RiskEstimate estimate_only(const RiskFacts& facts, const RiskTables& tables);

struct Advice {
    std::string binding_factor;  ///< the one fact whose omission lowers risk_hi most
    std::string cheapest;  ///< fewest changes that bring the band to Proceed or ProceedNote
};

Advice search_generalisation(const RiskFacts& facts, const RiskTables& tables);

/// The estimate's country tables are keyed in lower case.
std::string ascii_lower_name(std::string_view name);

}  // namespace imprimatur::risk
