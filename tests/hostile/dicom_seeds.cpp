#include "seeds.h"

#include <algorithm>

namespace imprimatur::hostile {

namespace {

constexpr std::uint32_t kSide = 32;

struct Syntax {
    std::string uid;
    bool explicit_vr = true;
    bool big_endian = false;
};

const Syntax kImplicit { "1.2.840.10008.1.2", false, false };
const Syntax kExplicit { "1.2.840.10008.1.2.1", true, false };
const Syntax kBigEndian { "1.2.840.10008.1.2.2", true, true };
const Syntax kRle { "1.2.840.10008.1.2.5", true, false };
const Syntax kJpeg { "1.2.840.10008.1.2.4.50", true, false };

constexpr std::uint32_t kUndefined = 0xFFFFFFFF;

/// PS3.5 7.1: the VRs whose length has four bytes, behind two reserved ones.
bool has_long_length(std::string_view vr) { return vr == "OB" || vr == "OW" || vr == "SQ" || vr == "UN" || vr == "UT"; }

class DataSet {
public:
    explicit DataSet(Syntax syntax)
        : m_syntax(std::move(syntax))
    {
    }
    void head(std::uint16_t group, std::uint16_t element, std::string_view vr, std::uint32_t length)
    {
        number(group, 2);
        number(element, 2);
        if (!m_syntax.explicit_vr)
            return number(length, 4);
        append(m_bytes, vr);
        if (has_long_length(vr))
            number(0, 2);
        number(length, has_long_length(vr) ? 4 : 2);
    }
    void text(std::uint16_t group, std::uint16_t element, std::string_view vr, std::string value)
    {
        if (value.size() % 2 != 0)
            value += vr == "UI" ? '\0' : ' ';
        head(group, element, vr, static_cast<std::uint32_t>(value.size()));
        append(m_bytes, value);
    }
    void u16(std::uint16_t group, std::uint16_t element, std::uint16_t value)
    {
        head(group, element, "US", 2);
        number(value, 2);
    }
    void bytes(std::uint16_t group, std::uint16_t element, std::string_view vr, const Bytes& value)
    {
        head(group, element, vr, static_cast<std::uint32_t>(value.size()));
        append(m_bytes, value);
    }
    /// An item or delimiter: a tag and a length in every syntax (PS3.5 7.5).
    void item(std::uint16_t element, std::uint32_t length)
    {
        number(0xFFFE, 2);
        number(element, 2);
        number(length, 4);
    }
    void number(std::uint64_t value, int width) { append_number(m_bytes, value, width, m_syntax.big_endian); }
    void raw(const Bytes& bytes) { append(m_bytes, bytes); }
    [[nodiscard]] const Bytes& all() const { return m_bytes; }

private:
    Syntax m_syntax;
    Bytes m_bytes;
};

std::string canary(std::string_view before, std::string_view after)
{
    return std::string(before) + std::string(kCanary) + std::string(after);
}

struct Picture {
    std::uint16_t samples = 1;
    std::uint16_t bits = 8;
    std::uint16_t frames = 1;
};

void describe_pixels(DataSet& set, const Picture& picture)
{
    set.u16(0x0028, 0x0002, picture.samples);
    set.text(0x0028, 0x0004, "CS", picture.samples == 3 ? "RGB" : "MONOCHROME2");
    if (picture.samples == 3)
        set.u16(0x0028, 0x0006, 0);
    if (picture.frames > 1)
        set.text(0x0028, 0x0008, "IS", std::to_string(picture.frames));
    set.u16(0x0028, 0x0010, kSide);
    set.u16(0x0028, 0x0011, kSide);
    set.u16(0x0028, 0x0100, picture.bits);
    set.u16(0x0028, 0x0101, picture.bits);
    set.u16(0x0028, 0x0102, static_cast<std::uint16_t>(picture.bits - 1));
    set.u16(0x0028, 0x0103, 0);
    if (picture.bits == 16) {
        set.text(0x0028, 0x1050, "DS", "128");
        set.text(0x0028, 0x1051, "DS", "256");
    }
}

void describe_patient(DataSet& set)
{
    set.text(0x0008, 0x0016, "UI", "1.2.840.10008.5.1.4.1.1.7");
    set.text(0x0008, 0x0018, "UI", "2.25.1234567890");
    set.text(0x0008, 0x0020, "DA", "20200131");
    set.text(0x0008, 0x0060, "CS", "OT");
    set.text(0x0008, 0x0080, "LO", canary("", " Hospital"));
    // A sequence of undefined length with a nested one of its own.
    set.head(0x0008, 0x1140, "SQ", kUndefined);
    set.item(0xE000, kUndefined);
    set.text(0x0008, 0x1155, "UI", "2.25.987654321");
    set.head(0x0040, 0xA170, "SQ", kUndefined);
    set.item(0xE000, kUndefined);
    set.text(0x0008, 0x0104, "LO", canary("nested ", ""));
    set.item(0xE00D, 0);
    set.item(0xE0DD, 0);
    set.item(0xE00D, 0);
    set.item(0xE0DD, 0);
    set.text(0x0009, 0x0010, "LO", "INVENTED");
    set.text(0x0009, 0x1001, "LO", canary("private ", ""));
    set.text(0x0010, 0x0010, "PN", canary("", "^Erika"));
    set.text(0x0010, 0x0020, "LO", canary("", "-42"));
    set.text(0x0010, 0x0030, "DA", "19600229");
    set.text(0x0018, 0x0015, "CS", "HAND");
}

Bytes file_of(const Syntax& syntax, const DataSet& set)
{
    DataSet meta(kExplicit);
    meta.bytes(0x0002, 0x0001, "OB", { 0, 1 });
    meta.text(0x0002, 0x0002, "UI", "1.2.840.10008.5.1.4.1.1.7");
    meta.text(0x0002, 0x0003, "UI", "2.25.1234567890");
    meta.text(0x0002, 0x0010, "UI", syntax.uid);
    meta.text(0x0002, 0x0012, "UI", "2.25.1");
    Bytes file(128, 0);
    append(file, "DICM");
    DataSet length(kExplicit);
    length.head(0x0002, 0x0000, "UL", 4);
    length.number(meta.all().size(), 4);
    append(file, length.all());
    append(file, meta.all());
    append(file, set.all());
    return file;
}

Bytes native_pixels(const Picture& picture, bool big_endian)
{
    const auto grey = gradient(kSide, kSide);
    Bytes pixels;
    for (int frame = 0; frame < picture.frames; ++frame) {
        for (const auto sample : grey) {
            for (int channel = 0; channel < picture.samples; ++channel)
                append_number(pixels, sample, picture.bits / 8, big_endian);
        }
    }
    return pixels;
}

Seed native(const std::string& name, const Syntax& syntax, const Picture& picture)
{
    DataSet set(syntax);
    describe_patient(set);
    describe_pixels(set, picture);
    set.bytes(0x7FE0, 0x0010, picture.bits == 16 ? "OW" : "OB", native_pixels(picture, syntax.big_endian));
    return { name, file_of(syntax, set) };
}

Seed encapsulated(const std::string& name, const Syntax& syntax, const std::vector<Bytes>& frames)
{
    DataSet set(syntax);
    describe_patient(set);
    describe_pixels(set, { 1, 8, static_cast<std::uint16_t>(frames.size()) });
    set.head(0x7FE0, 0x0010, "OB", kUndefined);
    set.item(0xE000, 0);
    for (auto frame : frames) {
        if (frame.size() % 2 != 0)
            frame.push_back(0);
        set.item(0xE000, static_cast<std::uint32_t>(frame.size()));
        set.raw(frame);
    }
    set.item(0xE0DD, 0);
    return { name, file_of(syntax, set) };
}

/// PS3.5 Annex G: sixteen numbers of header, then one PackBits segment, all of it literal runs.
Bytes rle_frame()
{
    Bytes frame;
    append_number(frame, 1, 4, false);
    append_number(frame, 64, 4, false);
    frame.resize(64, 0);
    const auto grey = gradient(kSide, kSide);
    for (std::size_t row = 0; row < kSide; ++row) {
        frame.push_back(kSide - 1);
        const auto start = grey.begin() + static_cast<std::ptrdiff_t>(row * kSide);
        frame.insert(frame.end(), start, start + kSide);
    }
    return frame;
}

}  // namespace

Bytes dicom_picture(std::uint16_t rows, std::uint16_t columns, const std::string& frames, const Bytes& pixels, std::uint16_t bits)
{
    DataSet set(kExplicit);
    describe_patient(set);
    set.u16(0x0028, 0x0002, 1);
    set.text(0x0028, 0x0004, "CS", "MONOCHROME2");
    set.text(0x0028, 0x0008, "IS", frames);
    set.u16(0x0028, 0x0010, rows);
    set.u16(0x0028, 0x0011, columns);
    set.u16(0x0028, 0x0100, bits > 8 ? 16 : 8);
    set.u16(0x0028, 0x0101, bits);
    set.u16(0x0028, 0x0102, static_cast<std::uint16_t>(bits - 1));
    set.u16(0x0028, 0x0103, 0);
    set.bytes(0x7FE0, 0x0010, bits > 8 ? "OW" : "OB", pixels);
    return file_of(kExplicit, set);
}

std::vector<Seed> dicom_seeds()
{
    return {
        native("explicit16.dcm", kExplicit, { 1, 16, 1 }),
        native("implicit_rgb.dcm", kImplicit, { 3, 8, 1 }),
        native("big_endian.dcm", kBigEndian, { 1, 16, 1 }),
        native("three_frames.dcm", kExplicit, { 1, 8, 3 }),
        encapsulated("rle.dcm", kRle, { rle_frame() }),
        encapsulated("jpeg.dcm", kJpeg, { plain_jpeg(kSide, kSide), plain_jpeg(kSide, kSide) }),
    };
}

}  // namespace imprimatur::hostile
