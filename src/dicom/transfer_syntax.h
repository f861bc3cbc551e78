// Transfer syntaxes (PS3.5 Section 10): how a data set and its pixels are written.
#pragma once

#include <string_view>

namespace imprimatur::dicom {

/// The format of the encapsulated pixels; what clean_* of codestream/ belongs to it.
enum class PixelCodec { Native, Rle, Jpeg, JpegLs, Jpeg2000, EncapsulatedUncompressed, NotOpened };

struct TransferSyntax {
    std::string_view uid;
    bool implicit_vr = false;
    bool big_endian = false;
    bool deflated = false;
    PixelCodec codec = PixelCodec::Native;
    bool lossless = true;  ///< every frame that the syntax allows is lossless
    [[nodiscard]] bool encapsulated() const { return codec != PixelCodec::Native; }
};

/// Null for one that this program does not know. Video, JPEG XL and JPIP are known and NotOpened: their streams can carry
/// text that nothing here would see.
const TransferSyntax* transfer_syntax(std::string_view uid);

/// Implicit VR Little Endian, which a data set without File Meta Information is taken for (PS3.5 10.1).
const TransferSyntax& default_transfer_syntax();

}  // namespace imprimatur::dicom
