// How many other people do the disclosed facts fit? After El Emam and Dankar's k-map with a Poisson population:
//   lambda = N x age share x sex x q x RR x product of shares,  K = 1 + Poisson(lambda),  R = E[1/K] = (1 - exp(-lambda)) / lambda
// Decided on R at lambda's lower 10 % bound. An estimate with its inputs, not an expert determination
// (45 CFR 164.514(b)(1)): factors are taken as independent, clusters and what a reader knows besides are not in it (docs/risk.md).
#pragma once

#include "risk/tables.h"

namespace imprimatur::risk {

RiskEstimate estimate(const RiskFacts& facts, const RiskTables& tables);

/// (1 - exp(-lambda)) / lambda, exact down to lambda = 0.
double reidentification_risk(double lambda);

/// Band of an upper estimate; `stricter` moves it one band up (children, mental and sexual health, abuse, crime).
RiskBand band_of(double risk_hi, bool stricter);

}  // namespace imprimatur::risk
