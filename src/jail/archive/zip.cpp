#include "jail/archive/zip.h"

#include "base/limits.h"
#include "base/unicode.h"

#include <zlib.h>

#include <algorithm>
#include <optional>
#include <set>

namespace imprimatur::jail {

namespace {

constexpr bool kLittleEndian = false;
constexpr std::uint32_t kLocalHeader = 0x04034b50;
constexpr std::uint32_t kCentralHeader = 0x02014b50;
constexpr std::uint32_t kEndRecord = 0x06054b50;
constexpr std::uint32_t kEndRecord64 = 0x06064b50;
constexpr std::uint32_t kEndLocator64 = 0x07064b50;
constexpr std::size_t kEndRecordSize = 22;
constexpr std::size_t kEndLocatorSize = 20;
constexpr std::size_t kLocalHeaderSize = 30;
constexpr std::uint16_t kEncrypted = 1U << 0 | 1U << 6 | 1U << 13;  // APPNOTE 4.4.4: bits 0, 6 and 13
constexpr std::uint16_t kZip64Extra = 0x0001;
constexpr std::uint16_t kIn64 = 0xffff;
constexpr std::uint32_t kIn64Bits = 0xffffffff;
constexpr std::uint16_t kStored = 0;
constexpr std::uint16_t kDeflated = 8;
constexpr std::size_t kMaxName = 4096;

Unreadable malformed(const char* detail) { return { Unreadable::How::Malformed, detail }; }
Unreadable too_large(const char* detail) { return { Unreadable::How::TooLarge, detail }; }
Unreadable unsupported(const char* detail) { return { Unreadable::How::Unsupported, detail }; }

/// Reads numbers one after the other; one that is not there makes all of it bad.
class Numbers {
public:
    explicit Numbers(ByteView bytes)
        : m_reader(bytes)
    {
    }
    std::uint16_t u16() { return taken(m_reader.u16(kLittleEndian)); }
    std::uint32_t u32() { return taken(m_reader.u32(kLittleEndian)); }
    std::uint64_t u64() { return taken(m_reader.u64(kLittleEndian)); }
    ByteView bytes(std::size_t count)
    {
        const auto view = m_reader.take(count);
        m_good = m_good && view.has_value();
        return view.value_or(ByteView());
    }
    bool seek(std::uint64_t position)
    {
        m_good = m_good && m_reader.seek(position);
        return m_good;
    }
    [[nodiscard]] std::size_t position() const { return m_reader.position(); }
    [[nodiscard]] bool good() const { return m_good; }

private:
    template <typename T> T taken(std::optional<T> value)
    {
        m_good = m_good && value.has_value();
        return value.value_or(0);
    }
    ByteReader m_reader;
    bool m_good = true;
};

struct Directory {
    std::uint64_t entries = 0;
    std::uint64_t size = 0;
    std::uint64_t offset = 0;
    std::uint64_t end = 0;  ///< where the records behind it begin
};

/// The end record whose comment reaches exactly to the end of the file.
std::optional<std::size_t> find_end_record(ByteView file)
{
    if (file.size() < kEndRecordSize)
        return std::nullopt;
    constexpr std::size_t kLongestComment = 0xffff;
    const std::size_t last = file.size() - kEndRecordSize;
    for (std::size_t comment = 0; comment <= std::min(last, kLongestComment); ++comment) {
        Numbers numbers(file.subspan(last - comment));
        if (numbers.u32() != kEndRecord)
            continue;
        numbers.bytes(16);
        if (numbers.u16() == comment && numbers.good())
            return last - comment;
    }
    return std::nullopt;
}

std::variant<Directory, Unreadable> directory64(ByteView file, std::size_t end_record)
{
    Numbers locator(file);
    if (end_record < kEndLocatorSize || !locator.seek(end_record - kEndLocatorSize) || locator.u32() != kEndLocator64)
        return malformed("the archive says that it is a large one and is not");
    const auto disk = locator.u32();
    const auto at = locator.u64();
    const auto disks = locator.u32();
    Numbers record(file);
    if (disk != 0 || disks > 1)
        return unsupported("the archive is one part of several");
    if (!record.seek(at) || record.u32() != kEndRecord64)
        return malformed("the archive's end record is not where it should be");
    record.u64();
    record.u16();
    record.u16();
    const bool one_disk = record.u32() == 0 && record.u32() == 0;
    record.u64();
    Directory directory { .entries = record.u64(), .size = record.u64(), .offset = record.u64(), .end = at };
    if (!record.good() || !one_disk)
        return malformed("the archive's end record cannot be read");
    return directory;
}

std::variant<Directory, Unreadable> find_directory(ByteView file)
{
    const auto at = find_end_record(file);
    if (!at)
        return malformed("the archive has no end: it was cut off, or something stands behind it");
    Numbers record(file.subspan(*at));
    record.u32();
    const auto disk = record.u16();
    const auto first_disk = record.u16();
    const auto entries_here = record.u16();
    Directory directory { .entries = record.u16(), .size = record.u32(), .offset = record.u32(), .end = *at };
    if (directory.entries == kIn64 || directory.size == kIn64Bits || directory.offset == kIn64Bits)
        return directory64(file, *at);
    if (disk != 0 || first_disk != 0 || entries_here != directory.entries)
        return unsupported("the archive is one part of several");
    return directory;
}

/// APPNOTE 4.5.3: the values that did not fit, in this order, each only when its field says so.
bool read_zip64(ByteView extra, std::uint64_t& size, std::uint64_t& packed, std::uint64_t& offset)
{
    Numbers fields(extra);
    while (fields.good() && fields.position() + 4 <= extra.size()) {
        const auto id = fields.u16();
        const auto data = fields.bytes(fields.u16());
        if (id != kZip64Extra || !fields.good())
            continue;
        Numbers values(data);
        for (auto* value : { &size, &packed, &offset }) {
            if (*value == kIn64Bits)
                *value = values.u64();
        }
        return values.good();
    }
    return size != kIn64Bits && packed != kIn64Bits && offset != kIn64Bits;
}

bool is_safe_name(std::string_view name)
{
    if (name.empty() || name.size() > kMaxName || name.front() == '/' || name.find('\\') != std::string_view::npos)
        return false;
    if (std::ranges::any_of(name, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }))
        return false;
    if (name.ends_with('/'))
        name.remove_suffix(1);
    while (true) {
        const auto end = std::min(name.find('/'), name.size());
        const auto part = name.substr(0, end);
        if (part.empty() || part == "." || part == "..")
            return false;
        if (end == name.size())
            return true;
        name.remove_prefix(end + 1);
    }
}

class DirectoryReader {
public:
    DirectoryReader(ByteView file, const Directory& directory)
        : m_file(file)
        , m_directory(directory)
        , m_numbers(file)
    {
    }

    ZipList read()
    {
        if (m_directory.entries > limits::kMaxArchiveEntries)
            return too_large("the archive holds more files than the limit");
        if (m_directory.offset > m_directory.end || m_directory.size > m_directory.end - m_directory.offset
            || !m_numbers.seek(m_directory.offset))
            return malformed("the archive's list is not where it should be");
        for (std::uint64_t i = 0; i < m_directory.entries; ++i) {
            if (const auto refused = read_one())
                return *refused;
        }
        if (m_numbers.position() != m_directory.offset + m_directory.size)
            return malformed("the archive's list is longer or shorter than it says");
        if (const auto refused = check_overlaps())
            return *refused;
        return std::move(m_entries);
    }

private:
    std::optional<Unreadable> read_one()
    {
        const bool is_header = m_numbers.u32() == kCentralHeader;
        const auto made_by = m_numbers.u16();
        m_numbers.u16();
        const auto flags = m_numbers.u16();
        ZipEntry entry { .entry = {}, .method = m_numbers.u16() };
        m_numbers.u32();
        entry.entry.checksum = m_numbers.u32();
        entry.packed = m_numbers.u32();
        entry.entry.size = m_numbers.u32();
        const auto name_length = m_numbers.u16();
        const auto extra_length = m_numbers.u16();
        const auto comment_length = m_numbers.u16();
        const auto disk = m_numbers.u16();
        m_numbers.u16();
        const auto attributes = m_numbers.u32();
        std::uint64_t offset = m_numbers.u32();
        const auto name = as_text(m_numbers.bytes(name_length));
        const auto extra = m_numbers.bytes(extra_length);
        m_numbers.bytes(comment_length);
        if (!m_numbers.good() || !is_header || disk != 0 || !read_zip64(extra, entry.entry.size, entry.packed, offset))
            return malformed("the archive's list cannot be read");
        if ((flags & kEncrypted) != 0)
            return unsupported("the archive is encrypted");
        if (!is_safe_name(name))
            return malformed("a file of the archive has a name that leads out of it or cannot be one");
        constexpr std::uint16_t kUnix = 3;
        constexpr std::uint32_t kFileType = 0170000;
        constexpr std::uint32_t kLink = 0120000;
        if (made_by >> 8 == kUnix && (attributes >> 16 & kFileType) == kLink)
            return unsupported("the archive holds a link");
        if (!m_names.emplace(name).second)
            return malformed("two files of the archive have the same name");
        m_total += std::min(entry.entry.size, limits::kMaxArchiveTotal);
        if (m_total > limits::kMaxArchiveTotal)
            return too_large("what the archive holds passes the limit once unpacked");
        entry.entry.name = sanitize_utf8(name);
        return add(std::move(entry), offset, flags, name);
    }

    /// The entry's own header must say the same as the list: what two readers would read differently is not read.
    std::optional<Unreadable> add(ZipEntry entry, std::uint64_t offset, std::uint16_t flags, std::string_view name)
    {
        Numbers local(m_file);
        const bool there = local.seek(offset) && local.u32() == kLocalHeader;
        local.u16();
        const auto local_flags = local.u16();
        const auto local_method = local.u16();
        local.bytes(16);
        const auto name_length = local.u16();
        const auto extra_length = local.u16();
        const auto local_name = as_text(local.bytes(name_length));
        local.bytes(extra_length);
        constexpr std::uint16_t kMatters = kEncrypted;
        if (!there || !local.good() || local_name != name || local_method != entry.method || ((flags ^ local_flags) & kMatters) != 0)
            return malformed("a file's own header differs from the archive's list");
        entry.data = local.position();
        if (entry.packed > m_directory.offset || entry.data > m_directory.offset - entry.packed)
            return malformed("a file of the archive reaches into the archive's list");
        m_starts.emplace_back(offset, entry.data + entry.packed);
        m_entries.push_back(std::move(entry));
        return std::nullopt;
    }

    /// Entries that share bytes are how a small archive becomes petabytes (Fifield 2019, "A better zip bomb").
    std::optional<Unreadable> check_overlaps()
    {
        std::ranges::sort(m_starts);
        for (std::size_t i = 1; i < m_starts.size(); ++i) {
            if (m_starts[i].first < m_starts[i - 1].second)
                return malformed("files of the archive overlap");
        }
        return std::nullopt;
    }

    ByteView m_file;
    const Directory& m_directory;
    Numbers m_numbers;
    std::vector<ZipEntry> m_entries;
    std::vector<std::pair<std::uint64_t, std::uint64_t>> m_starts;
    std::set<std::string_view> m_names;
    std::uint64_t m_total = 0;
};

/// Exactly `size` bytes out of all of `packed`; nullopt for anything else.
std::optional<Bytes> inflate_exactly(ByteView packed, std::uint64_t size)
{
    z_stream stream {};
    if (inflateInit2(&stream, -MAX_WBITS) != Z_OK)
        return std::nullopt;
    Bytes out(size + 1);  // a byte more than stated shows
    stream.next_in = const_cast<Bytef*>(packed.data());
    stream.avail_in = static_cast<uInt>(packed.size());
    stream.next_out = out.data();
    stream.avail_out = static_cast<uInt>(out.size());
    const int state = inflate(&stream, Z_FINISH);
    const auto written = stream.total_out;
    const bool all_read = stream.avail_in == 0;
    inflateEnd(&stream);
    if (state != Z_STREAM_END || written != size || !all_read)
        return std::nullopt;
    out.resize(size);
    return out;
}

}  // namespace

bool recognises_zip(ByteView file)
{
    Numbers start(file);
    const auto signature = start.u32();
    return start.good() && (signature == kLocalHeader || signature == kEndRecord);
}

ZipList list_zip(ByteView file)
{
    if (!recognises_zip(file))
        return Unreadable { Unreadable::How::NotRecognised, "it is no ZIP archive" };
    const auto directory = find_directory(file);
    if (const auto* refused = std::get_if<Unreadable>(&directory))
        return *refused;
    return DirectoryReader(file, std::get<Directory>(directory)).read();
}

ZipContent extract_zip(ByteView file, const ZipEntry& entry)
{
    const auto size = entry.entry.size;
    if (size > limits::kMaxEntryBytes || entry.packed > limits::kMaxEntryBytes)
        return too_large("a file of the archive passes the limit");
    if (size > limits::kRatioMatters && size / limits::kMaxEntryRatio > entry.packed)
        return too_large("a file of the archive grows more than the limit when it is unpacked");
    const auto packed = file.subspan(entry.data, entry.packed);
    std::optional<Bytes> content;
    if (entry.method == kStored && entry.packed == size)
        content = Bytes(packed.begin(), packed.end());
    else if (entry.method == kDeflated)
        content = inflate_exactly(packed, size);
    else if (entry.method != kStored)
        return unsupported("a file of the archive is packed in a way that is not read");
    if (!content)
        return malformed("a file of the archive is not what the archive says of it");
    if (crc32(0, content->data(), static_cast<uInt>(content->size())) != entry.entry.checksum)
        return malformed("a file of the archive is damaged: its checksum is another one");
    return std::move(*content);
}

}  // namespace imprimatur::jail
