// DICOM bytes for tests: elements as PS3.5 Section 7 writes them, and as nobody should.
#pragma once

#include "dicom/data_set.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace imprimatur::dicom::testing {

enum class Encoding { Implicit, Explicit, BigEndian };
enum class Length { Undefined, Stated };

inline constexpr std::uint32_t kNoLength = 0xFFFFFFFF;
inline constexpr std::string_view kImplicit = "1.2.840.10008.1.2";
inline constexpr std::string_view kExplicit = "1.2.840.10008.1.2.1";
inline constexpr std::string_view kDeflated = "1.2.840.10008.1.2.1.99";
inline constexpr std::string_view kBigEndian = "1.2.840.10008.1.2.2";
inline constexpr std::string_view kJpeg = "1.2.840.10008.1.2.4.50";
inline constexpr std::string_view kRle = "1.2.840.10008.1.2.5";
inline constexpr std::string_view kCtImage = "1.2.840.10008.5.1.4.1.1.2";

inline std::string_view syntax_of(Encoding encoding)
{
    return encoding == Encoding::Implicit ? kImplicit : encoding == Encoding::Explicit ? kExplicit : kBigEndian;
}

inline Bytes bytes_of(std::string_view text) { return { text.begin(), text.end() }; }

inline Bytes joined(std::initializer_list<ByteView> parts)
{
    Bytes all;
    for (const auto part : parts)
        all.insert(all.end(), part.begin(), part.end());
    return all;
}

/// Writes what it is told to, right or wrong.
class Elements {
public:
    explicit Elements(Encoding encoding = Encoding::Explicit)
        : m_encoding(encoding)
    {
    }

    /// Padded to even length as the VR wants it.
    Elements& text(Tag tag, Vr vr, std::string_view value)
    {
        std::string padded(value);
        if (padded.size() % 2 != 0)
            padded += vr == Vr::UI ? '\0' : ' ';
        return bytes(tag, vr, as_bytes(padded));
    }
    /// Exactly these bytes; an odd length stays odd.
    Elements& bytes(Tag tag, Vr vr, ByteView value) { return head(tag, vr, static_cast<std::uint32_t>(value.size())).raw(value); }
    Elements& number(Tag tag, std::uint16_t value, Vr vr = Vr::US)
    {
        head(tag, vr, 2);
        u16(value);
        return *this;
    }
    Elements& sequence(Tag tag, const std::vector<Elements>& items, Length length = Length::Undefined, Vr vr = Vr::SQ)
    {
        Elements inside(m_encoding);
        for (const auto& item : items) {
            const auto& content = item.get();
            inside.head(kItem, Vr::None, length == Length::Stated ? static_cast<std::uint32_t>(content.size()) : kNoLength).raw(content);
            if (length == Length::Undefined)
                inside.head({ 0xFFFE, 0xE00D }, Vr::None, 0);
        }
        if (length == Length::Undefined)
            inside.head({ 0xFFFE, 0xE0DD }, Vr::None, 0);
        return head(tag, vr, length == Length::Stated ? static_cast<std::uint32_t>(inside.get().size()) : kNoLength).raw(inside.get());
    }
    /// Pixel Data with an offset table and fragments (PS3.5 A.4).
    Elements& fragments(const std::vector<Bytes>& frames, const std::vector<std::uint32_t>& offsets = {})
    {
        open_fragments(offsets);
        for (const auto& frame : frames)
            head(kItem, Vr::None, static_cast<std::uint32_t>(frame.size())).raw(frame);
        return head({ 0xFFFE, 0xE0DD }, Vr::None, 0);
    }
    Elements& open_fragments(const std::vector<std::uint32_t>& offsets = {})
    {
        head(kPixelData, Vr::OB, kNoLength).head(kItem, Vr::None, static_cast<std::uint32_t>(offsets.size() * 4));
        for (const auto offset : offsets)
            u32(offset);
        return *this;
    }
    Elements& head(Tag tag, Vr vr, std::uint32_t length)
    {
        u16(tag.group);
        u16(tag.element);
        if (m_encoding == Encoding::Implicit || tag.group == kItem.group) {
            u32(length);
            return *this;
        }
        const auto letters = to_string(vr);
        raw(as_bytes(letters));
        if (has_long_length(vr)) {
            u16(0);
            u32(length);
        } else {
            u16(static_cast<std::uint16_t>(length));
        }
        return *this;
    }
    Elements& raw(ByteView bytes)
    {
        m_bytes.insert(m_bytes.end(), bytes.begin(), bytes.end());
        return *this;
    }
    Elements& raw(const Elements& more) { return raw(more.get()); }
    [[nodiscard]] const Bytes& get() const { return m_bytes; }
    [[nodiscard]] Encoding encoding() const { return m_encoding; }

private:
    void u16(std::uint16_t value)
    {
        const auto low = static_cast<std::uint8_t>(value & 0xFFU);
        const auto high = static_cast<std::uint8_t>(value >> 8U);
        m_bytes.push_back(m_encoding == Encoding::BigEndian ? high : low);
        m_bytes.push_back(m_encoding == Encoding::BigEndian ? low : high);
    }
    void u32(std::uint32_t value)
    {
        const auto low = static_cast<std::uint16_t>(value & 0xFFFFU);
        const auto high = static_cast<std::uint16_t>(value >> 16U);
        u16(m_encoding == Encoding::BigEndian ? high : low);
        u16(m_encoding == Encoding::BigEndian ? low : high);
    }

    Encoding m_encoding;
    Bytes m_bytes;
};

/// Preamble, File Meta Information and this data set.
inline Bytes file_of(ByteView data_set, std::string_view syntax, std::string_view sop_class = kCtImage)
{
    Elements meta;
    meta.text({ 0x0002, 0x0002 }, Vr::UI, sop_class)
        .text({ 0x0002, 0x0003 }, Vr::UI, "1.2.826.0.1.999.1")
        .text({ 0x0002, 0x0010 }, Vr::UI, syntax);
    return joined({ Bytes(128, 0), as_bytes("DICM"), meta.get(), data_set });
}
inline Bytes file_of(const Elements& elements) { return file_of(elements.get(), syntax_of(elements.encoding())); }

/// What the header says about Odalys Quillfeather and her CT, up to group 0020. Nobody is called that.
inline Elements ct_header(Encoding encoding = Encoding::Explicit, std::string_view more_in_0010 = {})
{
    Elements set(encoding);
    set.text({ 0x0008, 0x0005 }, Vr::CS, "ISO_IR 100").text({ 0x0008, 0x0008 }, Vr::CS, "ORIGINAL\\PRIMARY\\AXIAL");
    set.text({ 0x0008, 0x0016 }, Vr::UI, kCtImage).text({ 0x0008, 0x0018 }, Vr::UI, "1.2.826.0.1.999.1");
    set.text({ 0x0008, 0x0020 }, Vr::DA, "20240131")
        .text({ 0x0008, 0x0030 }, Vr::TM, "101112")
        .text({ 0x0008, 0x0050 }, Vr::SH, "ACC4711001");
    set.text({ 0x0008, 0x0060 }, Vr::CS, "CT")
        .text({ 0x0008, 0x0070 }, Vr::LO, "SIEMENS")
        .text({ 0x0008, 0x0080 }, Vr::LO, "Wintergreen Hospital");
    set.text({ 0x0008, 0x0090 }, Vr::PN, "Abernathy^Lucius").text({ 0x0008, 0x1030 }, Vr::LO, "CT thorax Quillfeather");
    Elements reference(encoding);
    reference.text({ 0x0008, 0x1150 }, Vr::UI, kCtImage).text({ 0x0008, 0x1155 }, Vr::UI, "1.2.826.0.1.999.1");
    set.sequence({ 0x0008, 0x1140 }, { reference });
    set.text({ 0x0010, 0x0010 }, Vr::PN, "Quillfeather^Odalys").text({ 0x0010, 0x0020 }, Vr::LO, "88442211");
    set.text({ 0x0010, 0x0030 }, Vr::DA, "19610203").text({ 0x0010, 0x0040 }, Vr::CS, "F").raw(as_bytes(more_in_0010));
    set.text({ 0x0018, 0x0050 }, Vr::DS, "2.5").text({ 0x0018, 0x0060 }, Vr::DS, "120");
    set.text({ 0x0020, 0x000D }, Vr::UI, "1.2.826.0.1.999.2").text({ 0x0020, 0x000E }, Vr::UI, "1.2.826.0.1.999.3");
    set.text({ 0x0020, 0x0010 }, Vr::SH, "ST5577")
        .text({ 0x0020, 0x0013 }, Vr::IS, "7")
        .text({ 0x0020, 0x0052 }, Vr::UI, "1.2.826.0.1.999.4");
    return set;
}

struct Picture {
    std::uint16_t rows = 2, columns = 2, allocated = 16, stored = 12, high_bit = 11;
    std::string frames {};
    std::uint16_t is_signed = 0;
};

inline Elements& describe(Elements& set, const Picture& picture = {})
{
    set.number({ 0x0028, 0x0002 }, 1).text({ 0x0028, 0x0004 }, Vr::CS, "MONOCHROME2");
    if (!picture.frames.empty())
        set.text({ 0x0028, 0x0008 }, Vr::IS, picture.frames);
    set.number({ 0x0028, 0x0010 }, picture.rows).number({ 0x0028, 0x0011 }, picture.columns);
    set.number({ 0x0028, 0x0100 }, picture.allocated)
        .number({ 0x0028, 0x0101 }, picture.stored)
        .number({ 0x0028, 0x0102 }, picture.high_bit);
    return set.number({ 0x0028, 0x0103 }, picture.is_signed);
}

/// A baseline JPEG of 8 x 8 grey pixels, all of them the same (ITU-T T.81): one code word for the DC difference, one for the end of the
/// block. `beside` stands after SOI.
inline Bytes small_jpeg(ByteView beside = {})
{
    Bytes table { 0xFF, 0xDB, 0, 67, 0 };
    table.insert(table.end(), 64, 1);
    const auto codes = [](std::uint8_t which) {
        Bytes segment { 0xFF, 0xC4, 0, 20, which, 1 };
        segment.insert(segment.end(), 16, 0);
        return segment;
    };
    const Bytes frame { 0xFF, 0xC0, 0, 11, 8, 0, 8, 0, 8, 1, 1, 0x11, 0 };
    const Bytes scan { 0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0, 0x3F };
    return joined({ Bytes { 0xFF, 0xD8 }, beside, table, frame, codes(0x00), codes(0x10), scan, Bytes { 0xFF, 0xD9 } });
}

inline Bytes jpeg_comment(std::string_view text)
{
    return joined({ Bytes { 0xFF, 0xFE, 0, static_cast<std::uint8_t>(text.size() + 2) }, as_bytes(text) });
}

/// A whole CT Image of 2 x 2 pixels.
inline Elements ct(Encoding encoding = Encoding::Explicit)
{
    auto set = ct_header(encoding);
    describe(set);
    return set.bytes(kPixelData, Vr::OW, Bytes { 1, 2, 3, 4, 5, 6, 7, 8 });
}

}  // namespace imprimatur::dicom::testing
