#include "dicom/codestream/icc_elements.h"

#include "base/checked.h"
#include "dicom/codestream/residues.h"

#include <array>

namespace imprimatur::dicom::icc {

namespace {

constexpr unsigned kMostChannels = 15;

void put_type(Bytes& out, std::string_view type)
{
    put_bytes(out, as_bytes(type));
    put32(out, 0);
}

void align(Bytes& out) { out.resize((out.size() + 3) / 4 * 4); }

std::string_view type_of(ByteView element) { return as_text(element).substr(0, 4); }

/// `type`, a reserved word, and the `size` bytes that follow.
std::optional<Bytes> plain(ByteView element, std::uint64_t size)
{
    if (element.size() < 8 || size > element.size() - 8)
        return std::nullopt;
    Bytes out;
    out.reserve(static_cast<std::size_t>(size) + 12);
    put_type(out, type_of(element));
    put_bytes(out, element.subspan(8, static_cast<std::size_t>(size)));
    align(out);
    return out;
}

struct Curve {
    Bytes bytes;
    std::size_t length = 0;  ///< in the profile, without padding
};

// 10.6 curveType, 10.18 parametricCurveType.
std::optional<Curve> curve(ByteView element)
{
    constexpr std::array<std::size_t, 5> kParameters { 1, 3, 4, 5, 7 };
    ByteReader reader(element);
    if (!reader.skip(8))
        return std::nullopt;
    std::uint64_t size = 4;
    if (type_of(element) == "curv") {
        const auto count = reader.u32(true);
        if (!count)
            return std::nullopt;
        size += 2ULL * *count;
    } else {
        const auto function = reader.u16(true);
        if (type_of(element) != "para" || !function || *function >= kParameters.size())
            return std::nullopt;
        size += 4 * kParameters[*function];
    }
    auto bytes = plain(element, size);
    if (!bytes)
        return std::nullopt;
    if (type_of(element) == "para")
        (*bytes)[10] = (*bytes)[11] = 0;
    return Curve { std::move(*bytes), static_cast<std::size_t>(8 + size) };
}

std::optional<Bytes> curve_bytes(ByteView element)
{
    auto read = curve(element);
    return read ? std::optional<Bytes>(std::move(read->bytes)) : std::nullopt;
}

std::optional<std::uint64_t> grid_entries(ByteView points, unsigned outputs)
{
    std::optional<std::uint64_t> entries = outputs;
    for (const auto count : points)
        entries = entries ? checked_multiply(*entries, count) : entries;
    return entries && *entries > 0 && *entries < (1ULL << 32) ? entries : std::nullopt;
}

// 10.10 lut16Type, 10.11 lut8Type.
std::optional<Bytes> table(ByteView element)
{
    const bool wide = type_of(element) == "mft2";
    constexpr std::size_t kFields = 12 - 8 + 9 * 4;
    if (element.size() < 8 + kFields + (wide ? 4U : 0U))
        return std::nullopt;
    const unsigned inputs = element[8];
    const unsigned outputs = element[9];
    if (inputs == 0 || inputs > kMostChannels || outputs == 0 || outputs > kMostChannels)
        return std::nullopt;
    const auto grid = grid_entries(Bytes(inputs, element[10]), outputs);
    std::uint64_t before = 256;
    std::uint64_t after = 256;
    if (wide) {
        before = static_cast<std::uint64_t>(element[48] << 8 | element[49]);
        after = static_cast<std::uint64_t>(element[50] << 8 | element[51]);
    }
    if (!grid || before < 2 || before > 4096 || after < 2 || after > 4096)
        return std::nullopt;
    const auto entries = inputs * before + *grid + outputs * after;
    auto out = plain(element, kFields + (wide ? 4 + 2 * entries : entries));
    if (out)
        (*out)[11] = 0;
    return out;
}

// 10.12.3: grid points of up to 16 dimensions, one or two bytes a value.
std::optional<Bytes> grid(ByteView element, unsigned inputs, unsigned outputs)
{
    constexpr std::size_t kHeader = 20;
    if (element.size() < kHeader || (element[16] != 1 && element[16] != 2))
        return std::nullopt;
    const auto entries = grid_entries(element.first(inputs), outputs);
    if (!entries || *entries * element[16] > element.size() - kHeader)
        return std::nullopt;
    Bytes out(element.begin(), element.begin() + inputs);
    out.resize(16);
    out.insert(out.end(), { element[16], 0, 0, 0 });
    put_bytes(out, element.subspan(kHeader, static_cast<std::size_t>(*entries * element[16])));
    align(out);
    return out;
}

std::optional<Bytes> curves(ByteView element, unsigned count)
{
    Bytes out;
    for (unsigned i = 0; i < count; ++i) {
        const auto one = curve(element);
        if (!one)
            return std::nullopt;
        put_bytes(out, one->bytes);
        element = element.subspan(std::min((one->length + 3) / 4 * 4, element.size()));
    }
    return out;
}

// 10.12 lutAToBType, 10.13 lutBToAType: five parts at offsets of their own, laid one after the other.
std::optional<Bytes> stages(ByteView element)
{
    constexpr std::size_t kHeader = 32;
    constexpr std::size_t kMatrix = 48;
    if (element.size() < kHeader)
        return std::nullopt;
    const unsigned inputs = element[8];
    const unsigned outputs = element[9];
    if (inputs == 0 || inputs > kMostChannels || outputs == 0 || outputs > kMostChannels)
        return std::nullopt;
    const bool to_pcs = type_of(element) == "mAB ";
    const unsigned near_pcs = to_pcs ? outputs : inputs;
    ByteReader reader(element);
    (void)reader.skip(12);
    Bytes header;
    put_type(header, type_of(element));
    header.insert(header.end(), { element[8], element[9], 0, 0 });
    Bytes parts;
    enum { BCurves, Matrix, MCurves, Grid, ACurves };
    for (const auto part : { BCurves, Matrix, MCurves, Grid, ACurves }) {
        const auto offset = reader.u32(true).value_or(0);
        put32(header, offset == 0 ? 0 : static_cast<std::uint32_t>(kHeader + parts.size()));
        if (offset == 0)
            continue;
        if (offset < kHeader || offset > element.size())
            return std::nullopt;
        const auto at = element.subspan(offset);
        std::optional<Bytes> bytes;
        if (part == Matrix)
            bytes = at.size() < kMatrix ? std::nullopt : std::optional<Bytes>(Bytes(at.begin(), at.begin() + kMatrix));
        else if (part == Grid)
            bytes = grid(at, inputs, outputs);
        else
            bytes = curves(at, part != ACurves ? near_pcs : inputs + outputs - near_pcs);
        if (!bytes)
            return std::nullopt;
        put_bytes(parts, *bytes);
    }
    put_bytes(header, parts);
    return header;
}

bool starts(std::string_view text, std::string_view with) { return text.substr(0, with.size()) == with; }

}  // namespace

bool is_kept(std::string_view tag)
{
    constexpr std::array<std::string_view, 19> kKept { "rXYZ", "gXYZ", "bXYZ", "wtpt", "bkpt", "lumi", "chad", "chrm", "rTRC", "gTRC",
        "bTRC", "kTRC", "A2B0", "A2B1", "A2B2", "B2A0", "B2A1", "B2A2", "gamt" };
    return std::find(kKept.begin(), kKept.end(), tag) != kKept.end();
}

std::optional<Bytes> rebuilt(std::string_view tag, ByteView element)
{
    const auto type = type_of(element);
    if (tag.substr(1) == "TRC")
        return curve_bytes(element);
    if (starts(tag, "A2B") || starts(tag, "B2A") || tag == "gamt") {
        if (type == "mft1" || type == "mft2")
            return table(element);
        return type == (starts(tag, "A2B") ? "mAB " : "mBA ") ? stages(element) : std::nullopt;
    }
    if (tag == "chad")  // 9.2.15: a matrix of nine s15Fixed16
        return type == "sf32" ? plain(element, 36) : std::nullopt;
    if (tag == "chrm") {  // 10.2: number of channels, phosphor, two u16Fixed16 a channel
        if (type != "chrm" || element.size() < 10 || element[8] != 0 || element[9] == 0 || element[9] > kMostChannels)
            return std::nullopt;
        return plain(element, 4 + 8 * std::uint64_t { element[9] });
    }
    return type == "XYZ " ? plain(element, 12) : std::nullopt;
}

Bytes text_element(std::string_view tag, std::string_view text, unsigned major_version)
{
    Bytes out;
    const auto length = static_cast<std::uint32_t>(text.size());
    if (major_version >= 4) {  // 10.15 multiLocalizedUnicodeType: one record, en-US, UTF-16
        constexpr std::uint32_t kOneRecord = 12;
        constexpr std::uint32_t kStart = 28;
        put_type(out, "mluc");
        put32(out, 1);
        put32(out, kOneRecord);
        put_bytes(out, as_bytes("enUS"));
        put32(out, 2 * length);
        put32(out, kStart);
        for (const char letter : text)
            put16(out, static_cast<std::uint8_t>(letter));
    } else if (tag == "desc") {  // ICC.1:2001-04 6.5.17: ASCII, no Unicode, and 67 bytes of ScriptCode in any case
        constexpr std::size_t kUnicodeAndScript = 4 + 4 + 2 + 1 + 67;
        put_type(out, "desc");
        put32(out, length + 1);
        put_bytes(out, as_bytes(text));
        out.resize(out.size() + 1 + kUnicodeAndScript);
    } else {
        put_type(out, "text");
        put_bytes(out, as_bytes(text));
        out.push_back(0);
    }
    align(out);
    return out;
}

}  // namespace imprimatur::dicom::icc
