#include "store/disk_files.h"

#include "store/folder_writer.h"
#include "store/posix_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <system_error>

namespace imprimatur::store {

namespace {

/// A year of a busy department's studies; more is a mistaken path such as "/".
constexpr std::size_t kMaxListed = 5'000'000;

/// Deeper than any tree people make; a loop through mounts stops here.
constexpr int kMaxDepth = 100;

/// Names a file, and nothing but a regular file stands there.
Result<void> check_target(const std::filesystem::path& path)
{
    const auto name = path.filename().string();
    if (name.empty() || name == "." || name == "..")
        return Error { ErrorCode::InvalidArgument, "this does not name a file", path.string(), "" };
    std::error_code failure;
    const auto there = std::filesystem::symlink_status(path, failure).type();
    if (there != std::filesystem::file_type::not_found && there != std::filesystem::file_type::regular)
        return Error { ErrorCode::InvalidArgument, "something that is not a regular file stands there", path.string(),
            "name another file" };
    return {};
}

}  // namespace

Result<Bytes> DiskFiles::read(const std::filesystem::path& path, std::uint64_t limit) { return read_regular(path, limit); }

Result<std::vector<std::filesystem::path>> DiskFiles::list(const std::filesystem::path& path)
{
    namespace fs = std::filesystem;
    std::error_code failure;
    const auto status = fs::status(path, failure);
    if (status.type() == fs::file_type::not_found)
        return Error { ErrorCode::NotFound, "there is no such file or folder", path.string(), "" };
    if (failure)
        return system_error("cannot examine", path, failure.value());
    if (fs::is_regular_file(status))
        return std::vector { path };
    if (!fs::is_directory(status))
        return Error { ErrorCode::InvalidArgument, "neither a file nor a folder", path.string(), "devices and pipes are not read" };

    std::vector<fs::path> found;
    // No directory_options::follow_directory_symlink: the walk stays below `path`.
    for (fs::recursive_directory_iterator at(path, failure), end; !failure && at != end; at.increment(failure)) {
        if (at.depth() > kMaxDepth || found.size() >= kMaxListed)
            return Error { ErrorCode::LimitExceeded, "too many files or folders too deep", path.string(), "name a smaller folder" };
        const auto entry = at->symlink_status(failure);
        if (!failure && fs::is_regular_file(entry))
            found.push_back(at->path());
    }
    if (failure)
        return system_error("cannot list", path, failure.value());
    std::ranges::sort(found);
    return found;
}

Result<void> DiskFiles::write_folder(const std::filesystem::path& folder, const std::vector<desk::OutFile>& files)
{
    return write_whole_folder(folder, files);
}

Result<void> DiskFiles::write_file(const std::filesystem::path& path, ByteView bytes)
{
    TRY(check_target(path));
    TRY(make_folders(parent_of(path)));
    return replace_file(path, bytes);
}

Result<void> DiskFiles::append(const std::filesystem::path& path, ByteView bytes)
{
    TRY(check_target(path));
    TRY(make_folders(parent_of(path)));
    const Descriptor file { ::open(path.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW, kPrivateFile) };
    if (!file.open())
        return system_error("cannot open", path, errno);
    return write_synced(file.get(), bytes, path);
}

Result<std::filesystem::path> DiskFiles::temporary_beside(const std::filesystem::path& path)
{
    TRY(check_target(path));
    TRY(make_folders(parent_of(path)));
    std::string temporary = (parent_of(path) / kTemporaryName).string();
    const Descriptor file { ::mkostemp(temporary.data(), O_CLOEXEC) };  // mode 0600
    if (!file.open())
        return system_error("cannot create a file beside", path, errno);
    return std::filesystem::path(temporary);
}

Result<void> DiskFiles::publish(const std::filesystem::path& temporary, const std::filesystem::path& path)
{
    TRY(check_target(path));
    TRY(make_folders(parent_of(path)));
    if (::rename(temporary.c_str(), path.c_str()) != 0)
        return system_error("cannot put the file in place", path, errno);
    return {};
}

void DiskFiles::discard(const std::filesystem::path& temporary) { ::unlink(temporary.c_str()); }

}  // namespace imprimatur::store
