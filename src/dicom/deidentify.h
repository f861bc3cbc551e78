// One DICOM file to its de-identified copy (PS3.15 Annex E): every element at every level is treated, in the order of the file, and
// the copy is written as it goes. Foreign bytes: runs in the jail.
//
// Not promised: a picture whose pixels show who it is (that is what `fills` are for), writing in waveforms and coordinates, bytes
// hidden in a compressed stream where its decoder looks and shows nothing (see codestream.h).
#pragma once

#include "dicom/pixel_writer.h"
#include "dicom/profile.h"
#include "dicom/pseudonyms.h"
#include "dicom/text/text_cleaner.h"

#include <optional>
#include <string>
#include <string_view>

namespace imprimatur::dicom {

struct DeidentifyOptions {
    ProfileOptions profile;
    PseudonymKey key {};  ///< run-scoped for social use, kept by the researcher for longitudinal use
    bool pixels_inspected = false;  ///< writing in the pixels was looked for and `fills` cover it: Burned In Annotation NO, code 113101
    bool nobody_recognisable = false;  ///< somebody vouches for it, or nothing of a face can show: code 113102
    Fills fills;
};

/// Told about everything while it happens.
class Observer {
public:
    virtual ~Observer() = default;
    /// A value that must not stand in the copy. UTF-8, patient data.
    virtual void removed(IdentifierKind kind, std::string_view value) = 0;
    /// A value that an option keeps: finding it in the copy is what was asked for.
    virtual void kept(std::string_view value) = 0;
    /// What became of one element. `path`: "(0008,1140)[1]/(0008,1155)"; only asked for when wants_elements().
    virtual void element(std::string_view path, Treatment treatment, bool changed, std::string_view rule) = 0;
    [[nodiscard]] virtual bool wants_elements() const = 0;
};

/// What the whole run shares.
struct Library {
    const Tables& tables;
    const TextCleaner& words;
    const TextCleaner::Case& plain;  ///< of no file: what is harmless whoever the patient is
};

/// nullopt: the copy is whole. Otherwise what was written is no copy and must be thrown away.
std::optional<Unreadable> deidentify(
    ByteView file, const Library& library, const DeidentifyOptions& options, const FrameFiller& filler, Sink& sink, Observer& observer);

}  // namespace imprimatur::dicom
