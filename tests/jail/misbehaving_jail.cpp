// A jail whose children do what the first word of their input says: the fork server is the real one, the children crash,
// hang, lie and overrun. For jail_reader_test alone; it is not installed.
#include "jail/output.h"
#include "jail/server.h"

#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <sched.h>

#include <string_view>

namespace imprimatur::jail {

namespace {

std::string_view input_text(int fd)
{
    struct stat about {};
    if (fstat(fd, &about) != 0 || about.st_size <= 0)
        return {};
    void* memory = mmap(nullptr, static_cast<std::size_t>(about.st_size), PROT_READ, MAP_PRIVATE, fd, 0);
    return { static_cast<const char*>(memory), static_cast<std::size_t>(about.st_size) };
}

void write_half_a_record(int fd)
{
    const Bytes head = record_head(RecordType::Note, 1000);
    static_cast<void>(!write(fd, head.data(), head.size()));
}

[[noreturn]] void misbehave(const RequestHeader&, const Descriptors& files, const SystemCallFilter& filter, const Loaded&)
{
    if (!lock_down(filter))
        _exit(kExitNoLockdown);
    const std::string_view order = input_text(files.input);
    Output output(files.output);
    OutputSink sink(output);
    if (order == "crash")
        __builtin_trap();
    if (order == "hang") {
        while (true)
            sched_yield();
    }
    if (order == "out of memory")
        _exit(kExitOutOfMemory);
    if (order == "socket")
        static_cast<void>(socket(AF_INET, SOCK_STREAM, 0));
    if (order == "cut")
        write_half_a_record(files.output);
    if (order == "silent")
        _exit(kExitDone);
    if (order == "twice") {
        output.end();
        output.end();
        _exit(kExitDone);
    }
    sink.describe(MediaKind::Png, "test");
    static_cast<void>(sink.frame({ 1, 1, 1, { 9 } }));
    output.end();
    _exit(kExitDone);
}

}  // namespace

}  // namespace imprimatur::jail

int main()
{
    constexpr int kSocket = 3;
    constexpr int kShortWall = 1;
    const auto served = imprimatur::jail::serve(kSocket, { .models = {}, .wall_seconds = kShortWall, .child = imprimatur::jail::misbehave });
    return served.ok() ? 0 : 1;
}
