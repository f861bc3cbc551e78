#include "dicom/data_set.h"

#include "dicom/data_set_parser.h"
#include "dicom/inflate.h"

#include <algorithm>

namespace imprimatur::dicom {

namespace {

constexpr std::size_t kPreamble = 128;
constexpr std::size_t kMagic = 4;
constexpr Tag kTransferSyntaxUid { 0x0002, 0x0010 };

Unreadable malformed(std::string sentence) { return { Unreadable::How::Malformed, std::move(sentence) }; }

/// PS3.10 7.1 File Meta Information: always Explicit VR Little Endian, and over where group 0002 ends.
struct Meta {
    std::size_t end = 0;
    std::string_view transfer_syntax;
};

std::variant<Meta, Unreadable> parse_meta(ByteView file, std::size_t begin)
{
    Meta meta { begin, {} };
    ByteReader reader(file);
    if (!reader.seek(begin))
        return malformed("the file ends before its File Meta Information");
    while (reader.remaining() >= 8) {
        const std::size_t start = reader.position();
        const auto group = *reader.u16(false);
        if (group != 0x0002)
            break;
        const auto element = *reader.u16(false);
        const auto letters = as_text(*reader.take(2));
        const Vr vr = vr_from(letters);
        if (vr == Vr::None)
            return malformed("an element of the File Meta Information has no value representation");
        std::optional<std::uint64_t> length = reader.u16(false);
        if (has_long_length(vr))
            length = reader.u32(false);
        const auto value = length ? reader.take(*length) : std::nullopt;
        if (!value)
            return malformed("an element of the File Meta Information passes the end of the file");
        if (Tag { group, element } == kTransferSyntaxUid) {
            meta.transfer_syntax = as_text(*value);
            while (!meta.transfer_syntax.empty() && (meta.transfer_syntax.back() == '\0' || meta.transfer_syntax.back() == ' '))
                meta.transfer_syntax.remove_suffix(1);
        }
        meta.end = reader.position();
        if (start == meta.end)
            break;
    }
    return meta;
}

/// A data set without File Meta Information: two letters where Explicit VR has them, or a short length.
const TransferSyntax* guess_syntax(ByteView bytes)
{
    if (bytes.size() < 8)
        return nullptr;
    const bool explicit_vr = vr_from(as_text(bytes.subspan(4, 2))) != Vr::None;
    const bool little = bytes[1] == 0 && bytes[0] <= 0x10;
    const bool big = bytes[0] == 0 && bytes[1] <= 0x10 && bytes[1] != 0;
    if (explicit_vr)
        return transfer_syntax(little ? "1.2.840.10008.1.2.1" : big ? "1.2.840.10008.1.2.2" : "");
    return little && bytes[6] == 0 && bytes[7] == 0 ? &default_transfer_syntax() : nullptr;
}

}  // namespace

std::string_view without_padding(std::string_view value)
{
    while (!value.empty() && (value.back() == '\0' || value.back() == ' '))
        value.remove_suffix(1);
    while (!value.empty() && value.front() == ' ')
        value.remove_prefix(1);
    return value;
}

const Node* DataSet::child(std::size_t first, std::size_t end, Tag tag) const
{
    for (std::size_t i = first; i < end && i < nodes.size(); i = nodes[i].end) {
        if (nodes[i].tag == tag)
            return &nodes[i];
    }
    return nullptr;
}

std::string_view DataSet::text(const Node* node) const
{
    if (node == nullptr || !is_text(node->vr))
        return {};
    return without_padding(as_text(this->value(*node)));
}

std::string_view DataSet::private_creator(std::size_t first, std::size_t end, Tag tag) const
{
    const auto block = static_cast<std::uint16_t>(tag.element >> 8U);
    return block < 0x10 ? std::string_view() : text(child(first, end, { tag.group, block }));
}

std::optional<std::uint16_t> DataSet::number(Tag tag) const
{
    const Node* node = top(tag);
    if (node == nullptr || (node->vr != Vr::US && node->vr != Vr::SS) || node->length != 2)
        return std::nullopt;
    return ByteReader(value(*node)).u16(syntax->big_endian && !node->implicit);
}

std::variant<DataSet, Unreadable> parse(ByteView file, const Tables& tables)
{
    DataSet set;
    std::size_t begin = 0;
    const bool has_preamble = file.size() >= kPreamble + kMagic && as_text(file.subspan(kPreamble, kMagic)) == "DICM";
    if (has_preamble || (file.size() >= 2 && file[0] == 0x02 && file[1] == 0)) {
        auto meta = parse_meta(file, has_preamble ? kPreamble + kMagic : 0);
        if (auto* refused = std::get_if<Unreadable>(&meta))
            return std::move(*refused);
        begin = std::get<Meta>(meta).end;
        const auto uid = std::get<Meta>(meta).transfer_syntax;
        set.syntax = uid.empty() ? guess_syntax(file.subspan(begin)) : transfer_syntax(uid);
        if (set.syntax == nullptr)
            return Unreadable { Unreadable::How::Unsupported, "its transfer syntax is not known to this program" };
    } else {
        set.syntax = guess_syntax(file);
        if (set.syntax == nullptr)
            return Unreadable { Unreadable::How::NotRecognised, "this is not a DICOM file" };
    }
    if (set.syntax->codec == PixelCodec::NotOpened)
        return Unreadable { Unreadable::How::Unsupported,
            "its pixels are video, JPEG XL or elsewhere (" + std::string(set.syntax->uid)
                + "): such a stream is not opened, so it cannot be cleared" };
    set.bytes = file;
    set.data_begin = begin;
    if (set.syntax->deflated) {
        auto inflated = inflate_raw(file.subspan(begin));
        if (!inflated)
            return malformed("its deflated data set cannot be inflated within the limit");
        // PS3.5 A.5: one byte of padding makes the stream even.
        const auto rest = file.subspan(begin + inflated->consumed);
        const bool padding = rest.empty() || (rest.size() == 1 && rest[0] == 0);
        set.unaccounted = padding ? 0 : rest.size();
        set.inflated = std::move(inflated->bytes);
        set.bytes = set.inflated;
        begin = 0;
    }
    DataSetParser parser(set, tables);
    if (auto refused = parser.run(begin))
        return std::move(*refused);
    return set;
}

}  // namespace imprimatur::dicom
