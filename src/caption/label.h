// The labels of the labelling guide, plus two that never leave this folder.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace imprimatur::caption {

enum class Label : std::uint8_t {
    NamePatient,
    NameRelative,
    NameClinician,
    AgeExact,
    DateAbs,
    DateRel,
    Place,
    Institution,
    Contact,
    IdNumber,
    HandleOfPerson,
    Occupation,
    UniqueEvent,
    RarityClaim,
    DistinctiveFeature,
    Interaction,
    HistoryDetail,
    AdviceToIndividual,
    Disparaging,
    Decoy,  ///< claims text that only looks like an identifier ("Boston classification", "5F catheter")
    Gate,  ///< evidence for or against "this post is about a patient"
};

inline constexpr std::size_t kLabelCount = static_cast<std::size_t>(Label::Gate) + 1;

std::string_view to_string(Label label);
std::optional<Label> label_named(std::string_view name);

using LabelSet = std::uint32_t;
constexpr LabelSet bit(Label label) { return LabelSet { 1 } << static_cast<unsigned>(label); }

/// A date is one kind, however it is written.
constexpr LabelSet dates_as_one(LabelSet labels)
{
    return (labels & bit(Label::DateRel)) == 0 ? labels : (labels & ~bit(Label::DateRel)) | bit(Label::DateAbs);
}

}  // namespace imprimatur::caption
