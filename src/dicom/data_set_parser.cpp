#include "dicom/data_set_parser.h"

#include "base/limits.h"

#include <algorithm>

namespace imprimatur::dicom {

namespace {

constexpr std::uint32_t kUndefined = 0xFFFFFFFF;
constexpr Tag kItemEnd { 0xFFFE, 0xE00D };
constexpr Tag kSequenceEnd { 0xFFFE, 0xE0DD };
constexpr Tag kFloatPixels { 0x7FE0, 0x0008 };

// Fragments of one object: a whole slide has some hundred thousand tiles.
constexpr std::size_t kMaxFragments = 1'000'000;

// Old modalities write a few elements out of order; each one costs a walk over its siblings.
constexpr int kMaxOutOfOrder = 64;

bool is_pixels(Tag tag) { return tag.group == kFloatPixels.group; }

}  // namespace

bool DataSetParser::refuse(Unreadable::How how, std::string sentence)
{
    if (!m_refused)
        m_refused = Unreadable { how, std::move(sentence) };
    return false;
}

bool DataSetParser::add(Node node)
{
    if (m_set.nodes.size() >= limits::kMaxAttributes)
        return refuse(Unreadable::How::TooLarge, "it has more attributes than the limit");
    node.index = static_cast<std::uint32_t>(m_set.nodes.size());
    m_set.nodes.push_back(node);
    return true;
}

std::optional<Unreadable> DataSetParser::run(std::size_t begin)
{
    if (!m_reader.seek(begin))
        return Unreadable { Unreadable::How::Malformed, "the file ends before its data set" };
    const Encoding encoding { m_set.syntax->implicit_vr, m_set.syntax->big_endian };
    if (!elements(encoding, m_set.bytes.size(), false, 0))
        return m_refused;
    if (m_set.nodes.empty())
        return Unreadable { Unreadable::How::Malformed, "the data set is empty" };
    return std::nullopt;
}

void DataSetParser::resolve_vr(Header& header, Encoding encoding) const
{
    const auto* known = m_tables.dictionary(header.tag);
    if (!encoding.implicit && header.vr != Vr::UN)
        return;
    header.was_unknown = !encoding.implicit;
    if (Node { .tag = header.tag }.is_private_creator()) {
        header.vr = Vr::LO;  // a private creator (PS3.5 7.8.1)
    } else if (header.tag.is_private()) {
        header.vr = header.length == kUndefined && !encoding.implicit ? Vr::SQ : Vr::UN;
    } else if (known != nullptr) {
        // "US or SS or OW": the length decides between numbers and bulk, Pixel Representation between the numbers (PS3.5 A.1).
        header.vr = known->vrs[0];
        if (known->allows(Vr::US) && known->allows(Vr::SS))
            header.vr = m_set.number({ 0x0028, 0x0103 }).value_or(0) == 1 ? Vr::SS : Vr::US;
        if (known->allows(Vr::OW) && !known->allows(Vr::SQ) && header.tag == kPixelData)
            header.vr = Vr::OW;
        else if (known->allows(Vr::OW) && header.length > 6)
            header.vr = Vr::OW;
    } else {
        header.vr = header.tag.element == 0 ? Vr::UL : Vr::UN;
    }
    if (header.length == kUndefined && header.tag != kPixelData)
        header.vr = Vr::SQ;
}

std::optional<DataSetParser::Header> DataSetParser::header(Encoding encoding, std::uint64_t end)
{
    if (m_reader.position() + 8 > end)
        return std::nullopt;
    Header header;
    header.tag.group = *m_reader.u16(encoding.big_endian);
    header.tag.element = *m_reader.u16(encoding.big_endian);
    if (encoding.implicit || header.tag.group == kItem.group) {
        header.length = *m_reader.u32(encoding.big_endian);
        if (header.tag.group != kItem.group)
            resolve_vr(header, encoding);
        return header;
    }
    const auto letters = as_text(*m_reader.take(2));
    header.vr = vr_from(letters);
    if (header.vr == Vr::None)
        return std::nullopt;
    if (has_long_length(header.vr)) {
        const auto reserved = m_reader.u16(encoding.big_endian);
        const auto length = m_reader.u32(encoding.big_endian);
        if (!reserved || !length || m_reader.position() > end)
            return std::nullopt;
        header.length = *length;
    } else {
        header.length = *m_reader.u16(encoding.big_endian);
    }
    resolve_vr(header, encoding);
    return header;
}

/// PS3.5 7.1: elements stand in increasing order, each once. Twice is a way to show one value and carry another.
bool DataSetParser::in_order(Tag tag, std::size_t first_sibling)
{
    if (++m_out_of_order > kMaxOutOfOrder)
        return refuse(Unreadable::How::Malformed, "too many of its elements are out of order");
    for (std::size_t i = first_sibling; i < m_set.nodes.size(); i = m_set.nodes[i].end) {
        if (m_set.nodes[i].tag == tag)
            return refuse(Unreadable::How::Malformed, "the element " + to_string(tag) + " stands twice in one data set");
    }
    return true;
}

bool DataSetParser::elements(Encoding encoding, std::uint64_t end, bool until_delimiter, int depth)
{
    const std::size_t first = m_set.nodes.size();
    Tag highest {};
    bool any = false;
    while (m_reader.position() < end) {
        const std::size_t start = m_reader.position();
        const auto head = header(encoding, end);
        if (head && until_delimiter && head->tag == kItemEnd)
            return true;
        const bool odd = !head || head->tag.group == kItem.group || (any && head->tag < highest && is_pixels(highest))
            || (head->length != kUndefined && m_reader.position() + head->length > end);
        if (odd) {
            // Bytes after the pixels of the outermost data set: not indexed, so not written.
            if (depth == 0 && any && is_pixels(highest) && !(head && head->tag > highest && head->tag.group >= 0xFFFC)) {
                m_set.unaccounted += m_set.bytes.size() - start;
                return true;
            }
            return refuse(Unreadable::How::Malformed,
                head && head->length != kUndefined && head->tag.group != kItem.group
                    ? "the value of " + to_string(head->tag) + " passes the end of what holds it"
                    : "the bytes at offset " + std::to_string(start) + " are no data element");
        }
        if (any && head->tag <= highest && !in_order(head->tag, first))
            return false;
        if (!element(*head, encoding, end, depth))
            return false;
        highest = std::max(highest, head->tag);
        any = true;
    }
    return until_delimiter ? refuse(Unreadable::How::Malformed, "an item of undefined length has no end") : true;
}

bool DataSetParser::element(const Header& header, Encoding encoding, std::uint64_t end, int depth)
{
    const std::size_t at = m_set.nodes.size();
    Node node { .tag = header.tag, .vr = header.vr, .was_unknown = header.was_unknown, .implicit = encoding.implicit };
    node.offset = m_reader.position();
    node.length = header.length;
    if (!add(node))
        return false;
    if (header.vr == Vr::SQ) {
        // PS3.5 6.2.2 note 2: what was unknown to its writer is Implicit VR Little Endian inside.
        const Encoding inside = header.was_unknown ? Encoding { true, false } : encoding;
        if (header.was_unknown && header.length != kUndefined)
            return try_unknown_as_sequence(at, header.length, depth);
        return sequence(at, inside, header.length, end, depth);
    }
    if (header.length == kUndefined) {
        if (header.tag != kPixelData || (header.vr != Vr::OB && header.vr != Vr::OW))
            return refuse(Unreadable::How::Malformed, "the element " + to_string(header.tag) + " has no length");
        m_set.nodes[at].encapsulated = true;
        m_set.nodes[at].end = static_cast<std::uint32_t>(at + 1);
        return fragments(depth == 0);
    }
    m_set.nodes[at].end = static_cast<std::uint32_t>(at + 1);
    return m_reader.skip(header.length) || refuse(Unreadable::How::Malformed, "a value passes the end of the file");
}

/// A sequence that somebody stored as UN with a length. If its content is no sequence it is bytes, and bytes are removed.
bool DataSetParser::try_unknown_as_sequence(std::size_t at, std::uint64_t length, int depth)
{
    const std::uint64_t start = m_reader.position();
    const std::uint64_t end = start + length;
    const int out_of_order = m_out_of_order;
    if (sequence(at, { true, false }, length, end, depth) && m_reader.position() == end)
        return true;
    m_set.nodes.resize(at + 1);
    m_set.nodes[at].vr = Vr::UN;
    m_set.nodes[at].end = static_cast<std::uint32_t>(at + 1);
    m_out_of_order = out_of_order;
    m_refused.reset();
    return m_reader.seek(end);
}

bool DataSetParser::sequence(std::size_t at, Encoding encoding, std::uint64_t length, std::uint64_t container_end, int depth)
{
    if (depth >= static_cast<int>(limits::kMaxNesting))
        return refuse(Unreadable::How::TooLarge, "its sequences are nested deeper than the limit");
    const bool undefined = length == kUndefined;
    const std::uint64_t end = undefined ? container_end : m_reader.position() + length;
    bool delimiter = false;
    while (!delimiter && m_reader.position() < end) {
        if (!item(encoding, end, depth, delimiter))
            return false;
    }
    if (undefined != delimiter)
        return refuse(Unreadable::How::Malformed, "a sequence does not end where it says");
    m_set.nodes[at].length = m_reader.position() - m_set.nodes[at].offset;
    m_set.nodes[at].end = static_cast<std::uint32_t>(m_set.nodes.size());
    return true;
}

bool DataSetParser::item(Encoding encoding, std::uint64_t end, int depth, bool& delimiter)
{
    const auto head = header(encoding, end);
    if (head && head->tag == kSequenceEnd) {
        delimiter = true;
        return true;
    }
    if (!head || head->tag != kItem)
        return refuse(Unreadable::How::Malformed, "a sequence holds something that is no item");
    const bool undefined = head->length == kUndefined;
    if (!undefined && m_reader.position() + head->length > end)
        return refuse(Unreadable::How::Malformed, "an item passes the end of its sequence");
    const std::size_t at = m_set.nodes.size();
    Node node { .tag = kItem, .implicit = encoding.implicit };
    node.offset = m_reader.position();
    if (!add(node) || !elements(encoding, undefined ? end : node.offset + head->length, undefined, depth + 1))
        return false;
    m_set.nodes[at].length = m_reader.position() - node.offset;
    m_set.nodes[at].end = static_cast<std::uint32_t>(m_set.nodes.size());
    return true;
}

/// PS3.5 A.4: an offset table, then fragments, then a delimiter.
bool DataSetParser::fragments(bool top_level)
{
    const bool big_endian = m_set.syntax->big_endian;
    bool first = true;
    while (m_reader.remaining() >= 8) {
        const Tag tag { *m_reader.u16(big_endian), *m_reader.u16(big_endian) };
        const std::uint64_t length = *m_reader.u32(big_endian);
        if (tag == kSequenceEnd)
            return true;
        const std::uint64_t offset = m_reader.position();
        const auto bytes = m_reader.take(length);
        if (tag != kItem || !bytes)
            return refuse(Unreadable::How::Malformed, "a fragment of the pixel data passes the end of the file");
        if (top_level && first)
            m_set.offset_table = *bytes;
        else if (top_level)
            m_set.fragments.push_back({ offset, length });
        if (m_set.fragments.size() > kMaxFragments)
            return refuse(Unreadable::How::TooLarge, "its pixel data have more fragments than the limit");
        first = false;
    }
    return refuse(Unreadable::How::Malformed, "the encapsulated pixel data do not end");
}

}  // namespace imprimatur::dicom
