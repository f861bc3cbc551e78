#include "jail/copy.h"

#include "dicom/needles.h"
#include "dicom/prove.h"
#include "jail/recode/recode.h"

#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace imprimatur::jail {

namespace {

// How much of a mapping may have been read before its pages are given back.
constexpr std::uint64_t kWindow = 16 * 1024 * 1024;
constexpr std::uint64_t kPage = 4096;

/// Tells the kernel that the pages before an offset are not needed any more.
class Window {
public:
    explicit Window(ByteView file)
        : m_file(file)
    {
    }
    void done_with(std::uint64_t offset)
    {
        if (offset > m_file.size() || offset < m_released + kWindow)
            return;
        const std::uint64_t end = offset / kPage * kPage;
        madvise(const_cast<std::uint8_t*>(m_file.data()) + m_released, end - m_released, MADV_DONTNEED);
        m_released = end;
    }

private:
    ByteView m_file;
    std::uint64_t m_released = 0;
};

class FileSink final : public dicom::Sink {
public:
    FileSink(int fd, ByteView source)
        : m_fd(fd)
        , m_window(source)
    {
    }
    void write(ByteView bytes) override
    {
        while (!bytes.empty()) {
            const ssize_t written = ::write(m_fd, bytes.data(), bytes.size());
            if (written <= 0)
                _exit(kExitOutput);
            bytes = bytes.subspan(static_cast<std::size_t>(written));
        }
    }
    void done_with(std::uint64_t offset) override { m_window.done_with(offset); }

private:
    int m_fd;
    Window m_window;
};

std::string_view name_of(dicom::Treatment treatment)
{
    switch (treatment) {
    case dicom::Treatment::Keep: return "keep";
    case dicom::Treatment::Clean: return "clean";
    case dicom::Treatment::Remove: return "remove";
    case dicom::Treatment::Empty: return "empty";
    case dicom::Treatment::Dummy: return "dummy";
    case dicom::Treatment::NewUid: return "new_uid";
    case dicom::Treatment::ShiftDate: return "shift_date";
    }
    return "remove";
}

class Reporter final : public dicom::Observer {
public:
    Reporter(Output& output, const dicom::TextCleaner::Case& harmless, bool want_elements)
        : m_output(output)
        , m_needles(harmless)
        , m_want_elements(want_elements)
    {
    }
    void removed(IdentifierKind kind, std::string_view value) override { m_needles.add(kind, value); }
    void kept(std::string_view value) override { m_needles.keep(value); }
    void element(std::string_view path, dicom::Treatment treatment, bool changed, std::string_view rule) override
    {
        m_changed += changed ? 1 : 0;
        if (m_want_elements)
            m_output.record(RecordType::Element, Payload().text(path).text(name_of(treatment)).text(rule).u8(changed ? 1 : 0));
    }
    [[nodiscard]] bool wants_elements() const override { return m_want_elements; }
    std::vector<std::string> finish()
    {
        auto needles = m_needles.all();
        m_output.record(RecordType::Removed, Payload().u64(m_changed));
        for (const auto& needle : needles)
            m_output.record(RecordType::Needle, Payload().text(needle));
        return needles;
    }

private:
    Output& m_output;
    dicom::Needles m_needles;
    bool m_want_elements;
    std::uint64_t m_changed = 0;
};

std::variant<dicom::FilledPixels, Unreadable> fill(
    ByteView encoded, std::string_view syntax, const dicom::FrameShape& shape, const std::vector<Rect>& rects, std::uint32_t palette_black)
{
    auto filled = fill_frame(encoded, syntax, shape, rects, palette_black);
    if (auto* refused = std::get_if<Unreadable>(&filled))
        return std::move(*refused);
    auto& frame = std::get<FilledFrame>(filled);
    return dicom::FilledPixels { std::move(frame.bytes), std::move(frame.photometric) };
}

dicom::DeidentifyOptions options_of(const DicomCopyOptions& wanted)
{
    dicom::DeidentifyOptions options { .profile = wanted.profile, .key = wanted.key };
    options.pixels_inspected = wanted.pixels_inspected;
    options.nobody_recognisable = wanted.nobody_recognisable;
    for (const auto& fill : wanted.fills)
        options.fills[fill.frame].push_back(fill.rect);
    return options;
}

void prove(int file, const ProofRequest& wanted, dicom::StreamsOfFrames streams, const CopyLibrary& library, Output& output)
{
    const ByteView copy = map_file(file);
    Window window(copy);
    const auto proof = dicom::prove(
        copy, wanted.needles, library.view(), wanted.profile, streams, [&](std::uint64_t offset) { window.done_with(offset); });
    if (const auto* refused = std::get_if<Unreadable>(&proof)) {
        output.unreadable(*refused);
        return;
    }
    for (const auto& objection : std::get<std::vector<Objection>>(proof))
        output.record(RecordType::Objection, Payload().text(objection.path).text(objection.what));
}

constexpr const char* kNoTables = "the tables of the DICOM standard are not installed (policy/dicom)";

}  // namespace

ByteView map_file(int fd)
{
    struct stat about { };
    if (fstat(fd, &about) != 0 || about.st_size <= 0)
        return {};
    void* memory = mmap(nullptr, static_cast<std::size_t>(about.st_size), PROT_READ, MAP_PRIVATE, fd, 0);
    if (memory == MAP_FAILED)
        return {};
    return { static_cast<const std::uint8_t*>(memory), static_cast<std::size_t>(about.st_size) };
}

void deidentify_file(ByteView request, const Descriptors& files, const CopyLibrary* library, Output& output)
{
    const auto wanted = parse_copy_request(request);
    if (library == nullptr || !wanted) {
        output.unreadable({ Unreadable::How::DetectorMissing, kNoTables });
        return;
    }
    const ByteView source = map_file(files.source);
    FileSink sink(files.copy, source);
    Reporter reporter(output, library->view().plain, wanted->want_elements);
    if (const auto refused = dicom::deidentify(source, library->view(), options_of(*wanted), fill, sink, reporter)) {
        output.unreadable(*refused);
        return;
    }
    const auto needles = reporter.finish();
    if (wanted->prove_at_once)
        prove(files.copy, { wanted->profile, needles }, dicom::StreamsOfFrames::SearchedOnly, *library, output);
}

void prove_file(ByteView request, const Descriptors& files, const CopyLibrary* library, Output& output)
{
    const auto wanted = parse_proof_request(request);
    if (library == nullptr || !wanted) {
        output.unreadable({ Unreadable::How::DetectorMissing, kNoTables });
        return;
    }
    prove(files.source, *wanted, dicom::StreamsOfFrames::WalkedAgain, *library, output);
}

}  // namespace imprimatur::jail
