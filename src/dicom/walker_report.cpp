#include "dicom/coded_terms.h"
#include "dicom/dummy_value.h"
#include "dicom/walker.h"

#include <algorithm>

namespace imprimatur::dicom {

namespace {

bool is_date(Vr vr) { return vr == Vr::DA || vr == Vr::DT || vr == Vr::TM; }

/// What a value of this VR is, whatever the attribute is for.
IdentifierKind kind_of(Vr vr, IdentifierKind otherwise)
{
    return vr == Vr::UI ? IdentifierKind::OtherUniqueId
        : vr == Vr::PN  ? IdentifierKind::Name
        : is_date(vr)   ? IdentifierKind::Date
                        : otherwise;
}

/// Digits with a decimal point: measurements, which turn up again in other attributes without meaning anything by it.
bool is_measurement(std::string_view value)
{
    return value.find('.') != std::string_view::npos && std::all_of(value.begin(), value.end(), [](char c) {
        return (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '+' || c == 'e' || c == 'E' || c == ' ';
    });
}

std::string upper_case(std::string_view value)
{
    std::string upper(value);
    std::transform(
        upper.begin(), upper.end(), upper.begin(), [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
    return upper;
}

/// Kinds whose values are looked for even when their words stand in everybody's files.
bool always_identifies(IdentifierKind kind)
{
    switch (kind) {
    case IdentifierKind::Name:
    case IdentifierKind::MedicalRecordNumber:
    case IdentifierKind::OtherUniqueId:
    case IdentifierKind::AccountNumber:
    case IdentifierKind::HealthPlanNumber:
    case IdentifierKind::Telephone:
    case IdentifierKind::Email:
    case IdentifierKind::Date: return true;
    default: return false;
    }
}

// Values longer than this are prose; what identifies in them are the pieces that the text cleaner names.
constexpr std::size_t kLongestNeedle = 256;

}  // namespace

void Walker::tell(const Node& node, const Level& level, Treatment treatment, bool changed, std::string_view rule)
{
    if (m_observer.wants_elements())
        m_observer.element(level.path + to_string(node.tag), treatment, changed, rule);
    else
        m_observer.element({}, treatment, changed, rule);
}

void Walker::tell_removed(IdentifierKind kind, std::string_view value)
{
    const bool may_say_anything = !always_identifies(kind);
    if (value.empty() || value.size() > kLongestNeedle || is_measurement(value) || is_dummy(value))
        return;
    // "STANDARD" in an attribute that goes is no secret that the copy could give away.
    if (may_say_anything
        && (m_library.plain.is_harmless(value, TextStyle::Phrase) || m_library.plain.is_harmless(upper_case(value), TextStyle::Code)))
        return;
    m_observer.removed(kind, value);
}

void Walker::tell_removed(const Node& node, IdentifierKind kind)
{
    const auto at = node.index;
    for (std::size_t i = at; i < std::max<std::size_t>(node.end, at + 1); ++i) {
        const Node& inner = m_set.nodes[i];
        if (!is_text(inner.vr) || inner.vr == Vr::IS || inner.vr == Vr::DS || inner.vr == Vr::CS || inner.length > kLongestNeedle * 16)
            continue;
        for (const auto& value : m_filter.values(inner)) {
            if (inner.vr != Vr::UI || !is_public_uid(value, m_library.tables))
                tell_removed(kind_of(inner.vr, kind), value);
        }
    }
}

}  // namespace imprimatur::dicom
