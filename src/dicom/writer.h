// Data elements as PS3.5 Section 7 writes them: sequences and items with undefined length, values padded to even length.
#pragma once

#include "dicom/sink.h"
#include "dicom/tag.h"
#include "dicom/transfer_syntax.h"

namespace imprimatur::dicom {

class Writer {
public:
    Writer(Sink& sink, const TransferSyntax& syntax)
        : m_sink(sink)
        , m_implicit(syntax.implicit_vr)
        , m_big_endian(syntax.big_endian)
    {
    }
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;
    ~Writer() { flush(); }

    void element(Tag tag, Vr vr, ByteView value);
    void element(Tag tag, Vr vr, std::string_view value) { element(tag, vr, as_bytes(value)); }
    void begin_sequence(Tag tag);
    void end_sequence();
    void begin_item();
    void end_item();

    /// The head of a native Pixel Data element of `length` bytes (even), or of encapsulated ones with an empty offset table; then raw
    /// bytes or fragments.
    void begin_native(Tag tag, Vr vr, std::uint64_t length);
    void begin_encapsulated();
    void fragment(ByteView bytes);
    void end_encapsulated() { end_sequence(); }
    void raw(ByteView bytes);
    void flush();

private:
    void u16(std::uint16_t value);
    void u32(std::uint32_t value);
    void head(Tag tag, Vr vr, std::uint32_t length);

    Sink& m_sink;
    bool m_implicit;
    bool m_big_endian;
    Bytes m_buffer;
};

/// PS3.10 7.1 with a preamble of zeros and nothing of the original but its transfer syntax and SOP class (PS3.15 E.1.1).
Bytes file_meta(std::string_view sop_class, std::string_view sop_instance, std::string_view transfer_syntax);

}  // namespace imprimatur::dicom
