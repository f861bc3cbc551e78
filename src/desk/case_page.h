// The decision page's content from what is known about a case.
#pragma once

#include "consent/coverage.h"
#include "desk/examine.h"
#include "imprimatur/desk.h"
#include "release/decision_page.h"

namespace imprimatur::desk {

release::DecisionPage case_page(const std::string& subject, const CaseRequest& request, const Decision& decision,
    const std::vector<ExaminedItem>& items, const std::optional<Screening>& screening, const std::optional<RiskEstimate>& risk,
    const consent::Coverage& coverage);

}  // namespace imprimatur::desk
