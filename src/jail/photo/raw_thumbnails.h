// Thumbnails that have no file format of their own: JFIF and JFXX (JFIF 1.02, pages 5 to 8), Photoshop resources 1033 and 1036.
#pragma once

#include "jail/photo/listing.h"

namespace imprimatur::jail::photo {

/// Width, height, and as many RGB pixels. What stands behind them is listed as bytes.
void list_rgb_thumbnail(const std::string& part, ByteView sized, Listing& listing);

/// The payload of an APP0 segment that starts with "JFXX".
void list_jfxx(ByteView payload, Listing& listing);

/// `swapped`: resource 1033, which Photoshop 4 wrote with red and blue exchanged.
void list_photoshop_thumbnail(ByteView resource, bool swapped, Listing& listing);

}  // namespace imprimatur::jail::photo
