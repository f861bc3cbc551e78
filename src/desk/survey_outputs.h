// What a survey writes, from its records: the same bytes however often it was interrupted.
#pragma once

#include "desk/survey_folder.h"
#include "imprimatur/desk.h"

#include <filesystem>

namespace imprimatur::desk {

/// report.html, posts.csv, accounts.csv, summary.json and problems.csv below `out`; sample.csv when there is one.
Result<SurveyDone> write_outputs(
    Office& office, const std::filesystem::path& out, const SurveyFolder& folder, const std::optional<std::string>& sample_csv);

}  // namespace imprimatur::desk
