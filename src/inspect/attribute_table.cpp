#include "inspect/attribute_table.h"

#include "base/unicode.h"

#include <array>

namespace imprimatur::inspect {

namespace {

std::vector<std::string_view> split(std::string_view text, char separator)
{
    std::vector<std::string_view> parts;
    while (true) {
        const auto at = text.find(separator);
        parts.push_back(text.substr(0, at));
        if (at == std::string_view::npos)
            return parts;
        text.remove_prefix(at + 1);
    }
}

/// '*' any run of characters, '?' one character. Linear in practice: one backtracking point is kept.
bool glob_matches(std::string_view glob, std::string_view text)
{
    std::size_t g = 0;
    std::size_t t = 0;
    std::size_t star = std::string_view::npos;
    std::size_t resume = 0;
    while (t < text.size()) {
        if (g < glob.size() && (glob[g] == '?' || glob[g] == text[t])) {
            ++g;
            ++t;
        } else if (g < glob.size() && glob[g] == '*') {
            star = g++;
            resume = t;
        } else if (star != std::string_view::npos) {
            g = star + 1;
            t = ++resume;
        } else {
            return false;
        }
    }
    return glob.find_first_not_of('*', g) == std::string_view::npos;
}

enum class Width { Exact, AtLeast };

Result<std::vector<std::vector<std::string_view>>> rows(std::string_view tsv, std::size_t columns, Width width, const char* name)
{
    std::vector<std::vector<std::string_view>> table;
    std::size_t number = 0;
    for (const auto line : split(tsv, '\n')) {
        ++number;
        if (trimmed(line).empty() || line.front() == '#')
            continue;
        auto cells = split(line, '\t');
        if (cells.size() < columns || (width == Width::Exact && cells.size() > columns))
            return Error { ErrorCode::Malformed, "a row has the wrong number of columns",
                std::string(name) + " line " + std::to_string(number), {} };
        table.push_back(std::move(cells));
    }
    return table;
}

Result<IdentifierKind> kind_of(std::string_view name, const char* table)
{
    const auto kind = identifier_kind(trimmed(name));
    if (!kind)
        return Error { ErrorCode::Malformed, "unknown kind of identifier '" + std::string(name) + "'", table, {} };
    return *kind;
}

/// "(6000,3000)" -> "(60xx,3000)": Table E.1-1 names repeating groups so.
std::string repeating_group(const std::string& tag, bool whole)
{
    if (tag.size() != 11)
        return tag;
    return whole ? tag.substr(0, 3) + "xx,xxxx)" : tag.substr(0, 3) + "xx" + tag.substr(5);
}

bool is_private(const std::string& tag)
{
    // PS3.5 7.8: the group of a private data element is odd.
    constexpr std::string_view kOdd = "13579BDF";
    return tag.size() == 11 && kOdd.find(tag[4]) != std::string_view::npos;
}

/// What no table lists is judged by its value representation: letters can say anything, numbers and codes describe the picture.
AttributeClass by_representation(const Attribute& attribute)
{
    constexpr std::array kText { "LO", "SH", "ST", "LT", "UT", "UC", "AE", "UR" };
    if (attribute.vr == "PN")
        return { IdentifierKind::Name, "PS3.5 6.2: person name" };
    if (attribute.vr == "DA" || attribute.vr == "DT" || attribute.vr == "TM")
        return { IdentifierKind::Date, "PS3.5 6.2: date or time" };
    if (attribute.vr == "AS")
        return { IdentifierKind::Age, "PS3.5 6.2: age" };
    // UIDs under the standard's own root name classes and syntaxes, not things (PS3.6 annex A).
    if (attribute.vr == "UI")
        return attribute.value.starts_with("1.2.840.10008.")
            ? AttributeClass { IdentifierKind::Technical, "PS3.6 annex A" }
            : AttributeClass { IdentifierKind::OtherUniqueId, "PS3.5 9: unique identifier" };
    for (const auto* vr : kText) {
        if (attribute.vr == vr)
            return { IdentifierKind::FreeText, "text that Table E.1-1 does not list" };
    }
    if (attribute.name.empty())
        return { IdentifierKind::HiddenBytes, "an attribute that no dictionary knows" };
    return { IdentifierKind::Technical, "not listed in Table E.1-1" };
}

}  // namespace

Result<AttributeTable> AttributeTable::load(std::string_view dicom_tsv, std::string_view photo_tsv)
{
    AttributeTable table;
    // The columns of the profile's options follow; a finding does not depend on them.
    for (const auto& row : TRY(rows(dicom_tsv, 4, Width::AtLeast, "confidentiality.tsv"))) {
        const auto kind = TRY(kind_of(row[3], "confidentiality.tsv"));
        table.m_dicom.emplace(row[0], AttributeClass { kind, "PS3.15 E.1-1: " + std::string(row[1]) + " " + std::string(row[2]) });
    }
    for (const auto& row : TRY(rows(photo_tsv, 3, Width::Exact, "metadata.tsv"))) {
        const auto kind = TRY(kind_of(row[1], "metadata.tsv"));
        table.m_photo.push_back({ std::string(row[0]), { kind, std::string(trimmed(row[2])) } });
    }
    if (table.m_dicom.empty() || table.m_photo.empty())
        return Error { ErrorCode::Malformed, "an attribute table is empty", "policy", "install the policy folder again" };
    return table;
}

AttributeClass AttributeTable::classify(MediaKind media, const Attribute& attribute) const
{
    if (media == MediaKind::Dicom)
        return classify_dicom(attribute);
    for (const auto& pattern : m_photo) {
        if (glob_matches(pattern.glob, attribute.tag))
            return pattern.row;
    }
    return { IdentifierKind::FreeText, "no table knows this field" };
}

AttributeClass AttributeTable::classify_dicom(const Attribute& attribute) const
{
    for (const auto& tag : { attribute.tag, repeating_group(attribute.tag, false), repeating_group(attribute.tag, true) }) {
        const auto row = m_dicom.find(tag);
        if (row != m_dicom.end())
            return row->second;
    }
    if (is_private(attribute.tag))
        return { IdentifierKind::HiddenBytes, "PS3.15 E.1-1: private attributes X" };
    return by_representation(attribute);
}

}  // namespace imprimatur::inspect
