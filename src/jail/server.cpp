#include "jail/server.h"

#include "dicom/character_set.h"
#include "jail/copy.h"
#include "jail/detectors.h"
#include "jail/dicom_pixels.h"
#include "jail/words/word_reader.h"

#include <dcmtk/dcmdata/dctk.h>
#include <dcmtk/oflog/oflog.h>

#include <iconv.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <filesystem>
#include <memory>
#include <optional>
#include <utility>

namespace imprimatur::jail {

namespace {

struct Request {
    RequestHeader header;
    Descriptors files;
};

/// nullopt: the other side has gone or sent nonsense; either way the server ends.
std::optional<Request> receive(int socket)
{
    Request request;
    iovec part { &request.header, sizeof request.header };
    alignas(cmsghdr) std::array<char, CMSG_SPACE(kDescriptors * sizeof(int))> control {};
    msghdr message {};
    message.msg_iov = &part;
    message.msg_iovlen = 1;
    message.msg_control = control.data();
    message.msg_controllen = control.size();
    ssize_t count = 0;
    do {
        count = recvmsg(socket, &message, MSG_CMSG_CLOEXEC);
    } while (count < 0 && errno == EINTR);
    const cmsghdr* head = CMSG_FIRSTHDR(&message);
    if (count != sizeof request.header || request.header.magic != kRequestMagic || head == nullptr || head->cmsg_type != SCM_RIGHTS
        || head->cmsg_len != CMSG_LEN(kDescriptors * sizeof(int)))
        return std::nullopt;
    std::array<int, kDescriptors> descriptors {};
    std::memcpy(descriptors.data(), CMSG_DATA(head), sizeof descriptors);
    request.files = { descriptors[0], descriptors[1], descriptors[2], descriptors[3] };
    return request;
}

/// DCMTK opens converters by names of its own; glibc loads one from disk on first use, which a jailed child cannot do.
void preload_dcmtk_character_sets()
{
    for (const char* name : { "JIS_X0201", "ISO-2022-JP", "ISO-2022-JP-1", "ISO-2022-JP-2", "ISO-2022-KR", "ISO-IR-6", "ISO-IR-159" })
        iconv_open("UTF-8", name);
}

/// Waits for the child with a wall clock; kills it when the time is up.
ReplyHeader wait_for(pid_t child, int wall_seconds)
{
    ReplyHeader reply;
    const int handle = static_cast<int>(syscall(SYS_pidfd_open, child, 0));
    pollfd poller { handle, POLLIN, 0 };
    int ready = 0;
    do {
        ready = poll(&poller, 1, wall_seconds * 1000);
    } while (ready < 0 && errno == EINTR);
    if (ready <= 0)
        kill(child, SIGKILL);
    int status = 0;
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) { }
    close(handle);
    if (ready <= 0) {
        reply.end = ChildEnd::TimedOut;
    } else if (WIFSIGNALED(status)) {
        reply.end = ChildEnd::Signalled;
        reply.status = WTERMSIG(status);
    } else {
        reply.end = ChildEnd::Exited;
        reply.status = WEXITSTATUS(status);
    }
    return reply;
}

/// A thing of ours that is loaded when it is first asked for: a run that has no use for it does not pay, and what cannot be loaded is not
/// tried again. It is read before any file of anybody's.
template <typename T> class LoadedOnce {
public:
    void load(const std::filesystem::path& folder)
    {
        if (std::exchange(m_tried, true))
            return;
        if (auto loaded = T::load(folder); loaded.ok())
            m_thing = held(std::move(loaded).value());
    }
    /// nullptr: not asked for, or not there.
    [[nodiscard]] const T* get() const { return m_thing.get(); }

private:
    static std::unique_ptr<T> held(T thing) { return std::make_unique<T>(std::move(thing)); }
    static std::unique_ptr<T> held(std::unique_ptr<T> thing) { return thing; }

    std::unique_ptr<T> m_thing;
    bool m_tried = false;
};

class Server {
public:
    Server(int socket, const ServerOptions& options, SystemCallFilter filter)
        : m_socket(socket)
        , m_options(options)
        , m_filter(std::move(filter))
    {
    }

    void run()
    {
        while (const auto request = receive(m_socket)) {
            if (request->header.operation == Operation::Look)
                m_detectors.load(m_options.models);
            if (request->header.operation == Operation::ReadWords)
                m_words.load(m_options.models);
            if (request->header.operation == Operation::Deidentify || request->header.operation == Operation::Prove)
                m_library.load(m_options.policy);
            const ReplyHeader reply = handle(*request);
            for (const int fd : { request->files.input, request->files.output, request->files.source, request->files.copy })
                close(fd);
            if (send(m_socket, &reply, sizeof reply, MSG_NOSIGNAL) != sizeof reply)
                return;
        }
    }

private:
    ReplyHeader handle(const Request& request)
    {
        const pid_t child = fork();
        if (child == 0) {
            close(m_socket);
            m_options.child(request.header, request.files, m_filter, { m_detectors.get(), m_library.get(), m_words.get() });
            _exit(kExitNoLockdown);
        }
        return child > 0 ? wait_for(child, m_options.wall_seconds) : ReplyHeader {};
    }

    int m_socket;
    const ServerOptions& m_options;
    SystemCallFilter m_filter;
    LoadedOnce<Detectors> m_detectors;  // half a second; checked by hash when installed
    LoadedOnce<CopyLibrary> m_library;  // the tables of the standard and the vocabulary
    LoadedOnce<WordReader> m_words;
};

}  // namespace

Result<void> serve(int socket, const ServerOptions& options)
{
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    OFLog::configure(OFLogger::OFF_LOG_LEVEL);
    if (!dcmDataDict.isDictionaryLoaded())
        return Error { ErrorCode::Unavailable, "the DICOM dictionary is not installed", "imprimatur-jail", "install Debian's libdcmtk17" };
    register_decoders();
    dicom::CharacterSet::preload();
    preload_dcmtk_character_sets();
    Server(socket, options, TRY(SystemCallFilter::compile())).run();
    return {};
}

}  // namespace imprimatur::jail
