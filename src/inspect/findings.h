// Material -> Findings, and the values that have to be gone from the copy.
#pragma once

#include "imprimatur/model.h"
#include "inspect/attribute_table.h"
#include "inspect/expected_words.h"
#include "inspect/kept_marker.h"
#include "inspect/text_class.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace imprimatur::inspect {

/// One finding for every metadata value and every embedded object, technical ones included.
std::vector<Finding> metadata_findings(const Material& material, const AttributeTable& table);

// Who says so, as it stands in Finding::detector.
inline constexpr std::string_view kFirstReader = "pp-ocrv4";
inline constexpr std::string_view kSecondReader = "tesseract";
inline constexpr std::string_view kFaceDetector = "face-rfb320";
inline constexpr std::string_view kCodeFinder = "codes";
inline constexpr std::string_view kOnRequest = "a person";

enum class Look { First, Second };

struct PixelOptions {
    bool keep_markers = false;
    Look look = Look::First;
    std::span<const KeptMarker> kept {};  ///< second look: by the first one, on request
    double scale = 1;  ///< of the copy, measured by the original
    std::span<const Rect> left_open {};  ///< places of the original where a person says that there is no writing
};

/// One finding for every line of writing, face and code in frame `number`. Writing: Action Fill; Keep for a sure marker when
/// `keep_markers`; Ask, shown to a person and not filled, for what cannot be read and moves (motion.h), is as large as an
/// organ (anatomy.h), is one of many faint marks in which no rule knows an identifier (grain.h), or was seen by the second look alone. Some
/// of these are writing all the same: of 660 small and faint identifying strings eight (docs/benchmarks.md). What either look's reader
/// makes of a marker kept in that frame is Keep again in the marker's own words, Fill when a rule knows an identifier in it, and else Ask.
/// What the second reader read elsewhere is filled. In a place left open on request a person is asked about what could not be read, and
/// about single letters, instead of filling it. Faces that are sure are filled, others asked; codes are filled, but stripes that are
/// letters surely read are asked.
std::vector<Finding> pixel_findings(const Material& material, std::size_t number, const PixelFinds& finds, const TextClassifier& classifier,
    const ExpectedWords& expected, const PixelOptions& options);

/// What a hidden picture shows, at its part: it is not in the copy, and a person is told what would have been given away.
std::vector<Finding> hidden_findings(
    const std::string& part, const PixelFinds& finds, const TextClassifier& classifier, const ExpectedWords& expected);

/// A value that must not be found again in the copy. Patient data: lives in memory only.
struct RemovedValue {
    IdentifierKind kind = IdentifierKind::FreeText;
    std::string value;
};

/// The identifying values of the metadata (technical ones and empty ones left out), without repetition.
std::vector<RemovedValue> removed_values(const Material& material, const AttributeTable& table);

}  // namespace imprimatur::inspect
