// The few POSIX verbs that store/ stands on, each with what it promises and what it does not.
#pragma once

#include "base/byte_reader.h"
#include "imprimatur/model/material.h"
#include "imprimatur/result.h"

#include <sys/stat.h>

#include <filesystem>
#include <string>
#include <string_view>

namespace imprimatur::store {

/// A file descriptor that is closed once.
class Descriptor {
public:
    explicit Descriptor(int fd = -1)
        : m_fd(fd)
    {
    }
    ~Descriptor();
    Descriptor(Descriptor&& other) noexcept;
    Descriptor& operator=(Descriptor&& other) noexcept;
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;

    [[nodiscard]] int get() const { return m_fd; }
    [[nodiscard]] bool open() const { return m_fd >= 0; }

private:
    int m_fd;
};

/// Nobody but the owner: what this program writes has to do with patients until a person decides otherwise.
inline constexpr mode_t kPrivateFile = 0600;
inline constexpr mode_t kPrivateFolder = 0700;

/// For mkstemp() and mkdtemp(), beside the target. Not made from the target's name: that may be as long as names get.
inline constexpr std::string_view kTemporaryName = ".imprimatur-XXXXXX";

/// An Error with the operating system's own words for `error_number`.
Error system_error(std::string what, const std::filesystem::path& where, int error_number);

/// Every byte, counted as it is read and not as stat() tells it; longer than `limit` is LimitExceeded. Follows links;
/// what is not a regular file is refused without waiting for it.
Result<Bytes> read_regular(const std::filesystem::path& path, std::uint64_t limit);

/// All of `bytes`, then fsync of the file. The name is not durable before its folder is synced as well.
Result<void> write_synced(int fd, ByteView bytes, const std::filesystem::path& name_for_errors);

/// Makes the names in `folder` durable.
Result<void> sync_folder(const std::filesystem::path& folder);

/// The folder that holds `path`, "." for a bare name.
std::filesystem::path parent_of(const std::filesystem::path& path);

/// Temporary file beside `path`, fsync, rename, fsync of the folder. After an Error the old content is still there,
/// except when only the last step failed: then the new content is there and may not outlive a power failure.
Result<void> replace_file(const std::filesystem::path& path, ByteView bytes);

/// An exclusive advisory lock on a file of its own, held until destruction. Waits.
Result<Descriptor> lock_file(const std::filesystem::path& path);

}  // namespace imprimatur::store
