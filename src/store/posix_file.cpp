#include "store/posix_file.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <system_error>
#include <utility>

namespace imprimatur::store {

namespace {

/// One read: large enough that a gigabyte takes some thousand calls, small enough for any stack.
constexpr std::size_t kChunk = 64UL * 1024;

ErrorCode code_of(int error_number)
{
    if (error_number == ENOENT || error_number == ENOTDIR)
        return ErrorCode::NotFound;
    return ErrorCode::Unavailable;
}

std::string remedy_for(int error_number)
{
    switch (error_number) {
    case ENOSPC:
    case EDQUOT: return "free some space and run it again";
    case EACCES:
    case EPERM: return "check who owns it and its mode";
    case EROFS: return "the file system is read-only";
    default: return "";
    }
}

}  // namespace

Descriptor::~Descriptor()
{
    if (m_fd >= 0)
        ::close(m_fd);
}

Descriptor::Descriptor(Descriptor&& other) noexcept
    : m_fd(std::exchange(other.m_fd, -1))
{
}

Descriptor& Descriptor::operator=(Descriptor&& other) noexcept
{
    std::swap(m_fd, other.m_fd);
    return *this;
}

Error system_error(std::string what, const std::filesystem::path& where, int error_number)
{
    return { code_of(error_number), what + ": " + std::generic_category().message(error_number), where.string(), remedy_for(error_number) };
}

Result<Bytes> read_regular(const std::filesystem::path& path, std::uint64_t limit)
{
    // O_NONBLOCK: opening a pipe nobody writes to would wait for ever.
    const Descriptor file { ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY) };
    if (!file.open())
        return system_error("cannot open", path, errno);
    struct stat about { };
    if (::fstat(file.get(), &about) != 0)
        return system_error("cannot examine", path, errno);
    if (!S_ISREG(about.st_mode))
        return Error { ErrorCode::InvalidArgument, "not a regular file", path.string(), "folders, devices and pipes are not read" };

    Bytes bytes;
    if (about.st_size > 0 && static_cast<std::uint64_t>(about.st_size) <= limit)
        bytes.reserve(static_cast<std::size_t>(about.st_size));
    std::array<std::uint8_t, kChunk> chunk {};
    while (true) {
        const ssize_t got = ::read(file.get(), chunk.data(), chunk.size());
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return system_error("cannot read", path, errno);
        if (got == 0)
            return bytes;
        if (static_cast<std::uint64_t>(got) > limit - bytes.size())
            return Error { ErrorCode::LimitExceeded, "longer than " + std::to_string(limit) + " bytes", path.string(), "" };
        bytes.insert(bytes.end(), chunk.begin(), chunk.begin() + got);
    }
}

Result<void> write_synced(int fd, ByteView bytes, const std::filesystem::path& name_for_errors)
{
    while (!bytes.empty()) {
        const ssize_t put = ::write(fd, bytes.data(), bytes.size());
        if (put < 0 && errno == EINTR)
            continue;
        if (put < 0)
            return system_error("cannot write", name_for_errors, errno);
        bytes = bytes.subspan(static_cast<std::size_t>(put));
    }
    if (::fsync(fd) != 0)
        return system_error("cannot sync", name_for_errors, errno);
    return {};
}

Result<void> sync_folder(const std::filesystem::path& folder)
{
    const Descriptor handle { ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC) };
    if (!handle.open())
        return system_error("cannot open the folder", folder, errno);
    if (::fsync(handle.get()) != 0)
        return system_error("cannot sync the folder", folder, errno);
    return {};
}

std::filesystem::path parent_of(const std::filesystem::path& path)
{
    const auto parent = path.parent_path();
    return parent.empty() ? std::filesystem::path(".") : parent;
}

Result<void> replace_file(const std::filesystem::path& path, ByteView bytes)
{
    std::string temporary = (parent_of(path) / kTemporaryName).string();
    const Descriptor file { ::mkostemp(temporary.data(), O_CLOEXEC) };  // mode 0600
    if (!file.open())
        return system_error("cannot create a file beside", path, errno);
    auto written = write_synced(file.get(), bytes, path);
    if (written.ok() && ::rename(temporary.c_str(), path.c_str()) != 0)
        written = system_error("cannot put the file in place", path, errno);
    if (!written.ok()) {
        ::unlink(temporary.c_str());
        return written;
    }
    return sync_folder(parent_of(path));
}

Result<Descriptor> lock_file(const std::filesystem::path& path)
{
    Descriptor file { ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, kPrivateFile) };
    if (!file.open())
        return system_error("cannot open the lock file", path, errno);
    while (::flock(file.get(), LOCK_EX) != 0) {
        if (errno != EINTR)
            return system_error("cannot lock", path, errno);
    }
    return file;
}

}  // namespace imprimatur::store
