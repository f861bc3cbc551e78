// Photoshop image resources (APP13, TIFF 34377) and IPTC IIM 4.2 (resource 1028, TIFF 33723).
#pragma once

#include "jail/photo/listing.h"

namespace imprimatur::jail::photo {

/// A row of "8BIM" resources.
void list_photoshop(ByteView resources, Listing& listing);

/// A row of IIM datasets.
void list_iptc(ByteView datasets, Listing& listing);

/// "By-line" for record 2 dataset 80; empty when unknown.
std::string_view iptc_name(unsigned record, unsigned dataset);

}  // namespace imprimatur::jail::photo
