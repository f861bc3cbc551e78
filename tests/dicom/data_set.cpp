#include "data_set.h"

#include <algorithm>
#include <array>
#include <zlib.h>

namespace imprimatur::dicom_eval {

namespace {

constexpr std::uint64_t kUndefined = 0xFFFFFFFF;
constexpr std::uint32_t kItem = 0xFFFEE000;
constexpr std::uint32_t kItemEnd = 0xFFFEE00D;
constexpr std::uint32_t kSequenceEnd = 0xFFFEE0DD;

/// PS3.5 7.1.2: the VRs whose length has four bytes, behind two reserved ones.
bool has_long_length(std::string_view vr)
{
    constexpr std::array<std::string_view, 14> kLong
        = { "OB", "OW", "OD", "OF", "OL", "OV", "SQ", "UC", "UN", "UR", "UT", "SV", "UV", "??" };
    return std::find(kLong.begin(), kLong.end(), vr) != kLong.end();
}

char padding_of(std::string_view vr) { return vr == "UI" || vr == "OB" || vr == "UN" ? '\0' : ' '; }

}  // namespace

void append_number(Octets& bytes, std::uint64_t value, int width, bool big_endian)
{
    for (int i = 0; i < width; ++i) {
        const int shift = 8 * (big_endian ? width - 1 - i : i);
        bytes += static_cast<char>(static_cast<unsigned char>(value >> static_cast<unsigned>(shift)));
    }
}

Octets number(std::uint64_t value, int width, bool big_endian)
{
    Octets bytes;
    append_number(bytes, value, width, big_endian);
    return bytes;
}

Octets DataSet::item(std::uint32_t tag, std::uint64_t length) const
{
    return number(tag >> 16U, 2, m_syntax.big_endian) + number(tag & 0xFFFFU, 2, m_syntax.big_endian)
        + number(length, 4, m_syntax.big_endian);
}

Octets DataSet::header(std::uint32_t tag, std::string_view vr, std::uint64_t length) const
{
    if (!m_syntax.explicit_vr)
        return item(tag, length);
    auto bytes = item(tag, 0).substr(0, 4) + Octets(vr);
    if (has_long_length(vr))
        return bytes + Octets(2, '\0') + number(length, 4, m_syntax.big_endian);
    return bytes + number(length, 2, m_syntax.big_endian);
}

DataSet& DataSet::element(std::uint32_t tag, Octets whole)
{
    m_elements[tag] = std::move(whole);
    return *this;
}

DataSet& DataSet::remove(std::uint32_t tag)
{
    m_elements.erase(tag);
    return *this;
}

DataSet& DataSet::bytes(std::uint32_t tag, std::string_view vr, Octets value, bool keep_odd)
{
    if (value.size() % 2 != 0 && !keep_odd)
        value += padding_of(vr);
    return element(tag, header(tag, vr, value.size()) + value);
}

DataSet& DataSet::text(std::uint32_t tag, std::string_view vr, std::string_view value) { return bytes(tag, vr, Octets(value)); }

DataSet& DataSet::numbers(std::uint32_t tag, std::string_view vr, int width, std::initializer_list<std::uint64_t> values)
{
    Octets all;
    for (const auto value : values)
        append_number(all, value, width, m_syntax.big_endian);
    return bytes(tag, vr, std::move(all));
}

DataSet& DataSet::sequence(std::uint32_t tag, const std::vector<Fill>& items, Form form)
{
    const bool as_un = form == Form::UnDefined || form == Form::UnUndefined;
    const bool open = form == Form::Undefined || form == Form::UnUndefined;
    Octets body;
    for (const auto& fill : items) {
        DataSet inside(as_un ? kImplicit : m_syntax);
        fill(inside);
        const auto content = inside.encoded();
        body += inside.item(kItem, open ? kUndefined : content.size()) + content + (open ? inside.item(kItemEnd, 0) : Octets());
    }
    const DataSet outside(as_un ? kImplicit : m_syntax);
    const auto length = open ? kUndefined : body.size();
    return element(tag, header(tag, as_un ? "UN" : "SQ", length) + body + (open ? outside.item(kSequenceEnd, 0) : Octets()));
}

DataSet& DataSet::sequence(std::uint32_t tag, const Fill& item, Form form) { return sequence(tag, std::vector<Fill> { item }, form); }

DataSet& DataSet::code(std::uint32_t tag, std::string_view value, std::string_view scheme, std::string_view meaning)
{
    return sequence(
        tag, [&](DataSet& it) { it.text(0x00080100, "SH", value).text(0x00080102, "SH", scheme).text(0x00080104, "LO", meaning); });
}

DataSet& DataSet::fragments(const Octets& offsets, const std::vector<Octets>& parts)
{
    auto whole = header(0x7FE00010, "OB", kUndefined) + item(kItem, offsets.size()) + offsets;
    for (auto part : parts) {
        if (part.size() % 2 != 0)
            part += '\0';
        whole += item(kItem, part.size()) + part;
    }
    return element(0x7FE00010, whole + item(kSequenceEnd, 0));
}

Octets DataSet::encoded() const
{
    Octets all;
    for (const auto& [tag, whole] : m_elements)
        all += whole;
    return all;
}

Octets file_of(const FileParts& parts)
{
    DataSet meta;
    meta.bytes(0x00020001, "OB", { '\0', '\1' }).text(0x00020002, "UI", parts.sop_class).text(0x00020003, "UI", parts.sop_instance);
    meta.text(0x00020010, "UI", parts.syntax.uid).text(0x00020012, "UI", "2.25.1");
    if (parts.more_meta)
        parts.more_meta(meta);
    const auto body = meta.encoded();
    DataSet length;
    if (!meta.has(0x00020000))
        length.numbers(0x00020000, "UL", 4, { body.size() });
    return parts.preamble + "DICM" + length.encoded() + body + (parts.syntax.deflated ? deflated(parts.set) : parts.set) + parts.after;
}

Octets deflated(const Octets& bytes)
{
    z_stream stream {};
    if (deflateInit2(&stream, Z_BEST_SPEED, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY) != Z_OK)
        return {};
    Octets in = bytes;
    Octets out(deflateBound(&stream, static_cast<uLong>(bytes.size())) + 16, '\0');
    stream.next_in = reinterpret_cast<Bytef*>(in.data());
    stream.avail_in = static_cast<uInt>(in.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    deflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    if (out.size() % 2 != 0)
        out += '\0';
    return out;
}

Octets inflated(const Octets& bytes, std::size_t limit)
{
    z_stream stream {};
    if (inflateInit2(&stream, -MAX_WBITS) != Z_OK)
        return {};
    Octets in = bytes;
    Octets out;
    Octets part(1U << 16U, '\0');
    stream.next_in = reinterpret_cast<Bytef*>(in.data());
    stream.avail_in = static_cast<uInt>(in.size());
    int status = Z_OK;
    while (status == Z_OK && out.size() <= limit) {
        stream.next_out = reinterpret_cast<Bytef*>(part.data());
        stream.avail_out = static_cast<uInt>(part.size());
        status = inflate(&stream, Z_NO_FLUSH);
        out.append(part, 0, part.size() - stream.avail_out);
    }
    inflateEnd(&stream);
    return status == Z_STREAM_END && out.size() <= limit ? out : Octets();
}

}  // namespace imprimatur::dicom_eval
