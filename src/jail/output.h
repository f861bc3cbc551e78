// The child's side of the output memfd: buffered records, straight to the descriptor.
#pragma once

#include "jail/codec.h"
#include "jail/protocol.h"

namespace imprimatur::jail {

/// Ends the process with kExitOutput when a write fails: half an output must never look whole.
class Output {
public:
    explicit Output(int fd)
        : m_fd(fd)
    {
    }
    void record(RecordType type, const Payload& payload);
    void record(RecordType type, ByteView head, ByteView body);
    void unreadable(const Unreadable& unreadable);
    void end();

private:
    void write(ByteView bytes);
    void flush();

    int m_fd;
    Bytes m_buffer;
};

/// Sends what a codec finds to the output and keeps the limits while doing so.
/// Only the frames from `first` on are sent, and only as many as fit into one window: when it is full the process ends.
class OutputSink final : public MaterialSink {
public:
    explicit OutputSink(Output& output, std::uint32_t first = 0)
        : m_output(output)
        , m_first(first)
    {
    }
    void describe(MediaKind kind, std::string encoding) override;
    void dicom_context(std::string modality, std::string body_part) override;
    void lossy_ancestor(bool lossy) override;
    void blocks(const BlockGrid& grid) override;
    Outcome frame(Frame frame) override;
    Outcome attribute(Attribute attribute) override;
    Outcome object(EmbeddedObject object) override;
    void note(std::string sentence) override;

private:
    Output& m_output;
    std::uint64_t m_first;
    std::uint64_t m_sent = 0;  ///< bytes of frames
    std::uint64_t m_frames = 0;
    std::uint64_t m_decoded = 0;
    std::uint64_t m_attributes = 0;
    std::uint64_t m_objects = 0;
};

}  // namespace imprimatur::jail
