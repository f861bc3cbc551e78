#include "caption/label.h"

#include "model/names.h"

namespace imprimatur::caption {

namespace {
constexpr std::array<Named<Label>, 21> kLabels { {
    { Label::NamePatient, "NAME_PATIENT" },
    { Label::NameRelative, "NAME_RELATIVE" },
    { Label::NameClinician, "NAME_CLINICIAN" },
    { Label::AgeExact, "AGE_EXACT" },
    { Label::DateAbs, "DATE_ABS" },
    { Label::DateRel, "DATE_REL" },
    { Label::Place, "PLACE" },
    { Label::Institution, "INSTITUTION" },
    { Label::Contact, "CONTACT" },
    { Label::IdNumber, "ID_NUMBER" },
    { Label::HandleOfPerson, "HANDLE_OF_PERSON" },
    { Label::Occupation, "OCCUPATION" },
    { Label::UniqueEvent, "UNIQUE_EVENT" },
    { Label::RarityClaim, "RARITY_CLAIM" },
    { Label::DistinctiveFeature, "DISTINCTIVE_FEATURE" },
    { Label::Interaction, "INTERACTION" },
    { Label::HistoryDetail, "HISTORY_DETAIL" },
    { Label::AdviceToIndividual, "ADVICE_TO_INDIVIDUAL" },
    { Label::Disparaging, "DISPARAGING" },
    { Label::Decoy, "DECOY" },
    { Label::Gate, "GATE" },
} };
}  // namespace

std::string_view to_string(Label label) { return name_of(kLabels, label); }
std::optional<Label> label_named(std::string_view name) { return value_of(kLabels, name); }

}  // namespace imprimatur::caption
