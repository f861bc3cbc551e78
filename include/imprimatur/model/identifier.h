// What a piece of information identifies, in the terms of 45 CFR 164.514(b)(2)(i)(A)-(R), and what is done about it,
// in the terms of DICOM PS3.15 Annex E.
#pragma once

#include <optional>
#include <string_view>

namespace imprimatur {

enum class IdentifierKind {
    // 45 CFR 164.514(b)(2)(i): the eighteen Safe Harbor identifiers.
    Name,  ///< (A)
    Geographic,  ///< (B) every subdivision smaller than a state
    Date,  ///< (C) every element of a date except the year
    AgeOver89,  ///< (C) ages over 89 and everything that tells such an age
    Telephone,  ///< (D)
    Fax,  ///< (E)
    Email,  ///< (F)
    SocialSecurityNumber,  ///< (G) and every other national identity number
    MedicalRecordNumber,  ///< (H)
    HealthPlanNumber,  ///< (I)
    AccountNumber,  ///< (J)
    CertificateNumber,  ///< (K)
    VehicleId,  ///< (L)
    DeviceId,  ///< (M)
    Url,  ///< (N)
    IpAddress,  ///< (O)
    Biometric,  ///< (P)
    FullFacePhoto,  ///< (Q)
    OtherUniqueId,  ///< (R) any other unique number, characteristic or code: UIDs, accession numbers
    // Quasi-identifiers: harmless alone, identifying together (REQUIREMENTS LAW-HIPAA, RISK-1).
    Age,
    Sex,
    Ethnicity,
    Institution,
    Clinician,
    Relative,
    Handle,
    Occupation,
    RarityClaim,
    UniqueEvent,
    DistinctiveFeature,
    Interaction,
    HistoryDetail,
    // Conduct, not identity (TXT-ADVICE, TXT-TONE).
    Advice,
    Disparaging,
    // Carriers: something that can hold any of the above.
    FreeText,  ///< descriptions, comments: may say anything
    TextInPixels,  ///< writing in the picture whose content is not classified
    HiddenPicture,  ///< thumbnails, icons, overlays, other frames and alpha: a second picture
    HiddenBytes,  ///< bytes after the end, maker notes, private elements, unknown chunks
    // Not identifying by itself.
    Marker,  ///< side markers, scales, exposure values in the picture
    Technical,  ///< rows, columns, compression, colour
};

/// Stable name used in JSON and rules: "name", "medical_record_number", "text_in_pixels" ...
std::string_view to_string(IdentifierKind kind);
std::optional<IdentifierKind> identifier_kind(std::string_view name);

/// The letter of 45 CFR 164.514(b)(2)(i), or '\0' for what Safe Harbor does not list.
char safe_harbor_letter(IdentifierKind kind);

/// What is to happen with a finding.
enum class Action {
    Fill,  ///< pixels: constant solid fill
    Remove,  ///< the carrier does not exist in the copy (PS3.15 action X)
    Replace,  ///< replaced by a value that says nothing (D, Z, C, U)
    Keep,  ///< kept (K): technical, or asked for by --keep
    Ask,  ///< a person has to decide
};
std::string_view to_string(Action action);

}  // namespace imprimatur
