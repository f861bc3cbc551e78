// A reader loaded before the fork reads the same after it, with the jail's system calls alone.
#include "jail/text/test_writing.h"

#include <array>
#include <seccomp.h>
#include <sys/wait.h>
#include <unistd.h>

namespace imprimatur::jail {
namespace {

/// What a child tells: the readings, and whether it ended by itself.
struct Told {
    std::string text;
    int status = 0;
};

template <typename Preparation> Told told_by_a_child(const Frame& frame, Preparation prepare)
{
    std::array<int, 2> ends {};
    EXPECT_EQ(::pipe(ends.data()), 0);
    const pid_t child = ::fork();
    if (child == 0) {
        prepare();
        const auto boxes = boxes_in(frame, TextScale::FirstLook);
        const std::string text = boxes.ok() ? all_text(boxes.value()) : "error";
        const bool written = ::write(ends[1], text.data(), text.size()) == static_cast<ssize_t>(text.size());
        ::_exit(written ? 0 : 1);
    }
    ::close(ends[1]);
    Told told;
    std::array<char, 512> chunk {};
    for (ssize_t count = 0; (count = ::read(ends[0], chunk.data(), chunk.size())) > 0;)
        told.text.append(chunk.data(), static_cast<std::size_t>(count));
    ::close(ends[0]);
    ::waitpid(child, &told.status, 0);
    return told;
}

Frame two_lines()
{
    cv::Mat picture = noisy(600, 900, 80, 10);
    write(picture, kLine, { 30, 90 }, 0.9, 250);
    write(picture, "ACC 4711-0815", { 400, 500 }, 0.6, 230);
    return frame_of(picture);
}

TEST(TextReaderInAChild, AForkedChildReadsTheSame)
{
    const Frame frame = two_lines();
    const auto here = boxes_in(frame, TextScale::FirstLook);
    ASSERT_TRUE(here.ok());
    const Told told = told_by_a_child(frame, [] {});
    EXPECT_EQ(told.status, 0);
    EXPECT_EQ(told.text, all_text(here.value()));
    EXPECT_NE(told.text.find("KOVACS"), std::string::npos);
}

/// The calls of a jailed child, and no other (but the one with which AddressSanitizer ends); a file cannot be opened.
void allow_only_the_jails_calls()
{
    constexpr std::array allowed { SCMP_SYS(read), SCMP_SYS(write), SCMP_SYS(writev), SCMP_SYS(close), SCMP_SYS(fstat),
        SCMP_SYS(newfstatat), SCMP_SYS(lseek), SCMP_SYS(mmap), SCMP_SYS(munmap), SCMP_SYS(mremap), SCMP_SYS(brk), SCMP_SYS(madvise),
        SCMP_SYS(futex), SCMP_SYS(exit), SCMP_SYS(exit_group), SCMP_SYS(rt_sigreturn), SCMP_SYS(clock_gettime), SCMP_SYS(getrandom),
        SCMP_SYS(getrusage), SCMP_SYS(fcntl), SCMP_SYS(pread64), SCMP_SYS(pwrite64), SCMP_SYS(mprotect), SCMP_SYS(sched_yield),
        SCMP_SYS(sigaltstack) };
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_KILL_PROCESS);
    for (const int call : allowed)
        seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 0);
    seccomp_rule_add(filter, SCMP_ACT_ERRNO(EACCES), SCMP_SYS(openat), 0);
    if (seccomp_load(filter) != 0)
        ::_exit(3);
}

TEST(TextReaderInAChild, WorksUnderTheJailsCalls)
{
    const Frame frame = two_lines();
    const auto here = boxes_in(frame, TextScale::FirstLook);
    ASSERT_TRUE(here.ok());
    const Told told = told_by_a_child(frame, allow_only_the_jails_calls);
    EXPECT_TRUE(WIFEXITED(told.status)) << "signal " << WTERMSIG(told.status);
    EXPECT_EQ(told.text, all_text(here.value()));
}

}  // namespace
}  // namespace imprimatur::jail
