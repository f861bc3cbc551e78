// The ports of the desk: everything it needs of the world. open/ and store/ implement them; tests fake them.
#pragma once

#include "base/byte_reader.h"
#include "imprimatur/model.h"
#include "imprimatur/result.h"

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace imprimatur::desk {

template <typename T> using Read = std::variant<T, Unreadable>;

enum class ImageFormat { Png, Jpeg };

/// Bytes in memory, or a file that is large enough to stay where it is.
using Source = std::variant<ByteView, std::filesystem::path>;

/// Turns foreign bytes into Material, pictures into what stands in them, and pixels into new files. Every call is one jailed
/// child; a child that dies is an Unreadable, an Error means that the jail itself could not be had.
class Reader {
public:
    virtual ~Reader() = default;
    /// The attributes, and the frames from `first` on that fit into one window; `more_frames` says that others come behind them. What
    /// stands behind the last frame of a file is only there in its last window.
    virtual Result<Read<Material>> read(const Source& file, std::uint32_t first) = 0;
    /// Writing, faces and codes in one picture.
    virtual Result<Read<PixelFinds>> look(const Frame& frame, const LookRequest& request) = 0;
    /// What the learned reader makes of word pieces, one reading a sequence. DetectorMissing when it is not installed.
    virtual Result<Read<std::vector<WordReading>>> read_words(const std::vector<WordSequence>& sequences) = 0;
    virtual Result<Read<Bytes>> write_image(const Frame& frame, ImageFormat format) = 0;
    /// The files of an archive, without opening one; and one of them by its place in that list.
    virtual Result<Read<std::vector<ArchiveEntry>>> list_archive(const std::filesystem::path& archive) = 0;
    virtual Result<Read<Bytes>> extract(const std::filesystem::path& archive, std::uint32_t index) = 0;
    /// A PNG for a person: the picture, beside it the same with the marks and, when there is one, the heat map.
    virtual Result<Read<Bytes>> draw(const Frame& frame, const std::vector<PictureMark>& marks, const std::optional<HeatMap>& heat) = 0;
    /// The de-identified copy of a DICOM file, written into the existing file `copy`; memory for a frame, not for the file. After an
    /// Unreadable what stands in `copy` is worth nothing.
    virtual Result<Read<DicomCopyReport>> deidentify(
        const std::filesystem::path& source, const DicomCopyOptions& options, const std::filesystem::path& copy)
        = 0;
    /// Opens a copy in a child that did not write it and looks for everything that must not be there.
    virtual Result<Read<DicomProof>> prove(
        const std::filesystem::path& copy, const ProfileOptions& profile, const std::vector<std::string>& needles)
        = 0;
};

struct NewEntry {
    std::string kind;
    std::string subject;
    std::string detail;  ///< JSON, no patient data
};

/// A piece of state as JSON: "submission", "decision", "release", "posting", "withdrawal".
struct Record {
    std::string type;
    std::string id;
    std::string json;
};

class Ledger {
public:
    virtual ~Ledger() = default;
    /// Entries and the state they speak of in one transaction: all of it or nothing.
    virtual Result<std::vector<AuditEntry>> commit(const std::vector<NewEntry>& entries, const std::vector<Record>& records) = 0;
    virtual Result<std::optional<std::string>> record(std::string_view type, std::string_view id) = 0;
    virtual Result<std::vector<Record>> records(std::string_view type) = 0;
    virtual Result<std::vector<AuditEntry>> entries() = 0;
    virtual Result<LedgerCheck> verify() = 0;
};

struct SignatureBytes {
    std::string key_id;  ///< hex, of the public key
    Bytes signature;  ///< Ed25519, 64 bytes
};

class Signer {
public:
    virtual ~Signer() = default;
    virtual Result<SignatureBytes> sign(ByteView message) = 0;
    virtual Result<Bytes> public_key() = 0;  ///< Ed25519, 32 bytes
};

class Random {
public:
    virtual ~Random() = default;
    virtual void fill(std::span<std::uint8_t> bytes) = 0;
};

struct OutFile {
    std::string name;  ///< relative, our own: no separators but '/', no ".."
    Bytes bytes;
};

class Files {
public:
    virtual ~Files() = default;
    /// At most `limit` bytes; longer is LimitExceeded. Symbolic links are followed, devices and pipes refused.
    virtual Result<Bytes> read(const std::filesystem::path& path, std::uint64_t limit) = 0;
    /// Regular files below `path` in name order, or the file itself. Never leaves `path` through a link.
    virtual Result<std::vector<std::filesystem::path>> list(const std::filesystem::path& path) = 0;
    /// Temporary folder, fsync, rename: the folder is there whole or not at all. Replaces one that we wrote before.
    virtual Result<void> write_folder(const std::filesystem::path& folder, const std::vector<OutFile>& files) = 0;
    /// Temporary file, fsync, rename.
    virtual Result<void> write_file(const std::filesystem::path& path, ByteView bytes) = 0;
    /// Behind what stands in the file, which is made when it is not there; synced. A crash may leave a part of `bytes`.
    virtual Result<void> append(const std::filesystem::path& path, ByteView bytes) = 0;

    // For files too large to be held in memory: an empty file beside `path`, filled by somebody, then renamed to it or removed.
    virtual Result<std::filesystem::path> temporary_beside(const std::filesystem::path& path) = 0;
    /// Not synced: a power failure may lose the file, never leave half of it under its name for long.
    virtual Result<void> publish(const std::filesystem::path& temporary, const std::filesystem::path& path) = 0;
    virtual void discard(const std::filesystem::path& temporary) = 0;
};

}  // namespace imprimatur::desk
