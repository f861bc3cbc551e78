#include "jail/protocol.h"

#include "base/checked.h"
#include "base/limits.h"
#include "jail/protocol_records.h"

#include <cmath>
#include <cstring>

namespace imprimatur::jail {

namespace {

void put(Bytes& bytes, std::uint64_t value, int width)
{
    for (int i = 0; i < width; ++i)
        bytes.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
}

bool read_describe(ByteReader reader, Material& material)
{
    const auto kind = reader.u32(kLittleEndian);
    auto encoding = read_text(reader);
    if (!kind || !encoding || *kind > static_cast<std::uint32_t>(MediaKind::Bmp))
        return false;
    material.kind = static_cast<MediaKind>(*kind);
    material.encoding = std::move(*encoding);
    return true;
}

bool read_context(ByteReader reader, Material& material)
{
    auto modality = read_text(reader);
    auto body_part = read_text(reader);
    if (!modality || !body_part)
        return false;
    material.modality = std::move(*modality);
    material.body_part = std::move(*body_part);
    return true;
}

bool read_attribute(ByteReader reader, Material& material)
{
    if (material.attributes.size() >= limits::kMaxAttributes)
        return false;
    Attribute attribute;
    for (auto* field : { &attribute.tag, &attribute.path, &attribute.name, &attribute.vr, &attribute.value }) {
        auto text = read_text(reader);
        if (!text)
            return false;
        *field = std::move(*text);
    }
    const auto length = reader.u64(kLittleEndian);
    const auto binary = reader.u8();
    if (!length || !binary)
        return false;
    attribute.length = *length;
    attribute.binary = *binary != 0;
    material.attributes.push_back(std::move(attribute));
    return true;
}

bool read_object(ByteReader reader, Material& material)
{
    auto part = read_text(reader);
    const auto length = reader.u64(kLittleEndian);
    const auto kind = reader.u32(kLittleEndian);
    if (!part || !length || !kind || *kind > static_cast<std::uint32_t>(IdentifierKind::Technical))
        return false;
    if (material.objects.size() >= limits::kMaxObjects)
        return false;
    material.objects.push_back({ std::move(*part), *length, static_cast<IdentifierKind>(*kind), std::nullopt });
    return true;
}

/// It follows its object.
bool read_object_picture(ByteView payload, Material& material, std::uint64_t& decoded)
{
    auto frame = parse_frame(payload);
    if (!frame || material.objects.empty() || material.objects.back().picture)
        return false;
    decoded += frame->samples.size();
    material.objects.back().picture = std::move(*frame);
    return decoded <= limits::kMaxDecodedBytes;
}

bool read_frame(ByteView payload, Material& material, std::uint64_t& decoded)
{
    auto frame = parse_frame(payload);
    if (!frame || material.frames.size() >= limits::kMaxFrames)
        return false;
    decoded += frame->samples.size();
    if (decoded > limits::kMaxDecodedBytes)
        return false;
    material.frames.push_back(std::move(*frame));
    return true;
}

bool read_blocks(ByteReader reader, Material& material)
{
    BlockGrid grid;
    for (auto* field : { &grid.x, &grid.y, &grid.luma_width, &grid.luma_height, &grid.chroma_width, &grid.chroma_height }) {
        const auto value = reader.u32(kLittleEndian);
        if (!value)
            return false;
        *field = *value;
    }
    const auto is_size = [](std::uint32_t size) { return size == 8 || size == 16 || size == 32; };
    const bool sizes = is_size(grid.luma_width) && is_size(grid.luma_height) && is_size(grid.chroma_width) && is_size(grid.chroma_height);
    if (!sizes || grid.x > limits::kMaxSide || grid.y > limits::kMaxSide || material.blocks)
        return false;
    material.blocks = grid;
    return reader.at_end();
}

bool read_material_record(const Record& record, Material& material, std::uint64_t& decoded)
{
    ByteReader reader(record.payload);
    switch (record.type) {
    case RecordType::Describe: return read_describe(reader, material);
    case RecordType::DicomContext: return read_context(reader, material);
    case RecordType::Frame: return read_frame(record.payload, material, decoded);
    case RecordType::Attribute: return read_attribute(reader, material);
    case RecordType::Object: return read_object(reader, material);
    case RecordType::ObjectPicture: return read_object_picture(record.payload, material, decoded);
    case RecordType::Lossy: {
        const auto lossy = reader.u8();
        material.lossy_ancestor = !lossy || *lossy != 0;
        return lossy.has_value();
    }
    case RecordType::Blocks: return read_blocks(reader, material);
    case RecordType::More: material.more_frames = true; return reader.at_end();
    case RecordType::Note: {
        auto note = read_text(reader);
        if (note)
            material.notes.push_back(std::move(*note));
        return note.has_value();
    }
    default: return false;
    }
}

}  // namespace

Payload& Payload::u8(std::uint8_t value)
{
    m_bytes.push_back(value);
    return *this;
}

Payload& Payload::u32(std::uint32_t value)
{
    put(m_bytes, value, 4);
    return *this;
}

Payload& Payload::u64(std::uint64_t value)
{
    put(m_bytes, value, 8);
    return *this;
}

Payload& Payload::f64(double value)
{
    std::uint64_t bits = 0;
    std::memcpy(&bits, &value, sizeof bits);
    return u64(bits);
}

Payload& Payload::text(std::string_view value)
{
    value = value.substr(0, limits::kMaxAttributeValue);
    u32(static_cast<std::uint32_t>(value.size()));
    m_bytes.insert(m_bytes.end(), value.begin(), value.end());
    return *this;
}

Bytes record_head(RecordType type, std::uint64_t payload_length)
{
    return Payload().u8(static_cast<std::uint8_t>(type)).u64(payload_length).bytes();
}

Bytes frame_head(const Frame& frame) { return Payload().u32(frame.width).u32(frame.height).u32(frame.channels).bytes(); }

std::optional<Frame> parse_frame(ByteView bytes)
{
    ByteReader reader(bytes);
    const auto width = reader.u32(kLittleEndian);
    const auto height = reader.u32(kLittleEndian);
    const auto channels = reader.u32(kLittleEndian);
    if (!width || !height || !channels || (*channels != 1 && *channels != 3))
        return std::nullopt;
    if (*width == 0 || *height == 0 || *width > limits::kMaxSide || *height > limits::kMaxSide)
        return std::nullopt;
    const auto pixels = checked_multiply(*width, *height);
    const auto samples = pixels ? checked_multiply(*pixels, *channels) : std::nullopt;
    if (!samples || *pixels > limits::kMaxFramePixels || *samples != reader.remaining())
        return std::nullopt;
    const auto rest = reader.rest();
    return Frame { *width, *height, *channels, Bytes(rest.begin(), rest.end()) };
}

Parsed<Material> parse_material(ByteView output)
{
    std::uint64_t decoded = 0;
    return parse_records<Material>(
        output, {}, [&](const Record& record, Material& material) { return read_material_record(record, material, decoded); });
}

Parsed<Bytes> parse_file(ByteView output)
{
    return parse_records<Bytes>(output, {}, [](const Record& record, Bytes& file) {
        if (record.type != RecordType::File || !file.empty() || record.payload.empty())
            return false;
        file.assign(record.payload.begin(), record.payload.end());
        return true;
    });
}

}  // namespace imprimatur::jail
