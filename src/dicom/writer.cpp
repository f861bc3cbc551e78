#include "dicom/writer.h"

#include <array>

namespace imprimatur::dicom {

namespace {

constexpr std::uint32_t kUndefined = 0xFFFFFFFF;
constexpr std::size_t kBuffer = 256 * 1024;  // larger values go straight to the sink
constexpr std::size_t kShortest16Bit = 65'534;  // the largest even length of a two byte length field

constexpr Tag kItem { 0xFFFE, 0xE000 };
constexpr Tag kItemEnd { 0xFFFE, 0xE00D };
constexpr Tag kSequenceEnd { 0xFFFE, 0xE0DD };

// Made once for this program, below 2.25 (PS3.5 B.2).
constexpr std::string_view kImplementationClass = "2.25.309134627851240713986530472618594020117";
constexpr std::string_view kImplementationVersion = "IMPRIMATUR";

std::uint8_t padding_of(Vr vr) { return is_text(vr) && vr != Vr::UI ? ' ' : 0; }

}  // namespace

void Writer::u16(std::uint16_t value)
{
    const auto low = static_cast<std::uint8_t>(value & 0xFFU);
    const auto high = static_cast<std::uint8_t>(value >> 8U);
    m_buffer.push_back(m_big_endian ? high : low);
    m_buffer.push_back(m_big_endian ? low : high);
}

void Writer::u32(std::uint32_t value)
{
    const auto low = static_cast<std::uint16_t>(value & 0xFFFFU);
    const auto high = static_cast<std::uint16_t>(value >> 16U);
    u16(m_big_endian ? high : low);
    u16(m_big_endian ? low : high);
}

void Writer::head(Tag tag, Vr vr, std::uint32_t length)
{
    u16(tag.group);
    u16(tag.element);
    if (m_implicit || tag.group == kItem.group) {
        u32(length);
        return;
    }
    // PS3.5 6.2.2 note: a value too long for its VR's length field is written as UN.
    if (!has_long_length(vr) && length > kShortest16Bit)
        vr = Vr::UN;
    m_buffer.push_back(static_cast<std::uint8_t>(static_cast<std::uint16_t>(vr) >> 8U));
    m_buffer.push_back(static_cast<std::uint8_t>(static_cast<std::uint16_t>(vr) & 0xFFU));
    if (has_long_length(vr)) {
        m_buffer.insert(m_buffer.end(), 2, 0);
        u32(length);
    } else {
        u16(static_cast<std::uint16_t>(length));
    }
}

void Writer::element(Tag tag, Vr vr, ByteView value)
{
    head(tag, vr, static_cast<std::uint32_t>(value.size() + value.size() % 2));
    raw(value);
    if (value.size() % 2 != 0)
        m_buffer.push_back(padding_of(vr));
}

void Writer::begin_sequence(Tag tag) { head(tag, Vr::SQ, kUndefined); }
void Writer::end_sequence() { head(kSequenceEnd, Vr::None, 0); }
void Writer::begin_item() { head(kItem, Vr::None, kUndefined); }
void Writer::end_item() { head(kItemEnd, Vr::None, 0); }

void Writer::begin_native(Tag tag, Vr vr, std::uint64_t length) { head(tag, vr, static_cast<std::uint32_t>(length)); }

void Writer::begin_encapsulated()
{
    head(Tag { 0x7FE0, 0x0010 }, Vr::OB, kUndefined);
    head(kItem, Vr::None, 0);
}

void Writer::fragment(ByteView bytes)
{
    head(kItem, Vr::None, static_cast<std::uint32_t>(bytes.size() + bytes.size() % 2));
    raw(bytes);
    if (bytes.size() % 2 != 0)
        m_buffer.push_back(0);
}

void Writer::raw(ByteView bytes)
{
    if (m_buffer.size() + bytes.size() > kBuffer)
        flush();
    if (bytes.size() > kBuffer)
        m_sink.write(bytes);
    else
        m_buffer.insert(m_buffer.end(), bytes.begin(), bytes.end());
}

void Writer::flush()
{
    if (!m_buffer.empty())
        m_sink.write(m_buffer);
    m_buffer.clear();
}

Bytes file_meta(std::string_view sop_class, std::string_view sop_instance, std::string_view transfer_syntax)
{
    static constexpr TransferSyntax kExplicit {};
    constexpr std::size_t kPreamble = 128;
    MemorySink body;
    {
        static constexpr std::array<std::uint8_t, 2> kVersion { 0, 1 };
        Writer writer(body, kExplicit);
        writer.element({ 0x0002, 0x0001 }, Vr::OB, ByteView(kVersion));
        writer.element({ 0x0002, 0x0002 }, Vr::UI, sop_class);
        writer.element({ 0x0002, 0x0003 }, Vr::UI, sop_instance);
        writer.element({ 0x0002, 0x0010 }, Vr::UI, transfer_syntax);
        writer.element({ 0x0002, 0x0012 }, Vr::UI, kImplementationClass);
        writer.element({ 0x0002, 0x0013 }, Vr::SH, kImplementationVersion);
    }
    MemorySink file;
    file.bytes.assign(kPreamble, 0);
    for (const char c : { 'D', 'I', 'C', 'M' })
        file.bytes.push_back(static_cast<std::uint8_t>(c));
    {
        Writer writer(file, kExplicit);
        std::array<std::uint8_t, 4> length {};
        for (std::size_t i = 0; i < length.size(); ++i)
            length[i] = static_cast<std::uint8_t>(body.bytes.size() >> (8 * i));
        writer.element({ 0x0002, 0x0000 }, Vr::UL, ByteView(length));
        writer.raw(body.bytes);
    }
    return file.bytes;
}

}  // namespace imprimatur::dicom
