// Whether slices or renderings of a head let somebody see, or rebuild, a face (REQUIREMENTS IMG-FACE). A single axial slice shows none;
// a sagittal one shows the profile, a stack of any direction the whole face.
#pragma once

#include "imprimatur/model.h"

#include <span>
#include <string>
#include <string_view>

namespace imprimatur::inspect {

struct FaceRisk {
    enum class What {
        None,
        ProfileSlice,  ///< the outline of forehead, nose and chin: sagittal slice, lateral localiser
        SurfaceRender,  ///< volume rendering, shaded surface, projection of a head
        FaceVolume,  ///< slices from which anybody can render the face
        Unknown  ///< nobody can say whether this is a head: treated like one
    };
    What what = What::None;
    std::string why;  ///< ours, for the person who decides; never text of the file
};
std::string_view to_string(FaceRisk::What what);

/// What the materials of one case show together; they may be one file each of several series. The worst of them speaks: a face before
/// Unknown before None. Photographs, radiographs and ultrasound are None here; recognisable.h judges those.
///
/// Slices: at least six within 16 mm of each other over at least 30 mm. Measured by rendering: a face detector still fired at .99 on an MR
/// head with every tenth millimetre slice and at .88 with every fifteenth; on a CT head with its lower face cut off up to 6 mm.
/// Not promised: a head that its header calls another part of the body, when it is MR (in CT the ring of the skull speaks).
FaceRisk face_risk(std::span<const Material* const> materials);

/// One picture with all slices side by side, as the scanner of one maker stores functional MR.
bool is_mosaic(const Material& material);

}  // namespace imprimatur::inspect
