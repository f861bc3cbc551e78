// What the detectors saw in one picture: places and how sure they are. Readings are patient data and live in memory only.
#pragma once

#include "imprimatur/model/finding.h"
#include "imprimatur/model/material.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace imprimatur {

/// How long to look. Fast: one look at the picture as it is. Standard: also enlarged. Thorough: also evened out, inverted and turned.
enum class Effort : std::uint8_t { Fast, Standard, Thorough };
std::string_view to_string(Effort effort);

/// What to look for in a picture, and how long.
struct LookRequest {
    /// Verification looks at a copy: at another scale than the first look, and with an independent reader.
    enum class Pass : std::uint8_t { First, Verification };
    Pass pass = Pass::First;
    Effort effort = Effort::Standard;
    bool heat = false;
    std::vector<Rect> covered;  ///< verification: what is filled already
};

/// From this score on a face is filled without asking; below, a person is asked. The mean of eight closer looks: no such box in 83
/// clinical pictures (the highest .84, a fold of mucosa), a stray one beside the faces in 1 of 44 photographs (docs/benchmarks.md).
inline constexpr double kSureFace = 0.9;

/// A face, or what a detector of faces takes for one. The quad is upright and holds forehead, chin and ears.
struct FaceBox {
    Quad quad {};
    double score = 0;  ///< 0..1
    std::string seen_as;  ///< "upright", "turned 90", "brightened": ours, never from a file
};

/// A bar code or matrix code. What it says is never kept.
struct CodeBox {
    Quad quad {};
    std::string symbology;  ///< "QRCode", "Code128", "stripes": ours, never from a file
    bool decoded = false;  ///< false: it looks like one and did not decode here
};

/// The probability of writing, pixel by pixel of a reduced picture; 255 is certain.
struct HeatMap {
    std::uint32_t width = 0;
    std::uint32_t height = 0;
    Bytes samples;  ///< width * height
};

/// A quad drawn into a picture for a person, with a word beside it.
struct PictureMark {
    enum class Colour : std::uint8_t { Filled, Kept, Asked };
    Quad quad {};
    Colour colour = Colour::Filled;
    std::string label;  ///< kind and confidence: ours, never a reading
};

struct PixelFinds {
    std::vector<TextBox> writing;
    std::vector<TextBox> second_reading;  ///< words that an independent reader read; only in verification
    std::vector<FaceBox> faces;
    std::vector<CodeBox> codes;
    std::optional<HeatMap> heat;  ///< when asked for
};

}  // namespace imprimatur
