#include "jail/text/text_detector.h"

#include "base/limits.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <opencv2/imgproc.hpp>

namespace imprimatur::jail {

namespace {

// The network halves its input five times.
constexpr int kStride = 32;

// A tile of 1056 x 1056 needs about 330 MB while the network runs; two of them cover a picture of 2,000 pixels.
constexpr int kTile = 1056;

// Tiles overlap by this much, so that a letter cut by one tile's edge stands whole in the other.
constexpr int kOverlap = 64;

// PaddleOCR's own defaults are .3, .6 and 1.5. These find 6 to 10 points more of small and faint strings for at most
// one per cent of other pixels; what is covered too much costs a little picture, what is missed costs a name.
constexpr float kPixelThreshold = 0.2F;
constexpr double kBoxThreshold = 0.3;
constexpr double kUnclip = 2.0;
constexpr double kMargin = 2;  // picture pixels
constexpr float kSmallestSide = 2;  // map pixels: less is a speck

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

/// The tile as the network wants it: three planes of floats, the picture's edge repeated where it ends.
std::vector<float> network_input(const cv::Mat& tile, int height, int width)
{
    cv::Mat padded;
    cv::copyMakeBorder(tile, padded, 0, height - tile.rows, 0, width - tile.cols, cv::BORDER_REPLICATE);
    if (padded.channels() == 1)
        cv::cvtColor(padded, padded, cv::COLOR_GRAY2BGR);
    const std::size_t plane = static_cast<std::size_t>(height) * static_cast<std::size_t>(width);
    std::vector<float> input(3 * plane);
    for (int channel = 0; channel < 3; ++channel) {
        cv::Mat single;
        cv::extractChannel(padded, single, channel);
        cv::Mat out(height, width, CV_32F, input.data() + plane * static_cast<std::size_t>(channel));
        single.convertTo(out, CV_32F, 1 / kDeviation[channel], -kMean[channel] / kDeviation[channel]);
    }
    return input;
}

/// Mean probability inside a contour, which ends inside `map`.
double mean_inside(const cv::Mat& map, const std::vector<cv::Point>& contour)
{
    const cv::Rect around = cv::boundingRect(contour);
    cv::Mat mask = cv::Mat::zeros(around.size(), CV_8U);
    const std::vector<std::vector<cv::Point>> one { contour };
    cv::drawContours(mask, one, 0, cv::Scalar(1), cv::FILLED, cv::LINE_8, cv::noArray(), 0, -around.tl());
    return cv::mean(map(around), mask)[0];
}

/// Corners clockwise from the top left of a rectangle that leans less than 45 degrees; of a tall one, its upper left.
Quad corners_of(const cv::RotatedRect& rect)
{
    std::array<cv::Point2f, 4> points;
    rect.points(points.data());
    // OpenCV goes round clockwise (y points down); only the start has to be chosen.
    const auto rank = [](const cv::Point2f& point) { return point.x + point.y; };
    const auto first = std::min_element(points.begin(), points.end(), [&rank](const auto& a, const auto& b) { return rank(a) < rank(b); });
    std::rotate(points.begin(), first, points.end());
    Quad quad;
    for (std::size_t i = 0; i < points.size(); ++i)
        quad.corners[i] = { points[i].x, points[i].y };
    return quad;
}

/// The detector is trained to mark the middle of a line; the line itself is this much larger.
cv::RotatedRect unclipped(cv::RotatedRect rect, double scale)
{
    const double area = static_cast<double>(rect.size.width) * static_cast<double>(rect.size.height);
    const double perimeter = 2.0 * (static_cast<double>(rect.size.width) + static_cast<double>(rect.size.height));
    const auto grown = static_cast<float>(2 * (area * kUnclip / perimeter + kMargin * scale));
    rect.size.width += grown;
    rect.size.height += grown;
    return rect;
}

/// Map coordinates to picture coordinates: pixel centres go to pixel centres.
cv::RotatedRect in_picture(cv::RotatedRect rect, double scale_x, double scale_y)
{
    rect.center.x = static_cast<float>((rect.center.x + 0.5) / scale_x);
    rect.center.y = static_cast<float>((rect.center.y + 0.5) / scale_y);
    rect.size.width = static_cast<float>(rect.size.width / scale_x);
    rect.size.height = static_cast<float>(rect.size.height / scale_y);
    return rect;
}

}  // namespace

Result<TextDetector> TextDetector::load(std::shared_ptr<const OnnxRuntime> runtime, const std::filesystem::path& model)
{
    return TextDetector(TRY(OnnxSession::load(std::move(runtime), model)));
}

Result<cv::Mat> TextDetector::probabilities(const cv::Mat& scaled) const
{
    cv::Mat map = cv::Mat::zeros(scaled.size(), CV_32F);
    const Cuts rows = cut(scaled.rows);
    const Cuts columns = cut(scaled.cols);
    for (const int y : rows.starts) {
        for (const int x : columns.starts) {
            const cv::Rect here(x, y, std::min(columns.length, scaled.cols - x), std::min(rows.length, scaled.rows - y));
            auto input = network_input(scaled(here), rows.length, columns.length);
            const std::array<std::int64_t, 4> shape { 1, 3, rows.length, columns.length };
            Tensor answer = TRY(m_session.run(input, shape));
            if (answer.shape != std::vector<std::int64_t> { 1, 1, rows.length, columns.length })
                return Error { ErrorCode::Malformed, "the text detector's answer has another shape than its input", "", "" };
            const cv::Mat found(rows.length, columns.length, CV_32F, answer.values.data());
            cv::Mat target = map(here);
            cv::max(target, found(cv::Rect(0, 0, here.width, here.height)), target);
        }
    }
    return map;
}

Result<std::vector<TextBox>> TextDetector::find(const cv::Mat& picture, double scale) const
{
    const cv::Size size(
        std::max(1, static_cast<int>(std::lround(picture.cols * scale))), std::max(1, static_cast<int>(std::lround(picture.rows * scale))));
    cv::Mat scaled = picture;
    if (size != picture.size())
        cv::resize(picture, scaled, size, 0, 0, scale < 1 ? cv::INTER_AREA : cv::INTER_CUBIC);
    const double scale_x = static_cast<double>(size.width) / picture.cols;
    const double scale_y = static_cast<double>(size.height) / picture.rows;

    const cv::Mat map = TRY(probabilities(scaled));
    std::vector<std::vector<cv::Point>> contours;
    cv::findContours(map > kPixelThreshold, contours, cv::RETR_LIST, cv::CHAIN_APPROX_SIMPLE);

    std::vector<TextBox> boxes;
    for (const auto& contour : contours) {
        const cv::RotatedRect core = cv::minAreaRect(contour);
        if (std::min(core.size.width, core.size.height) < kSmallestSide)
            continue;
        const double score = mean_inside(map, contour);
        if (score < kBoxThreshold)
            continue;
        if (boxes.size() == limits::kMaxTextBoxes)
            return Error { ErrorCode::LimitExceeded, "more lines of writing than one picture may have", "", "split the picture" };
        TextBox box;
        box.quad = corners_of(in_picture(unclipped(core, scale), scale_x, scale_y));
        box.detection = std::clamp(score, 0.0, 1.0);
        boxes.push_back(std::move(box));
    }
    return boxes;
}

}  // namespace imprimatur::jail
