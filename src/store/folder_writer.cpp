#include "store/folder_writer.h"

#include "base/folder_marker.h"
#include "base/limits.h"
#include "store/posix_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <set>
#include <system_error>

namespace imprimatur::store {

namespace {

namespace fs = std::filesystem;

Error occupied(std::string what, const fs::path& folder)
{
    return { ErrorCode::InvalidArgument, std::move(what), folder.string(), "name a new or an empty folder" };
}

bool is_safe_part(std::string_view part)
{
    if (part.empty() || part == "." || part == "..")
        return false;
    return std::ranges::none_of(part, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f || c == '\\'; });
}

/// Every regular file below `folder`, relative; nullopt when something else stands there or it cannot be read.
std::optional<std::vector<std::string>> contents(const fs::path& folder)
{
    std::vector<std::string> names;
    std::error_code failure;
    for (fs::recursive_directory_iterator at(folder, failure), end; !failure && at != end; at.increment(failure)) {
        const auto type = at->symlink_status(failure).type();
        if (type == fs::file_type::directory)
            continue;
        if (failure || type != fs::file_type::regular)
            return std::nullopt;
        names.push_back(at->path().lexically_relative(folder).generic_string());
    }
    if (failure)
        return std::nullopt;
    return names;
}

enum class Place { Free, Empty, Ours };

/// What stands at the target. Nothing of anybody else's is ever removed.
Result<Place> examine(const fs::path& folder)
{
    std::error_code failure;
    const auto type = fs::symlink_status(folder, failure).type();
    if (type == fs::file_type::not_found)
        return Place::Free;
    if (type != fs::file_type::directory)
        return occupied("something that is not a folder stands there", folder);
    auto names = contents(folder);
    if (!names)
        return occupied("the folder holds something that is not a regular file, or cannot be read", folder);
    if (names->empty())
        return fs::is_empty(folder, failure) ? Result<Place>(Place::Empty)
                                             : Result<Place>(occupied("the folder holds folders of others", folder));
    const auto marker = std::ranges::find(*names, kFolderMarker);
    if (marker == names->end())
        return occupied("the folder is not empty and was not written by Imprimatur", folder);
    names->erase(marker);
    const Bytes listed = TRY(read_regular(folder / kFolderMarker, limits::kMaxConfigBytes));
    // Files that went missing since do no harm; one that the marker does not list is somebody's.
    const std::string marked(as_text(listed));
    const auto unlisted = [&](const std::string& name) { return marked.find("\n" + name + "\n") == std::string::npos; };
    if (std::ranges::any_of(*names, unlisted))
        return occupied("the folder was written by Imprimatur but holds other files as well", folder);
    return Place::Ours;
}

Result<void> write_new_file(const fs::path& path, ByteView bytes)
{
    const Descriptor file { ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, kPrivateFile) };
    if (!file.open())
        return system_error("cannot create", path, errno);
    return write_synced(file.get(), bytes, path);
}

Result<void> fill(const fs::path& temporary, const std::vector<desk::OutFile>& files)
{
    std::set<fs::path> folders { temporary };
    std::vector<std::string> names;
    for (const auto& file : files) {
        const fs::path path = temporary / file.name;
        TRY(make_folders(path.parent_path()));
        for (fs::path folder = path.parent_path(); folder != temporary; folder = folder.parent_path())
            folders.insert(folder);
        TRY(write_new_file(path, file.bytes));
        names.push_back(file.name);
    }
    const std::string marker = folder_marker(names);
    TRY(write_new_file(temporary / kFolderMarker, as_bytes(marker)));
    for (const auto& folder : folders)
        TRY(sync_folder(folder));
    return {};
}

int rename_with(const fs::path& from, const fs::path& to, unsigned flags)
{
    return ::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), flags);
}

/// Where RENAME_EXCHANGE is not known (some network file systems): the old folder steps aside first.
Result<void> exchange_in_two_steps(const fs::path& temporary, const fs::path& folder)
{
    const fs::path aside = temporary.string() + ".old";
    if (::rename(folder.c_str(), aside.c_str()) != 0)
        return system_error("cannot move the old folder aside", folder, errno);
    if (::rename(temporary.c_str(), folder.c_str()) != 0) {
        const int reason = errno;
        static_cast<void>(::rename(aside.c_str(), folder.c_str()));
        return system_error("cannot put the folder in place", folder, reason);
    }
    std::error_code ignored;
    fs::remove_all(aside, ignored);
    return {};
}

Result<void> put_in_place(const fs::path& temporary, const fs::path& folder, Place place)
{
    if (place == Place::Ours) {
        // After the swap the old folder carries the temporary name, and the caller removes that.
        if (rename_with(temporary, folder, RENAME_EXCHANGE) == 0)
            return {};
        if (errno == EINVAL || errno == ENOSYS)
            return exchange_in_two_steps(temporary, folder);
        return system_error("cannot put the folder in place", folder, errno);
    }
    // rename(2) replaces an empty folder and fails on one that has been filled meanwhile.
    if (::rename(temporary.c_str(), folder.c_str()) != 0)
        return system_error("cannot put the folder in place", folder, errno);
    return {};
}

}  // namespace

bool is_safe_name(std::string_view name)
{
    if (name == kFolderMarker || name.size() > 1024)
        return false;
    while (true) {
        const auto slash = name.find('/');
        if (!is_safe_part(name.substr(0, slash)))
            return false;
        if (slash == std::string_view::npos)
            return true;
        name.remove_prefix(slash + 1);
    }
}

Result<void> make_folders(const fs::path& folder)
{
    fs::path so_far;
    for (const auto& part : folder) {
        so_far /= part;
        if (::mkdir(so_far.c_str(), kPrivateFolder) == 0 || errno == EEXIST || errno == EISDIR)
            continue;
        // A read-only or foreign parent that is there is no obstacle; the last one has to be a folder.
        std::error_code failure;
        if (!fs::is_directory(so_far, failure))
            return system_error("cannot create the folder", so_far, errno);
    }
    std::error_code failure;
    if (!fs::is_directory(folder, failure))
        return Error { ErrorCode::InvalidArgument, "a file stands where a folder is needed", folder.string(), "name another place" };
    return {};
}

Result<void> write_whole_folder(const fs::path& folder, const std::vector<desk::OutFile>& files)
{
    std::set<std::string_view> names;
    for (const auto& file : files) {
        if (!is_safe_name(file.name) || !names.insert(file.name).second)
            return Error { ErrorCode::Internal, "a file name inside the folder is not safe or stands twice", folder.string(), "" };
    }
    // "dir/" names dir.
    const fs::path target = folder.has_filename() ? folder : folder.parent_path();
    if (target.empty() || target.filename() == ".." || target.filename() == ".")
        return Error { ErrorCode::InvalidArgument, "this does not name a folder that can be replaced", folder.string(), "name it in full" };
    const Place place = TRY(examine(target));
    TRY(make_folders(parent_of(target)));
    std::string temporary = (parent_of(target) / kTemporaryName).string();
    if (!::mkdtemp(temporary.data()))
        return system_error("cannot create a folder beside", target, errno);
    auto written = fill(temporary, files);
    if (written.ok())
        written = put_in_place(temporary, target, place);
    std::error_code ignored;
    fs::remove_all(temporary, ignored);
    if (!written.ok())
        return written;
    return sync_folder(parent_of(target));
}

}  // namespace imprimatur::store
