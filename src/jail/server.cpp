#include "jail/server.h"

#include "jail/dicom_pixels.h"
#include "jail/text/text_reader.h"

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
#include <optional>

namespace imprimatur::jail {

namespace {

struct Request {
    RequestHeader header;
    int input = -1;
    int output = -1;
};

/// nullopt: the other side has gone or sent nonsense; either way the server ends.
std::optional<Request> receive(int socket)
{
    Request request;
    iovec part { &request.header, sizeof request.header };
    alignas(cmsghdr) std::array<char, CMSG_SPACE(2 * sizeof(int))> control {};
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
        || head->cmsg_len != CMSG_LEN(2 * sizeof(int)))
        return std::nullopt;
    std::array<int, 2> descriptors {};
    std::memcpy(descriptors.data(), CMSG_DATA(head), sizeof descriptors);
    request.input = descriptors[0];
    request.output = descriptors[1];
    return request;
}

/// PS3.3 C.12.1.1.2: the character sets that DICOM names. glibc loads a converter from disk on first use, which a jailed
/// child cannot do; opened here they stay loaded in every child.
void preload_character_sets()
{
    for (const char* name : { "ISO-8859-1", "ISO-8859-2", "ISO-8859-3", "ISO-8859-4", "ISO-8859-5", "ISO-8859-6", "ISO-8859-7",
             "ISO-8859-8", "ISO-8859-9", "ISO-8859-15", "TIS-620", "JIS_X0201", "SHIFT_JIS", "ISO-2022-JP", "ISO-2022-JP-1",
             "ISO-2022-JP-2", "ISO-2022-KR", "EUC-KR", "EUC-JP", "GB18030", "GBK", "GB2312", "ISO-IR-6", "ASCII", "ISO-IR-159" })
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
            if (request->header.operation == Operation::FindText)
                load_models_once();
            const ReplyHeader reply = handle(*request);
            close(request->input);
            close(request->output);
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
            m_options.child(request.header, request.input, request.output, m_filter, m_reader.get());
            _exit(kExitNoLockdown);
        }
        return child > 0 ? wait_for(child, m_options.wall_seconds) : ReplyHeader {};
    }

    /// Half a second that a run without pictures does not pay. The models are ours, checked by hash when installed.
    void load_models_once()
    {
        if (m_tried_models)
            return;
        m_tried_models = true;
        auto reader = TextReader::load(text_models_in(m_options.models));
        if (reader.ok())
            m_reader = std::move(reader).value();
    }

    int m_socket;
    const ServerOptions& m_options;
    SystemCallFilter m_filter;
    std::unique_ptr<TextReader> m_reader;
    bool m_tried_models = false;
};

}  // namespace

Result<void> serve(int socket, const ServerOptions& options)
{
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    OFLog::configure(OFLogger::OFF_LOG_LEVEL);
    if (!dcmDataDict.isDictionaryLoaded())
        return Error { ErrorCode::Unavailable, "the DICOM dictionary is not installed", "imprimatur-jail", "install Debian's libdcmtk17" };
    register_decoders();
    preload_character_sets();
    Server(socket, options, TRY(SystemCallFilter::compile())).run();
    return {};
}

}  // namespace imprimatur::jail
