// A body of posts that is already out there: classed, counted, reported (SURVEY-1).
#pragma once

#include "desk/office.h"
#include "imprimatur/desk.h"

namespace imprimatur::desk {

Result<SurveyDone> survey(Office& office, const SurveyRequest& request, const Progress& progress);

/// Shards of one survey into the whole. An Error when one is missing, not finished, or of another input, version or set of rules.
Result<SurveyDone> merge_surveys(Office& office, const std::vector<std::filesystem::path>& shards, const std::filesystem::path& out);

Result<SurveyDone> survey_agreement(Office& office, const AgreementRequest& request);

}  // namespace imprimatur::desk
