#include "dicom/profile.h"

#include "dicom/content_item.h"

namespace imprimatur::dicom {

namespace {

constexpr std::array<ProfileOption, 6> kRetain { ProfileOption::RetainUids, ProfileOption::RetainDevice, ProfileOption::RetainInstitution,
    ProfileOption::RetainPatientCharacteristics, ProfileOption::RetainFullDates, ProfileOption::RetainSafePrivate };
constexpr std::array<ProfileOption, 3> kClean { ProfileOption::CleanDescriptors, ProfileOption::CleanStructuredContent,
    ProfileOption::CleanGraphics };

constexpr std::string_view kBasicRule = "PS3.15 E.1-1";

bool must_have_value(AttributeType type) { return type == AttributeType::Type1 || type == AttributeType::Type1C; }
bool must_be_there(AttributeType type) { return type == AttributeType::Type2 || type == AttributeType::Type2C; }

std::string_view option_rule(ProfileOption option)
{
    switch (option) {
    case ProfileOption::RetainSafePrivate: return "PS3.15 E.3.10";
    case ProfileOption::RetainUids: return "PS3.15 E.3.9";
    case ProfileOption::RetainDevice: return "PS3.15 E.3.8";
    case ProfileOption::RetainInstitution: return "PS3.15 E.3.11";
    case ProfileOption::RetainPatientCharacteristics: return "PS3.15 E.3.7";
    case ProfileOption::RetainFullDates:
    case ProfileOption::RetainModifiedDates: return "PS3.15 E.3.6";
    case ProfileOption::CleanDescriptors: return "PS3.15 E.3.5";
    case ProfileOption::CleanStructuredContent: return "PS3.15 E.3.4";
    case ProfileOption::CleanGraphics: return "PS3.15 E.3.3";
    }
    return "PS3.15 E.3";
}

}  // namespace

Treatment Profile::without_value(Tag tag, Tag parent) const
{
    const auto type = m_tables.type_of(m_sop_class, parent, tag);
    return must_have_value(type) ? Treatment::Dummy : must_be_there(type) ? Treatment::Empty : Treatment::Remove;
}

/// Compound codes (PS3.15 Table E.1-1a): the least that keeps the IOD whole. A plain X on something that the IOD demands is
/// emptied or replaced too: a copy that no viewer opens helps nobody, and the value is gone in either case.
Verdict Profile::from_codes(const ActionCodes& codes, Tag tag, Vr vr, Tag parent) const
{
    if (vr == Vr::SQ && (codes.u || codes.c || codes.k))
        return { Treatment::Keep, kBasicRule };
    if (codes.u)
        return { Treatment::NewUid, kBasicRule };
    if (codes.c)
        return { Treatment::Clean, kBasicRule };
    if (codes.k)
        return { Treatment::Keep, kBasicRule };
    const auto type = m_tables.type_of(m_sop_class, parent, tag);
    if (must_have_value(type) || (codes.d && !codes.x && !codes.z))
        return { vr == Vr::SQ ? Treatment::Keep : Treatment::Dummy, kBasicRule };
    if (must_be_there(type) || (codes.z && !codes.x))
        return { Treatment::Empty, kBasicRule };
    return { Treatment::Remove, kBasicRule };
}

Verdict Profile::row_verdict(const ProfileRow& row, Tag tag, Vr vr, Tag parent) const
{
    for (const auto option : kRetain) {
        const auto& cell = row.options[static_cast<std::size_t>(option)];
        if (m_options.has(option) && cell.any())
            return { cell.k ? Treatment::Keep : Treatment::Clean, option_rule(option), row.kind };
    }
    if (m_options.has(ProfileOption::RetainModifiedDates)
        && row.options[static_cast<std::size_t>(ProfileOption::RetainModifiedDates)].any())
        return { vr == Vr::SQ ? Treatment::Keep : Treatment::ShiftDate, option_rule(ProfileOption::RetainModifiedDates), row.kind };
    for (const auto option : kClean) {
        if (m_options.has(option) && row.options[static_cast<std::size_t>(option)].any())
            return { vr == Vr::SQ ? Treatment::Keep : Treatment::Clean, option_rule(option), row.kind };
    }
    auto verdict = from_codes(row.basic, tag, vr, parent);
    verdict.kind = row.kind;
    return verdict;
}

Verdict Profile::concept_verdict(const ProfileRow& row, Tag value_tag, Vr vr) const
{
    auto verdict = row_verdict(row, value_tag, vr, Tag { 0x0040, 0xA730 });
    const bool by_option = verdict.rule != kBasicRule;
    verdict.rule = "PS3.15 E.3.4-1";
    if (!by_option && !row.basic.k && !row.basic.c && !row.basic.u)
        verdict.treatment = Treatment::Dummy;
    // A content item without a value is no content item (PS3.3 C.17.3): what would be removed is replaced.
    if (verdict.treatment == Treatment::Remove || verdict.treatment == Treatment::Empty)
        verdict.treatment = Treatment::Dummy;
    return verdict;
}

/// The table lists what its authors thought of. An attribute that it does not name is judged by what its VR can carry.
Verdict Profile::by_vr(Tag tag, Vr vr, Tag parent) const
{
    switch (vr) {
    case Vr::SQ: return { Treatment::Keep, "not in E.1-1: sequence" };
    case Vr::UI: return { Treatment::NewUid, "not in E.1-1: UI", IdentifierKind::OtherUniqueId };
    case Vr::PN: return { without_value(tag, parent), "not in E.1-1: PN", IdentifierKind::Name };
    case Vr::DA:
    case Vr::DT:
    case Vr::TM:
        if (m_options.has(ProfileOption::RetainFullDates))
            return { Treatment::Keep, option_rule(ProfileOption::RetainFullDates), IdentifierKind::Date };
        if (m_options.has(ProfileOption::RetainModifiedDates))
            return { Treatment::ShiftDate, option_rule(ProfileOption::RetainModifiedDates), IdentifierKind::Date };
        return { without_value(tag, parent), "not in E.1-1: date or time", IdentifierKind::Date };
    case Vr::AE:
    case Vr::UR:
    case Vr::AS:
    case Vr::UN: return { without_value(tag, parent), "not in E.1-1: VR that names or may hold anything", IdentifierKind::FreeText };
    default: return { Treatment::Clean, "not in E.1-1: by its VR", IdentifierKind::FreeText };
    }
}

Verdict Profile::verdict(Tag tag, Vr vr, Tag parent) const
{
    // Commands, File Meta Information, directories (PS3.7, PS3.10), and lengths of groups.
    if (tag.group == 0x0000 || tag.group == 0x0002 || tag.group == 0x0004 || tag.element == 0)
        return { Treatment::Remove, "PS3.15 E.1.1: no part of a composite object", IdentifierKind::HiddenBytes };
    const std::uint16_t repeating = tag.group & 0xFF00U;
    if (repeating == 0x5000 || repeating == 0x6000)
        return { Treatment::Remove, "PS3.15 E.3.3: curves and overlays", IdentifierKind::HiddenBytes };
    if (m_tables.dictionary(tag) == nullptr)
        return { Treatment::Remove, "no table knows it", IdentifierKind::FreeText };
    if (const auto* row = m_tables.profile(tag))
        return row_verdict(*row, tag, vr, parent);
    return by_vr(tag, vr, parent);
}

Verdict Profile::verdict(const Node& node, Tag parent, const ProfileRow* concept_row) const
{
    if (concept_row != nullptr && is_item_value(node.tag))
        return concept_verdict(*concept_row, node.tag, node.vr);
    const auto* known = m_tables.dictionary(node.tag);
    return verdict(node.tag, known != nullptr && known->is_other_text(node.vr) ? known->vrs[0] : node.vr, parent);
}

}  // namespace imprimatur::dicom
