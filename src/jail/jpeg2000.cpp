// PS3.5 A.4.4 "JPEG 2000 Image Compression": each frame one code stream of ISO/IEC 15444-1, decoded by OpenJPEG.
#include "jail/dicom_pixels.h"
#include "jail/recode/openjpeg_handles.h"

#include <dcmtk/dcmdata/dcpixel.h>
#include <dcmtk/dcmdata/dcpixseq.h>
#include <dcmtk/dcmdata/dcpxitem.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <vector>

namespace imprimatur::jail {

namespace {

Unreadable malformed(const char* detail) { return { Unreadable::How::Malformed, detail }; }

bool starts_code_stream(ByteView bytes)
{
    return bytes.size() > 4 && bytes[0] == 0xFF && bytes[1] == 0x4F && bytes[2] == 0xFF && bytes[3] == 0x51;
}

/// Fragments belong to one frame until the next one starts a code stream (PS3.5 A.4.4 allows several a frame).
Outcome collect_frames(DcmPixelSequence& sequence, std::vector<Bytes>& frames)
{
    for (unsigned long i = 1; i < sequence.card(); ++i) {
        DcmPixelItem* item = nullptr;
        Uint8* data = nullptr;
        if (sequence.getItem(item, i).bad() || item == nullptr || item->getUint8Array(data).bad() || data == nullptr)
            return malformed("a fragment of the JPEG 2000 data cannot be read");
        const ByteView fragment(data, item->getLength());
        if (frames.empty() || starts_code_stream(fragment) || is_jp2(fragment))
            frames.emplace_back();
        frames.back().insert(frames.back().end(), fragment.begin(), fragment.end());
    }
    return std::nullopt;
}

struct Depth {
    unsigned precision = 0;
    bool is_signed = false;
};

/// Every component has full size, the same precision and sign; anything else is not a DICOM picture.
bool uniform(const opj_image_t& picture, const PixelClaim& claim, Depth& depth)
{
    const opj_image_comp_t& first = picture.comps[0];
    depth = { first.prec, first.sgnd != 0 };
    if (first.prec == 0 || first.prec > 16)
        return false;
    for (OPJ_UINT32 c = 0; c < picture.numcomps; ++c) {
        const auto& component = picture.comps[c];
        if (component.w != claim.columns || component.h != claim.rows || component.prec != first.prec || component.sgnd != first.sgnd
            || component.data == nullptr)
            return false;
    }
    return true;
}

void append_native(const opj_image_t& picture, const PixelClaim& claim, const Depth& depth, Bytes& native)
{
    const std::size_t pixels = claim.rows * claim.columns;
    for (std::size_t i = 0; i < pixels; ++i) {
        for (OPJ_UINT32 c = 0; c < picture.numcomps; ++c) {
            const auto value = static_cast<std::uint32_t>(picture.comps[c].data[i]);
            native.push_back(static_cast<std::uint8_t>(value));
            if (depth.precision > 8)
                native.push_back(static_cast<std::uint8_t>(value >> 8));
        }
    }
}

bool store_native(DcmDataset& dataset, const Bytes& native, const Depth& depth, const PixelClaim& claim)
{
    delete dataset.remove(DCM_PixelData);
    const auto allocated = static_cast<Uint16>(depth.precision > 8 ? 16 : 8);
    bool stored = dataset.putAndInsertUint16(DCM_BitsAllocated, allocated).good()
        && dataset.putAndInsertUint16(DCM_BitsStored, static_cast<Uint16>(depth.precision)).good()
        && dataset.putAndInsertUint16(DCM_HighBit, static_cast<Uint16>(depth.precision - 1)).good()
        && dataset.putAndInsertUint16(DCM_PixelRepresentation, depth.is_signed ? 1 : 0).good();
    if (claim.samples == 3)
        stored = stored && dataset.putAndInsertUint16(DCM_PlanarConfiguration, 0).good();
    OFString photometric;
    dataset.findAndGetOFString(DCM_PhotometricInterpretation, photometric);
    // OpenJPEG has undone the component transform already (PS3.5 8.2.4).
    if (photometric == "YBR_RCT" || photometric == "YBR_ICT")
        stored = stored && dataset.putAndInsertString(DCM_PhotometricInterpretation, "RGB").good();
    if (allocated == 8)
        return stored && dataset.putAndInsertUint8Array(DCM_PixelData, native.data(), native.size()).good();
    std::vector<Uint16> words(native.size() / 2);
    std::memcpy(words.data(), native.data(), words.size() * 2);
    return stored && dataset.putAndInsertUint16Array(DCM_PixelData, words.data(), words.size()).good();
}

}  // namespace

Outcome decode_jpeg2000(DcmDataset& dataset, const PixelClaim& claim)
{
    DcmElement* element = nullptr;
    dataset.findAndGetElement(DCM_PixelData, element);
    auto* pixels = dynamic_cast<DcmPixelData*>(element);
    DcmPixelSequence* sequence = nullptr;
    E_TransferSyntax syntax = EXS_Unknown;
    const DcmRepresentationParameter* parameter = nullptr;
    if (pixels == nullptr)
        return malformed("the pixel data cannot be found");
    pixels->getOriginalRepresentationKey(syntax, parameter);
    if (pixels->getEncapsulatedRepresentation(syntax, parameter, sequence).bad() || sequence == nullptr)
        return malformed("the JPEG 2000 data is not encapsulated");
    std::vector<Bytes> frames;
    if (auto refused = collect_frames(*sequence, frames))
        return refused;
    if (frames.size() != claim.frames)
        return malformed("the number of JPEG 2000 code streams is not the number of frames");
    Bytes native;
    Depth depth;
    for (const auto& stream : frames) {
        const Picture picture = decode_code_stream(stream, claim.columns, claim.rows, claim.samples).picture;
        Depth own;
        if (!picture || !uniform(*picture, claim, own) || (depth.precision != 0 && own.precision != depth.precision))
            return malformed("a JPEG 2000 code stream is damaged or contradicts the header");
        depth = own;
        append_native(*picture, claim, depth, native);
    }
    if (!store_native(dataset, native, depth, claim))
        return malformed("the decoded JPEG 2000 pixels could not be stored");
    return std::nullopt;
}

}  // namespace imprimatur::jail
