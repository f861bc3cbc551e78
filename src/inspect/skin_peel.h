// Takes the skin off the slices of a head, without an atlas: everything outside the body and 25 to 30 mm of what lies under it, another
// depth on each slice so that the surface cannot be put back by adding a constant; in CT bone stops it.
//
// What it removes: skin, fat under it, the outer muscles, nose, lips, eyelids, ears. What it does not: the shape of the skull and of the
// teeth stays, and with it what a forensic reconstruction could start from; popular removers of faces left 28 to 38 % of people matched
// (Schwarz, NeuroImage 2021, 117845). It is for teaching copies behind a login, never a reason to post a volume (REQUIREMENTS IMG-FACE).
#pragma once

#include "imprimatur/model.h"
#include "imprimatur/result.h"

#include <cstdint>
#include <span>
#include <vector>

namespace imprimatur::inspect {

/// What bone does to the peel in CT. Measured on the rendered surface of one CT head in four windows, an averaged MR head and the Colin 27
/// MR head (three views each; highest score of the face detector of the pinned models, 0.7 and more is a face). Before: 1.00, 1.00, 0.91.
/// Ignored, the outer 25 to 30 mm whatever they are: 0.10 to 0.19, 0.19, 0.27 (0.31, 0.11, 0.11 on the 16-pixel grid): no face, and no
/// outermost centimetre of brain either. Slows, a millimetre of bone counts as three: 0.39 to 0.89; the brain and most of the vault stay,
/// the orbits can be made out. Stops: 1.00; the detector takes the clean skull for a face. Only Ignored is a defacing.
enum class Bone { Ignored, Slows, Stops };

struct PeelGeometry {
    double mm_x = 0;  ///< between columns
    double mm_y = 0;  ///< between rows
    double depth_mm = 28;
    Bone bone = Bone::Ignored;  ///< anything else only in CT: in MR bone is as dark as air
    std::uint8_t bone_from = 250;  ///< grey level from which a pixel is bone; see bone_grey
    bool lossy = true;  ///< rectangles grow to the 16-pixel grid of the compression
};

struct PeelSeries {
    PeelGeometry slice {};  ///< depth_mm: the mean; each slice gets up to 10 % more or less
    double slice_mm = 0;  ///< distance of neighbours in the order given; 0: unknown, every slice is peeled by itself
    std::uint64_t seed = 0;  ///< the caller's chance; who knows it knows the depths, and nothing else
};

/// Rectangles of one frame, at most kMaxPeelRects. Empty: there is no air in the frame to start from, or it is not a grey picture.
std::vector<Rect> peel(const Frame& frame, const PeelGeometry& geometry);

/// All slices of one series, ordered along their normal, so that the chin, seen from below, is as deep as the nose. `frame` of an area is
/// the index into `slices`. An Error: sizes differ, no spacing, or no slice shows air around a body (then nothing can be peeled and
/// nothing may be promised).
Result<std::vector<FilledArea>> peel_series(std::span<const Frame* const> slices, const PeelSeries& series);

/// The grey level of 250 Hounsfield units in a CT's first window, 250 when the window is narrower than that; PS3.3 C.11.2.1.2. 250 as well
/// without a window. Only for frames that show the file's own window.
std::uint8_t bone_grey(const Material& material);

inline constexpr std::size_t kMaxPeelRects = 2000;

}  // namespace imprimatur::inspect
