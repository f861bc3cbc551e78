#include "jail/lockdown.h"

#include "base/limits.h"

#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <memory>

// Address and undefined-behaviour sanitizers reserve terabytes of address space and make calls of their own; such a
// build is for development and never installed.
#if defined(__SANITIZE_ADDRESS__)
#define IMPRIMATUR_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define IMPRIMATUR_SANITIZED 1
#endif
#endif
#ifndef IMPRIMATUR_SANITIZED
#define IMPRIMATUR_SANITIZED 0
#endif

namespace imprimatur::jail {

namespace {

constexpr bool kSanitized = IMPRIMATUR_SANITIZED == 1;

// Memory, the two descriptors that are open already, time, randomness, the end. No name can be opened, nothing can be
// executed, no socket made, no other process seen.
constexpr std::array kAllowed {
    SCMP_SYS(read),
    SCMP_SYS(write),
    SCMP_SYS(writev),
    SCMP_SYS(close),
    SCMP_SYS(fstat),
    SCMP_SYS(newfstatat),
    SCMP_SYS(lseek),
    SCMP_SYS(mmap),
    SCMP_SYS(munmap),
    SCMP_SYS(mremap),
    SCMP_SYS(brk),
    SCMP_SYS(madvise),
    SCMP_SYS(mprotect),
    SCMP_SYS(futex),
    SCMP_SYS(exit),
    SCMP_SYS(exit_group),
    SCMP_SYS(rt_sigreturn),
    SCMP_SYS(rt_sigprocmask),
    SCMP_SYS(clock_gettime),
    SCMP_SYS(getrandom),
    SCMP_SYS(sched_yield),
    // ONNX Runtime and OpenCV ask for these when they compute.
    SCMP_SYS(getrusage),
    SCMP_SYS(fcntl),
    SCMP_SYS(pread64),
    SCMP_SYS(pwrite64),
    SCMP_SYS(gettid),
    SCMP_SYS(getpid),
};

// Answered with "permission denied" instead of death: libraries probe for configuration files, processors and threads and
// carry on without.
constexpr std::array kDenied { SCMP_SYS(openat), SCMP_SYS(open), SCMP_SYS(readlink), SCMP_SYS(access), SCMP_SYS(ioctl), SCMP_SYS(sysinfo),
    SCMP_SYS(sched_getaffinity), SCMP_SYS(uname) };

constexpr std::array kSanitizerExtras { SCMP_SYS(sigaltstack), SCMP_SYS(rt_sigaction), SCMP_SYS(tgkill), SCMP_SYS(set_robust_list),
    SCMP_SYS(prctl), SCMP_SYS(pipe2) };

bool limit(__rlimit_resource resource, rlim_t value)
{
    const rlimit both { value, value };
    return setrlimit(resource, &both) == 0;
}

bool put_limits()
{
    // FSIZE also bounds what can be written into the output memfd: all frames plus room for the metadata.
    constexpr rlim_t kOutput = limits::kMaxDecodedBytes + (256ULL << 20);
    return limit(RLIMIT_CPU, limits::kJailCpuSeconds) && limit(RLIMIT_CORE, 0) && limit(RLIMIT_NOFILE, kSanitized ? 64 : 8)
        && limit(RLIMIT_FSIZE, kOutput) && limit(RLIMIT_NPROC, 0) && limit(RLIMIT_MEMLOCK, 0)
        && (kSanitized || limit(RLIMIT_AS, limits::kJailAddressSpace));
}

/// Handles every right that the running kernel knows and allows none. True also where the kernel has no Landlock.
bool put_landlock()
{
    const long abi = syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION);
    if (abi < 1)
        return errno == ENOSYS || errno == EOPNOTSUPP;
    constexpr std::uint64_t kAbi1Rights = (1ULL << 13) - 1;
    landlock_ruleset_attr attributes {};
    attributes.handled_access_fs = abi >= 3 ? (1ULL << 15) - 1 : abi == 2 ? (1ULL << 14) - 1 : kAbi1Rights;
    const long ruleset = syscall(SYS_landlock_create_ruleset, &attributes, sizeof attributes, 0);
    if (ruleset < 0)
        return false;
    const bool restricted = syscall(SYS_landlock_restrict_self, ruleset, 0) == 0;
    close(static_cast<int>(ruleset));
    return restricted;
}

struct ReleaseFilter {
    void operator()(void* context) const { seccomp_release(context); }
};

Error no_filter(const char* step)
{
    return { ErrorCode::Unavailable, "the system call filter of the jail could not be built", step,
        "Imprimatur needs a kernel with seccomp; nothing is read without it" };
}

template <std::size_t N> bool add_rules(scmp_filter_ctx context, std::uint32_t action, const std::array<int, N>& calls)
{
    for (const int call : calls) {
        if (call >= 0 && seccomp_rule_add(context, action, call, 0) != 0)
            return false;
    }
    return true;
}

}  // namespace

Result<SystemCallFilter> SystemCallFilter::compile()
{
    const std::unique_ptr<void, ReleaseFilter> context(seccomp_init(SCMP_ACT_KILL_PROCESS));
    if (!context)
        return no_filter("seccomp_init");
    if (!add_rules(context.get(), SCMP_ACT_ALLOW, kAllowed) || !add_rules(context.get(), SCMP_ACT_ERRNO(EACCES), kDenied))
        return no_filter("seccomp_rule_add");
    if (kSanitized && !add_rules(context.get(), SCMP_ACT_ALLOW, kSanitizerExtras))
        return no_filter("seccomp_rule_add");
    const int fd = memfd_create("filter", MFD_CLOEXEC);
    if (fd < 0 || seccomp_export_bpf(context.get(), fd) != 0)
        return no_filter("seccomp_export_bpf");
    const auto size = lseek(fd, 0, SEEK_END);
    SystemCallFilter filter;
    filter.m_program.resize(static_cast<std::size_t>(size) / sizeof(sock_filter));
    const bool whole = pread(fd, filter.m_program.data(), static_cast<std::size_t>(size), 0) == size;
    close(fd);
    if (!whole || filter.m_program.empty())
        return no_filter("reading the compiled filter");
    return filter;
}

bool SystemCallFilter::install() const
{
    sock_fprog program { static_cast<unsigned short>(m_program.size()), const_cast<sock_filter*>(m_program.data()) };
    return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program, 0, 0) == 0;
}

bool lock_down(const SystemCallFilter& filter)
{
    return put_limits() && prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0 && put_landlock()
        && filter.install();
}

}  // namespace imprimatur::jail
