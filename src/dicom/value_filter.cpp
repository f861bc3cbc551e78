#include "dicom/value_filter.h"

#include "dicom/coded_terms.h"
#include "dicom/numbers.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <iterator>

namespace imprimatur::dicom {

namespace {

/// Letters in a row that numbers do not make by chance: integers leave zeros between them, fractions fill all their bytes.
std::size_t shortest_writing(Vr vr) { return vr == Vr::US || vr == Vr::SS || vr == Vr::UL || vr == Vr::SL ? 6 : 10; }

Filtered gone(std::string_view was = {})
{
    Filtered filtered { false, {}, {} };
    if (!was.empty())
        filtered.removed.emplace_back(was);
    return filtered;
}

std::string_view trimmed(std::string_view value)
{
    const auto padding = [](char c) { return c == ' ' || c == '\0'; };
    while (!value.empty() && padding(value.back()))
        value.remove_suffix(1);
    while (!value.empty() && padding(value.front()))
        value.remove_prefix(1);
    return value;
}

/// PS3.5 6.2: LT, ST and UT are one value each, in which "\" is a character.
bool is_one_value(Vr vr) { return vr == Vr::LT || vr == Vr::ST || vr == Vr::UT || vr == Vr::UR; }

TextStyle style_of(Vr vr) { return vr == Vr::CS ? TextStyle::Code : is_one_value(vr) ? TextStyle::Prose : TextStyle::Phrase; }

std::size_t number_size(Vr vr)
{
    switch (vr) {
    case Vr::US:
    case Vr::SS: return 2;
    case Vr::UL:
    case Vr::SL:
    case Vr::FL:
    case Vr::AT: return 4;
    case Vr::FD:
    case Vr::SV:
    case Vr::UV: return 8;
    default: return 0;
    }
}

/// Bulk values that are the object itself (PS3.3): coordinates, spectra, waveforms, look-up tables. All other bytes go.
bool is_known_bulk(Tag tag)
{
    static constexpr std::array<Tag, 22> kTags { {
        { 0x0028, 0x1201 },
        { 0x0028, 0x1202 },
        { 0x0028, 0x1203 },
        { 0x0028, 0x1204 },
        { 0x0028, 0x1221 },
        { 0x0028, 0x1222 },
        { 0x0028, 0x1223 },
        { 0x0028, 0x1224 },
        { 0x0028, 0x3006 },
        { 0x0028, 0x1408 },
        { 0x0064, 0x0009 },
        { 0x0066, 0x0016 },
        { 0x0066, 0x0021 },
        { 0x0066, 0x0022 },
        { 0x0066, 0x0023 },
        { 0x0066, 0x0024 },
        { 0x0066, 0x0025 },
        { 0x0066, 0x0029 },
        { 0x0066, 0x0040 },
        { 0x0066, 0x0041 },
        { 0x0066, 0x0042 },
        { 0x5600, 0x0020 },
    } };
    return std::find(kTags.begin(), kTags.end(), tag) != kTags.end();
}

constexpr Tag kLutData { 0x0028, 0x3006 };

/// The element that says how long a look-up table is; Tag{} for what is none.
Tag descriptor_of(Tag table)
{
    if (table == kLutData)
        return { 0x0028, 0x3002 };
    const bool palette = table.group == 0x0028 && table.element >= 0x1201 && table.element <= 0x1204;
    return palette ? Tag { 0x0028, static_cast<std::uint16_t>(table.element - 0x0100) } : Tag {};
}

/// Waveform Data end where channels, samples and bits of their item say (PS3.3 C.10.9); 0: the item does not say.
constexpr Tag kWaveformData { 0x5400, 0x1010 };

}  // namespace

std::vector<std::string> ValueFilter::values(const Node& node) const
{
    std::vector<std::string> values;
    if (!is_text(node.vr))
        return values;
    const auto raw = as_text(m_set.value(node));
    if (is_one_value(node.vr)) {
        values.push_back(m_characters.of(node).to_utf8(trimmed(raw)));
        return values;
    }
    for (const auto part : m_characters.of(node).split(raw))
        values.push_back(m_characters.of(node).to_utf8(trimmed(part)));
    return values;
}

std::string ValueFilter::encoded(const Node& node, std::string_view utf8) const
{
    if (auto bytes = m_characters.of(node).from_utf8(utf8))
        return *bytes;
    std::string ascii;
    std::copy_if(utf8.begin(), utf8.end(), std::back_inserter(ascii), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    return ascii;
}

Filtered ValueFilter::words(const Node& node, Vr vr) const
{
    const auto style = style_of(vr);
    // A NUL inside a value ends it for some readers and not for others: what stands after it is hidden, not padding.
    const auto raw = trimmed(as_text(m_set.value(node)));
    Filtered filtered;
    filtered.unchanged = raw.find('\0') == std::string_view::npos;
    bool any = false;
    bool first = true;
    for (auto& value : values(node)) {
        std::replace(value.begin(), value.end(), '\0', ' ');
        // An enumeration says the same in every file: a patient called Axial takes nothing out of Image Type.
        auto cleaned = (style == TextStyle::Code && m_plain.is_harmless(value, style) ? m_plain : m_words).clean(value, style);
        filtered.unchanged = filtered.unchanged && cleaned.text == value;
        any = any || !cleaned.text.empty();
        if (!first)
            filtered.value += '\\';
        first = false;
        filtered.value += encoded(node, cleaned.text);
        std::move(cleaned.removed.begin(), cleaned.removed.end(), std::back_inserter(filtered.removed));
    }
    if (!any)
        filtered.value.clear();
    return filtered;
}

Filtered ValueFilter::code(const Node& node, std::size_t item_first, std::size_t item_end) const
{
    const auto scheme = m_set.text(m_set.child(item_first, item_end, kCodingSchemeDesignator));
    const std::string value = m_characters.of(node).to_utf8(m_set.text(&node));
    if (identifying_digits(value).empty() || !is_seed_number(node.tag, value)) {
        if (node.tag == kCodingSchemeDesignator ? is_public_scheme(value) || value == kLocalScheme : is_public_code(scheme, value))
            return {};
        const bool words_only = node.tag != kCodingSchemeDesignator && m_words.is_harmless(value, TextStyle::Phrase);
        if (words_only)
            return {};
    }
    return gone(value);
}

/// Intensities and geometry (group 0028) reach five digits all the time, six hardly ever.
bool ValueFilter::is_seed_number(Tag tag, std::string_view digits) const
{
    constexpr std::size_t kShortestInPictures = 6;
    const auto number = identifying_digits(digits.substr(0, digits.find('.')));
    const bool long_enough = tag.group != 0x0028 || number.size() >= kShortestInPictures;
    return !number.empty() && long_enough && m_seed_digits.contains(number);
}

Filtered ValueFilter::number_string(const Node& node, std::uint32_t most) const
{
    const auto parts = m_characters.of(node).split(as_text(m_set.value(node)));
    auto filtered = gone(trimmed(as_text(m_set.value(node))));
    filtered.no_number = true;
    if (most != 0 && parts.size() > most) {
        // What readers that count do not read: cut, when the rest is in order.
        Filtered cut { false, {}, {}, true };
        for (std::size_t i = 0; i < parts.size(); ++i) {
            if (i >= most) {
                cut.removed.emplace_back(trimmed(parts[i]));
            } else if (is_decimal(parts[i], node.vr == Vr::IS)) {
                cut.value += (i == 0 ? "" : "\\") + std::string(trimmed(parts[i]));
            } else {
                return filtered;
            }
        }
        return cut;
    }
    for (const auto part : parts) {
        if (!is_decimal(part, node.vr == Vr::IS))
            return filtered;
        // "88442211.0" is the same number.
        const auto value = trimmed(part);
        const auto dot = std::min(value.find('.'), value.size());
        const bool whole
            = value.find_first_of("-+eE") == std::string_view::npos && value.find_first_not_of("0", dot + 1) == std::string_view::npos;
        if (whole && is_seed_number(node.tag, value.substr(0, dot)))
            return filtered;
    }
    return {};
}

Filtered ValueFilter::numbers(const Node& node, std::uint32_t most) const
{
    const std::size_t size = number_size(node.vr);
    const auto bytes = m_set.value(node);
    auto filtered = gone();
    filtered.no_number = true;
    if (bytes.size() % size != 0 || (most != 0 && bytes.size() / size > most))
        return filtered;
    if (is_known_bulk(node.tag))
        return {};
    const bool fraction = node.vr == Vr::FL || node.vr == Vr::FD;
    if ((bytes.size() > size && holds_writing(bytes, shortest_writing(node.vr))) || (bytes.size() == 8 && is_word_in_a_number(bytes)))
        return filtered;
    std::vector<std::uint64_t> read;
    ByteReader reader(bytes);
    const bool big = m_set.syntax->big_endian && !node.implicit;
    while (!fraction && reader.remaining() >= size)
        read.push_back(size == 2 ? reader.u16(big).value_or(0) : size == 4 ? reader.u32(big).value_or(0) : reader.u64(big).value_or(0));
    const bool identifier
        = std::any_of(read.begin(), read.end(), [&](std::uint64_t number) { return is_seed_number(node.tag, std::to_string(number)); });
    return identifier || reads_as_characters(read) ? filtered : Filtered {};
}

/// AT: tags of the dictionary, nothing else.
Filtered ValueFilter::tags(const Node& node) const
{
    const bool big = m_set.syntax->big_endian && !node.implicit;
    ByteReader reader(m_set.value(node));
    while (reader.remaining() >= 4) {
        const Tag tag { *reader.u16(big), *reader.u16(big) };
        if (m_tables.dictionary(tag) == nullptr)
            return gone();
    }
    return reader.at_end() ? Filtered {} : gone();
}

/// Look-up tables end where their descriptor says (PS3.3 C.7.6.3.1.5, C.11.1): entries of 16 bits, or of 8.
Filtered ValueFilter::table_of_numbers(const Node& node, std::size_t item_first, std::size_t item_end) const
{
    if (!is_known_bulk(node.tag))
        return gone();
    const auto* descriptor = m_set.child(item_first, item_end, descriptor_of(node.tag));
    const auto bytes = m_set.value(node);
    if (descriptor != nullptr && descriptor->length >= 2) {
        const std::size_t stated = ByteReader(m_set.value(*descriptor)).u16(m_set.syntax->big_endian).value_or(0);
        const std::size_t most = 2 * (stated == 0 ? 65'536 : stated);
        if (bytes.size() > most)
            return { false, std::string(as_text(bytes.first(most))), {} };
    }
    return {};
}

Filtered ValueFilter::waveform(const Node& node, std::size_t item_first, std::size_t item_end) const
{
    const bool big = m_set.syntax->big_endian && !node.implicit;
    const auto number = [&](Tag tag) -> std::uint64_t {
        const auto* element = m_set.child(item_first, item_end, tag);
        if (element == nullptr)
            return 0;
        ByteReader reader(m_set.value(*element));
        return element->length == 2 ? reader.u16(big).value_or(0) : reader.u32(big).value_or(0);
    };
    const std::uint64_t channels = std::min<std::uint64_t>(number({ 0x003A, 0x0005 }), 0xFFFF);
    const std::uint64_t samples = number({ 0x003A, 0x0010 });
    const std::uint64_t bits = std::min<std::uint64_t>(number({ 0x5400, 0x1004 }), 64);
    const std::uint64_t needed = channels * samples * bits / 8;
    const auto bytes = m_set.value(node);
    if (needed == 0 || bytes.size() < needed)
        return gone();
    return bytes.size() <= needed + needed % 2 ? Filtered {} : Filtered { false, std::string(as_text(bytes.first(needed))), {} };
}

Filtered ValueFilter::filter(const Node& node, std::size_t item_first, std::size_t item_end) const
{
    const auto* known = m_tables.dictionary(node.tag);
    // Private ones have no multiplicity that is known.
    const std::uint32_t most = known == nullptr ? 0 : known->max_values;
    if (is_code_value(node.tag))
        return code(node, item_first, item_end);
    if (node.tag == kLutData)
        return table_of_numbers(node, item_first, item_end);
    if (node.tag == kWaveformData)
        return waveform(node, item_first, item_end);
    // A description stored as DS is still a description.
    const bool stored_otherwise = known != nullptr && !known->allows(node.vr) && is_text(node.vr) && is_text(known->vrs[0]);
    if (stored_otherwise && known->vrs[0] != Vr::IS && known->vrs[0] != Vr::DS)
        return words(node, known->vrs[0]);
    switch (node.vr) {
    case Vr::IS:
    case Vr::DS: return number_string(node, most);
    case Vr::AT: return tags(node);
    case Vr::US:
    case Vr::SS:
    case Vr::UL:
    case Vr::SL:
    case Vr::FL:
    case Vr::FD:
    case Vr::SV:
    case Vr::UV: return numbers(node, most);
    default: return is_text(node.vr) ? words(node, node.vr) : table_of_numbers(node, item_first, item_end);
    }
}

}  // namespace imprimatur::dicom
