#include "jail/codes/assertion_guard.h"

#include <csetjmp>
#include <cstdlib>

namespace {

thread_local std::jmp_buf* t_way_out = nullptr;

}  // namespace

// glibc's assert() calls this by name; the definition in the program comes before the one in libc. Signal masks are not restored: that
// would be a system call.
extern "C" [[noreturn, gnu::visibility("default")]] void __assert_fail(
    const char* /*assertion*/, const char* /*file*/, unsigned int /*line*/, const char* /*function*/) noexcept
{
    if (t_way_out != nullptr)
        longjmp(*t_way_out, 1);
    std::abort();
}

namespace imprimatur::jail {

bool survives_assertions(const std::function<void()>& reading)
{
    std::jmp_buf way_out;
    if (_setjmp(way_out) != 0) {
        t_way_out = nullptr;
        return false;
    }
    t_way_out = &way_out;
    const struct Forget {
        Forget() = default;
        Forget(const Forget&) = delete;
        Forget& operator=(const Forget&) = delete;
        ~Forget() { t_way_out = nullptr; }
    } also_when_it_throws;
    reading();
    return true;
}

}  // namespace imprimatur::jail
