#include "desk/copy_names.h"
#include "desk/file_list.h"
#include "desk/file_verbs.h"
#include "desk/parallel.h"
#include "desk/run_options.h"
#include "desk/seen_pictures.h"

#include <mutex>

namespace imprimatur::desk {

namespace {

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

/// One run over all files: names are given under a lock, everything else happens side by side.
class InspectRun {
public:
    InspectRun(Office& office, const InspectOptions& options, std::size_t files)
        : m_office(office)
        , m_options(options)
        , m_names(office.rulebook.words)
    {
        m_examine.workers = workers_inside(office, files);
        m_examine.effort = options.effort;
        m_examine.want_seen = options.pictures ? kMaxSeenPictures : 0;
    }

    Result<InspectedFile> inspect(const Listed& file)
    {
        ExaminedItem item;
        FrameWindows windows(m_office.reader, file.path);
        const auto opened = TRY(open_item(m_office.reader, windows, m_office.rulebook, m_examine, item));
        std::vector<std::filesystem::path> pictures;
        if (m_options.pictures && opened && !item.unreadable)
            pictures = TRY(write_pictures(file, windows, *opened, item));
        auto result = inspected(file, std::move(item));
        result.pictures = std::move(pictures);
        return result;
    }

private:
    Result<std::vector<std::filesystem::path>> write_pictures(
        const Listed& file, FrameWindows& windows, const Opened& opened, const ExaminedItem& item)
    {
        const auto stem = *m_options.pictures / stem_for(file, item.removed);
        std::vector<std::filesystem::path> written;
        for (const auto& picture : TRY(draw_seen(m_office.reader, windows, opened, item))) {
            written.push_back(frame_path(stem, "seen.png", picture.frame, item.frames));
            TRY(m_office.files.write_file(written.back(), picture.png));
        }
        return written;
    }

    std::filesystem::path stem_for(const Listed& file, const std::vector<inspect::RemovedValue>& removed)
    {
        const std::lock_guard lock(m_naming);
        return m_names.stem_for(file.relative, removed);
    }

    Office& m_office;
    const InspectOptions& m_options;
    ExamineOptions m_examine;
    CopyNames m_names;
    std::mutex m_naming;
};

}  // namespace

Result<std::vector<InspectedFile>> inspect_files(
    Office& office, const std::vector<std::filesystem::path>& paths, const InspectOptions& options, const Progress& progress)
{
    const auto files = TRY(list_all(office.files, paths));
    std::vector<InspectedFile> results(files.size());
    Counter counter(progress, files.size(), "looking for what identifies");
    counter.begin();
    InspectRun run(office, options, files.size());
    TRY(parallel_for(files.size(), office.workers, [&](std::size_t i) -> Result<void> {
        results[i] = TRY(run.inspect(files[i]));
        counter.one_done();
        return {};
    }));
    return results;
}

}  // namespace imprimatur::desk
