// Which disclosed fact costs most, and what is the least to leave out: found by trying every combination, not by rule of thumb.
#pragma once

#include "risk/estimate.h"

#include <functional>

namespace imprimatur::risk {

/// The estimate without advice.
RiskEstimate estimate_only(const RiskFacts& facts, const RiskTables& tables);

/// One thing that can be left out or said more generally. None of them, alone, makes the risk higher.
struct Generalisation {
    std::string factor;  ///< as in RiskInput; two with the same factor are not taken together
    std::string words;  ///< "leave out the date"
    int cost = 1;  ///< what the lesson loses: 1 nothing much, 2 some context, 3 a year's wait, 6 the diagnosis
    std::function<void(RiskFacts&)> apply;
};

/// What applies to these facts, at most 17. `tables` outlives them.
std::vector<Generalisation> generalisations(const RiskFacts& facts, const RiskTables& tables);

struct Advice {
    std::string binding_factor;  ///< the one fact whose omission lowers the risk most; the diagnosis only when nothing else does
    /// The combination of least cost, and of the fewest among those, that reaches ProceedNote (Proceed, from ProceedNote). Of an estimate
    /// that stays above, the sentence that says so.
    std::string cheapest;
};

Advice search_generalisation(const RiskFacts& facts, const RiskTables& tables);

}  // namespace imprimatur::risk
