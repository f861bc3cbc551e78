#include "jail/recode/jpeg_stream.h"

#include <algorithm>

namespace imprimatur::jail::recode {

namespace {

constexpr std::uint8_t kLsFrame = 0xF7;

struct Tables {
    std::array<HuffmanSpec, 4> dc, ac;
    std::uint32_t restart = 0;
};

bool is_frame_marker(std::uint8_t marker)
{
    return marker == kLsFrame || (marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC);
}

bool read_quant(ByteReader segment, JpegStream& stream)
{
    while (!segment.at_end()) {
        const unsigned head = *segment.u8();
        if ((head & 15U) > 3 || (head >> 4U) > 1)
            return false;
        QuantTable table {};
        for (auto& step : table) {
            const auto bytes = segment.take((head >> 4U) + 1);
            if (!bytes)
                return false;
            step = static_cast<std::uint16_t>(bytes->size() == 2 ? (*bytes)[0] << 8U | (*bytes)[1] : (*bytes)[0]);
            if (step == 0)
                return false;
        }
        stream.quant[head & 15U] = table;
    }
    return true;
}

bool read_huffman(ByteReader segment, Tables& tables)
{
    while (!segment.at_end()) {
        const unsigned head = *segment.u8();
        if ((head & 15U) > 3 || (head >> 4U) > 1)
            return false;
        HuffmanSpec spec;
        std::size_t total = 0;
        for (auto& count : spec.counts) {
            const auto value = segment.u8();
            if (!value)
                return false;
            count = *value;
            total += count;
        }
        const auto symbols = segment.take(total);
        if (!symbols || total > 256)
            return false;
        spec.symbols.assign(symbols->begin(), symbols->end());
        ((head >> 4U) != 0 ? tables.ac : tables.dc)[head & 15U] = spec;
    }
    return true;
}

bool read_frame(ByteReader segment, std::uint8_t marker, JpegStream& stream)
{
    const auto precision = segment.u8();
    const auto rows = segment.u16(true);
    const auto columns = segment.u16(true);
    const auto count = segment.u8();
    if (!count || *count == 0 || *count > 4 || segment.remaining() != std::size_t { *count } * 3 || stream.frame_marker != 0)
        return false;
    stream.frame_marker = marker;
    stream.precision = *precision;
    stream.rows = *rows;
    stream.columns = *columns;
    for (unsigned i = 0; i < *count; ++i) {
        JpegComponent component;
        component.id = *segment.u8();
        const unsigned factors = *segment.u8();
        component.sampling = { factors >> 4U, factors & 15U };
        component.table = *segment.u8();
        const auto& s = component.sampling;
        if (s.h < 1 || s.h > 4 || s.v < 1 || s.v > 4 || component.table > 3)
            return false;
        stream.components.push_back(component);
    }
    return true;
}

bool read_scan(ByteReader segment, const Tables& tables, JpegStream& stream)
{
    const auto count = segment.u8();
    if (!count || *count == 0 || *count > stream.components.size() || segment.remaining() != std::size_t { *count } * 2 + 3)
        return false;
    JpegScan scan;
    for (unsigned i = 0; i < *count; ++i) {
        const auto id = *segment.u8();
        const unsigned nibbles = *segment.u8();
        const auto found = std::find_if(stream.components.begin(), stream.components.end(), [&](const auto& c) { return c.id == id; });
        if (found == stream.components.end())
            return false;
        const bool ls = stream.frame_marker == kLsFrame;
        if (ls ? nibbles != 0 : (nibbles >> 4U) > 3 || (nibbles & 15U) > 3)  // T.87: a mapping table would be a palette
            return false;
        const auto index = static_cast<std::size_t>(found - stream.components.begin());
        const auto twice
            = [&](const JpegScan& s) { return std::find(s.components.begin(), s.components.end(), index) != s.components.end(); };
        if (twice(scan) || std::any_of(stream.scans.begin(), stream.scans.end(), twice))
            return false;
        scan.components.push_back(index);
        scan.dc.push_back(tables.dc[(nibbles >> 4U) & 3U]);
        scan.ac.push_back(tables.ac[nibbles & 3U]);
    }
    scan.start = *segment.u8();
    scan.end = *segment.u8();
    scan.approximation = *segment.u8();
    scan.restart = tables.restart;
    stream.scans.push_back(std::move(scan));
    return true;
}

/// Up to the next marker that is not a restart marker.
ByteView entropy_coded(ByteReader& reader, bool ls)
{
    const auto rest = reader.rest();
    std::size_t at = 0;
    while (at + 1 < rest.size()) {
        const auto next = rest[at + 1];
        const bool inside = ls ? next < 0x80 : next == 0 || (next >= 0xD0 && next <= 0xD7) || next == 0xFF;
        if (rest[at] == 0xFF && !inside)
            break;
        ++at;
    }
    if (at + 1 >= rest.size())
        at = rest.size();
    return reader.take(at).value_or(ByteView {});
}

void keep_application(std::uint8_t marker, ByteView payload, JpegStream& stream)
{
    const auto text = as_text(payload);
    const auto keep = [&](std::size_t size) {
        const Bytes head { 0xFF, marker, 0, static_cast<std::uint8_t>(size + 2) };
        stream.application.insert(stream.application.end(), head.begin(), head.end());
        stream.application.insert(stream.application.end(), payload.begin(), payload.begin() + static_cast<std::ptrdiff_t>(size));
    };
    if (marker == 0xE0 && text.starts_with(std::string_view("JFIF\0", 5)) && payload.size() >= 14 && !stream.jfif) {
        stream.jfif = true;
        keep(14);
        stream.application[stream.application.size() - 2] = 0;  // no thumbnail follows
        stream.application[stream.application.size() - 1] = 0;
    } else if (marker == 0xEE && text.starts_with("Adobe") && payload.size() >= 12 && !stream.adobe_transform) {
        keep(12);
        stream.adobe_transform = payload[11];
    } else if (marker == 0xE8 && text.starts_with("mrfx")) {
        stream.hp_transform = payload.size() < 5 || payload[4] != 0;
    }
}

bool read_preset(ByteReader segment, JpegStream& stream)
{
    if (segment.u8() != 1)  // other kinds: mapping tables, sizes above 65,535
        return false;
    auto& preset = stream.preset;
    for (auto* value : { &preset.maximum, &preset.thresholds[0], &preset.thresholds[1], &preset.thresholds[2], &preset.reset }) {
        const auto number = segment.u16(true);
        if (!number)
            return false;
        *value = *number;
    }
    return true;
}

bool read_segment(std::uint8_t marker, ByteView payload, Tables& tables, JpegStream& stream)
{
    ByteReader segment(payload);
    if (marker == 0xDB)
        // Quantisation tables that change between scans are legal and never seen; the frame keeps one set.
        return stream.scans.empty() && read_quant(segment, stream);
    if (marker == 0xC4)
        return read_huffman(segment, tables);
    if (marker == 0xDD) {
        const auto interval = segment.u16(true);
        tables.restart = interval.value_or(0);
        return interval.has_value();
    }
    if (marker == 0xF8)
        return stream.scans.empty() && read_preset(segment, stream);
    if (is_frame_marker(marker))
        return read_frame(segment, marker, stream);
    if (marker >= 0xE0 && marker <= 0xEF) {
        keep_application(marker, payload, stream);
        return true;
    }
    return marker == 0xFE;
}

}  // namespace

Parsed<JpegStream> parse_jpeg(ByteView frame)
{
    ByteReader reader(frame);
    JpegStream stream;
    Tables tables;
    if (reader.u16(true) != 0xFFD8)
        return malformed("the code stream does not begin as JPEG");
    std::size_t coded = 0;
    while (true) {
        auto marker = reader.u8();
        if (marker != 0xFF)
            return malformed("bytes that are no marker stand in the JPEG code stream, or it is cut");
        while (marker == 0xFF)
            marker = reader.u8();
        if (marker == 0xD9)
            break;
        const auto length = reader.u16(true);
        const auto payload = length && *length >= 2 ? reader.take(*length - 2U) : std::nullopt;
        if (!marker || !payload)
            return malformed("the JPEG code stream is cut");
        if (marker == 0xDA) {
            if (!read_scan(ByteReader(*payload), tables, stream))
                return malformed("a scan header of the JPEG code stream is damaged");
            stream.scans.back().data = entropy_coded(reader, stream.frame_marker == kLsFrame);
            coded += stream.scans.back().components.size();
        } else if (!read_segment(*marker, *payload, tables, stream)) {
            return malformed("a marker segment of the JPEG code stream is damaged or of a kind that is not filled");
        }
    }
    if (stream.frame_marker == 0 || coded != stream.components.size())
        return malformed("components of the JPEG code stream are missing");
    return stream;
}

bool fits(const JpegStream& stream, const dicom::FrameShape& shape)
{
    return stream.rows == shape.rows && stream.columns == shape.columns && stream.components.size() == shape.samples
        && stream.precision >= 2 && stream.precision <= 16 && stream.precision <= shape.bits_allocated;
}

SegmentWriter::SegmentWriter()
    : out { 0xFF, 0xD8 }
{
}

void SegmentWriter::segment(std::uint8_t marker, const Bytes& payload)
{
    const std::size_t length = payload.size() + 2;
    bytes({ 0xFF, marker, static_cast<std::uint8_t>(length >> 8U), static_cast<std::uint8_t>(length) });
    bytes(payload);
}

void SegmentWriter::frame_header(const JpegStream& stream)
{
    const auto high = [](std::uint32_t v) { return static_cast<std::uint8_t>(v >> 8U); };
    const auto low = [](std::uint32_t v) { return static_cast<std::uint8_t>(v); };
    Bytes payload { low(stream.precision), high(stream.rows), low(stream.rows), high(stream.columns), low(stream.columns),
        low(static_cast<std::uint32_t>(stream.components.size())) };
    for (const auto& c : stream.components)
        payload.insert(payload.end(), { c.id, low(c.sampling.h << 4U | c.sampling.v), c.table });
    segment(stream.frame_marker, payload);
}

void SegmentWriter::scan_header(const JpegStream& stream, const std::vector<std::size_t>& components, const Bytes& tables,
    std::uint8_t start, std::uint8_t end, std::uint8_t approximation)
{
    Bytes payload { static_cast<std::uint8_t>(components.size()) };
    for (std::size_t i = 0; i < components.size(); ++i)
        payload.insert(payload.end(), { stream.components[components[i]].id, tables[i] });
    payload.insert(payload.end(), { start, end, approximation });
    segment(0xDA, payload);
}

Bytes SegmentWriter::finish()
{
    bytes({ 0xFF, 0xD9 });
    if (out.size() % 2 != 0)
        out.push_back(0);
    return std::move(out);
}

}  // namespace imprimatur::jail::recode
