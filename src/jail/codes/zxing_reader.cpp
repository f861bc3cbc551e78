#include "jail/codes/assertion_guard.h"
#include "jail/codes/readers.h"

#include <ZXing/ReadBarcode.h>

namespace imprimatur::jail {

namespace {

std::optional<FoundCode> decoded(const cv::Mat& grey)
{
    try {
        ZXing::DecodeHints hints;
        hints.setFormats(ZXing::BarcodeFormat::Any).setTryHarder(true).setTryRotate(true).setTryDownscale(true);
        const ZXing::ImageView view(grey.data, grey.cols, grey.rows, ZXing::ImageFormat::Lum, static_cast<int>(grey.step));
        // One at a time: ReadBarcodes of 1.4 compares what it found and ends the process (an assert) when a linear code was seen
        // in two rows.
        const auto result = ZXing::ReadBarcode(view, hints);
        if (!result.isValid())
            return std::nullopt;
        FoundCode code { {}, ZXing::ToString(result.format()),
            ZXing::BarcodeFormats(ZXing::BarcodeFormat::LinearCodes).testFlag(result.format()) };
        for (const auto& corner : result.position())
            code.corners.emplace_back(corner.x, corner.y);
        return code;
    } catch (...) {
        return std::nullopt;  // the library's own failures, and its lack of memory: the stripes are still looked for
    }
}

}  // namespace

std::optional<FoundCode> read_with_zxing(const cv::Mat& grey)
{
    std::optional<FoundCode> code;
    return survives_assertions([&] { code = decoded(grey); }) ? code : std::nullopt;
}

}  // namespace imprimatur::jail
