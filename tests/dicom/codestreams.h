// One frame in every encoding, and surgery on code streams: where a comment, a foreign segment or a stray byte is put in.
#pragma once

#include "objects.h"

namespace imprimatur::dicom_eval {

enum class Encoding { JpegBaseline, JpegLossless, JpegLs, Jpeg2000, Rle };

/// The picture's first frame. Empty when the library could not; a test asserts that it is not.
Octets encoded_frame(const Picture& picture, Encoding encoding);

/// Behind SOI. `marker` is the second byte (0xFE for COM, 0xE1 for APP1).
Octets with_segment(const Octets& stream, unsigned char marker, const Octets& body);
/// In front of the last SOS (T.81 B.2.3), between the scans when there are several.
Octets with_segment_before_last_scan(const Octets& stream, unsigned char marker, const Octets& body);
/// Colour in three scans, one a component.
Octets jpeg_in_scans();
/// JPEG 2000 (T.800 A.9.2): a comment behind SIZ, and one in the first tile-part header with Psot grown to fit.
Octets with_main_comment(const Octets& stream, const Octets& text);
Octets with_tile_comment(const Octets& stream, const Octets& text);
/// T.800 Annex I: the code stream in boxes, with an XML box and a UUID box that hold `text`.
Octets in_jp2(const Octets& stream, const Picture& picture, const Octets& text);
/// PS3.5 Annex G: `gap` stands between header and first segment, `behind` after the last.
Octets rle_frame(const Picture& picture, const Octets& gap = {}, const Octets& behind = {});

/// ICC.1: a profile whose description, copyright, an unknown tag and the gap behind the table hold these.
Octets icc_profile(const Octets& description, const Octets& copyright, const Octets& unknown, const Octets& gap);

}  // namespace imprimatur::dicom_eval
