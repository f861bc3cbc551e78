#include "desk/file_verbs.h"

#include "desk/copy_names.h"
#include "desk/examine_file.h"
#include "desk/parallel.h"

#include <algorithm>
#include <mutex>

namespace imprimatur::desk {

namespace {

struct Listed {
    std::filesystem::path path;
    std::filesystem::path relative;  ///< below what was given; the file's name when it was given itself
};

Result<std::vector<Listed>> list_all(Files& files, const std::vector<std::filesystem::path>& paths)
{
    std::vector<Listed> listed;
    for (const auto& path : paths) {
        for (auto& file : TRY(files.list(path))) {
            auto relative = file.lexically_relative(path);
            if (relative.empty() || relative == ".")
                relative = file.filename();
            listed.push_back({ std::move(file), std::move(relative) });
        }
    }
    return listed;
}

/// Counts finished files and tells, one caller at a time. Names may hold patient data: only the step is told.
class Counter {
public:
    Counter(const Progress& progress, std::size_t total, std::string_view what)
        : m_progress(progress)
        , m_total(total)
        , m_what(what)
    {
    }
    void one_done()
    {
        const std::lock_guard lock(m_mutex);
        ++m_done;
        if (m_progress)
            m_progress(m_done, m_total, m_what);
    }

private:
    const Progress& m_progress;
    std::size_t m_total;
    std::string_view m_what;
    std::size_t m_done = 0;
    std::mutex m_mutex;
};

InspectedFile inspected(const Listed& file, ExaminedItem item)
{
    InspectedFile result { .file = file.path.string(), .unreadable = std::move(item.unreadable), .kind = item.kind };
    result.width = item.width;
    result.height = item.height;
    result.frames = item.frames;
    result.findings = std::move(item.findings);
    result.notes = std::move(item.notes);
    return result;
}

std::filesystem::path copy_path(const std::filesystem::path& stem, const std::string& extension, std::size_t number, std::size_t count)
{
    std::string name = stem.string();
    if (count > 1) {
        std::string digits = std::to_string(number + 1);
        digits.insert(0, std::to_string(count).size() - digits.size(), '0');
        name += "-frame-" + digits;
    }
    return name + "." + extension;
}

Result<void> write_copies(
    Office& office, const RedactOptions& options, const std::filesystem::path& stem, const ExaminedItem& item, RedactedFile& result)
{
    const auto write = [&](const std::filesystem::path& path, const Bytes& bytes) -> Result<void> {
        TRY(office.files.write_file(path, bytes));
        result.out.push_back(path);
        return {};
    };
    for (std::size_t i = 0; i < item.verified.size(); ++i)
        TRY(write(options.out / copy_path(stem, item.verified[i].extension(), i, item.verified.size()), item.verified[i].bytes()));
    // A picture cannot say in itself that nobody looked at it: its name does.
    for (std::size_t i = 0; i < item.uninspected.size(); ++i)
        TRY(write(options.out / copy_path(stem, "pixels-not-inspected." + item.uninspected[i].extension, i, item.uninspected.size()),
            item.uninspected[i].bytes));
    for (const auto& fill : item.plan.fills)
        result.filled.push_back({ fill.frame, fill.rect });
    result.removed = item.plan.removed;
    result.verified = !item.verified.empty();
    result.written = true;
    return {};
}

Result<ExamineOptions> options_for(const RedactOptions& options, unsigned workers)
{
    ExamineOptions examine_options;
    examine_options.workers = workers;
    examine_options.same_format = options.as == CopyAs::Same;
    examine_options.tags_only = options.tags_only;
    examine_options.keep_markers = TRY(keeps_markers(options.keep));
    return examine_options;
}

}  // namespace

Result<std::vector<InspectedFile>> inspect_files(Office& office, const std::vector<std::filesystem::path>& paths, const Progress& progress)
{
    const auto files = TRY(list_all(office.files, paths));
    std::vector<InspectedFile> results(files.size());
    Counter counter(progress, files.size(), "looking for what identifies");
    ExamineOptions options;
    options.workers = workers_inside(office, files.size());
    TRY(parallel_for(files.size(), office.workers, [&](std::size_t i) -> Result<void> {
        results[i] = inspected(files[i], TRY(examine_file(office, files[i].path, options, false)));
        counter.one_done();
        return {};
    }));
    return results;
}

Result<std::vector<RedactedFile>> redact_files(
    Office& office, const std::vector<std::filesystem::path>& paths, const RedactOptions& options, const Progress& progress)
{
    // A DICOM copy has rules of its own (PS3.15 Annex E); until they are all kept none is written.
    if (options.as == CopyAs::Dicom)
        return Error { ErrorCode::InvalidArgument, "this version writes pictures, not DICOM copies", "--as dicom", "use --as image" };
    const auto files = TRY(list_all(office.files, paths));
    const auto examine_options = TRY(options_for(options, workers_inside(office, files.size())));
    std::vector<RedactedFile> results(files.size());
    CopyNames names(office.rulebook.words);
    std::mutex naming;
    Counter counter(progress, files.size(), "redacting and looking again");
    TRY(parallel_for(files.size(), office.workers, [&](std::size_t i) -> Result<void> {
        RedactedFile& result = results[i];
        result.file = files[i].path.string();
        const auto item = TRY(examine_file(office, files[i].path, examine_options, true));
        counter.one_done();
        if (item.refused) {
            result.reason = *item.refused;
            return {};
        }
        std::unique_lock lock(naming);
        const auto stem = names.stem_for(files[i].relative, item.removed);
        lock.unlock();
        return write_copies(office, options, stem, item, result);
    }));
    return results;
}

}  // namespace imprimatur::desk
