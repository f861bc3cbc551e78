// A de-identified DICOM copy (PS3.15 Annex E): what was asked for, what was done, and what the proof says.
#pragma once

#include "imprimatur/model/finding.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace imprimatur {

/// The columns of PS3.15 Table E.1-1 after the basic profile, in the table's order.
enum class ProfileOption : std::uint8_t {
    RetainSafePrivate,
    RetainUids,
    RetainDevice,
    RetainInstitution,
    RetainPatientCharacteristics,
    RetainFullDates,
    RetainModifiedDates,
    CleanDescriptors,
    CleanStructuredContent,
    CleanGraphics,
};
inline constexpr std::size_t kProfileOptions = 10;

/// "retain-safe-private", "retain-modified-dates", "clean-descriptors" ...
std::string_view to_string(ProfileOption option);
std::optional<ProfileOption> profile_option(std::string_view name);

/// Clean Descriptors, Structured Content and Graphics are on unless somebody turns them off.
struct ProfileOptions {
    std::array<bool, kProfileOptions> on { false, false, false, false, false, false, false, true, true, true };
    [[nodiscard]] bool has(ProfileOption option) const { return on[static_cast<std::size_t>(option)]; }
    void set(ProfileOption option, bool wanted) { on[static_cast<std::size_t>(option)] = wanted; }
};

/// Secret of a run, or of a research project: new UIDs, pseudonyms and date shifts follow from it and the old values.
using PseudonymKey = std::array<std::uint8_t, 32>;

struct DicomCopyOptions {
    ProfileOptions profile;
    PseudonymKey key {};
    bool pixels_inspected = false;  ///< writing in the pixels was looked for and `fills` cover it
    bool nobody_recognisable = false;  ///< no face can show, or a person vouches for it
    bool want_elements = false;
    /// The proof by the process that wrote the copy: half the time, and less of a proof when a file took that process over. For copies
    /// that count as not verified anyway.
    bool prove_at_once = false;
    std::vector<FilledArea> fills;
};

/// What became of one element.
struct ElementAction {
    std::string path;  ///< "(0008,1140)[1]/(0008,1155)", or what stood beside the picture: "JPEG COM"
    std::string treatment;  ///< keep, clean, remove, empty, dummy, new_uid, shift_date
    bool changed = false;
    std::string rule;  ///< "PS3.15 E.1-1"
};

/// Where and what, never the value. No objection: proven.
struct Objection {
    std::string path;
    std::string what;
};

struct DicomCopyReport {
    std::size_t removed = 0;  ///< elements and hidden parts that are not in the copy, or not with their value
    std::vector<std::string> needles;  ///< written forms of what was removed: patient data, for the proof
    std::vector<ElementAction> elements;  ///< when asked for
    std::vector<Objection> objections;  ///< of the proof, when it was asked for at once
};

struct DicomProof {
    std::vector<Objection> objections;
};

}  // namespace imprimatur
