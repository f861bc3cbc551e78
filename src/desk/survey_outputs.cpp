#include "desk/survey_outputs.h"

#include "survey/report.h"
#include "survey/tables.h"

#include <array>
#include <utility>

namespace imprimatur::desk {

Result<SurveyDone> write_outputs(
    Office& office, const std::filesystem::path& out, const SurveyFolder& folder, const std::optional<std::string>& sample_csv)
{
    const auto& facts = folder.facts();
    const auto records = folder.in_order();
    const auto categories = TRY(survey::Categories::load(office.rulebook.survey.categories_toml));
    const auto tally = survey::tally(records, categories);
    SurveyDone done;
    done.problems = survey::all_problems(facts.problems, records, facts.unit);
    done.json = survey::summary_json(tally, facts, done.problems.size(), true);
    done.lines = survey::report_lines(tally, facts);
    done.report = out / "report.html";
    const std::array<std::pair<const char*, std::string>, 5> files { {
        { "report.html", survey::report_page(tally, facts, done.problems.size(), office.rulebook.survey.css) },
        { "posts.csv", survey::posts_csv(records) },
        { "accounts.csv", survey::accounts_csv(tally) },
        { "summary.json", survey::summary_json(tally, facts, done.problems.size(), false) },
        { "problems.csv", survey::problems_csv(done.problems) },
    } };
    for (const auto& [name, text] : files)
        TRY(office.files.write_file(out / name, as_bytes(text)));
    if (sample_csv)
        TRY(office.files.write_file(out / "sample.csv", as_bytes(*sample_csv)));
    return done;
}

}  // namespace imprimatur::desk
