#include "dicom/needles.h"

#include "base/unicode.h"
#include "model/written_forms.h"

#include <algorithm>
#include <iterator>

namespace imprimatur::dicom {

namespace {

// An enhanced object repeats the same few; more distinct ones than this are not a header any more. What is beyond is
// still removed, only not looked for again.
constexpr std::size_t kMostValues = 20'000;

}  // namespace

void Needles::add(IdentifierKind kind, std::string_view value)
{
    if (m_seen.contains(value) || m_seen.size() >= kMostValues)
        return;
    m_seen.emplace(value);
    constexpr std::size_t kShortestIdentifier = 4;
    const bool identifier = kind == IdentifierKind::MedicalRecordNumber || kind == IdentifierKind::OtherUniqueId
        || kind == IdentifierKind::AccountNumber || kind == IdentifierKind::HealthPlanNumber;
    const bool has_digit = std::any_of(value.begin(), value.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (identifier && has_digit && value.size() >= kShortestIdentifier && value.size() < kShortestForm)
        m_needles.emplace(value);
    for (auto& form : written_forms(kind, value)) {
        // "Hospital" out of an institution's name stands in everybody's files. Names of people are looked for in every part.
        const bool part = form.size() < value.size() && kind != IdentifierKind::Name;
        if (!part || !m_harmless.is_harmless(form, TextStyle::Phrase))
            m_needles.insert(std::move(form));
    }
}

void Needles::keep(std::string_view value)
{
    if (m_kept.size() < kMostValues)
        m_kept.insert(ascii_lower(value));
}

std::vector<std::string> Needles::all() const
{
    std::vector<std::string> wanted;
    std::copy_if(m_needles.begin(), m_needles.end(), std::back_inserter(wanted), [&](const std::string& needle) {
        const auto lower = ascii_lower(needle);
        return std::none_of(m_kept.begin(), m_kept.end(), [&](const std::string& kept) { return kept.find(lower) != std::string::npos; });
    });
    return wanted;
}

}  // namespace imprimatur::dicom
