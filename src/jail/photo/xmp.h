// XMP (ISO 16684-1): one attribute a property.
#pragma once

#include "jail/photo/listing.h"

namespace imprimatur::jail::photo {

/// A packet, with or without its wrapper. Document types and outside entities are not followed.
void list_xmp(ByteView packet, Listing& listing);

}  // namespace imprimatur::jail::photo
