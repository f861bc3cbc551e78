// The program: joins the command with the desk, the server and this process's own terminal and environment.
#include "cli/run.h"
#include "serve/serve.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <thread>

namespace {

using namespace imprimatur;

/// Longer lines are hard to read, however wide the window.
constexpr unsigned kWidest = 110;
constexpr unsigned kNarrowest = 40;

unsigned terminal_width()
{
    winsize size {};
    if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0)
        return 100;
    return std::clamp<unsigned>(size.ws_col, kNarrowest, kWidest);
}

cli::Services services()
{
    cli::Services joined;
    joined.open_desk = open_desk;
    joined.read_case = read_case;
    joined.read_account = read_account;
    joined.serve = [](Desk& desk, const std::string& listen, const std::function<void(const std::string&)>& listening) {
        serve::ServeOptions options;
        options.listen = listen;
        options.listening = listening;
        return serve::serve(desk, options);
    };
    return joined;
}

}  // namespace

int main(int argc, char** argv)
{
    // Without this every character of `screen` passes through two buffers.
    std::ios::sync_with_stdio(false);
    std::cin.tie(nullptr);
    cli::World world { std::cin, std::cout, std::cerr };
    world.out_is_terminal = ::isatty(STDOUT_FILENO) != 0;
    world.err_is_terminal = ::isatty(STDERR_FILENO) != 0;
    world.width = terminal_width();
    world.processors = std::max(1U, std::thread::hardware_concurrency());
    std::error_code problem;
    world.program_folder = std::filesystem::read_symlink("/proc/self/exe", problem).parent_path();
    if (problem) {
        std::cerr << "imprimatur: the program cannot find itself (/proc/self/exe): mount /proc\n";
        return 1;
    }
    for (const auto* name : { "IMPRIMATUR_STATE", "XDG_STATE_HOME", "HOME", "NO_COLOR", "TERM" }) {
        if (const char* value = std::getenv(name); value != nullptr)
            world.environment[name] = value;
    }
    world.services = services();
    return cli::run({ argv + 1, argv + argc }, world);
}
