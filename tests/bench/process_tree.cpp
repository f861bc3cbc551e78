#include "process_tree.h"

#include <algorithm>
#include <chrono>
#include <fcntl.h>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <sys/resource.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace imprimatur::bench {

namespace fs = std::filesystem;

namespace {

constexpr auto kPause = std::chrono::milliseconds(20);

struct Memory {
    double resident_mb = 0;
    double peak_mb = 0;
};

/// Parents of all processes: the fourth field of stat, behind the name in brackets.
std::map<pid_t, pid_t> parents()
{
    std::map<pid_t, pid_t> all;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator("/proc", error)) {
        const auto name = entry.path().filename().string();
        if (name.empty() || name[0] < '0' || name[0] > '9')
            continue;
        std::ifstream in(entry.path() / "stat");
        std::string text;
        std::getline(in, text);
        const auto bracket = text.rfind(')');
        if (bracket == std::string::npos)
            continue;
        std::istringstream rest(text.substr(bracket + 1));
        std::string state;
        pid_t parent = 0;
        rest >> state >> parent;
        all[std::stoi(name)] = parent;
    }
    return all;
}

Memory memory_of(pid_t process)
{
    Memory memory;
    std::ifstream in("/proc/" + std::to_string(process) + "/status");
    for (std::string line; std::getline(in, line);) {
        if (line.starts_with("VmHWM:"))
            memory.peak_mb = std::stod(line.substr(6)) / 1024;
        else if (line.starts_with("VmRSS:"))
            memory.resident_mb = std::stod(line.substr(6)) / 1024;
    }
    return memory;
}

void sample(pid_t root, TreeUse& use)
{
    const auto all = parents();
    std::set<pid_t> tree { root };
    for (bool grown = true; grown;) {
        grown = false;
        for (const auto& [process, parent] : all)
            grown = (tree.contains(parent) && tree.insert(process).second) || grown;
    }
    double sum = 0;
    for (const auto process : tree) {
        const auto memory = memory_of(process);
        sum += memory.resident_mb;
        use.largest_mb = std::max(use.largest_mb, memory.peak_mb);
    }
    use.together_mb = std::max(use.together_mb, sum);
}

double seconds_of(const timeval& time) { return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6; }

}  // namespace

TreeUse measure(const std::string& command, const fs::path& log, Watch watch)
{
    TreeUse use;
    const auto start = std::chrono::steady_clock::now();
    const pid_t child = fork();
    if (child == 0) {
        const int out = open(log.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
        const int nothing = open("/dev/null", O_RDONLY);
        dup2(nothing, STDIN_FILENO);
        dup2(out, STDOUT_FILENO);
        dup2(out, STDERR_FILENO);
        execl("/bin/sh", "sh", "-c", command.c_str(), static_cast<char*>(nullptr));
        _exit(127);
    }
    rusage usage {};
    int status = 0;
    while (wait4(child, &status, watch == Watch::Memory ? WNOHANG : 0, &usage) == 0) {
        sample(child, use);
        std::this_thread::sleep_for(kPause);
    }
    use.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    use.cpu_seconds = seconds_of(usage.ru_utime) + seconds_of(usage.ru_stime);
    use.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128;
    // ru_maxrss: the largest of the child and of all that it waited for.
    use.largest_mb = std::max(use.largest_mb, static_cast<double>(usage.ru_maxrss) / 1024);
    return use;
}

}  // namespace imprimatur::bench
