#include "caption/classify.h"

#include "caption/label.h"

#include <bit>

namespace imprimatur::caption {

namespace {

constexpr LabelSet kDirect = bit(Label::NamePatient) | bit(Label::NameRelative) | bit(Label::IdNumber) | bit(Label::Contact);
constexpr LabelSet kNarrative = bit(Label::Interaction) | bit(Label::UniqueEvent) | bit(Label::HistoryDetail);
constexpr LabelSet kIndirect = bit(Label::AgeExact) | bit(Label::DateAbs) | bit(Label::Place) | bit(Label::Institution)
    | bit(Label::NameClinician) | bit(Label::Occupation) | bit(Label::RarityClaim) | bit(Label::DistinctiveFeature);

}  // namespace

PostClass classify(const std::vector<Span>& spans)
{
    if (spans.empty())
        return PostClass::Compliant;
    LabelSet seen = 0;
    bool patients_handle = false;
    for (const auto& span : spans) {
        const auto label = label_named(span.label).value_or(Label::NamePatient);  // an unknown label is the worst one
        seen |= bit(label);
        // The rules give the handle of a patient or of the family the kind of a name.
        patients_handle = patients_handle || (label == Label::HandleOfPerson && span.kind != IdentifierKind::Handle);
    }
    seen = dates_as_one(seen);
    const int narratives = std::popcount(seen & kNarrative);
    const int indirect = std::popcount(seen & kIndirect);
    const bool direct = (seen & kDirect) != 0 || patients_handle;  // (a)
    if (direct || narratives >= 2 || (narratives == 1 && indirect >= 2) || indirect >= 4)  // (b) (c) (d)
        return PostClass::NonCompliant;
    return PostClass::AtRisk;
}

}  // namespace imprimatur::caption
