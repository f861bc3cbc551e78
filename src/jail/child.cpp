#include "jail/child.h"

#include "jail/codec.h"
#include "jail/output.h"
#include "jail/text/text_reader.h"

#include "base/limits.h"

#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <new>

namespace imprimatur::jail {

namespace {

ByteView map_input(int fd)
{
    struct stat about { };
    if (fstat(fd, &about) != 0 || about.st_size <= 0)
        return {};
    void* memory = mmap(nullptr, static_cast<std::size_t>(about.st_size), PROT_READ, MAP_PRIVATE, fd, 0);
    if (memory == MAP_FAILED)
        return {};
    return { static_cast<const std::uint8_t*>(memory), static_cast<std::size_t>(about.st_size) };
}

void decode(ByteView input, Output& output)
{
    OutputSink sink(output);
    if (const auto refused = decode_any(input, sink))
        output.unreadable(*refused);
}

void find_text(ByteView input, Look look, TextReader* reader, Output& output)
{
    const auto frame = parse_frame(input);
    if (reader == nullptr || !frame) {
        output.unreadable(reader == nullptr ? Unreadable { Unreadable::How::DetectorMissing, "the text models are not installed" }
                                            : Unreadable { Unreadable::How::Malformed, "not a frame" });
        return;
    }
    const auto boxes = reader->find(*frame, look == Look::First ? TextScale::FirstLook : TextScale::Verification);
    if (!boxes.ok()) {
        output.unreadable({ Unreadable::How::DetectorMissing, "the text detector did not run: " + boxes.error().what });
        return;
    }
    for (const auto& box : *boxes) {
        Payload payload;
        for (const auto& corner : box.quad.corners)
            payload.f64(corner.x).f64(corner.y);
        output.record(RecordType::TextBox, payload.text(box.text).f64(box.detection).f64(box.recognition));
    }
}

void write_image(ByteView input, Format format, Output& output)
{
    const auto frame = parse_frame(input);
    if (!frame) {
        output.unreadable({ Unreadable::How::Malformed, "not a frame" });
        return;
    }
    const Written written = format == Format::Png ? write_png(*frame) : write_jpeg(*frame);
    if (const auto* refused = std::get_if<Unreadable>(&written))
        output.unreadable(*refused);
    else
        output.record(RecordType::File, std::get<Bytes>(written), {});
}

}  // namespace

void run_child(const RequestHeader& request, int input, int output_fd, const SystemCallFilter& filter, TextReader* reader)
{
    std::set_new_handler([] { _exit(kExitOutOfMemory); });
    if (!lock_down(filter))
        _exit(kExitNoLockdown);
    const ByteView bytes = map_input(input);
    Output output(output_fd);
    try {
        switch (request.operation) {
        case Operation::Decode: decode(bytes, output); break;
        case Operation::FindText: find_text(bytes, static_cast<Look>(request.argument), reader, output); break;
        case Operation::WriteImage: write_image(bytes, static_cast<Format>(request.argument), output); break;
        }
    } catch (const std::bad_alloc&) {
        _exit(kExitOutOfMemory);
    }
    output.end();
    _exit(kExitDone);
}

}  // namespace imprimatur::jail
