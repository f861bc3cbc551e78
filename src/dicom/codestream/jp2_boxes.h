// JP2 boxes (T.800 annex I) around a code stream. DICOM wants the code stream alone (PS3.5 A.4.4), and files exist that have both.
#pragma once

#include "dicom/codestream/residues.h"

namespace imprimatur::dicom {

/// True for the twelve bytes that every JP2 file starts with.
bool is_jp2(ByteView frame);

/// The content of the first jp2c box; all else goes into `removed`. Unreadable when a box says that the samples mean something
/// else than the code stream says (palette, component mapping, a permuting channel definition).
std::variant<ByteView, Unreadable> codestream_of(ByteView frame, Residues& removed);

}  // namespace imprimatur::dicom
