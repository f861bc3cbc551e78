#include "open/jail_process.h"

#include "base/limits.h"
#include "open/descriptor.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>

extern char** environ;

namespace imprimatur::open {

namespace {

// The server itself answers within the child's wall clock; this much later it is taken for dead. Loading the models
// under a sanitizer takes most of it.
constexpr int kGraceSeconds = 60;

Error unavailable(const char* what)
{
    return { ErrorCode::Unavailable, what, "imprimatur-jail", "run the command again; nothing was read" };
}

bool write_all(int fd, ByteView bytes)
{
    while (!bytes.empty()) {
        const ssize_t count = ::write(fd, bytes.data(), bytes.size());
        if (count <= 0)
            return false;
        bytes = bytes.subspan(static_cast<std::size_t>(count));
    }
    return true;
}

/// Sealed, so that what the child maps cannot change under it and it cannot change what we sent.
bool seal(int fd) { return fcntl(fd, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE | F_SEAL_SEAL) == 0; }

bool send_request(int socket, const jail::RequestHeader& request, int input, int output, JailFiles files)
{
    iovec part { const_cast<jail::RequestHeader*>(&request), sizeof request };
    const std::array<int, jail::kDescriptors> descriptors { input, output, files.source < 0 ? input : files.source,
        files.copy < 0 ? output : files.copy };
    alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof descriptors)> control {};
    msghdr message {};
    message.msg_iov = &part;
    message.msg_iovlen = 1;
    message.msg_control = control.data();
    message.msg_controllen = control.size();
    cmsghdr* head = CMSG_FIRSTHDR(&message);
    head->cmsg_level = SOL_SOCKET;
    head->cmsg_type = SCM_RIGHTS;
    head->cmsg_len = CMSG_LEN(sizeof descriptors);
    std::memcpy(CMSG_DATA(head), descriptors.data(), sizeof descriptors);
    return sendmsg(socket, &message, MSG_NOSIGNAL) == sizeof request;
}

Result<jail::ReplyHeader> receive_reply(int socket)
{
    pollfd poller { socket, POLLIN, 0 };
    int ready = 0;
    do {
        ready = poll(&poller, 1, (limits::kJailWallSeconds + kGraceSeconds) * 1000);
    } while (ready < 0 && errno == EINTR);
    jail::ReplyHeader reply;
    if (ready <= 0 || recv(socket, &reply, sizeof reply, 0) != sizeof reply || reply.magic != jail::kReplyMagic)
        return unavailable("the jail's fork server does not answer");
    return reply;
}

}  // namespace

Result<Mapping> Mapping::of(int fd)
{
    struct stat about { };
    if (fstat(fd, &about) != 0)
        return unavailable("the jail's output cannot be looked at");
    if (about.st_size == 0)
        return Mapping({});
    void* memory = mmap(nullptr, static_cast<std::size_t>(about.st_size), PROT_READ, MAP_PRIVATE, fd, 0);
    if (memory == MAP_FAILED)
        return unavailable("the jail's output cannot be mapped");
    return Mapping({ static_cast<const std::uint8_t*>(memory), static_cast<std::size_t>(about.st_size) });
}

Mapping::Mapping(Mapping&& other) noexcept
    : m_bytes(other.m_bytes)
{
    other.m_bytes = {};
}

Mapping::~Mapping()
{
    if (!m_bytes.empty())
        munmap(const_cast<std::uint8_t*>(m_bytes.data()), m_bytes.size());
}

Result<std::unique_ptr<JailProcess>> JailProcess::start(const JailPaths& paths)
{
    std::array<int, 2> pair { -1, -1 };
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair.data()) != 0)
        return unavailable("no socket for the jail");
    Descriptor ours(pair[0]);
    const Descriptor theirs(pair[1]);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    // dup2 onto itself clears close-on-exec since glibc 2.29, so descriptor 3 arrives in either case.
    posix_spawn_file_actions_adddup2(&actions, theirs.get(), 3);
    const std::string program = paths.program.string();
    const std::string models = paths.models.string();
    const std::string policy = paths.policy.string();
    const std::array<char*, 4> arguments { const_cast<char*>(program.c_str()), const_cast<char*>(models.c_str()),
        const_cast<char*>(policy.c_str()), nullptr };
    pid_t server = -1;
    const int failed = posix_spawn(&server, program.c_str(), &actions, nullptr, arguments.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    if (failed != 0)
        return Error { ErrorCode::Unavailable, "imprimatur-jail cannot be started", program,
            "it belongs beside the imprimatur program; install both" };
    return std::unique_ptr<JailProcess>(new JailProcess(ours.release(), server));
}

JailProcess::~JailProcess()
{
    ::close(m_socket);
    // The server ends when its socket closes; one that is stuck in a child is ended with it.
    kill(m_server, SIGKILL);
    while (waitpid(m_server, nullptr, 0) < 0 && errno == EINTR) { }
}

Result<JailAnswer> JailProcess::ask(const jail::RequestHeader& request, const std::vector<ByteView>& input, JailFiles files)
{
    const Descriptor in(files.input < 0 ? memfd_create("input", MFD_CLOEXEC | MFD_ALLOW_SEALING) : -1);
    const Descriptor out(memfd_create("output", MFD_CLOEXEC));
    if ((in.get() < 0 && files.input < 0) || out.get() < 0)
        return unavailable("no memory file for the jail");
    for (const ByteView piece : input) {
        if (!write_all(in.get(), piece))
            return unavailable("the input does not fit into memory");
    }
    // A file that changes under the child can only crash or mislead the child, whose answer is validated in any case.
    const bool ready = files.input >= 0 || seal(in.get());
    if (!ready || !send_request(m_socket, request, files.input < 0 ? in.get() : files.input, out.get(), files))
        return unavailable("the jail does not take the request");
    const auto reply = TRY(receive_reply(m_socket));
    return JailAnswer { reply, TRY(Mapping::of(out.get())) };
}

}  // namespace imprimatur::open
