#include "dicom/character_set.h"

#include "dicom/converter.h"

#include <algorithm>
#include <array>

namespace imprimatur::dicom {

namespace {

struct Term {
    std::string_view name;
    const char* iconv;
    bool multi_byte = false;
};

// PS3.3 Tables C.12-2 to C.12-5; "ISO 2022 IR n" means the same repertoire with code extensions.
constexpr std::array<Term, 22> kTerms { {
    { "ISO_IR 6", "ASCII" },
    { "ISO_IR 100", "ISO-8859-1" },
    { "ISO_IR 101", "ISO-8859-2" },
    { "ISO_IR 109", "ISO-8859-3" },
    { "ISO_IR 110", "ISO-8859-4" },
    { "ISO_IR 144", "ISO-8859-5" },
    { "ISO_IR 127", "ISO-8859-6" },
    { "ISO_IR 126", "ISO-8859-7" },
    { "ISO_IR 138", "ISO-8859-8" },
    { "ISO_IR 148", "ISO-8859-9" },
    { "ISO_IR 203", "ISO-8859-15" },
    { "ISO_IR 13", "SHIFT_JIS" },
    { "ISO_IR 166", "TIS-620" },
    { "ISO_IR 87", "ASCII" },
    { "ISO_IR 159", "ASCII" },
    { "ISO_IR 149", "ASCII" },
    { "ISO_IR 58", "ASCII" },
    { "ISO_IR 192", "UTF-8" },
    { "GB18030", "GB18030", true },
    { "GBK", "GBK", true },
    { "ISO_IR 14", "SHIFT_JIS" },
    { "ISO_IR 168", "ASCII" },
} };

/// What an escape sequence switches to (PS3.3 Tables C.12-3 and C.12-4).
struct Escape {
    std::string_view bytes;  ///< after ESC
    const char* iconv;
    bool two_bytes;  ///< a character is two bytes
    std::string_view prefix;  ///< before each character, to make it the iconv encoding's
    bool set_high_bit;
};

constexpr std::array<Escape, 18> kEscapes { {
    { "(B", "ASCII", false, "", false },
    { "(J", "ASCII", false, "", false },
    { ")I", "SHIFT_JIS", false, "", false },
    { "-A", "ISO-8859-1", false, "", false },
    { "-B", "ISO-8859-2", false, "", false },
    { "-C", "ISO-8859-3", false, "", false },
    { "-D", "ISO-8859-4", false, "", false },
    { "-L", "ISO-8859-5", false, "", false },
    { "-G", "ISO-8859-6", false, "", false },
    { "-F", "ISO-8859-7", false, "", false },
    { "-H", "ISO-8859-8", false, "", false },
    { "-M", "ISO-8859-9", false, "", false },
    { "-b", "ISO-8859-15", false, "", false },
    { "-T", "TIS-620", false, "", false },
    { "$B", "EUC-JP", true, "", true },
    { "$(D", "EUC-JP", true, "\x8F", true },
    { "$)C", "EUC-KR", false, "", false },
    { "$)A", "GB2312", false, "", false },
} };

constexpr char kEscapeByte = '\x1B';

const Escape* escape_at(std::string_view text)
{
    const auto* found = std::find_if(kEscapes.begin(), kEscapes.end(), [&](const Escape& e) { return text.starts_with(e.bytes); });
    return found == kEscapes.end() ? nullptr : found;
}

/// PS3.5 6.1.2.5.3: the initial state returns at a separator of values, lines or name components.
bool resets(char c) { return c == '\r' || c == '\n' || c == '\f' || c == '\t' || c == '\\' || c == '^' || c == '='; }

std::string with_high_bits(std::string_view run, std::string_view prefix)
{
    std::string bytes;
    for (std::size_t i = 0; i < run.size(); ++i) {
        if (i % 2 == 0)
            bytes += prefix;
        bytes += static_cast<char>(static_cast<unsigned char>(run[i]) | 0x80U);
    }
    return bytes;
}

bool is_ascii(std::string_view text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

}  // namespace

CharacterSet::CharacterSet(std::string_view value)
    : m_single("ASCII")
{
    bool first = true;
    while (true) {
        const auto cut = value.find('\\');
        auto term = value.substr(0, cut);
        while (!term.empty() && (term.back() == ' ' || term.back() == '\0'))
            term.remove_suffix(1);
        while (!term.empty() && term.front() == ' ')
            term.remove_prefix(1);
        std::string name(term);
        if (name.starts_with("ISO-IR ") || name.starts_with("ISO IR "))
            name[3] = '_';
        m_terms += (first ? "" : "\\") + name;
        if (name.starts_with("ISO 2022 IR ")) {
            m_iso_2022 = true;
            name = "ISO_IR " + name.substr(12);
        }
        const auto* known = std::find_if(kTerms.begin(), kTerms.end(), [&](const Term& t) { return t.name == name; });
        if (known == kTerms.end())
            m_known = m_known && term.empty();
        else if (first) {
            m_single = known->iconv;
            m_multi_byte = known->multi_byte;
        }
        first = false;
        if (cut == std::string_view::npos)
            return;
        m_iso_2022 = true;
        value.remove_prefix(cut + 1);
    }
}

std::string CharacterSet::to_utf8(std::string_view value) const
{
    if (is_ascii(value) && value.find(kEscapeByte) == std::string_view::npos)
        return std::string(value);
    if (!m_iso_2022)
        return convert("UTF-8", m_single, value);
    std::string out;
    const Escape* active = nullptr;
    while (!value.empty()) {
        if (value.front() == kEscapeByte) {
            active = escape_at(value.substr(1));
            value.remove_prefix(active == nullptr ? 1 : 1 + active->bytes.size());
            continue;
        }
        std::size_t length = 0;
        const bool two_bytes = active != nullptr && active->two_bytes;
        while (length < value.size() && value[length] != kEscapeByte && (two_bytes || !resets(value[length])))
            ++length;
        const auto run = value.substr(0, length);
        if (two_bytes)
            out += convert("UTF-8", active->iconv, with_high_bits(run, active->prefix));
        else
            out += convert("UTF-8", active != nullptr ? active->iconv : m_single, run);
        value.remove_prefix(length);
        while (!value.empty() && !two_bytes && resets(value.front())) {
            out += value.front();
            value.remove_prefix(1);
            active = nullptr;
        }
    }
    return out;
}

std::optional<std::string> CharacterSet::from_utf8(std::string_view text) const
{
    if (is_ascii(text))
        return std::string(text);
    if (m_iso_2022 && m_single == "ASCII")
        return std::nullopt;
    return convert_exactly(m_single, "UTF-8", text);
}

std::vector<std::string_view> CharacterSet::split(std::string_view value) const
{
    std::vector<std::string_view> parts;
    std::size_t start = 0;
    bool two_bytes = false;
    for (std::size_t i = 0; i < value.size(); ++i) {
        const auto byte = static_cast<unsigned char>(value[i]);
        if (m_iso_2022 && value[i] == kEscapeByte) {
            const auto* escape = escape_at(value.substr(i + 1));
            two_bytes = escape != nullptr && escape->two_bytes;
        } else if (m_multi_byte && byte >= 0x81) {
            ++i;
        } else if (value[i] == '\\' && !two_bytes) {
            parts.push_back(value.substr(start, i - start));
            start = i + 1;
        }
    }
    parts.push_back(value.substr(start));
    return parts;
}

void CharacterSet::preload()
{
    for (const auto& term : kTerms)
        preload_converter(term.iconv);
    for (const auto& escape : kEscapes)
        preload_converter(escape.iconv);
}

}  // namespace imprimatur::dicom
