#include "jail/text/text_detector.h"

#include <algorithm>
#include <array>
#include <opencv2/imgproc.hpp>
#include <vector>

namespace imprimatur::jail {

namespace {

// The network halves its input five times.
constexpr int kStride = 32;

// A tile of 960 x 960 needs about 270 MB while the network runs.
constexpr int kTile = 960;

// Tiles overlap by this much, so that a letter cut by one tile's edge stands whole in the other.
constexpr int kOverlap = 64;

// Black borders are not looked at, but for a strip of this many pixels: the network wants to see where a picture ends.
constexpr int kBorder = 16;

// Levels between the darkest and the brightest sample of what counts as flat: a JPEG's black is not black.
constexpr int kFlat = 5;

// ImageNet's statistics, applied to blue, green, red in this order as PaddleOCR does.
const cv::Scalar kMean(0.485 * 255, 0.456 * 255, 0.406 * 255);
const cv::Scalar kDeviation(0.229 * 255, 0.224 * 255, 0.225 * 255);

int up_to_stride(int side) { return (side + kStride - 1) / kStride * kStride; }

/// Where tiles begin along one side, and how long each is (the last may need padding).
struct Cuts {
    std::vector<int> starts;
    int length = 0;
};

Cuts cut(int side)
{
    Cuts cuts;
    const int count = side <= kTile ? 1 : (side - kOverlap + kTile - kOverlap - 1) / (kTile - kOverlap);
    cuts.length = up_to_stride((side + (count - 1) * kOverlap + count - 1) / count);
    for (int i = 0; i < count; ++i)
        cuts.starts.push_back(std::clamp(i * (cuts.length - kOverlap), 0, std::max(0, side - cuts.length)));
    return cuts;
}

bool is_flat(const cv::Mat& part)
{
    double low = 0;
    double high = 0;
    cv::minMaxLoc(part.reshape(1), &low, &high);
    return high - low <= kFlat;
}

/// The first and the last row that is not flat, or an empty range.
cv::Range rows_with_content(const cv::Mat& picture)
{
    int first = 0;
    while (first < picture.rows && is_flat(picture.row(first)))
        ++first;
    int last = picture.rows;
    while (last > first && is_flat(picture.row(last - 1)))
        --last;
    return { first, last };
}

cv::Range columns_with_content(const cv::Mat& picture)
{
    int first = 0;
    while (first < picture.cols && is_flat(picture.col(first).clone()))
        ++first;
    int last = picture.cols;
    while (last > first && is_flat(picture.col(last - 1).clone()))
        --last;
    return { first, last };
}

/// The smallest rectangle outside of which every row and every column is flat, and a strip around it.
cv::Rect content_of(const cv::Mat& picture)
{
    const cv::Range rows = rows_with_content(picture);
    if (rows.empty())
        return {};
    const cv::Range columns = columns_with_content(picture.rowRange(rows));
    const cv::Rect around(columns.start - kBorder, rows.start - kBorder, columns.size() + 2 * kBorder, rows.size() + 2 * kBorder);
    return around & cv::Rect(0, 0, picture.cols, picture.rows);
}

/// The tile as the network wants it: three planes of floats, the picture's edge repeated where it ends.
std::vector<float> network_input(const cv::Mat& tile, int height, int width)
{
    cv::Mat padded;
    cv::copyMakeBorder(tile, padded, 0, height - tile.rows, 0, width - tile.cols, cv::BORDER_REPLICATE);
    const std::size_t plane = static_cast<std::size_t>(height) * static_cast<std::size_t>(width);
    std::vector<float> input(3 * plane);
    for (int channel = 0; channel < 3; ++channel) {
        cv::Mat single = padded;
        if (padded.channels() == 3)
            cv::extractChannel(padded, single, channel);
        cv::Mat out(height, width, CV_32F, input.data() + plane * static_cast<std::size_t>(channel));
        single.convertTo(out, CV_32F, 1 / kDeviation[channel], -kMean[channel] / kDeviation[channel]);
    }
    return input;
}

}  // namespace

Result<TextDetector> TextDetector::load(std::shared_ptr<const OnnxRuntime> runtime, const std::filesystem::path& model)
{
    return TextDetector(TRY(OnnxSession::load(std::move(runtime), model)));
}

Result<void> TextDetector::look_at(const cv::Mat& tile, int height, int width, cv::Mat target) const
{
    if (is_flat(tile))
        return {};
    auto input = network_input(tile, height, width);
    const std::array<std::int64_t, 4> shape { 1, 3, height, width };
    Tensor answer = TRY(m_session.run(input, shape));
    if (answer.shape != std::vector<std::int64_t> { 1, 1, height, width })
        return Error { ErrorCode::Malformed, "the text detector's answer has another shape than its input", "", "" };
    const cv::Mat found(height, width, CV_32F, answer.values.data());
    cv::Mat levels;
    found(cv::Rect(0, 0, tile.cols, tile.rows)).convertTo(levels, CV_8U, 255);
    cv::max(target, levels, target);
    return {};
}

Result<cv::Mat> TextDetector::probabilities(const cv::Mat& picture) const
{
    cv::Mat map = cv::Mat::zeros(picture.size(), CV_8U);
    const cv::Rect content = content_of(picture);
    if (content.empty())
        return map;
    const Cuts rows = cut(content.height);
    const Cuts columns = cut(content.width);
    for (const int y : rows.starts) {
        for (const int x : columns.starts) {
            const cv::Rect here(
                content.x + x, content.y + y, std::min(columns.length, content.width - x), std::min(rows.length, content.height - y));
            TRY(look_at(picture(here), rows.length, columns.length, map(here)));
        }
    }
    return map;
}

}  // namespace imprimatur::jail
