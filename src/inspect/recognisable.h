// Whether somebody could be recognised by their looks in a picture of this kind (PS3.15 E.3.2, REQUIREMENTS IMG-FACE).
#pragma once

#include "imprimatur/model.h"

#include <string_view>

namespace imprimatur::inspect {

/// False only for kinds of picture that cannot show a face or a body's surface: ultrasound, mammography, microscopy and the like. Volumes
/// of the head (a face can be rebuilt from them), photographs, and everything unknown: true. Not promised: that nobody is recognised by
/// what lies inside, such as an implant.
bool may_show_a_person(std::string_view modality, std::string_view body_part);

/// The same with everything the header says about the part of the body (body_part.h): a radiograph whose description alone speaks of a
/// skull counts, and a CT, MR or PET of a named other part does not. For slices, face_risk of the whole case (head_volume.h) speaks as
/// well, and the worse of the two counts.
bool may_show_a_person(const Material& material);

}  // namespace imprimatur::inspect
