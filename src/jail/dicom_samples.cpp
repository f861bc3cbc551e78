#include "jail/dicom_samples.h"

#include <algorithm>

namespace imprimatur::jail {

namespace {

/// The darkest and brightest hundredth are cut off: one broken sample must not make the rest black.
std::pair<std::uint16_t, std::uint16_t> robust_range(std::vector<std::uint16_t> values)
{
    const auto at = [&](std::size_t rank) {
        const auto place = values.begin() + static_cast<std::ptrdiff_t>(rank);
        std::nth_element(values.begin(), place, values.end());
        return *place;
    };
    const std::size_t hundredth = values.size() / 100;
    const auto low = at(hundredth);
    const auto high = at(values.size() - 1 - hundredth);
    return { low, std::max<std::uint16_t>(high, static_cast<std::uint16_t>(low + (low < 0xFFFF ? 1 : 0))) };
}

}  // namespace

std::optional<StoredPixels> stored_pixels(DcmItem& dataset, const PixelClaim& claim)
{
    const auto number = [&](const DcmTagKey& tag) -> unsigned {
        Uint16 value = 0;
        return dataset.findAndGetUint16(tag, value).good() ? value : 0U;
    };
    DcmElement* element = nullptr;
    Uint8* bytes = nullptr;
    OFString photometric;
    dataset.findAndGetOFString(DCM_PhotometricInterpretation, photometric);
    if (dataset.findAndGetElement(DCM_PixelData, element).bad() || element == nullptr || element->getUint8Array(bytes).bad()
        || bytes == nullptr)
        return std::nullopt;
    StoredPixels pixels { ByteView(bytes, element->getLength()), claim.frames, claim.rows * claim.columns * claim.samples,
        number(DCM_BitsAllocated), number(DCM_BitsStored), number(DCM_HighBit), number(DCM_PixelRepresentation) == 1 };
    const bool depth = pixels.allocated == 8 || pixels.allocated == 16;
    const bool bits = pixels.stored > 0 && pixels.stored <= pixels.high + 1 && pixels.high < pixels.allocated;
    if (!depth || !bits || photometric == "YBR_FULL_422" || pixels.bytes.size() < pixels.bytes_needed())
        return std::nullopt;
    return pixels;
}

std::optional<Frame> raw_picture(ByteView bytes, std::uint32_t width, std::uint32_t height)
{
    const std::size_t pixels = std::size_t { width } * height;
    if (pixels == 0 || (bytes.size() != pixels && bytes.size() != 2 * pixels && bytes.size() != 3 * pixels))
        return std::nullopt;
    if (bytes.size() != 2 * pixels)
        return Frame { width, height, bytes.size() == 3 * pixels ? 3U : 1U, Bytes(bytes.begin(), bytes.end()) };
    std::vector<std::uint16_t> values(pixels);
    for (std::size_t i = 0; i < pixels; ++i)
        values[i] = static_cast<std::uint16_t>(bytes[2 * i] | bytes[2 * i + 1] << 8);
    const auto [low, high] = robust_range(values);
    Frame frame { width, height, 1, Bytes(pixels) };
    for (std::size_t i = 0; i < pixels; ++i) {
        const int above = std::clamp<int>(values[i], low, high) - low;
        frame.samples[i] = static_cast<std::uint8_t>(above * 255 / std::max(1, high - low));
    }
    return frame;
}

}  // namespace imprimatur::jail
