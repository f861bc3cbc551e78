#include "dicom/codestream/jp2_boxes.h"

#include <array>
#include <optional>

namespace imprimatur::dicom {

namespace {

constexpr std::array<std::uint8_t, 12> kSignature { 0, 0, 0, 12, 'j', 'P', ' ', ' ', 0x0D, 0x0A, 0x87, 0x0A };

struct Box {
    std::string_view type;
    ByteView content;
};

// T.800 I.4: LBox, TBox, XLBox. Length 0 reaches to the end.
std::optional<Box> next_box(ByteReader& reader)
{
    const auto start = reader.position();
    const auto length = reader.u32(true);
    const auto type = reader.take(4);
    if (!length || !type)
        return std::nullopt;
    std::uint64_t size = *length;
    if (*length == 1) {
        const auto extended = reader.u64(true);
        if (!extended)
            return std::nullopt;
        size = *extended;
    }
    const auto header = reader.position() - start;
    if (*length == 0)
        size = header + reader.remaining();
    if (size < header || size - header > reader.remaining())
        return std::nullopt;
    const auto content = reader.take(static_cast<std::size_t>(size - header));
    if (!content)
        return std::nullopt;
    return Box { as_text(*type), *content };
}

// T.800 I.5.3.6: harmless when every channel is the colour of its own number.
bool permutes(ByteView definition)
{
    ByteReader reader(definition);
    const auto count = reader.u16(true);
    if (!count || reader.remaining() != std::size_t { *count } * 6)
        return true;
    for (unsigned i = 0; i < *count; ++i)
        if (reader.u16(true) != i || reader.u16(true) != 0 || reader.u16(true) != i + 1)
            return true;
    return false;
}

bool changes_samples(ByteView header)
{
    ByteReader reader(header);
    while (!reader.at_end()) {
        const auto box = next_box(reader);
        if (!box || box->type == "pclr" || box->type == "cmap" || (box->type == "cdef" && permutes(box->content)))
            return true;
    }
    return false;
}

std::string_view name_of(std::string_view type)
{
    // A name from the file would be bytes of the file in a report.
    constexpr std::array<std::pair<std::string_view, std::string_view>, 9> kKnown { { { "jP  ", "JP2 signature" }, { "ftyp", "JP2 ftyp" },
        { "jp2h", "JP2 header" }, { "xml ", "JP2 xml" }, { "uuid", "JP2 uuid" }, { "uinf", "JP2 uinf" }, { "jp2i", "JP2 jp2i" },
        { "free", "JP2 free" }, { "jp2c", "JP2 second code stream" } } };
    for (const auto& [known, name] : kKnown)
        if (known == type)
            return name;
    return "JP2 box";
}

}  // namespace

bool is_jp2(ByteView frame) { return frame.size() >= kSignature.size() && std::equal(kSignature.begin(), kSignature.end(), frame.begin()); }

std::variant<ByteView, Unreadable> codestream_of(ByteView frame, Residues& removed)
{
    ByteReader reader(frame);
    std::optional<ByteView> found;
    while (!reader.at_end() && !removed.full()) {
        const auto rest = reader.rest();
        const auto box = next_box(reader);
        if (!box && found) {  // padding, or what somebody put behind
            removed.add("after the last JP2 box", rest);
            break;
        }
        if (!box)
            return Unreadable { Unreadable::How::Malformed, "A JP2 box runs past the end of the frame." };
        if (box->type == "jp2h" && changes_samples(box->content))
            return Unreadable { Unreadable::How::Unsupported, "JP2 boxes give the samples another meaning than the code stream." };
        if (box->type == "jp2c" && !found)
            found = box->content;
        else
            removed.add(name_of(box->type), box->content);
    }
    if (!found)
        return Unreadable { Unreadable::How::Malformed, "The JP2 boxes hold no code stream." };
    return *found;
}

}  // namespace imprimatur::dicom
