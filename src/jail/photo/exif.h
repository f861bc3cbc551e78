// EXIF 2.32 and TIFF 6.0 directories: every tag of every directory, thumbnails, maker notes, what no tag points to.
#pragma once

#include "jail/photo/listing.h"

namespace imprimatur::jail::photo {

/// A TIFF block inside another file. Returns the orientation of its first directory, 1 when it has none.
unsigned list_exif(ByteView block, Listing& listing);

/// A whole TIFF file: the pictures of its first chain are its pages and are shown. Returns their number; nothing
/// when the chain runs back into itself.
std::optional<std::size_t> list_tiff(ByteView file, Listing& listing);

/// APP2 "MPF": the index of further pictures in one JPEG file (CIPA DC-007), which stand in `file_from_block`.
void list_mpf(ByteView block, ByteView file_from_block, Listing& listing);

}  // namespace imprimatur::jail::photo
