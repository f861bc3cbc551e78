// The named facts of policy/facts.toml, established from everything that was found out about a case. Each fact of the list
// is given, with one sentence of evidence that holds no patient data; a test holds this file against the list.
#pragma once

#include "consent/coverage.h"
#include "desk/examine.h"
#include "imprimatur/desk.h"

#include <optional>
#include <vector>

namespace imprimatur::desk {

struct CaseFindings {
    const CaseRequest& request;
    const std::vector<ExaminedItem>& items;
    const std::optional<Screening>& screening;  ///< nullopt: the words could not be screened
    const std::optional<RiskEstimate>& risk;  ///< nullopt: not estimated
    const consent::Coverage& coverage;
    const std::optional<Attestation>& attestation;  ///< nullopt: none, or one that does not speak of these copies
    std::optional<std::int64_t> days_since_examination = std::nullopt;  ///< of the newest one; nullopt: no file tells
    std::int64_t minimum_delay_days = 0;  ///< the longest that any pack in force asks for
};

Facts collect_facts(const CaseFindings& findings);

/// Every copy's hash, item by item, frame by frame.
std::vector<std::string> all_hashes(const std::vector<ExaminedItem>& items);

}  // namespace imprimatur::desk
