#include "jail/photo/samples_test.h"

#include <algorithm>
#include <cstdlib>

namespace imprimatur::jail::photo::samples {

namespace {

std::uint8_t byte(std::uint64_t value) { return static_cast<std::uint8_t>(value & 0xFFU); }

void put(Bytes& out, std::uint64_t value, int bytes)
{
    for (int i = 0; i < bytes; ++i)
        out.push_back(byte(value >> (8 * i)));
}

/// Writes one directory whose values follow it; pointers in the values are filled in by the caller.
void directory(Bytes& block, const std::vector<Field>& fields, std::uint32_t next)
{
    const std::size_t values_at = block.size() + 2 + fields.size() * 12 + 4;
    Bytes values;
    put(block, fields.size(), 2);
    for (const auto& field : fields) {
        put(block, field.tag, 2);
        put(block, field.type, 2);
        put(block, field.count, 4);
        if (field.value.size() <= 4) {
            Bytes inline_value = field.value;
            inline_value.resize(4);
            block.insert(block.end(), inline_value.begin(), inline_value.end());
        } else {
            put(block, values_at + values.size(), 4);
            values.insert(values.end(), field.value.begin(), field.value.end());
            values.resize((values.size() + 1) / 2 * 2);
        }
    }
    put(block, next, 4);
    block.insert(block.end(), values.begin(), values.end());
}

std::size_t directory_size(const std::vector<Field>& fields)
{
    std::size_t size = 2 + fields.size() * 12 + 4;
    for (const auto& field : fields)
        size += field.value.size() <= 4 ? 0 : (field.value.size() + 1) / 2 * 2;
    return size;
}

Field pointer(std::uint16_t tag, std::uint64_t to)
{
    Field field { tag, 4, 1, {} };
    put(field.value, to, 4);
    return field;
}

}  // namespace

Frame picture(std::uint32_t width, std::uint32_t height, std::uint32_t channels)
{
    Frame frame { width, height, channels, {} };
    for (std::uint32_t y = 0; y < height; ++y) {
        for (std::uint32_t x = 0; x < width; ++x) {
            const bool corner = x < width / 3 && y < height / 4;
            for (std::uint32_t c = 0; c < channels; ++c)
                frame.samples.push_back(corner ? byte(250 - 60 * c) : byte(x * 7 + y * 3 + c * 40));
        }
    }
    return frame;
}

Frame smooth(std::uint32_t width, std::uint32_t height, std::uint32_t channels)
{
    Frame frame { width, height, channels, {} };
    for (std::uint32_t y = 0; y < height; ++y) {
        for (std::uint32_t x = 0; x < width; ++x) {
            for (std::uint32_t c = 0; c < channels; ++c)
                frame.samples.push_back(byte(40 + 100 * x / width + 60 * y / height + 10 * c));
        }
    }
    return frame;
}

int largest_difference(const Frame& a, const Frame& b)
{
    if (a.width != b.width || a.height != b.height || a.channels != b.channels || a.samples.size() != b.samples.size())
        return 999;
    int largest = 0;
    for (std::size_t i = 0; i < a.samples.size(); ++i)
        largest = std::max(largest, std::abs(int { a.samples[i] } - int { b.samples[i] }));
    return largest;
}

Field ascii(std::uint16_t tag, std::string_view text)
{
    Field field { tag, 2, static_cast<std::uint32_t>(text.size() + 1), bytes_of(text) };
    field.value.push_back(0);
    return field;
}

Field shorts(std::uint16_t tag, const std::vector<std::uint16_t>& values)
{
    Field field { tag, 3, static_cast<std::uint32_t>(values.size()), {} };
    for (const auto value : values)
        put(field.value, value, 2);
    return field;
}

Field rationals(std::uint16_t tag, const std::vector<std::pair<std::uint32_t, std::uint32_t>>& values)
{
    Field field { tag, 5, static_cast<std::uint32_t>(values.size()), {} };
    for (const auto& [numerator, denominator] : values) {
        put(field.value, numerator, 4);
        put(field.value, denominator, 4);
    }
    return field;
}

Field undefined(std::uint16_t tag, std::string_view bytes) { return { tag, 7, static_cast<std::uint32_t>(bytes.size()), bytes_of(bytes) }; }

Bytes exif_block(const ExifParts& parts)
{
    auto image = parts.image;
    image.push_back(pointer(0x8769, 0));
    image.push_back(pointer(0x8825, 0));
    const std::size_t exif_at = 8 + directory_size(image);
    const std::size_t gps_at = exif_at + directory_size(parts.exif);
    const std::size_t second_at = gps_at + directory_size(parts.gps);
    image[image.size() - 2] = pointer(0x8769, exif_at);
    image[image.size() - 1] = pointer(0x8825, gps_at);
    Bytes block = bytes_of(std::string_view("II*\0\x08\0\0\0", 8));
    directory(block, image, parts.thumbnail.empty() ? 0 : static_cast<std::uint32_t>(second_at));
    directory(block, parts.exif, 0);
    directory(block, parts.gps, 0);
    if (!parts.thumbnail.empty()) {
        std::vector<Field> second { shorts(0x0103, { 6 }), pointer(0x0201, 0), pointer(0x0202, parts.thumbnail.size()) };
        second[1] = pointer(0x0201, second_at + directory_size(second));
        directory(block, second, 0);
        block.insert(block.end(), parts.thumbnail.begin(), parts.thumbnail.end());
    }
    return block;
}

Bytes joined(std::initializer_list<Bytes> parts)
{
    Bytes all;
    for (const auto& part : parts)
        all.insert(all.end(), part.begin(), part.end());
    return all;
}

Bytes bytes_of(std::string_view text) { return { text.begin(), text.end() }; }

Bytes u32_big(std::uint32_t value) { return { byte(value >> 24), byte(value >> 16), byte(value >> 8), byte(value) }; }

Bytes bmp(
    std::uint32_t width, std::int32_t height, std::uint16_t depth, std::uint32_t compression, const Bytes& colours, const Bytes& pixels)
{
    Bytes file = bytes_of("BM");
    const std::size_t pixels_at = 14 + 40 + colours.size();
    put(file, pixels_at + pixels.size(), 4);
    put(file, 0, 4);
    put(file, pixels_at, 4);
    put(file, 40, 4);
    put(file, width, 4);
    put(file, static_cast<std::uint32_t>(height), 4);
    put(file, 1, 2);
    put(file, depth, 2);
    put(file, compression, 4);
    put(file, pixels.size(), 4);
    put(file, 0, 8);
    put(file, depth <= 8 ? colours.size() / 4 : 0, 4);
    put(file, 0, 4);
    return joined({ file, colours, pixels });
}

}  // namespace imprimatur::jail::photo::samples
