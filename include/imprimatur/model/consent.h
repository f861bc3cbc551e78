// Consent in the vocabulary of FHIR Consent and ISO/IEC TS 27560. A grant is bound to bytes: another crop or another
// caption is another item and the grant does not cover it (REQUIREMENTS CON-IMAGES).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace imprimatur {

enum class GrantState { Draft, Requested, Deferred, Given, Renewed, Refused, Withdrawn, Expired, Invalidated, Superseded };
std::string_view to_string(GrantState state);
std::optional<GrantState> grant_state(std::string_view name);

/// In which capacity somebody signs (45 CFR 164.508(c)(1)(vi), CON-WHO).
enum class GrantorCapacity { Self, Parent, Guardian, LegalRepresentative };
std::string_view to_string(GrantorCapacity capacity);
std::optional<GrantorCapacity> grantor_capacity(std::string_view name);

/// The subject as far as the question "who must sign" needs it. No name, no birth date.
enum class SubjectGroup { Adult, Minor7To17, MinorUnder7, AdultWithoutCapacity, DevelopmentalDisability, Deceased };
std::string_view to_string(SubjectGroup group);
std::optional<SubjectGroup> subject_group(std::string_view name);

/// One leaf permission: these items, this caption, this purpose, this platform, this audience, this period.
struct Grant {
    std::string id;
    GrantState state = GrantState::Draft;
    std::string purpose;  ///< social, teaching, publication, conference, research, record
    std::string platform;  ///< "instagram", "x" ...; "" for purposes without one
    std::string audience;  ///< public, closed_group, institution, team
    std::vector<std::string> item_sha256;  ///< hex, of the shareable copies' bytes
    std::string caption_sha256;  ///< hex, of the caption's UTF-8 bytes
    std::string valid_from;  ///< ISO 8601 date or date-time, UTC
    std::string valid_until;  ///< exclusive; required (45 CFR 164.508(c)(1)(v))
};

struct ConsentRecord {
    std::string id;
    std::string consent_template;  ///< "social-image@1/en"
    SubjectGroup subject_group = SubjectGroup::Adult;
    std::vector<GrantorCapacity> signed_as;  ///< every signature's capacity
    std::string authority;  ///< evidence of authority when not self
    bool capacity_recorded = false;  ///< capacity for this decision was assessed (CON-CAPACITY)
    bool assent_given = false;  ///< the child's or the represented adult's own agreement
    bool dissent = false;  ///< anybody whose agreement is needed said no
    bool saw_images = false;  ///< the very images were shown (CON-IMAGES)
    bool copy_given = false;  ///< with a contact for withdrawal (CON-COPY)
    std::vector<std::string> informed_of;  ///< public_visibility, permanence, loss_of_control, may_be_recognised, withdrawal,
                                           ///< withdrawal_limits, care_unaffected, voluntary, copyright
    std::string signed_at;
    std::string withdrawn_at;  ///< empty unless withdrawn
    std::string form_location;  ///< where the signed form is kept: evidence, not a path on this machine
    std::vector<Grant> grants;
};

}  // namespace imprimatur
