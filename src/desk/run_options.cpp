#include "desk/run_options.h"

namespace imprimatur::desk {

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
