// The estimate of how many other people the disclosed facts fit, after El Emam and Dankar's k-map with a Poisson population.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace imprimatur {

/// Stands wherever an estimate is shown.
inline constexpr std::string_view kEstimateStatement = "This is an estimate, not an expert determination under 45 CFR 164.514(b)(1).";

/// Decision bands on the upper estimate R_hi for a public post.
enum class RiskBand {
    Proceed,  ///< R_hi <= 0.05 (20 other people fit)
    ProceedNote,  ///< R_hi <= 0.09, the figure EMA 0070 and Health Canada recommend
    ClosedOnly,  ///< R_hi <= 0.20: access-controlled teaching only
    Generalise,  ///< R_hi <= 0.33
    Identifiable,  ///< above
};
std::string_view to_string(RiskBand band);

/// One factor of lambda with where it came from.
struct RiskInput {
    std::string factor;  ///< "population", "condition", "time window", "age", "occupation" ...
    double value = 1;
    double gsd = 1;  ///< geometric standard deviation of the factor
    std::string source;  ///< table row, default, or "caption: place"
    bool assumed = false;  ///< a default: nobody said so and no table knows
};

/// `_lo` and `_hi` are the 10 % and 90 % bounds from the factors' uncertainty. The fewest people decide.
struct RiskEstimate {
    double lambda = 0;  ///< expected number of other people who fit
    double lambda_lo = 0;
    double lambda_hi = 0;
    double risk = 1;  ///< (1 - exp(-lambda)) / lambda
    double risk_lo = 1;  ///< at lambda_hi
    double risk_hi = 1;  ///< at lambda_lo; decides
    RiskBand band = RiskBand::Identifiable;
    std::string stricter_because;  ///< child, mental health ...: the band is one step stricter; empty: it is not
    std::vector<RiskInput> inputs;
    std::string binding_factor;  ///< the input that costs most
    std::string cheapest_generalisation;  ///< what to leave out first; empty when nothing has to be
};

}  // namespace imprimatur
