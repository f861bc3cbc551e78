// The report for people: one page that needs nothing else. No texts, no handles, no pictures.
#pragma once

#include "survey/run_facts.h"
#include "survey/tally.h"

#include <string>
#include <string_view>

namespace imprimatur::survey {

std::string report_page(const Tally& tally, const RunFacts& facts, std::size_t problems, std::string_view css);

/// The same in a few lines for a terminal.
std::vector<std::string> report_lines(const Tally& tally, const RunFacts& facts);

/// kappa.html
std::string agreement_page(const Confusion& table, const Agreement& agreement, std::size_t empty, std::size_t unused, std::string_view css);
std::string agreement_json(const Confusion& table, const Agreement& agreement, std::size_t empty, std::size_t unused);
std::vector<std::string> agreement_lines(const Confusion& table, const Agreement& agreement, std::size_t empty, std::size_t unused);

}  // namespace imprimatur::survey
