#include "jail/dicom_pixels.h"

#include "base/checked.h"
#include "base/limits.h"
#include "jail/dicom_planes.h"
#include "jail/dicom_window.h"

#include <dcmtk/dcmdata/dcrledrg.h>
#include <dcmtk/dcmimage/diregist.h>
#include <dcmtk/dcmimgle/dcmimage.h>
#include <dcmtk/dcmjpeg/djdecode.h>
#include <dcmtk/dcmjpls/djdecode.h>

namespace imprimatur::jail {

namespace {

Unreadable malformed(const char* detail) { return { Unreadable::How::Malformed, detail }; }
Unreadable unsupported(const char* detail) { return { Unreadable::How::Unsupported, detail }; }

std::uint64_t number(DcmDataset& dataset, const DcmTagKey& tag, std::uint64_t otherwise)
{
    Uint16 value = 0;
    return dataset.findAndGetUint16(tag, value).good() ? value : otherwise;
}

bool is_jpeg2000(E_TransferSyntax syntax)
{
    return syntax == EXS_JPEG2000LosslessOnly || syntax == EXS_JPEG2000 || syntax == EXS_JPEG2000MulticomponentLosslessOnly
        || syntax == EXS_JPEG2000Multicomponent;
}

/// Native pixel data shorter than the claim would show another part of memory; PS3.5 8.1.1 gives its length.
Outcome check_native_length(DcmDataset& dataset, const PixelClaim& claim)
{
    DcmElement* element = nullptr;
    if (dataset.findAndGetElement(DCM_PixelData, element).bad() || element == nullptr)
        return malformed("the pixel data cannot be found");
    const std::uint64_t bits = claim.rows * claim.columns * claim.samples * claim.frames * claim.bits_allocated;
    OFString photometric;
    dataset.findAndGetOFString(DCM_PhotometricInterpretation, photometric);
    // YBR_FULL_422 stores two samples a pixel instead of three (PS3.3 C.7.6.3.1.2).
    const std::uint64_t needed = photometric == "YBR_FULL_422" ? bits / 8 * 2 / 3 : bits / 8;
    if (element->getLength() < needed)
        return malformed("the pixel data is shorter than rows, columns and frames claim");
    return std::nullopt;
}

/// The way a viewer would show it: the file's own VOI LUT (PS3.3 C.11.2), else its window, else the full range.
void apply_grey_window(DicomImage& image, MaterialSink& sink)
{
    if (!image.isMonochrome())
        return;
    if (image.getVoiLutCount() > 0 && image.setVoiLut(0) != 0) {
        sink.note("VOI LUT of the file applied");
        return;
    }
    if (image.getWindowCount() > 0 && image.setWindow(0) != 0) {
        sink.note("window of the file applied");
        return;
    }
    image.setMinMaxWindow(0);
    sink.note("no window in the file: full range shown");
}

Outcome list_outside_window(const OutsideWindow& outside, const Frame& like, photo::HiddenPictures& hidden, MaterialSink& sink)
{
    const std::string part = "values outside the window";
    std::uint64_t count = 0;
    auto picture = outside.picture(count);
    if (!picture)
        return std::nullopt;
    if (!hidden.room(part, like.width, like.height))
        picture.reset();
    return sink.object({ part, count, IdentifierKind::HiddenPicture, std::move(picture) });
}

Outcome hand_over_frames(DicomImage& image, const std::optional<StoredPixels>& stored, photo::HiddenPictures& hidden, MaterialSink& sink)
{
    const auto width = static_cast<std::uint32_t>(image.getWidth());
    const auto height = static_cast<std::uint32_t>(image.getHeight());
    const std::uint32_t channels = image.isMonochrome() ? 1 : 3;
    if (auto refused = check_frame_size(width, height, channels))
        return refused;
    std::optional<OutsideWindow> outside;
    if (stored && image.isMonochrome() && hidden.opens())
        outside.emplace(*stored);
    for (unsigned long i = 0; i < image.getFrameCount(); ++i) {
        Frame frame { width, height, channels, Bytes(static_cast<std::size_t>(width) * height * channels) };
        if (image.getOutputData(frame.samples.data(), frame.samples.size(), 8, i, 0) == 0)
            return malformed("a frame could not be rendered");
        if (outside)
            outside->see(i, frame);
        if (auto refused = sink.frame(std::move(frame)))
            return refused;
    }
    return outside ? list_outside_window(*outside, { width, height, channels, {} }, hidden, sink) : std::nullopt;
}

}  // namespace

void register_decoders()
{
    DcmRLEDecoderRegistration::registerCodecs();
    DJDecoderRegistration::registerCodecs();
    DJLSDecoderRegistration::registerCodecs();
}

Outcome read_claim(DcmDataset& dataset, PixelClaim& claim)
{
    claim.rows = number(dataset, DCM_Rows, 0);
    claim.columns = number(dataset, DCM_Columns, 0);
    claim.samples = number(dataset, DCM_SamplesPerPixel, 1);
    claim.bits_allocated = number(dataset, DCM_BitsAllocated, 8);
    Sint32 frames = 1;
    if (dataset.findAndGetSint32(DCM_NumberOfFrames, frames).bad() || frames == 0)
        frames = 1;
    if (frames < 1)
        return malformed("the number of frames is negative");
    claim.frames = static_cast<std::uint64_t>(frames);
    if (claim.frames > limits::kMaxFrames)
        return Unreadable { Unreadable::How::TooLarge, "more frames than the limit" };
    if (claim.samples != 1 && claim.samples != 3)
        return unsupported("samples per pixel other than 1 or 3");
    if (claim.bits_allocated == 0 || claim.bits_allocated > 32)
        return unsupported("bits allocated other than 1 to 32");
    if (auto refused = check_frame_size(claim.columns, claim.rows, claim.samples))
        return refused;
    // Every factor is bounded by now: 65,500^2 * 3 * 10,000 * 4 stays below 2^64.
    const std::uint64_t decoded = claim.rows * claim.columns * claim.samples * claim.frames;
    if (decoded > limits::kMaxDecodedBytes)
        return Unreadable { Unreadable::How::TooLarge, "the frames together pass the limit of decoded pixels" };
    return std::nullopt;
}

Outcome render(DcmDataset& dataset, E_TransferSyntax syntax, photo::HiddenPictures& hidden, MaterialSink& sink)
{
    PixelClaim claim;
    if (auto refused = read_claim(dataset, claim))
        return refused;
    if (is_jpeg2000(syntax)) {
        if (auto refused = decode_jpeg2000(dataset, claim))
            return refused;
    } else {
        if (dataset.chooseRepresentation(EXS_LittleEndianExplicit, nullptr).bad() || !dataset.canWriteXfer(EXS_LittleEndianExplicit))
            return DcmXfer(syntax).isEncapsulated()
                ? malformed("the compressed pixel data could not be decoded, or its encoding is not supported")
                : malformed("the pixel data could not be read");
        if (auto refused = check_native_length(dataset, claim))
            return refused;
    }
    // The compressed representation is not needed any more and would count against the child's memory.
    dataset.removeAllButCurrentRepresentations();
    DicomImage image(&dataset, EXS_LittleEndianExplicit, 0UL, 0UL, 0UL);
    if (image.getStatus() != EIS_Normal)
        return Unreadable { Unreadable::How::Malformed,
            std::string("the picture cannot be shown: ") + DicomImage::getString(image.getStatus()) };
    if (image.getFrameCount() != claim.frames)
        return malformed("the number of frames is not what the header claims");
    image.hideAllOverlays();
    apply_grey_window(image, sink);
    const auto stored = stored_pixels(dataset, claim);
    if (stored) {
        if (auto refused = list_planes(*stored, claim, hidden, sink))
            return refused;
    }
    return hand_over_frames(image, stored, hidden, sink);
}

}  // namespace imprimatur::jail
