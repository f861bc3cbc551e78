#include "imprimatur/model/identifier.h"

#include "model/names.h"

namespace imprimatur {

namespace {

using enum IdentifierKind;

constexpr std::array kKinds = std::to_array<Named<IdentifierKind>>({
    { Name, "name" },
    { Geographic, "geographic" },
    { Date, "date" },
    { AgeOver89, "age_over_89" },
    { Telephone, "telephone" },
    { Fax, "fax" },
    { Email, "email" },
    { SocialSecurityNumber, "social_security_number" },
    { MedicalRecordNumber, "medical_record_number" },
    { HealthPlanNumber, "health_plan_number" },
    { AccountNumber, "account_number" },
    { CertificateNumber, "certificate_number" },
    { VehicleId, "vehicle_id" },
    { DeviceId, "device_id" },
    { Url, "url" },
    { IpAddress, "ip_address" },
    { Biometric, "biometric" },
    { FullFacePhoto, "full_face_photo" },
    { OtherUniqueId, "other_unique_id" },
    { Age, "age" },
    { Sex, "sex" },
    { Ethnicity, "ethnicity" },
    { Institution, "institution" },
    { Clinician, "clinician" },
    { Relative, "relative" },
    { Handle, "handle" },
    { Occupation, "occupation" },
    { RarityClaim, "rarity_claim" },
    { UniqueEvent, "unique_event" },
    { DistinctiveFeature, "distinctive_feature" },
    { Interaction, "interaction" },
    { HistoryDetail, "history_detail" },
    { Advice, "advice" },
    { Disparaging, "disparaging" },
    { FreeText, "free_text" },
    { TextInPixels, "text_in_pixels" },
    { HiddenPicture, "hidden_picture" },
    { HiddenBytes, "hidden_bytes" },
    { Marker, "marker" },
    { Technical, "technical" },
});

constexpr std::array kActions = std::to_array<Named<Action>>({
    { Action::Fill, "fill" },
    { Action::Remove, "remove" },
    { Action::Replace, "replace" },
    { Action::Keep, "keep" },
    { Action::Ask, "ask" },
});

}  // namespace

std::string_view to_string(IdentifierKind kind) { return name_of(kKinds, kind); }
std::optional<IdentifierKind> identifier_kind(std::string_view name) { return value_of(kKinds, name); }
std::string_view to_string(Action action) { return name_of(kActions, action); }

// 45 CFR 164.514(b)(2)(i)(A)-(R). Institution, clinician and relative fall under it because the list covers
// identifiers "of the individual or of relatives, employers, or household members" and every place below a state.
char safe_harbor_letter(IdentifierKind kind)
{
    switch (kind) {
    case Name:
    case Relative: return 'A';
    case Geographic:
    case Institution: return 'B';
    case Date:
    case AgeOver89: return 'C';
    case Telephone: return 'D';
    case Fax: return 'E';
    case Email: return 'F';
    case SocialSecurityNumber: return 'G';
    case MedicalRecordNumber: return 'H';
    case HealthPlanNumber: return 'I';
    case AccountNumber: return 'J';
    case CertificateNumber: return 'K';
    case VehicleId: return 'L';
    case DeviceId: return 'M';
    case Url: return 'N';
    case IpAddress: return 'O';
    case Biometric: return 'P';
    case FullFacePhoto: return 'Q';
    case OtherUniqueId:
    case Handle:
    case DistinctiveFeature: return 'R';
    default: return '\0';
    }
}

}  // namespace imprimatur
