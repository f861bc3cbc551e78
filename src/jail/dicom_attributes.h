// Lists every data element of a DICOM object, in every nesting level, File Meta included.
#pragma once

#include "jail/codec.h"
#include "jail/dicom_hidden.h"

#include <dcmtk/dcmdata/dctk.h>

namespace imprimatur::jail {

/// Elements become Attributes; overlays, icons, curves and other carriers of a second picture also EmbeddedObjects.
Outcome list_elements(DcmFileFormat& file, DicomPictures& pictures, MaterialSink& sink);

}  // namespace imprimatur::jail
