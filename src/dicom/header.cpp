#include "dicom/header.h"

#include "dicom/value_filter.h"

#include <algorithm>

namespace imprimatur::dicom {

namespace {

constexpr Tag kSopClass { 0x0008, 0x0016 };
constexpr Tag kSopInstance { 0x0008, 0x0018 };
constexpr Tag kCharacterSet { 0x0008, 0x0005 };
constexpr Tag kPatientName { 0x0010, 0x0010 };
constexpr Tag kPatientId { 0x0010, 0x0020 };
constexpr Tag kEncapsulatedDocument { 0x0042, 0x0011 };
constexpr std::string_view kDirectoryStorage = "1.2.840.10008.1.3.10";

// A header names some dozens of people and numbers; an enhanced object repeats its dates by the thousand.
constexpr std::size_t kMostSeeds = 1'000;
constexpr std::size_t kLongestSeed = 256;

/// Kinds whose values are looked for in free text.
bool is_seed(IdentifierKind kind)
{
    switch (kind) {
    case IdentifierKind::FreeText:
    case IdentifierKind::Technical:
    case IdentifierKind::Marker:
    case IdentifierKind::HiddenBytes:
    case IdentifierKind::HiddenPicture:
    case IdentifierKind::TextInPixels:
    case IdentifierKind::HistoryDetail:
    case IdentifierKind::Sex:
    case IdentifierKind::Ethnicity:
    case IdentifierKind::Occupation: return false;
    default: return true;
    }
}

std::string_view without_padding(std::string_view value)
{
    while (!value.empty() && (value.back() == ' ' || value.back() == '\0'))
        value.remove_suffix(1);
    while (!value.empty() && value.front() == ' ')
        value.remove_prefix(1);
    return value;
}

IdentifierKind seed_kind(const Node& node, const Tables& tables)
{
    if (node.vr == Vr::PN)
        return IdentifierKind::Name;
    const auto* row = tables.profile(node.tag);
    return row == nullptr || node.tag.is_private() ? IdentifierKind::FreeText : row->kind;
}

bool can_hold_seed(Vr vr)
{
    return vr == Vr::PN || vr == Vr::LO || vr == Vr::SH || vr == Vr::ST || vr == Vr::UC || vr == Vr::DA || vr == Vr::DT || vr == Vr::AE;
}

}  // namespace

Header read_header(const DataSet& set, const Tables& tables)
{
    Header header;
    header.sop_class = std::string(set.text(kSopClass));
    header.sop_instance = std::string(set.text(kSopInstance));
    header.characters = CharacterSet(set.text(kCharacterSet));
    header.patient_id = header.characters.to_utf8(set.text(kPatientId));
    header.patient_name = header.characters.to_utf8(set.text(kPatientName));
    std::set<std::pair<IdentifierKind, std::string>> seen;
    for (const auto& node : set.nodes) {
        if (!can_hold_seed(node.vr) || node.length == 0 || node.length > kLongestSeed * 4)
            continue;
        const auto kind = seed_kind(node, tables);
        if (!is_seed(kind))
            continue;
        for (const auto part : header.characters.split(as_text(set.value(node)))) {
            auto value = header.characters.to_utf8(without_padding(part));
            if (value.empty() || value.size() > kLongestSeed || seen.size() >= kMostSeeds || !seen.emplace(kind, value).second)
                continue;
            if (auto digits = identifying_digits(value); !digits.empty())
                header.seed_digits.insert(std::move(digits));
            header.seeds.push_back({ kind, std::move(value) });
        }
    }
    return header;
}

std::optional<Unreadable> refuse_object(const DataSet& set, const Header& header, const Tables& tables)
{
    const auto unsupported = [](std::string sentence) { return Unreadable { Unreadable::How::Unsupported, std::move(sentence) }; };
    if (header.sop_class == kDirectoryStorage || set.top({ 0x0004, 0x1220 }) != nullptr)
        return unsupported("this is a directory of other files (DICOMDIR): clear the files and make a new directory of the copies");
    if (set.top(kEncapsulatedDocument) != nullptr)
        return unsupported("it holds a whole document (PDF, CDA, STL), which is not opened: what the document says cannot be cleared");
    if (header.sop_class.empty() || header.sop_instance.empty())
        return unsupported("it does not say what kind of object it is (SOP Class UID, SOP Instance UID)");
    if (!tables.is_sop_class(header.sop_class))
        return unsupported("its SOP class is registered with nobody: what its attributes mean is not known");
    return std::nullopt;
}

}  // namespace imprimatur::dicom
