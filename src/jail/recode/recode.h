// One encoded frame with rectangles filled, in its own transfer syntax: only frames that need it are encoded again, lossless stays
// lossless, and what lies outside the rectangles stays as it was wherever the format allows that.
#pragma once

#include "dicom/codestream/codestream.h"
#include "imprimatur/model.h"

#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace imprimatur::jail {

struct FilledFrame {
    Bytes bytes;  ///< as the transfer syntax says: even length when compressed, as long as `encoded` when native
    bool outside_unchanged = true;  ///< decoded samples outside `touched` are bit-identical to the original's
    bool lossy_again = false;  ///< the frame went through a lossy encoder once more
    /// The rectangles, grown to what the format cannot keep apart (DCT blocks and their upsampled chroma, chroma shared by two pixels).
    /// What was asked for is one constant after decoding, also with interpolated chroma; what was grown may be anything.
    std::vector<Rect> touched;
    /// Photometric Interpretation that the frame has now; empty when it is unchanged. It is one attribute for all frames: when
    /// one changed, the others have to be passed through fill_frame as well, with no rectangles, and then agree.
    std::string photometric;
};
using FilledOrNot = std::variant<FilledFrame, Unreadable>;

/// `encoded`: one whole frame (native samples for uncompressed transfer syntaxes, little or big endian as the syntax says; with 8 or
/// 1 bits allocated the first sample is in the first byte, so the caller has swapped what a big endian object holds as OW).
/// Rectangles: pixels of the stored picture, inside it. The fill is one constant (black as displayed: darkest palette entry, YBR
/// 0/128/128, largest value for MONOCHROME1), the same whatever stood under the rectangle. For signed grey pixels it is the darkest
/// value that stands outside all rectangles, 0 when there is none (and 0 in DCT JPEG): a value that no
/// pixel has would shift a viewer's automatic window.
/// `palette_black`: the index that PALETTE COLOR is filled with. No codec has to be registered for any of this.
/// Unreadable: no encoder for this syntax, or bytes that contradict `shape`.
FilledOrNot fill_frame(ByteView encoded, std::string_view transfer_syntax, const dicom::FrameShape& shape, const std::vector<Rect>& rects,
    std::uint32_t palette_black = 0);

}  // namespace imprimatur::jail
