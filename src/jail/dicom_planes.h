// Bits of the pixels that are no part of their values, and pixels behind the last frame: no viewer shows them, and every copy that keeps
// the pixel data as it is keeps them.
#pragma once

#include "jail/dicom_samples.h"
#include "jail/photo/hidden_pictures.h"

namespace imprimatur::jail {

/// Each plane that is not constant and not a sign, once; over all frames of the object. Then what follows the last frame.
Outcome list_planes(const StoredPixels& pixels, const PixelClaim& claim, photo::HiddenPictures& hidden, MaterialSink& sink);

}  // namespace imprimatur::jail
