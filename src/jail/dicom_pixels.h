// The pictures of a DICOM object as a person would see them.
#pragma once

#include "jail/codec.h"
#include "jail/photo/hidden_pictures.h"

#include <dcmtk/dcmdata/dctk.h>

namespace imprimatur::jail {

/// Size and shape as the header claims them; checked before anything is decoded.
struct PixelClaim {
    std::uint64_t rows = 0;
    std::uint64_t columns = 0;
    std::uint64_t samples = 1;
    std::uint64_t bits_allocated = 8;
    std::uint64_t frames = 1;
};

/// Nothing when the claim keeps within base/limits.h and does not contradict itself.
Outcome read_claim(DcmDataset& dataset, PixelClaim& claim);

/// Replaces JPEG 2000 pixel data by native pixels (PS3.5 A.4.4); OpenJPEG decodes, DCMTK has no such decoder.
Outcome decode_jpeg2000(DcmDataset& dataset, const PixelClaim& claim);

/// Decodes, applies VOI LUT or window, palette, colour model and polarity, and hands every frame to the sink. What the pixels hide (bits
/// that belong to no value, frames behind the last one) comes before the frames, what the window hides after them.
Outcome render(DcmDataset& dataset, E_TransferSyntax syntax, photo::HiddenPictures& hidden, MaterialSink& sink);

/// DCMTK's decoders, registered once in the fork server.
void register_decoders();

}  // namespace imprimatur::jail
