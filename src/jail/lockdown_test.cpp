#include "jail/lockdown.h"

#include <gtest/gtest.h>

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <functional>

namespace imprimatur::jail {

namespace {

constexpr int kDidIt = 42;

/// Runs `act` in a locked-down child; the child's status when it ended by itself, minus the signal when it was killed.
int in_jail(const std::function<bool()>& act)
{
    const auto filter = SystemCallFilter::compile();
    EXPECT_TRUE(filter.ok());
    const pid_t child = fork();
    if (child == 0) {
        if (!lock_down(*filter))
            _exit(1);
        _exit(act() ? kDidIt : 0);
    }
    int status = 0;
    waitpid(child, &status, 0);
    return WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
}

}  // namespace

TEST(Lockdown, AChildCanComputeAndEnd)
{
    EXPECT_EQ(in_jail([] { return true; }), kDidIt);
}

TEST(Lockdown, NoFileCanBeOpened)
{
    EXPECT_EQ(in_jail([] { return open("/etc/passwd", O_RDONLY) >= 0; }), 0);
    EXPECT_EQ(in_jail([] { return open("/proc/self/mem", O_RDWR) >= 0; }), 0);
}

TEST(Lockdown, NoSocketNoProcessNoProgram)
{
    EXPECT_EQ(in_jail([] { return socket(AF_INET, SOCK_STREAM, 0) >= 0; }), -SIGSYS);
    EXPECT_EQ(in_jail([] { return socket(AF_UNIX, SOCK_STREAM, 0) >= 0; }), -SIGSYS);
    EXPECT_EQ(in_jail([] { return fork() >= 0; }), -SIGSYS);
    EXPECT_EQ(in_jail([] { return execl("/bin/true", "true", nullptr) == 0; }), -SIGSYS);
    EXPECT_EQ(in_jail([] { return kill(getppid(), 0) == 0; }), -SIGSYS);
}

}  // namespace imprimatur::jail
