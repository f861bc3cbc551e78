// The facts of a screened post: what its spans and the account say, looked up in the risk tables.
#pragma once

#include "risk/tables.h"

namespace imprimatur::risk {

/// What the poster attests and the words do not say.
struct Attested {
    std::string country;  ///< of the account; empty: taken from the location field
    std::optional<double> delay_days;  ///< between the care and the post
    std::string condition;  ///< empty: searched in caption and alt text
};

/// Not promised: conditions that no row of conditions.tsv names count as unknown (1e-5).
RiskFacts from_screening(const Screening& screening, const Post& post, const Attested& attested, const RiskTables& tables);

}  // namespace imprimatur::risk
