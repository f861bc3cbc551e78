#include "dicom/transfer_syntax.h"

#include <algorithm>
#include <array>

namespace imprimatur::dicom {

namespace {

using enum PixelCodec;

constexpr std::array<TransferSyntax, 39> kSyntaxes { {
    { "1.2.840.10008.1.2", true, false, false, Native, true },
    { "1.2.840.10008.1.2.1", false, false, false, Native, true },
    { "1.2.840.10008.1.2.1.98", false, false, false, EncapsulatedUncompressed, true },
    { "1.2.840.10008.1.2.1.99", false, false, true, Native, true },
    { "1.2.840.10008.1.2.2", false, true, false, Native, true },
    { "1.2.840.10008.1.2.5", false, false, false, Rle, true },
    { "1.2.840.10008.1.2.4.50", false, false, false, Jpeg, false },
    { "1.2.840.10008.1.2.4.51", false, false, false, Jpeg, false },
    { "1.2.840.10008.1.2.4.53", false, false, false, Jpeg, false },
    { "1.2.840.10008.1.2.4.55", false, false, false, Jpeg, false },
    { "1.2.840.10008.1.2.4.57", false, false, false, Jpeg, true },
    { "1.2.840.10008.1.2.4.70", false, false, false, Jpeg, true },
    { "1.2.840.10008.1.2.4.80", false, false, false, JpegLs, true },
    { "1.2.840.10008.1.2.4.81", false, false, false, JpegLs, false },
    { "1.2.840.10008.1.2.4.90", false, false, false, Jpeg2000, true },
    { "1.2.840.10008.1.2.4.91", false, false, false, Jpeg2000, false },
    { "1.2.840.10008.1.2.4.92", false, false, false, Jpeg2000, true },
    { "1.2.840.10008.1.2.4.93", false, false, false, Jpeg2000, false },
    { "1.2.840.10008.1.2.4.201", false, false, false, Jpeg2000, true },
    { "1.2.840.10008.1.2.4.202", false, false, false, Jpeg2000, true },
    { "1.2.840.10008.1.2.4.203", false, false, false, Jpeg2000, false },
    { "1.2.840.10008.1.2.4.94", false, false, false, NotOpened, false },
    { "1.2.840.10008.1.2.4.95", false, false, true, NotOpened, false },
    { "1.2.840.10008.1.2.4.100", false, false, false, NotOpened, false },
    { "1.2.840.10008.1.2.4.100.1", false, false, false, NotOpened, false },
    { "1.2.840.10008.1.2.4.101", false, false, false, NotOpened, false },
    { "1.2.840.10008.1.2.4.101.1", false, false, false, NotOpened, false },
    { "1.2.840.10008.1.2.4.102", false, false, false, NotOpened, false },
    { "1.2.840.10008.1.2.4.102.1", false, false, false, NotOpened, false },
    { "1.2.840.10008.1.2.4.103", false, false, false, NotOpened, false },
    { "1.2.840.10008.1.2.4.103.1", false, false, false, NotOpened, false },
    { "1.2.840.10008.1.2.4.104", false, false, false, NotOpened, false },
    { "1.2.840.10008.1.2.4.105", false, false, false, NotOpened, false },
    { "1.2.840.10008.1.2.4.106", false, false, false, NotOpened, false },
    { "1.2.840.10008.1.2.4.107", false, false, false, NotOpened, false },
    { "1.2.840.10008.1.2.4.108", false, false, false, NotOpened, false },
    { "1.2.840.10008.1.2.4.110", false, false, false, NotOpened, true },
    { "1.2.840.10008.1.2.4.111", false, false, false, NotOpened, false },
    { "1.2.840.10008.1.2.4.112", false, false, false, NotOpened, false },
} };

}  // namespace

const TransferSyntax* transfer_syntax(std::string_view uid)
{
    const auto* found = std::find_if(kSyntaxes.begin(), kSyntaxes.end(), [&](const TransferSyntax& syntax) { return syntax.uid == uid; });
    return found == kSyntaxes.end() ? nullptr : found;
}

const TransferSyntax& default_transfer_syntax() { return kSyntaxes[0]; }

}  // namespace imprimatur::dicom
