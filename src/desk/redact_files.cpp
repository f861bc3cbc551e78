#include "desk/file_verbs.h"

#include "desk/copy_names.h"
#include "desk/dicom_copy.h"
#include "desk/examine.h"
#include "desk/file_list.h"
#include "desk/longitudinal_key.h"
#include "desk/parallel.h"
#include "desk/peel_files.h"
#include "desk/questions.h"
#include "desk/run_options.h"

#include <algorithm>
#include <cctype>
#include <mutex>

namespace imprimatur::desk {

namespace {

Result<void> write_copies(
    Office& office, const RedactOptions& options, const std::filesystem::path& stem, const ExaminedItem& item, RedactedFile& result)
{
    const auto write = [&](const std::filesystem::path& path, const Bytes& bytes) -> Result<void> {
        TRY(office.files.write_file(path, bytes));
        result.out.push_back(path);
        return {};
    };
    for (std::size_t i = 0; i < item.verified.size(); ++i)
        TRY(write(options.out / frame_path(stem, item.verified[i].extension(), i, item.verified.size()), item.verified[i].bytes()));
    // A picture cannot say in itself that nobody looked at it: its name does.
    for (std::size_t i = 0; i < item.uninspected.size(); ++i)
        TRY(write(options.out / frame_path(stem, "pixels-not-inspected." + item.uninspected[i].extension, i, item.uninspected.size()),
            item.uninspected[i].bytes));
    result.filled = item.plan.fills;
    result.removed = item.plan.removed;
    result.verified = !item.verified.empty();
    result.asked = questions_among(item.findings);
    result.written = true;
    return {};
}

Result<ExamineOptions> options_for(const RedactOptions& options, unsigned workers)
{
    ExamineOptions examine_options;
    examine_options.workers = workers;
    examine_options.same_format = options.as == CopyAs::Same;
    examine_options.tags_only = options.tags_only;
    examine_options.effort = options.effort;
    examine_options.stored_values = options.as != CopyAs::Image;
    examine_options.keep_markers = TRY(keeps_markers(options.keep));
    examine_options.requested = TRY(parse_places(options.fill, options.leave));
    if (options.tags_only && !(options.fill.empty() && options.leave.empty()))
        return Error { ErrorCode::InvalidArgument, "--fill and --leave are about pixels, and --tags-only does not look at them",
            "--tags-only", "leave one of them out" };
    if (options.peel_skin && options.tags_only)
        return Error { ErrorCode::InvalidArgument, "--peel is about pixels, and --tags-only does not look at them", "--tags-only",
            "leave one of them out" };
    if (options.peel_skin && options.as == CopyAs::Image)
        return Error { ErrorCode::InvalidArgument, "--peel is for DICOM copies", "--peel", "add --as dicom" };
    return examine_options;
}

/// A number counts as a whole in a file's name, not in its parts: "2012" is in everybody's. Words count one by one.
std::string for_names(std::string needle)
{
    if (std::none_of(needle.begin(), needle.end(), [](char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; }))
        std::erase_if(needle, [](char c) { return c < '0' || c > '9'; });
    return needle;
}

/// One run over all files: names are given under a lock, everything else happens side by side.
class RedactRun {
public:
    RedactRun(Office& office, const RedactOptions& options, DicomCopyPlan plan)
        : m_office(office)
        , m_options(options)
        , m_plan(std::move(plan))
        , m_names(office.rulebook.words)
    {
    }
    RedactRun(const RedactRun&) = delete;
    RedactRun& operator=(const RedactRun&) = delete;
    ~RedactRun() { forget(m_plan.options.key); }

    /// `peel`: of this file, nullptr when none is wanted.
    Result<void> redact(const Listed& file, const Peel* peel, RedactedFile& result)
    {
        result.file = file.path.string();
        if (m_options.as == CopyAs::Image || !TRY(redact_dicom(file, peel, result)))
            return redact_picture(file, result);
        return {};
    }

private:
    std::filesystem::path stem_for(const Listed& file, const std::vector<inspect::RemovedValue>& removed)
    {
        const std::lock_guard lock(m_naming);
        return m_names.stem_for(file.relative, removed);
    }

    Result<void> redact_picture(const Listed& file, RedactedFile& result)
    {
        const auto item = TRY(examine(m_office.reader, file.path, m_office.rulebook, m_plan.examine));
        if (item.refused) {
            result.reason = *item.refused;
            return {};
        }
        return write_copies(m_office, m_options, stem_for(file, item.removed), item, result);
    }

    /// False: it is a picture of another kind, and that is fine.
    Result<bool> redact_dicom(const Listed& file, const Peel* peel, RedactedFile& result)
    {
        auto made = TRY(make_dicom_copy(m_office, file.path, m_options.out / "copy.dcm", m_plan, peel));
        if (made.not_dicom && m_options.as == CopyAs::Same)
            return false;
        if (made.refused) {
            result.reason = *made.refused;
            return true;
        }
        std::vector<inspect::RemovedValue> removed;
        removed.reserve(made.report.needles.size());
        for (auto& needle : made.report.needles)
            removed.push_back({ IdentifierKind::OtherUniqueId, for_names(std::move(needle)) });
        const auto path = m_options.out / frame_path(stem_for(file, removed), "dcm", 0, 1);
        TRY(m_office.files.publish(made.temporary, path));
        result.out.push_back(path);
        result.filled = std::move(made.fills);
        result.removed = made.report.removed;
        result.verified = made.verified;
        result.elements = std::move(made.report.elements);
        result.asked = std::move(made.asked);
        result.written = true;
        return true;
    }

    Office& m_office;
    const RedactOptions& m_options;
    DicomCopyPlan m_plan;
    CopyNames m_names;
    std::mutex m_naming;
};

Result<DicomCopyPlan> dicom_plan(Office& office, const RedactOptions& options, const ExamineOptions& examine)
{
    DicomCopyPlan plan { {}, examine };
    plan.options.profile = options.profile;
    plan.options.want_elements = options.elements;
    if (options.longitudinal_key) {
        plan.options.key = TRY(longitudinal_key(office, *options.longitudinal_key, options.out));
        plan.options.profile.set(ProfileOption::RetainModifiedDates, !options.profile.has(ProfileOption::RetainFullDates));
    } else {
        office.random.fill(plan.options.key);
    }
    return plan;
}

}  // namespace

Result<std::vector<RedactedFile>> redact_files(
    Office& office, const std::vector<std::filesystem::path>& paths, const RedactOptions& options, const Progress& progress)
{
    const auto files = TRY(list_all(office.files, paths));
    const auto examine_options = TRY(options_for(options, workers_inside(office, files.size())));
    std::vector<std::filesystem::path> names;
    for (const auto& file : files)
        names.push_back(file.path);
    TRY(check_names(examine_options.requested, names));
    std::vector<RedactedFile> results(files.size());
    RedactRun run(office, options, TRY(dicom_plan(office, options, examine_options)));
    std::vector<Peel> peels;
    if (options.peel_skin)
        peels = TRY(peel_files(office, names, progress));
    Counter counter(progress, files.size(), "redacting and looking again");
    counter.begin();
    TRY(parallel_for(files.size(), office.workers, [&](std::size_t i) -> Result<void> {
        TRY(run.redact(files[i], peels.empty() ? nullptr : &peels[i], results[i]));
        counter.one_done();
        return {};
    }));
    return results;
}

}  // namespace imprimatur::desk
