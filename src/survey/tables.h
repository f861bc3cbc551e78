// The report's numbers as files for other programs. No texts, no handles.
#pragma once

#include "survey/post.h"
#include "survey/run_facts.h"
#include "survey/tally.h"

#include <string>
#include <vector>

namespace imprimatur::survey {

std::string posts_csv(const std::vector<PostRecord>& records);
std::string accounts_csv(const Tally& tally);
std::string problems_csv(const std::vector<SurveyProblem>& problems);
/// docs/schema/survey.schema.json; one document, line ends at the end alone when `compact`.
std::string summary_json(const Tally& tally, const RunFacts& facts, std::size_t problems, bool compact);

/// The problems of the input, and those that records have with their pictures, in the order of their numbers.
std::vector<SurveyProblem> all_problems(
    const std::vector<SurveyProblem>& of_input, const std::vector<PostRecord>& records, const std::string& unit);

}  // namespace imprimatur::survey
