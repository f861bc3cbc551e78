// Writing that a device paints into a clip stands still; tissue and blood flow move. What a detector takes for writing in
// moving speckle, and cannot read, is no writing.
#pragma once

#include "imprimatur/model.h"

#include <string_view>
#include <vector>

namespace imprimatur::inspect {

/// Frames of a long clip that are not held in memory have no samples and are passed over.
/// Share of the quad's bounding box whose pixels stay the same through the clip (sampled at a few frames), 0..1; 1 for a
/// single picture and for frames of different sizes.
double unchanged_share(const std::vector<Frame>& clip, std::size_t number, const Quad& quad);

/// Whether the recogniser read something or guessed.
bool is_read(const TextBox& box);

/// A clip of a modality that films: only there does "it moves" say anything. The pages of a TIFF or of a scanned document
/// differ as well, and what cannot be read on them counts.
bool films(const Material& material);

/// Letters and figures; those of other scripts count for each of their bytes.
std::size_t letters_in(std::string_view text);

/// Fewer letters and figures than a name, a date or a number has, or not read at all.
bool names_nobody(const TextBox& box);

/// Names nobody, and the detector hardly believes that it is writing at all.
bool is_weak(const TextBox& box);

/// Names nobody as far as it can be read, and most of it changes from frame to frame; for a weak box some of it is enough. Never true for a
/// single picture: there every box counts.
bool is_moving_texture(const std::vector<Frame>& clip, std::size_t number, const TextBox& box);

}  // namespace imprimatur::inspect
