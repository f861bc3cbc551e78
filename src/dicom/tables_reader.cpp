#include "dicom/tables_reader.h"

#include <charconv>

namespace imprimatur::dicom {

namespace {

constexpr int kNoDigit = -1;

/// Upper case only: the tables are written by a program, and two spellings would be two rows.
int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : kNoDigit;
}

bool* code_of(ActionCodes& codes, char letter)
{
    switch (letter) {
    case 'X': return &codes.x;
    case 'Z': return &codes.z;
    case 'D': return &codes.d;
    case 'K': return &codes.k;
    case 'C': return &codes.c;
    case 'U': return &codes.u;
    default: return nullptr;
    }
}

}  // namespace

std::string_view take(std::string_view& text, char separator)
{
    const auto at = text.find(separator);
    const auto part = text.substr(0, at);
    text.remove_prefix(at == std::string_view::npos ? text.size() : at + 1);
    return part;
}

std::optional<TagPattern> tag_pattern(std::string_view cell)
{
    if (cell.size() != 11 || cell.front() != '(' || cell[5] != ',' || cell.back() != ')')
        return std::nullopt;
    TagPattern pattern { 0, 0 };
    for (const std::size_t at : { 1U, 2U, 3U, 4U, 6U, 7U, 8U, 9U }) {
        const bool any = cell[at] == 'x';
        const int digit = any ? 0 : hex_digit(cell[at]);
        if (digit == kNoDigit)
            return std::nullopt;
        pattern.mask = pattern.mask << 4U | (any ? 0U : 0xFU);
        pattern.value = pattern.value << 4U | static_cast<unsigned>(digit);
    }
    return pattern;
}

std::optional<std::uint32_t> hexadecimal(std::string_view cell, std::size_t digits)
{
    if (cell.size() != digits || digits > 8)
        return std::nullopt;
    std::uint32_t number = 0;
    for (const char c : cell) {
        if (hex_digit(c) == kNoDigit)
            return std::nullopt;
        number = number << 4U | static_cast<unsigned>(hex_digit(c));
    }
    return number;
}

std::optional<std::uint32_t> decimal(std::string_view cell)
{
    std::uint32_t number = 0;
    const auto* const end = cell.data() + cell.size();
    const auto read = std::from_chars(cell.data(), end, number);
    return read.ec == std::errc {} && read.ptr == end ? std::optional(number) : std::nullopt;
}

std::optional<std::array<Vr, 3>> representations(std::string_view cell)
{
    std::array<Vr, 3> vrs {};
    for (auto& vr : vrs) {
        vr = vr_from(take(cell, '/'));
        if (vr == Vr::None)
            return std::nullopt;
        if (cell.empty())
            return vrs;
    }
    return std::nullopt;
}

std::optional<ActionCodes> action_codes(std::string_view cell)
{
    ActionCodes codes;
    while (!cell.empty()) {
        auto letters = take(cell, '/');
        // U* (PS3.15 Table E.1-1a): the UIDs of the instances that the sequence refers to.
        if (letters == "U*")
            letters.remove_suffix(1);
        bool* const code = letters.size() == 1 ? code_of(codes, letters.front()) : nullptr;
        if (code == nullptr || *code)
            return std::nullopt;
        *code = true;
    }
    return codes;
}

std::optional<ProfileRow> profile_row(std::string_view basic, std::string_view kind, std::span<const std::string_view> options)
{
    ProfileRow row;
    const auto codes = action_codes(basic);
    const auto identifier = identifier_kind(kind);
    // Every row has a basic action; one without would be kept by whoever asks only whether it says X.
    if (!codes || !codes->any() || !identifier || options.size() != kProfileOptions)
        return std::nullopt;
    row.basic = *codes;
    row.kind = *identifier;
    for (std::size_t i = 0; i < kProfileOptions; ++i) {
        const auto option = action_codes(options[i]);
        if (!option)
            return std::nullopt;
        row.options[i] = *option;
    }
    return row;
}

TableReader::TableReader(std::string_view text, const char* name)
    : m_text(text)
    , m_rest(text)
    , m_name(name)
{
}

bool TableReader::next()
{
    while (!m_rest.empty()) {
        ++m_line;
        auto line = take(m_rest, '\n');
        if (line.empty() || line.front() == '#')
            continue;
        ++m_rows;
        m_cells.clear();
        // Not by take alone: the empty cell after a last tab counts.
        for (auto at = line.find('\t'); at != std::string_view::npos; at = line.find('\t'))
            m_cells.push_back(take(line, '\t'));
        m_cells.push_back(line);
        return true;
    }
    return false;
}

Error TableReader::broken(std::string_view what) const
{
    return { ErrorCode::Malformed, std::string(what), std::string(m_name) + " line " + std::to_string(m_line),
        "install the policy folder again" };
}

Result<void> TableReader::finish() const
{
    if (m_rows == 0)
        return broken("the table has no rows");
    if (m_text.back() != '\n')
        return broken("the table ends in the middle of a line");
    return {};
}

}  // namespace imprimatur::dicom
