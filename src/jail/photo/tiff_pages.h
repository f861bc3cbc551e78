// One directory of a TIFF block as a picture, wherever it stands: page, sub-directory, thumbnail of an EXIF block.
#pragma once

#include "jail/photo/tiff_file.h"
#include "jail/photo/transparency.h"

namespace imprimatur::jail::photo {

struct TiffPage {
    Frame frame {};  ///< in stored order
    unsigned orientation = 1;
    bool deep = false;  ///< 16 bits a sample were scaled to 8
    std::uint64_t extra = 0;  ///< samples that no viewer shows: masks, spot colours, depth
};

/// The directory that libtiff stands on.
Parsed<TiffPage> read_tiff_page(TiffFile& file, Transparency& transparency);

/// The directory at an offset, in stored order; its own transparency is laid on white and not reported.
Parsed<Frame> tiff_picture_at(ByteView block, std::uint64_t directory, Listing& listing);

}  // namespace imprimatur::jail::photo
