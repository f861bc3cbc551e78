// ICC profiles (ICC.1:2022): their texts and their date. Colour itself is not managed here.
#pragma once

#include "jail/photo/listing.h"

namespace imprimatur::jail::photo {

void list_icc(ByteView profile, Listing& listing);

}  // namespace imprimatur::jail::photo
