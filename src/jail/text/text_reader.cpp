#include "jail/text/text_reader.h"

#include "base/limits.h"
#include "jail/text/box_union.h"
#include "jail/text/line_shape.h"
#include "jail/text/text_detector.h"
#include "jail/text/text_recogniser.h"

#include <algorithm>
#include <cmath>
#include <new>
#include <opencv2/core/utility.hpp>
#include <opencv2/imgproc.hpp>

namespace imprimatur::jail {

namespace {

// Longest sides, in pixels, of the enlarged or reduced copies that are looked at. Time goes with the square.
constexpr double kPlainCap = 1280;
constexpr double kLargeCap = 2000;
constexpr double kVerifyCap = 1600;

// Pictures up to this long (a frame of an endoscope, a localiser) have writing of 5 pixels: they are enlarged more.
constexpr int kSmallPicture = 640;

// A very large picture is never shrunk below its own size before it passes this area: a mammogram's 20-pixel name would
// be 8 pixels high in a copy of 2,000.
constexpr double kFullSizeArea = 36e6;

// Reading takes 10 to 40 ms a line; further lines keep their box and stay unread. A scanned page has about 100.
constexpr std::size_t kMaxRead = 400;

// The largest boxes are also tried upside down and inverted; texture can be full of small ones.
constexpr std::size_t kMaxThorough = 80;

// A blob the size of an organ is a line of writing when the recogniser is at least this sure of it.
constexpr double kReadableBlob = 0.5;

// PaddleOCR's own box threshold, where a false alarm costs much: the first look uses half of it on the picture itself.
constexpr double kStrictDetection = 0.6;

/// `wished`, or less where the copy's longest side would pass `cap`.
double capped(const cv::Mat& picture, double wished, double cap) { return std::min(wished, cap / std::max(picture.cols, picture.rows)); }

double large_scale(const cv::Mat& picture)
{
    const double wished = std::max(picture.cols, picture.rows) <= kSmallPicture ? 3 : 2;
    const double whole = std::min(1.0, std::sqrt(kFullSizeArea / (static_cast<double>(picture.cols) * picture.rows)));
    return std::max(capped(picture, wished, kLargeCap), whole);
}

/// Every region at the same mean and with more contrast: writing over bright anatomy stands out as over black.
cv::Mat evened_out(const cv::Mat& picture)
{
    cv::Mat smooth;
    cv::GaussianBlur(picture, smooth, cv::Size(), 12, 12, cv::BORDER_REPLICATE);
    cv::Mat result;
    cv::addWeighted(picture, 3, smooth, -3, 128, result);
    return result;
}

Result<cv::Mat> picture_of(const Frame& frame)
{
    const std::uint64_t pixels = static_cast<std::uint64_t>(frame.width) * frame.height;
    if (pixels == 0 || (frame.channels != 1 && frame.channels != 3) || frame.samples.size() != pixels * frame.channels)
        return Error { ErrorCode::InvalidArgument, "a frame's samples do not fit its size", "", "" };
    if (frame.width > limits::kMaxSide || frame.height > limits::kMaxSide || pixels > limits::kMaxFramePixels)
        return Error { ErrorCode::LimitExceeded, "a frame is larger than a picture may be", "", "" };
    const int height = static_cast<int>(frame.height);
    const int width = static_cast<int>(frame.width);
    cv::Mat copy(height, width, frame.channels == 1 ? CV_8UC1 : CV_8UC3);
    std::copy(frame.samples.begin(), frame.samples.end(), copy.data);
    if (frame.channels == 3)
        cv::cvtColor(copy, copy, cv::COLOR_RGB2BGR);
    return copy;
}

/// One look: a copy of the picture at one scale. The first look keeps every box of the picture itself. In the evened-out
/// copy, and in verification, which looks at pictures whose finds are filled already, the detector's own threshold and the
/// blobs' reading keep anatomy from being called writing.
struct Look {
    cv::Mat picture;
    double scale = 1;
    double least_detection = 0;
    bool keeps_blobs = true;
};

std::vector<Look> looks(const cv::Mat& picture, TextScale scale)
{
    const double plain = capped(picture, 1, kPlainCap);
    const bool small = std::max(picture.cols, picture.rows) <= kSmallPicture;
    std::vector<Look> looks { { evened_out(picture), plain, kStrictDetection, false } };
    if (scale == TextScale::Verification) {
        looks.push_back({ picture, small ? 2 : capped(picture, 1.5, kVerifyCap), kStrictDetection, false });
        return looks;
    }
    const double large = large_scale(picture);
    looks.push_back({ picture, plain });
    if (large > plain)
        looks.push_back({ picture, large });
    return looks;
}

}  // namespace

struct TextReader::Networks {
    TextDetector detector;
    TextRecogniser recogniser;

    Result<std::vector<TextBox>> seen(const Look& look, const cv::Mat& picture) const;
    Result<bool> is_anatomy(const cv::Mat& picture, TextBox& box) const;
};

/// A blob that is larger than writing and cannot be read.
Result<bool> TextReader::Networks::is_anatomy(const cv::Mat& picture, TextBox& box) const
{
    if (!larger_than_writing(box, static_cast<std::uint32_t>(picture.cols), static_cast<std::uint32_t>(picture.rows)))
        return false;
    TRY(recogniser.read(picture, box, Effort::Thorough));
    return box.recognition < kReadableBlob;
}

Result<std::vector<TextBox>> TextReader::Networks::seen(const Look& look, const cv::Mat& picture) const
{
    std::vector<TextBox> lines;
    for (auto& box : TRY(detector.find(look.picture, look.scale))) {
        if (box.detection >= look.least_detection && (look.keeps_blobs || !TRY(is_anatomy(picture, box))))
            lines.push_back(std::move(box));
    }
    return lines;
}

TextReader::TextReader(std::unique_ptr<Networks> networks)
    : m_networks(std::move(networks))
{
}
TextReader::~TextReader() = default;

TextModels text_models_in(const std::filesystem::path& folder)
{
    return { folder / "libonnxruntime.so", folder / "text_detector.onnx", folder / "text_recogniser.onnx", folder / "text_keys.txt" };
}

Result<std::unique_ptr<TextReader>> TextReader::load(const TextModels& paths)
{
    cv::setNumThreads(0);  // no pool of threads, neither here nor after the fork
    auto runtime = TRY(OnnxRuntime::open(paths.runtime));
    auto detector = TRY(TextDetector::load(runtime, paths.detector));
    auto recogniser = TRY(TextRecogniser::load(runtime, paths.recogniser, paths.keys));
    std::unique_ptr<TextReader> reader(new TextReader(std::make_unique<Networks>(Networks { std::move(detector), std::move(recogniser) })));

    // What is opened lazily (kernels, locale, processor data) is opened now: in the jail nothing can be.
    Frame blank { 96, 96, 1, Bytes(96 * 96, 0) };
    TRY(reader->find(blank, TextScale::FirstLook));
    TextBox whole;
    whole.quad.corners = { Point { 8, 8 }, Point { 88, 8 }, Point { 88, 40 }, Point { 8, 40 } };
    TRY(reader->m_networks->recogniser.read(cv::Mat::zeros(96, 96, CV_8UC1), whole, Effort::Thorough));
    return reader;
}

Result<std::vector<TextBox>> TextReader::find(const Frame& frame, TextScale scale) const
{
    try {
        return find_in(frame, scale);
    } catch (const cv::Exception&) {
        return Error { ErrorCode::Internal, "the picture library refused a step of looking for writing", "", "" };
    } catch (const std::bad_alloc&) {
        return Error { ErrorCode::LimitExceeded, "not enough memory to look for writing", "", "" };
    }
}

Result<std::vector<TextBox>> TextReader::find_in(const Frame& frame, TextScale scale) const
{
    const cv::Mat picture = TRY(picture_of(frame));
    std::vector<TextBox> all;
    for (const auto& look : looks(picture, scale)) {
        auto lines = TRY(m_networks->seen(look, picture));
        all.insert(all.end(), std::make_move_iterator(lines.begin()), std::make_move_iterator(lines.end()));
    }
    auto boxes = united(std::move(all));
    if (boxes.size() > limits::kMaxTextBoxes)
        return Error { ErrorCode::LimitExceeded, "more lines of writing than one picture may have", "", "split the picture" };
    for (std::size_t i = 0; i < std::min(boxes.size(), kMaxRead); ++i)
        TRY(m_networks->recogniser.read(picture, boxes[i], i < kMaxThorough ? Effort::Thorough : Effort::Once));
    return boxes;
}

}  // namespace imprimatur::jail
