#include "open/jail_reader.h"

#include "base/limits.h"

#include "open/descriptor.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <cerrno>
#include <csignal>
#include <system_error>

namespace imprimatur::open {

namespace {

Unreadable ended_by_signal(int signal)
{
    switch (signal) {
    case SIGSYS: return { Unreadable::How::ForbiddenCall, "reading it tried a forbidden system call and was stopped" };
    case SIGXCPU: return { Unreadable::How::TimedOut, "reading it took more processor time than the limit" };
    case SIGXFSZ: return { Unreadable::How::TooLarge, "its decoded form passes the limit" };
    case SIGKILL: return { Unreadable::How::OutOfMemory, "reading it was ended by the system, most likely for memory" };
    default: return { Unreadable::How::Crashed, "reading it crashed its process" };
    }
}

/// nullopt: the child says that its output is whole.
std::optional<Unreadable> how_it_failed(const jail::ReplyHeader& reply)
{
    switch (reply.end) {
    case jail::ChildEnd::TimedOut: return Unreadable { Unreadable::How::TimedOut, "reading it took longer than the limit" };
    case jail::ChildEnd::Signalled: return ended_by_signal(reply.status);
    case jail::ChildEnd::Exited: break;
    default: return Unreadable { Unreadable::How::Crashed, "no process could be had to read it" };
    }
    switch (reply.status) {
    case jail::kExitDone: return std::nullopt;
    case jail::kExitOutOfMemory: return Unreadable { Unreadable::How::OutOfMemory, "reading it needs more memory than the limit" };
    case jail::kExitNoLockdown: return Unreadable { Unreadable::How::ForbiddenCall, "the jail could not be locked down on this system" };
    case jail::kExitOutput: return Unreadable { Unreadable::How::TooLarge, "its decoded form passes the limit" };
    default: return Unreadable { Unreadable::How::Crashed, "reading it ended its process" };
    }
}

template <typename T> desk::Read<T> understood(const JailAnswer& answer, jail::Parsed<T> (*parse)(ByteView))
{
    if (auto failed = how_it_failed(answer.reply))
        return std::move(*failed);
    auto parsed = parse(answer.output.bytes());
    if (!parsed)
        return Unreadable { Unreadable::How::Lied, "what came back from reading it does not validate" };
    return std::move(*parsed);
}

/// The descriptor of a regular file of at most `limit` bytes; an Unreadable that says what it is instead.
std::variant<int, Unreadable> open_source(const std::filesystem::path& path, std::uint64_t limit = limits::kMaxFileBytes)
{
    // O_NONBLOCK: opening a pipe nobody writes to would wait for ever.
    const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (fd < 0)
        return Unreadable { Unreadable::How::NotRecognised, "the file cannot be opened: " + std::generic_category().message(errno) };
    struct stat about { };
    const bool regular = fstat(fd, &about) == 0 && S_ISREG(about.st_mode);
    if (regular && about.st_size > 0 && static_cast<std::uint64_t>(about.st_size) <= limit)
        return fd;
    ::close(fd);
    if (!regular)
        return Unreadable { Unreadable::How::NotRecognised, "it is no regular file" };
    return about.st_size == 0 ? Unreadable { Unreadable::How::NotRecognised, "the file is empty" }
                              : Unreadable { Unreadable::How::TooLarge, "the file is larger than the limit" };
}

}  // namespace

JailReader::JailReader(JailPaths paths, unsigned servers)
    : m_paths(std::move(paths))
    , m_free_slots(servers)
{
}

Result<std::unique_ptr<JailProcess>> JailReader::take()
{
    std::unique_lock lock(m_mutex);
    m_returned.wait(lock, [&] { return !m_idle.empty() || m_free_slots > 0; });
    if (!m_idle.empty()) {
        auto process = std::move(m_idle.back());
        m_idle.pop_back();
        return process;
    }
    --m_free_slots;
    lock.unlock();
    auto started = JailProcess::start(m_paths);
    if (!started.ok())
        give_back(nullptr);
    return started;
}

void JailReader::give_back(std::unique_ptr<JailProcess> process)
{
    {
        const std::lock_guard lock(m_mutex);
        if (process)
            m_idle.push_back(std::move(process));
        else
            ++m_free_slots;
    }
    m_returned.notify_one();
}

Result<JailAnswer> JailReader::ask(const jail::RequestHeader& request, const std::vector<ByteView>& input, JailFiles files)
{
    auto process = TRY(take());
    auto answer = process->ask(request, input, files);
    // A server that did not answer is not asked again: its place is free for a new one.
    give_back(answer.ok() ? std::move(process) : nullptr);
    return answer;
}

Result<desk::Read<Material>> JailReader::read(const desk::Source& file, std::uint32_t first)
{
    const jail::RequestHeader request { .operation = jail::Operation::Decode, .argument = first };
    if (const auto* bytes = std::get_if<ByteView>(&file)) {
        if (bytes->size() > limits::kMaxFileBytes)
            return desk::Read<Material>(Unreadable { Unreadable::How::TooLarge, "the file is larger than the limit" });
        return understood<Material>(TRY(ask(request, { *bytes })), jail::parse_material);
    }
    const auto opened = open_source(std::get<std::filesystem::path>(file));
    if (const auto* refused = std::get_if<Unreadable>(&opened))
        return desk::Read<Material>(*refused);
    const Descriptor in(std::get<int>(opened));
    return understood<Material>(TRY(ask(request, {}, { .input = in.get() })), jail::parse_material);
}

Result<desk::Read<PixelFinds>> JailReader::look(const Frame& frame, const LookRequest& request)
{
    const Bytes look = jail::look_head(request);
    const Bytes head = jail::frame_head(frame);
    return understood<PixelFinds>(TRY(ask({ .operation = jail::Operation::Look }, { look, head, frame.samples })), jail::parse_finds);
}

Result<desk::Read<Bytes>> JailReader::draw(const Frame& frame, const std::vector<PictureMark>& marks, const std::optional<HeatMap>& heat)
{
    const Bytes order = jail::drawing_head(marks, heat);
    const Bytes head = jail::frame_head(frame);
    return understood<Bytes>(TRY(ask({ .operation = jail::Operation::Draw }, { order, head, frame.samples })), jail::parse_file);
}

Result<desk::Read<std::vector<WordReading>>> JailReader::read_words(const std::vector<WordSequence>& sequences)
{
    const Bytes request = jail::words_request(sequences);
    return understood<std::vector<WordReading>>(TRY(ask({ .operation = jail::Operation::ReadWords }, { request })), jail::parse_readings);
}

Result<desk::Read<std::vector<ArchiveEntry>>> JailReader::list_archive(const std::filesystem::path& archive)
{
    const auto opened = open_source(archive, limits::kMaxArchiveBytes);
    if (const auto* refused = std::get_if<Unreadable>(&opened))
        return desk::Read<std::vector<ArchiveEntry>>(*refused);
    const Descriptor in(std::get<int>(opened));
    auto answer = TRY(ask({ .operation = jail::Operation::ListArchive }, {}, { .input = in.get() }));
    return understood<std::vector<ArchiveEntry>>(answer, jail::parse_entries);
}

Result<desk::Read<Bytes>> JailReader::extract(const std::filesystem::path& archive, std::uint32_t index)
{
    const auto opened = open_source(archive, limits::kMaxArchiveBytes);
    if (const auto* refused = std::get_if<Unreadable>(&opened))
        return desk::Read<Bytes>(*refused);
    const Descriptor in(std::get<int>(opened));
    auto answer = TRY(ask({ .operation = jail::Operation::ExtractEntry, .argument = index }, {}, { .input = in.get() }));
    return understood<Bytes>(answer, jail::parse_file);
}

Result<desk::Read<Bytes>> JailReader::write_image(const Frame& frame, desk::ImageFormat format)
{
    const auto wanted = format == desk::ImageFormat::Png ? jail::Format::Png : jail::Format::Jpeg;
    const jail::RequestHeader request { .operation = jail::Operation::WriteImage, .argument = static_cast<std::uint32_t>(wanted) };
    const Bytes head = jail::frame_head(frame);
    return understood<Bytes>(TRY(ask(request, { head, frame.samples })), jail::parse_file);
}

Result<desk::Read<DicomCopyReport>> JailReader::deidentify(
    const std::filesystem::path& source, const DicomCopyOptions& options, const std::filesystem::path& copy)
{
    const auto opened = open_source(source);
    if (const auto* refused = std::get_if<Unreadable>(&opened))
        return desk::Read<DicomCopyReport>(*refused);
    const Descriptor in(std::get<int>(opened));
    const Descriptor out(::open(copy.c_str(), O_RDWR | O_TRUNC | O_CLOEXEC | O_NOFOLLOW));
    if (out.get() < 0)
        return Error { ErrorCode::Unavailable, "the copy cannot be written", copy.string(), "check that the output folder is there" };
    const Bytes request = jail::copy_request(options);
    auto answer = TRY(ask({ .operation = jail::Operation::Deidentify }, { request }, { .source = in.get(), .copy = out.get() }));
    return understood<DicomCopyReport>(answer, jail::parse_copy_report);
}

Result<desk::Read<DicomProof>> JailReader::prove(
    const std::filesystem::path& copy, const ProfileOptions& profile, const std::vector<std::string>& needles)
{
    const auto opened = open_source(copy);
    if (const auto* refused = std::get_if<Unreadable>(&opened))
        return desk::Read<DicomProof>(*refused);
    const Descriptor in(std::get<int>(opened));
    const Bytes request = jail::proof_request({ profile, needles });
    auto answer = TRY(ask({ .operation = jail::Operation::Prove }, { request }, { .source = in.get(), .copy = in.get() }));
    return understood<DicomProof>(answer, jail::parse_proof);
}

}  // namespace imprimatur::open
