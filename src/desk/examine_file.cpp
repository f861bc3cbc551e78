#include "desk/examine_file.h"

#include "base/limits.h"

namespace imprimatur::desk {

Result<ExaminedItem> examine_file(Office& office, const std::filesystem::path& path, const ExamineOptions& options, bool copies)
{
    const auto bytes = office.files.read(path, limits::kMaxFileBytes);
    if (!bytes.ok()) {
        ExaminedItem item;
        item.unreadable = Unreadable { Unreadable::How::NotRecognised, "the file cannot be read: " + bytes.error().what };
        item.refused = item.unreadable->detail;
        return item;
    }
    return copies ? examine(office.reader, *bytes, office.rulebook, options)
                  : inspect_item(office.reader, *bytes, office.rulebook, options);
}

unsigned workers_inside(const Office& office, std::size_t files) { return files > 1 ? 1 : office.workers; }

Result<bool> keeps_markers(const std::vector<std::string>& keep)
{
    for (const auto& rule : keep) {
        if (rule != "markers")
            return Error { ErrorCode::InvalidArgument, "--keep knows 'markers' only", "--keep", "leave it out to fill every writing" };
    }
    return !keep.empty();
}

}  // namespace imprimatur::desk
