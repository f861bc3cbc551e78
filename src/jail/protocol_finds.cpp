// What to look for in a picture, and what was seen there.
#include "jail/protocol_records.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace imprimatur::jail {

namespace {

std::optional<double> read_f64(ByteReader& reader)
{
    const auto bits = reader.u64(kLittleEndian);
    if (!bits)
        return std::nullopt;
    const auto value = std::bit_cast<double>(*bits);
    return std::isfinite(value) ? std::optional(value) : std::nullopt;
}

Payload& put(Payload& payload, const Quad& quad)
{
    for (const auto& corner : quad.corners)
        payload.f64(corner.x).f64(corner.y);
    return payload;
}

std::optional<Quad> read_quad(ByteReader& reader)
{
    Quad quad;
    for (auto& corner : quad.corners) {
        const auto x = read_f64(reader);
        const auto y = read_f64(reader);
        if (!x || !y || std::abs(*x) > 4.0 * limits::kMaxSide || std::abs(*y) > 4.0 * limits::kMaxSide)
            return std::nullopt;
        corner = { *x, *y };
    }
    return quad;
}

/// A mean of floats can pass 1 in its last digit.
double share(double value) { return std::clamp(value, 0.0, 1.0); }

std::optional<double> read_share(ByteReader& reader)
{
    const auto value = read_f64(reader);
    return value && *value >= 0 && *value <= 1 ? value : std::nullopt;
}

bool read_text_box(ByteReader reader, std::vector<TextBox>& boxes)
{
    auto quad = read_quad(reader);
    auto text = read_text(reader);
    const auto detection = read_share(reader);
    const auto recognition = read_share(reader);
    if (!quad || !text || !detection || !recognition || boxes.size() >= limits::kMaxTextBoxes)
        return false;
    boxes.push_back({ *quad, std::move(*text), *detection, *recognition });
    return true;
}

bool read_face(ByteReader reader, std::vector<FaceBox>& faces)
{
    auto quad = read_quad(reader);
    const auto score = read_share(reader);
    auto seen_as = read_text(reader);
    if (!quad || !score || !seen_as || faces.size() >= limits::kMaxFaces)
        return false;
    faces.push_back({ *quad, *score, std::move(*seen_as) });
    return true;
}

bool read_code(ByteReader reader, std::vector<CodeBox>& codes)
{
    auto quad = read_quad(reader);
    auto symbology = read_text(reader);
    const auto decoded = reader.u8();
    if (!quad || !symbology || !decoded || codes.size() >= limits::kMaxCodes)
        return false;
    codes.push_back({ *quad, std::move(*symbology), *decoded != 0 });
    return true;
}

bool read_heat(ByteView payload, std::optional<HeatMap>& heat)
{
    auto frame = parse_frame(payload);
    if (!frame || frame->channels != 1 || heat)
        return false;
    heat = HeatMap { frame->width, frame->height, std::move(frame->samples) };
    return true;
}

bool read_find(const Record& record, PixelFinds& finds)
{
    const ByteReader reader(record.payload);
    switch (record.type) {
    case RecordType::TextBox: return read_text_box(reader, finds.writing);
    case RecordType::SecondReading: return read_text_box(reader, finds.second_reading);
    case RecordType::Face: return read_face(reader, finds.faces);
    case RecordType::Code: return read_code(reader, finds.codes);
    case RecordType::Heat: return read_heat(record.payload, finds.heat);
    default: return false;
    }
}

void put_i32(Payload& payload, std::int32_t value) { payload.u32(static_cast<std::uint32_t>(value)); }

std::optional<Rect> read_rect(ByteReader& reader)
{
    Rect rect;
    for (auto* side : { &rect.x, &rect.y, &rect.width, &rect.height }) {
        const auto value = reader.u32(kLittleEndian);
        if (!value || *value > limits::kMaxSide)
            return std::nullopt;
        *side = static_cast<std::int32_t>(*value);
    }
    return rect;
}

}  // namespace

Bytes look_head(const LookRequest& look)
{
    Payload payload;
    payload.u8(static_cast<std::uint8_t>(look.pass)).u8(static_cast<std::uint8_t>(look.effort)).u8(look.heat ? 1 : 0);
    payload.u32(static_cast<std::uint32_t>(look.covered.size()));
    for (const auto& rect : look.covered) {
        for (const auto side : { rect.x, rect.y, rect.width, rect.height })
            put_i32(payload, side);
    }
    return payload.bytes();
}

std::optional<LookAt> parse_look(ByteView input)
{
    ByteReader reader(input);
    const auto pass = reader.u8();
    const auto effort = reader.u8();
    const auto heat = reader.u8();
    const auto count = reader.u32(kLittleEndian);
    if (!pass || !effort || !heat || !count || *pass > static_cast<std::uint8_t>(LookRequest::Pass::Verification)
        || *effort > static_cast<std::uint8_t>(Effort::Thorough) || *count > limits::kMaxFillsPerFrame)
        return std::nullopt;
    LookAt look { { static_cast<LookRequest::Pass>(*pass), static_cast<Effort>(*effort), *heat != 0, {} }, {} };
    for (std::uint32_t i = 0; i < *count; ++i) {
        const auto rect = read_rect(reader);
        if (!rect)
            return std::nullopt;
        look.request.covered.push_back(*rect);
    }
    auto frame = parse_frame(reader.rest());
    if (!frame)
        return std::nullopt;
    look.frame = std::move(*frame);
    return look;
}

Payload find_payload(const TextBox& box)
{
    Payload payload;
    return put(payload, box.quad).text(box.text).f64(share(box.detection)).f64(share(box.recognition));
}

Payload find_payload(const FaceBox& face)
{
    Payload payload;
    return put(payload, face.quad).f64(face.score).text(face.seen_as);
}

Payload find_payload(const CodeBox& code)
{
    Payload payload;
    return put(payload, code.quad).text(code.symbology).u8(code.decoded ? 1 : 0);
}

Bytes drawing_head(const std::vector<PictureMark>& marks, const std::optional<HeatMap>& heat)
{
    Payload payload;
    payload.u32(static_cast<std::uint32_t>(marks.size()));
    for (const auto& mark : marks)
        put(payload, mark.quad).u8(static_cast<std::uint8_t>(mark.colour)).text(mark.label);
    const HeatMap map = heat.value_or(HeatMap {});
    payload.u32(map.width).u32(map.height);
    Bytes bytes = payload.bytes();
    bytes.insert(bytes.end(), map.samples.begin(), map.samples.end());
    return bytes;
}

std::optional<Drawing> parse_drawing(ByteView input)
{
    ByteReader reader(input);
    Drawing drawing;
    const auto count = reader.u32(kLittleEndian);
    if (!count || *count > limits::kMaxTextBoxes + limits::kMaxFaces + limits::kMaxCodes)
        return std::nullopt;
    for (std::uint32_t i = 0; i < *count; ++i) {
        const auto quad = read_quad(reader);
        const auto colour = reader.u8();
        auto label = read_text(reader);
        if (!quad || !colour || !label)
            return std::nullopt;
        drawing.marks.push_back({ *quad, static_cast<PictureMark::Colour>(*colour), std::move(*label) });
    }
    const auto width = reader.u32(kLittleEndian);
    const auto height = reader.u32(kLittleEndian);
    if (!width || !height || *width > limits::kMaxSide || *height > limits::kMaxSide)
        return std::nullopt;
    const auto heat = reader.take(static_cast<std::size_t>(*width) * *height);
    auto frame = heat ? parse_frame(reader.rest()) : std::nullopt;
    if (!frame)
        return std::nullopt;
    if (!heat->empty())
        drawing.heat = HeatMap { *width, *height, Bytes(heat->begin(), heat->end()) };
    drawing.frame = std::move(*frame);
    return drawing;
}

Parsed<PixelFinds> parse_finds(ByteView output) { return parse_records<PixelFinds>(output, {}, read_find); }

}  // namespace imprimatur::jail
