#include "jail/codes/readers.h"

#include <algorithm>
#include <array>
#include <dmtx.h>
#include <memory>
#include <opencv2/imgproc.hpp>

namespace imprimatur::jail {

namespace {

constexpr int kGrid = 8;  // pixels between the places from which a symbol is looked for
constexpr int kMostPlaces = 1000;
constexpr std::size_t kMostSymbols = 8;
constexpr int kLeastEdge = 40;  // grey levels inside a place: a symbol's border is there or nothing is looked for

struct Free {
    void operator()(DmtxImage* image) const { dmtxImageDestroy(&image); }
    void operator()(DmtxDecode* decode) const { dmtxDecodeDestroy(&decode); }
    void operator()(DmtxRegion* region) const { dmtxRegionDestroy(&region); }
    void operator()(DmtxMessage* message) const { dmtxMessageDestroy(&message); }
};
template <typename T> using Owned = std::unique_ptr<T, Free>;

/// libdmtx counts rows from the bottom.
std::vector<cv::Point2d> corners_of(DmtxRegion& region, int rows)
{
    std::vector<cv::Point2d> corners;
    for (const auto& [x, y] : { std::pair { 0.0, 1.0 }, { 1.0, 1.0 }, { 1.0, 0.0 }, { 0.0, 0.0 } }) {
        DmtxVector2 point { x, y };
        dmtxMatrix3VMultiplyBy(&point, region.fit2raw);
        corners.emplace_back(point.X, rows - 1 - point.Y);
    }
    return corners;
}

bool is_inside(const cv::Point& place, const std::vector<FoundCode>& found)
{
    return std::any_of(found.begin(), found.end(), [&place](const FoundCode& code) {
        const std::vector<cv::Point2f> around(code.corners.begin(), code.corners.end());
        return cv::pointPolygonTest(around, place, false) >= 0;
    });
}

}  // namespace

std::vector<FoundCode> read_data_matrix(const cv::Mat& grey)
{
    std::vector<FoundCode> found;
    cv::Mat pixels = grey.clone();
    const Owned<DmtxImage> image(dmtxImageCreate(pixels.data, pixels.cols, pixels.rows, DmtxPack8bppK));
    if (image == nullptr)
        return found;
    const Owned<DmtxDecode> decode(dmtxDecodeCreate(image.get(), 1));
    if (decode == nullptr)
        return found;
    int places = 0;
    for (int y = kGrid / 2; y < pixels.rows && found.size() < kMostSymbols; y += kGrid) {
        for (int x = kGrid / 2; x < pixels.cols && places < kMostPlaces && found.size() < kMostSymbols; x += kGrid) {
            const cv::Rect around = cv::Rect(x - kGrid / 2, y - kGrid / 2, kGrid, kGrid) & cv::Rect(cv::Point(0, 0), pixels.size());
            double low = 0, high = 0;
            cv::minMaxLoc(pixels(around), &low, &high);
            if (high - low < kLeastEdge || is_inside({ x, y }, found))
                continue;
            ++places;
            const Owned<DmtxRegion> region(dmtxRegionScanPixel(decode.get(), x, pixels.rows - 1 - y));
            if (region == nullptr)
                continue;
            const Owned<DmtxMessage> message(dmtxDecodeMatrixRegion(decode.get(), region.get(), DmtxUndefined));
            if (message != nullptr)
                found.push_back({ corners_of(*region, pixels.rows), "DataMatrix", false });
        }
    }
    return found;
}

}  // namespace imprimatur::jail
