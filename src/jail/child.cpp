#include "jail/child.h"

#include "jail/codec.h"
#include "jail/copy.h"
#include "jail/output.h"
#include "jail/text/text_reader.h"

#include "base/limits.h"

#include <unistd.h>

#include <new>

namespace imprimatur::jail {

namespace {

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

void run_child(const RequestHeader& request, const Descriptors& files, const SystemCallFilter& filter, const Loaded& loaded)
{
    std::set_new_handler([] { _exit(kExitOutOfMemory); });
    if (!lock_down(filter))
        _exit(kExitNoLockdown);
    const ByteView bytes = map_file(files.input);
    Output output(files.output);
    try {
        switch (request.operation) {
        case Operation::Decode: decode(bytes, output); break;
        case Operation::FindText: find_text(bytes, static_cast<Look>(request.argument), loaded.reader, output); break;
        case Operation::WriteImage: write_image(bytes, static_cast<Format>(request.argument), output); break;
        case Operation::Deidentify: deidentify_file(bytes, files, loaded.library, output); break;
        case Operation::Prove: prove_file(bytes, files, loaded.library, output); break;
        }
    } catch (const std::bad_alloc&) {
        _exit(kExitOutOfMemory);
    }
    output.end();
    _exit(kExitDone);
}

}  // namespace imprimatur::jail
