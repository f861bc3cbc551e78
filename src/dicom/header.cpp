#include "dicom/header.h"

#include "dicom/numbers.h"

#include <algorithm>
#include <array>

namespace imprimatur::dicom {

namespace {

constexpr Tag kSopClass { 0x0008, 0x0016 };
constexpr Tag kSopInstance { 0x0008, 0x0018 };
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

bool is_ascii_alnum(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// Attributes that hold the name of a place where somebody was treated, as opposed to "Department CT".
bool names_a_place(Tag tag)
{
    static constexpr std::array<Tag, 6> kPlaces { { { 0x0008, 0x0080 }, { 0x0008, 0x0081 }, { 0x0012, 0x0031 }, { 0x0038, 0x0300 },
        { 0x0040, 0x0243 }, { 0x0010, 0x1040 } } };
    return std::find(kPlaces.begin(), kPlaces.end(), tag) != kPlaces.end();
}

/// The table's kind is derived from the attribute's name; a word is taken for somebody's name only where it surely is one, because
/// seeds take their words out of every other text.
IdentifierKind seed_kind(const Node& node, const Tables& tables, std::string_view value)
{
    if (node.vr == Vr::PN)
        return IdentifierKind::Name;
    const auto* row = tables.profile(node.tag);
    if (row == nullptr || node.tag.is_private())
        return IdentifierKind::FreeText;
    switch (row->kind) {
    case IdentifierKind::Name:
    case IdentifierKind::Clinician:
    case IdentifierKind::Relative:
    case IdentifierKind::Age: return IdentifierKind::FreeText;
    case IdentifierKind::Institution: return names_a_place(node.tag) ? row->kind : IdentifierKind::FreeText;
    case IdentifierKind::DeviceId: {
        // "MONOCHROME2" as a station's name is somebody's joke; a serial number has three digits or more.
        const auto digits = std::count_if(value.begin(), value.end(), [](char c) { return c >= '0' && c <= '9'; });
        return digits >= 3 ? row->kind : IdentifierKind::FreeText;
    }
    default: return row->kind;
    }
}

bool can_hold_seed(Vr vr)
{
    return vr == Vr::PN || vr == Vr::LO || vr == Vr::SH || vr == Vr::ST || vr == Vr::UC || vr == Vr::DA || vr == Vr::DT || vr == Vr::AE;
}

}  // namespace

Header read_header(const DataSet& set, const Tables& tables)
{
    Header header(set);
    header.sop_class = std::string(set.text(kSopClass));
    header.sop_instance = header.characters.top().to_utf8(set.text(kSopInstance));
    header.patient_id = header.characters.top().to_utf8(set.text(kPatientId));
    header.patient_name = header.characters.top().to_utf8(set.text(kPatientName));
    std::set<std::pair<IdentifierKind, std::string>> seen;
    for (const auto& node : set.nodes) {
        if (!can_hold_seed(node.vr) || node.length == 0 || node.length > kLongestSeed * 4)
            continue;
        const auto& characters = header.characters.of(node);
        for (const auto part : characters.split(as_text(set.value(node)))) {
            auto value = characters.to_utf8(without_padding(part));
            const auto kind = seed_kind(node, tables, value);
            if (!is_seed(kind) || value.empty() || value.size() > kLongestSeed || seen.size() >= kMostSeeds
                || !seen.emplace(kind, value).second)
                continue;
            if (auto digits = digits_of_identifier(value); !digits.empty())
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
    // Some writers put a hash there; anything else would be read differently by different readers.
    if (!std::all_of(header.sop_instance.begin(), header.sop_instance.end(), [](char c) { return c == '.' || is_ascii_alnum(c); }))
        return Unreadable { Unreadable::How::Malformed, "its SOP Instance UID is no UID" };
    if (!tables.is_sop_class(header.sop_class))
        return unsupported("its SOP class is registered with nobody: what its attributes mean is not known");
    return std::nullopt;
}

}  // namespace imprimatur::dicom
