// The desk's files on this machine.
#pragma once

#include "desk/ports.h"

namespace imprimatur::store {

/// Everything is written for the owner alone (files 0600, folders 0700): sharing is a decision, not a default.
/// An Error's `where` is the path as the caller gave it.
class DiskFiles final : public desk::Files {
public:
    Result<Bytes> read(const std::filesystem::path& path, std::uint64_t limit) override;

    /// Links inside the folder are left out, be they to files or folders; a folder below that cannot be read is an
    /// Error, never an omission. Not promised: that a file is still the same one when it is read later.
    Result<std::vector<std::filesystem::path>> list(const std::filesystem::path& path) override;

    /// Replaces an empty folder, or one that carries our marker and holds nothing but what the marker lists. Swapped in
    /// one step where the file system can; elsewhere a crash may leave the old folder under a temporary name beside it.
    Result<void> write_folder(const std::filesystem::path& folder, const std::vector<desk::OutFile>& files) override;

    /// Replaces a regular file. A link, a folder or a device in that place is refused. Makes the folders above it.
    Result<void> write_file(const std::filesystem::path& path, ByteView bytes) override;
    Result<void> append(const std::filesystem::path& path, ByteView bytes) override;

    Result<std::filesystem::path> temporary_beside(const std::filesystem::path& path) override;
    Result<void> publish(const std::filesystem::path& temporary, const std::filesystem::path& path) override;
    void discard(const std::filesystem::path& temporary) override;
};

}  // namespace imprimatur::store
