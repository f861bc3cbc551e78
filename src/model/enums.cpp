// The stable names of the other closed sets of the model.
#include "imprimatur/model.h"
#include "imprimatur/policy.h"

#include "model/names.h"

namespace imprimatur {

namespace {

constexpr std::array kMedia = std::to_array<Named<MediaKind>>({
    { MediaKind::Dicom, "dicom" },
    { MediaKind::Jpeg, "jpeg" },
    { MediaKind::Png, "png" },
    { MediaKind::Tiff, "tiff" },
    { MediaKind::WebP, "webp" },
    { MediaKind::Gif, "gif" },
    { MediaKind::Bmp, "bmp" },
});

constexpr std::array kHow = std::to_array<Named<Unreadable::How>>({
    { Unreadable::How::NotRecognised, "not_recognised" },
    { Unreadable::How::Malformed, "malformed" },
    { Unreadable::How::Unsupported, "unsupported" },
    { Unreadable::How::NoPixels, "no_pixels" },
    { Unreadable::How::TooLarge, "too_large" },
    { Unreadable::How::Crashed, "crashed" },
    { Unreadable::How::TimedOut, "timed_out" },
    { Unreadable::How::OutOfMemory, "out_of_memory" },
    { Unreadable::How::ForbiddenCall, "forbidden_call" },
    { Unreadable::How::Lied, "lied" },
    { Unreadable::How::DetectorMissing, "detector_missing" },
});

constexpr std::array kEfforts = std::to_array<Named<Effort>>({
    { Effort::Fast, "fast" },
    { Effort::Standard, "standard" },
    { Effort::Thorough, "thorough" },
});

constexpr std::array kClasses = std::to_array<Named<PostClass>>({
    { PostClass::Compliant, "compliant" },
    { PostClass::AtRisk, "at_risk" },
    { PostClass::NonCompliant, "non_compliant" },
});

constexpr std::array kBands = std::to_array<Named<RiskBand>>({
    { RiskBand::Proceed, "proceed" },
    { RiskBand::ProceedNote, "proceed_with_note" },
    { RiskBand::ClosedOnly, "closed_only" },
    { RiskBand::Generalise, "generalise" },
    { RiskBand::Identifiable, "identifiable" },
});

constexpr std::array kGrantStates = std::to_array<Named<GrantState>>({
    { GrantState::Draft, "draft" },
    { GrantState::Requested, "requested" },
    { GrantState::Deferred, "deferred" },
    { GrantState::Given, "given" },
    { GrantState::Renewed, "renewed" },
    { GrantState::Refused, "refused" },
    { GrantState::Withdrawn, "withdrawn" },
    { GrantState::Expired, "expired" },
    { GrantState::Invalidated, "invalidated" },
    { GrantState::Superseded, "superseded" },
});

constexpr std::array kCapacities = std::to_array<Named<GrantorCapacity>>({
    { GrantorCapacity::Self, "self" },
    { GrantorCapacity::Parent, "parent" },
    { GrantorCapacity::Guardian, "guardian" },
    { GrantorCapacity::LegalRepresentative, "legal_representative" },
});

constexpr std::array kGroups = std::to_array<Named<SubjectGroup>>({
    { SubjectGroup::Adult, "adult" },
    { SubjectGroup::Minor7To17, "minor_7_17" },
    { SubjectGroup::MinorUnder7, "minor_under_7" },
    { SubjectGroup::AdultWithoutCapacity, "adult_without_capacity" },
    { SubjectGroup::DevelopmentalDisability, "developmental_disability" },
    { SubjectGroup::Deceased, "deceased" },
});

constexpr std::array kPackageStates = std::to_array<Named<PackageState>>({
    { PackageState::Valid, "valid" },
    { PackageState::Changed, "changed" },
    { PackageState::NotOurs, "not_ours" },
    { PackageState::Expired, "expired" },
    { PackageState::Withdrawn, "withdrawn" },
    { PackageState::Unknown, "unknown" },
});

constexpr std::array kEffects = std::to_array<Named<Effect>>({
    { Effect::Permit, "permit" },
    { Effect::Obligate, "obligate" },
    { Effect::Refer, "refer" },
    { Effect::Deny, "deny" },
});

constexpr std::array kVerdicts = std::to_array<Named<Verdict>>({
    { Verdict::Permit, "permit" },
    { Verdict::PermitWithObligations, "permit_with_obligations" },
    { Verdict::Refer, "refer" },
    { Verdict::Deny, "deny" },
});

}  // namespace

std::string_view to_string(MediaKind kind) { return name_of(kMedia, kind); }
std::string_view to_string(Unreadable::How how) { return name_of(kHow, how); }
std::string_view to_string(Effort effort) { return name_of(kEfforts, effort); }
std::string_view to_string(PostClass post_class) { return name_of(kClasses, post_class); }
std::string_view to_string(RiskBand band) { return name_of(kBands, band); }
std::string_view to_string(GrantState state) { return name_of(kGrantStates, state); }
std::optional<GrantState> grant_state(std::string_view name) { return value_of(kGrantStates, name); }
std::string_view to_string(GrantorCapacity capacity) { return name_of(kCapacities, capacity); }
std::optional<GrantorCapacity> grantor_capacity(std::string_view name) { return value_of(kCapacities, name); }
std::string_view to_string(SubjectGroup group) { return name_of(kGroups, group); }
std::optional<SubjectGroup> subject_group(std::string_view name) { return value_of(kGroups, name); }
std::string_view to_string(PackageState state) { return name_of(kPackageStates, state); }
std::string_view to_string(Effect effect) { return name_of(kEffects, effect); }
std::string_view to_string(Verdict verdict) { return name_of(kVerdicts, verdict); }

}  // namespace imprimatur
