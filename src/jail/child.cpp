#include "jail/child.h"

#include "jail/archive.h"
#include "jail/codec.h"
#include "jail/copy.h"
#include "jail/detectors.h"
#include "jail/draw/overlay.h"
#include "jail/output.h"
#include "jail/words/word_reader.h"

#include "base/limits.h"

#include <unistd.h>

#include <new>

namespace imprimatur::jail {

namespace {

void decode(ByteView input, std::uint32_t first, Output& output)
{
    OutputSink sink(output, first);
    if (const auto refused = decode_any(input, sink))
        output.unreadable(*refused);
}

void look(ByteView input, const Detectors* detectors, Output& output)
{
    const auto order = parse_look(input);
    if (detectors == nullptr || !order) {
        output.unreadable(detectors == nullptr
                ? Unreadable { Unreadable::How::DetectorMissing, "the models of the detectors are not installed" }
                : Unreadable { Unreadable::How::Malformed, "not a frame" });
        return;
    }
    const auto finds = detectors->look(order->frame, order->request);
    if (!finds.ok()) {
        output.unreadable({ Unreadable::How::DetectorMissing, "a detector did not run: " + finds.error().what });
        return;
    }
    for (const auto& box : finds->writing)
        output.record(RecordType::TextBox, find_payload(box));
    for (const auto& box : finds->second_reading)
        output.record(RecordType::SecondReading, find_payload(box));
    for (const auto& face : finds->faces)
        output.record(RecordType::Face, find_payload(face));
    for (const auto& code : finds->codes)
        output.record(RecordType::Code, find_payload(code));
    if (finds->heat) {
        const Frame map { finds->heat->width, finds->heat->height, 1, {} };
        output.record(RecordType::Heat, frame_head(map), finds->heat->samples);
    }
}

void put_file(const Written& written, Output& output)
{
    if (const auto* refused = std::get_if<Unreadable>(&written))
        output.unreadable(*refused);
    else
        output.record(RecordType::File, std::get<Bytes>(written), {});
}

void write_image(ByteView input, Format format, Output& output)
{
    const auto frame = parse_frame(input);
    if (!frame) {
        output.unreadable({ Unreadable::How::Malformed, "not a frame" });
        return;
    }
    put_file(format == Format::Png ? write_png(*frame) : write_jpeg(*frame), output);
}

void draw(ByteView input, Output& output)
{
    const auto drawing = parse_drawing(input);
    const auto page = drawing ? overlay(*drawing) : Result<Frame>(Error { ErrorCode::Malformed, "not a drawing", "", "" });
    if (page.ok())
        put_file(write_png(*page), output);
    else
        output.unreadable({ Unreadable::How::Malformed, page.error().what });
}

void read_words(ByteView input, const WordReader* reader, Output& output)
{
    const auto sequences = parse_words_request(input);
    if (reader == nullptr || !sequences) {
        output.unreadable(reader == nullptr
                ? Unreadable { Unreadable::How::DetectorMissing, "the learned reader of words is not installed" }
                : Unreadable { Unreadable::How::Malformed, "no word pieces" });
        return;
    }
    for (const auto& sequence : *sequences) {
        const auto reading = reader->read(sequence);
        if (!reading.ok()) {
            output.unreadable({ Unreadable::How::DetectorMissing, "the learned reader did not run: " + reading.error().what });
            return;
        }
        output.record(RecordType::WordReading, reading_payload(*reading).bytes(), reading->labels);
    }
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
        case Operation::Decode: decode(bytes, request.argument, output); break;
        case Operation::Look: look(bytes, loaded.detectors, output); break;
        case Operation::Draw: draw(bytes, output); break;
        case Operation::WriteImage: write_image(bytes, static_cast<Format>(request.argument), output); break;
        case Operation::Deidentify: deidentify_file(bytes, files, loaded.library, output); break;
        case Operation::ReadWords: read_words(bytes, loaded.words, output); break;
        case Operation::ListArchive: list_archive(bytes, output); break;
        case Operation::ExtractEntry: extract_entry(bytes, request.argument, output); break;
        case Operation::Prove: prove_file(bytes, files, loaded.library, output); break;
        }
    } catch (const std::bad_alloc&) {
        _exit(kExitOutOfMemory);
    }
    output.end();
    _exit(kExitDone);
}

}  // namespace imprimatur::jail
