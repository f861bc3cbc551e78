// The chunks of a WebP file (RIFF container, RFC 9649 section 2).
#pragma once

#include "jail/photo/listing.h"

#include <vector>

namespace imprimatur::jail::photo {

struct RiffChunk {
    std::string_view type {};
    ByteView data {};
};

struct WebpFile {
    std::vector<RiffChunk> chunks;
    ByteView picture {};  ///< the RIFF form without what follows it
    ByteView trailing {};
};

Parsed<WebpFile> split_webp(ByteView file);

/// Lists everything that is not picture. Returns the EXIF orientation.
unsigned list_webp(const WebpFile& file, Listing& listing);

}  // namespace imprimatur::jail::photo
