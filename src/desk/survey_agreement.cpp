// Cohen's kappa out of a sheet that a second reader filled in.
#include "base/limits.h"
#include "desk/survey.h"
#include "survey/report.h"
#include "survey/sample.h"

namespace imprimatur::desk {

Result<SurveyDone> survey_agreement(Office& office, const AgreementRequest& request)
{
    const auto sheet_bytes = TRY(office.files.read(request.sheet, limits::kMaxSurveyBytes));
    auto sheet = survey::read_sheet(as_text(sheet_bytes));
    if (!sheet.ok())
        return in_file(sheet.error(), request.sheet);
    const auto posts_path = request.posts.value_or(request.sheet.parent_path() / "posts.csv");
    const auto posts_bytes = office.files.read(posts_path, limits::kMaxSurveyBytes);
    if (!posts_bytes.ok())
        return Error { posts_bytes.error().code, "the classes of the program are not there", posts_path.string(),
            "leave the sheet beside posts.csv of its survey, or name that file with --posts" };
    const auto program = survey::read_classes(as_text(*posts_bytes));
    if (!program.ok())
        return in_file(program.error(), posts_path);
    survey::Confusion table {};
    for (const auto& [number, human] : sheet->human) {
        const auto own = program->find(number);
        if (own == program->end())
            sheet->problems.push_back({ "post", number, "is not in posts.csv" });
        else
            ++table[static_cast<std::size_t>(own->second)][static_cast<std::size_t>(human)];
    }
    const auto agreement = survey::agreement(table);
    if (agreement.posts == 0)
        return Error { ErrorCode::InvalidArgument, "no row of the sheet has a class", request.sheet.string(),
            "write compliant, at_risk or non_compliant into the column human_class" };
    const auto unused = sheet->problems.size();
    SurveyDone done;
    done.json = survey::agreement_json(table, agreement, sheet->empty, unused);
    done.lines = survey::agreement_lines(table, agreement, sheet->empty, unused);
    done.problems = std::move(sheet->problems);
    if (request.out) {
        const auto page = survey::agreement_page(table, agreement, sheet->empty, unused, office.rulebook.survey.css);
        TRY(office.files.write_file(*request.out / "kappa.html", as_bytes(page)));
        TRY(office.files.write_file(*request.out / "kappa.json", as_bytes(done.json)));
        done.report = *request.out / "kappa.html";
    }
    return done;
}

}  // namespace imprimatur::desk
