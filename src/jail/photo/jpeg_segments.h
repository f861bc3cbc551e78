// The marker segments of a JPEG file (ITU-T T.81 Annex B) without its entropy-coded data.
#pragma once

#include "jail/photo/listing.h"

#include <vector>

namespace imprimatur::jail::photo {

struct JpegSegment {
    std::uint8_t marker = 0;  ///< 0xE1 for APP1
    ByteView payload {};
};

struct JpegFile {
    std::vector<JpegSegment> segments;
    ByteView trailing {};  ///< behind the end of image
    std::uint64_t stray = 0;  ///< bytes between segments that belong to none
    std::uint8_t frame_marker = 0;  ///< SOF0 .. SOF15
};

/// Malformed when a segment does not fit, when the end of image is missing, or when a component of the frame is in no
/// scan: half a picture is no picture.
Parsed<JpegFile> split_jpeg(ByteView file);

/// Lists everything that is not picture. Returns the EXIF orientation.
unsigned list_jpeg(const JpegFile& file, Listing& listing);

}  // namespace imprimatur::jail::photo
