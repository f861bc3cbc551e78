#include "jail/output.h"

#include "base/limits.h"

#include <unistd.h>

namespace imprimatur::jail {

namespace {

// Large enough that a header of some thousand elements is a handful of writes.
constexpr std::size_t kBuffer = 1 << 16;

Unreadable too_many(const char* detail) { return { Unreadable::How::TooLarge, detail }; }

}  // namespace

void Output::write(ByteView bytes)
{
    while (!bytes.empty()) {
        const ssize_t written = ::write(m_fd, bytes.data(), bytes.size());
        if (written <= 0)
            _exit(kExitOutput);
        bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
}

void Output::flush()
{
    write(m_buffer);
    m_buffer.clear();
}

void Output::record(RecordType type, const Payload& payload) { record(type, payload.bytes(), {}); }

void Output::record(RecordType type, ByteView head, ByteView body)
{
    const Bytes start = record_head(type, head.size() + body.size());
    m_buffer.insert(m_buffer.end(), start.begin(), start.end());
    m_buffer.insert(m_buffer.end(), head.begin(), head.end());
    if (body.size() < kBuffer) {
        m_buffer.insert(m_buffer.end(), body.begin(), body.end());
    } else {
        flush();
        write(body);
    }
    if (m_buffer.size() >= kBuffer)
        flush();
}

void Output::unreadable(const Unreadable& unreadable)
{
    record(RecordType::Unreadable, Payload().u32(static_cast<std::uint32_t>(unreadable.how)).text(unreadable.detail));
    flush();
}

void Output::end()
{
    record(RecordType::End, Payload());
    flush();
}

void OutputSink::describe(MediaKind kind, std::string encoding)
{
    m_output.record(RecordType::Describe, Payload().u32(static_cast<std::uint32_t>(kind)).text(encoding));
}

void OutputSink::dicom_context(std::string modality, std::string body_part)
{
    m_output.record(RecordType::DicomContext, Payload().text(modality).text(body_part));
}

void OutputSink::lossy_ancestor(bool lossy) { m_output.record(RecordType::Lossy, Payload().u8(lossy ? 1 : 0)); }

void OutputSink::blocks(const BlockGrid& grid)
{
    Payload payload;
    for (const auto value : { grid.x, grid.y, grid.luma_width, grid.luma_height, grid.chroma_width, grid.chroma_height })
        payload.u32(value);
    m_output.record(RecordType::Blocks, payload);
}

Outcome OutputSink::frame(Frame frame)
{
    m_decoded += frame.samples.size();
    if (++m_frames > limits::kMaxFrames || m_decoded > limits::kMaxDecodedBytes)
        return too_many("the frames together pass the limit of decoded pixels");
    if (m_frames <= m_first)
        return std::nullopt;
    if (m_sent > 0 && m_sent + frame.samples.size() > limits::kMaxWindowBytes) {
        m_output.record(RecordType::More, Payload());
        m_output.end();
        _exit(kExitDone);
    }
    m_sent += frame.samples.size();
    m_output.record(RecordType::Frame, frame_head(frame), frame.samples);
    return std::nullopt;
}

Outcome OutputSink::attribute(Attribute attribute)
{
    if (++m_attributes > limits::kMaxAttributes)
        return too_many("more metadata values than the limit");
    if (attribute.value.size() > limits::kMaxAttributeValue) {
        attribute.value.clear();
        attribute.binary = true;
    }
    m_output.record(RecordType::Attribute,
        Payload()
            .text(attribute.tag)
            .text(attribute.path)
            .text(attribute.name)
            .text(attribute.vr)
            .text(attribute.value)
            .u64(attribute.length)
            .u8(attribute.binary ? 1 : 0));
    return std::nullopt;
}

Outcome OutputSink::object(EmbeddedObject object)
{
    if (++m_objects > limits::kMaxObjects)
        return too_many("more embedded objects than the limit");
    m_output.record(RecordType::Object, Payload().text(object.part).u64(object.length).u32(static_cast<std::uint32_t>(object.kind)));
    if (!object.picture)
        return std::nullopt;
    m_decoded += object.picture->samples.size();
    if (m_decoded > limits::kMaxDecodedBytes)
        return too_many("the frames and hidden pictures together pass the limit of decoded pixels");
    m_output.record(RecordType::ObjectPicture, frame_head(*object.picture), object.picture->samples);
    return std::nullopt;
}

void OutputSink::note(std::string sentence) { m_output.record(RecordType::Note, Payload().text(sentence)); }

}  // namespace imprimatur::jail
