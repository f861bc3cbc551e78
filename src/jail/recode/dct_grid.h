// Which DCT blocks a rectangle reaches, and the one coefficient that makes a block black. Coefficients of all other blocks stay as they
// are, so nothing is quantised twice.
#pragma once

#include "jail/recode/families.h"

#include <optional>
#include <vector>

namespace imprimatur::jail::recode {

/// T.81 A.1.1: sampling factors of one component, and the largest of the frame.
struct Sampling {
    std::uint32_t h = 1;
    std::uint32_t v = 1;
};

struct Reach {
    std::vector<Rect> blocks;  ///< in pixels, whole MCUs; may pass the edge of the picture
    std::vector<Rect> touched;  ///< every pixel whose decoded value may differ, inside the picture
};

/// nullopt when a component's samples are not a whole number of pixels wide or high.
std::optional<Reach> reach_of(const Job& job, const std::vector<Sampling>& components);

/// The blocks of one component that lie in `blocks`, in blocks.
Rect blocks_of(const Rect& blocks, const std::vector<Sampling>& components, std::size_t component);

/// The sample that black is in each component. `ybr`: what the code stream holds is luminance and chroma.
std::vector<std::uint32_t> dct_black(const Job& job, bool ybr, unsigned precision);

/// The quantised DC whose block decodes to `sample`, or to the step below it: a sample above Bits Stored would wrap. The ends of the
/// range are reached exactly, by clamping.
/// nullopt: the step is so large that decoders' clamping tables would wrap.
std::optional<int> dc_of(std::uint32_t sample, std::uint32_t step, unsigned precision);

}  // namespace imprimatur::jail::recode
