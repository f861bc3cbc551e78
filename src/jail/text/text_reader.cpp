#include "jail/text/text_reader.h"

#include "base/limits.h"
#include "jail/text/box_union.h"
#include "jail/text/faint_writing.h"
#include "jail/text/line_shape.h"
#include "jail/text/text_detector.h"
#include "jail/text/text_lines.h"
#include "jail/text/text_recogniser.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <new>
#include <opencv2/core/utility.hpp>
#include <opencv2/imgproc.hpp>

namespace imprimatur::jail {

namespace {

// Reading takes 10 to 40 ms a line; further lines keep their box and stay unread. A scanned page has about 100.
constexpr std::size_t kMaxRead = 400;
constexpr std::size_t kMaxReadFast = 6;

// The largest boxes are also tried upside down; texture can be full of small ones.
constexpr std::size_t kMaxThorough = 24;

// A blob the size of an organ is a line of writing when the recogniser is at least this sure of it.
constexpr double kReadableBlob = 0.5;

double height_of(const TextBox& box)
{
    const auto& corners = box.quad.corners;
    const double one = std::hypot(corners[1].x - corners[0].x, corners[1].y - corners[0].y);
    return std::min(one, std::hypot(corners[3].x - corners[0].x, corners[3].y - corners[0].y));
}

/// Where all writing stands out as far as it should, what the detector doubts and nobody can read is the grain that was raised with it.
bool is_clear(const TextBox& box)
{
    constexpr double kClear = 0.75;
    constexpr double kRead = 0.5;
    return box.detection >= kClear || box.recognition >= kRead;
}

Error too_many_lines() { return { ErrorCode::LimitExceeded, "more lines of writing than one picture may have", "", "split the picture" }; }

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

}  // namespace

/// Grows by the largest of what every look said.
class TextReader::Heat {
public:
    explicit Heat(const cv::Mat& picture)
    {
        const double scale = std::min(1.0, kHeatSide / std::max(picture.cols, picture.rows));
        m_map = cv::Mat::zeros(
            std::max(1, static_cast<int>(picture.rows * scale)), std::max(1, static_cast<int>(picture.cols * scale)), CV_8U);
    }
    void add(const cv::Mat& map)
    {
        // What shrinks must not fade: a thin line keeps its level.
        cv::Mat spread = map;
        if (const int factor = map.cols / m_map.cols; factor > 1)
            cv::dilate(map, spread, cv::Mat::ones(factor, factor, CV_8U));
        cv::Mat reduced;
        cv::resize(spread, reduced, m_map.size(), 0, 0, cv::INTER_AREA);
        cv::max(m_map, reduced, m_map);
    }
    [[nodiscard]] HeatMap map() const
    {
        return { static_cast<std::uint32_t>(m_map.cols), static_cast<std::uint32_t>(m_map.rows), Bytes(m_map.datastart, m_map.dataend) };
    }

private:
    static constexpr double kHeatSide = 1000;
    cv::Mat m_map;
};

struct TextReader::Networks {
    TextDetector detector;
    TextRecogniser recogniser;

    Result<cv::Mat> seen(const cv::Mat& picture, const SizedLook& look) const;
    Result<bool> is_anatomy(const cv::Mat& picture, TextBox& box, TextScale scale) const;
};

/// In verification: a blob that is larger than writing and cannot be read. The first look drops nothing.
Result<bool> TextReader::Networks::is_anatomy(const cv::Mat& picture, TextBox& box, TextScale scale) const
{
    if (scale == TextScale::FirstLook
        || !larger_than_writing(box, static_cast<std::uint32_t>(picture.cols), static_cast<std::uint32_t>(picture.rows)))
        return false;
    TRY(recogniser.read(picture, box, Tries::All));
    return box.recognition < kReadableBlob;
}

/// The largest probability that a copy of this size gave to each pixel.
Result<cv::Mat> TextReader::Networks::seen(const cv::Mat& picture, const SizedLook& look) const
{
    cv::Mat most;
    for (const auto kind : look.copies) {
        const cv::Mat found = TRY(detector.probabilities(copy_of(picture, kind, look.scale)));
        const cv::Mat map = upright(found, kind);
        if (most.empty())
            most = map;
        else
            cv::max(most, map, most);
    }
    return most;
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
    TRY(reader->find(blank, TextLook {}));
    TextBox whole;
    whole.quad.corners = { Point { 8, 8 }, Point { 88, 8 }, Point { 88, 40 }, Point { 8, 40 } };
    TRY(reader->m_networks->recogniser.read(cv::Mat::zeros(96, 96, CV_8UC1), whole, Tries::All));
    return reader;
}

Result<Writing> TextReader::find(const Frame& frame, const TextLook& look) const
{
    try {
        return find_in(frame, look);
    } catch (const cv::Exception&) {
        return Error { ErrorCode::Internal, "the picture library refused a step of looking for writing", "", "" };
    } catch (const std::bad_alloc&) {
        return Error { ErrorCode::LimitExceeded, "not enough memory to look for writing", "", "" };
    }
}

Result<Writing> TextReader::find_in(const Frame& frame, const TextLook& look) const
{
    const cv::Mat picture = TRY(picture_of(frame));
    Heat heat(picture);
    auto boxes = TRY(lines_of(picture, look, heat));
    if (const cv::Mat raised = faint_writing(picture); !raised.empty()) {
        auto faint = TRY(lines_of(raised, { look.scale, Effort::Standard, look.want_heat }, heat));
        std::copy_if(std::make_move_iterator(faint.begin()), std::make_move_iterator(faint.end()), std::back_inserter(boxes), is_clear);
    }
    if (boxes.size() > limits::kMaxTextBoxes)
        return too_many_lines();
    Writing writing;
    writing.boxes = std::move(boxes);
    if (look.want_heat)
        writing.heat = heat.map();
    return writing;
}

Result<std::vector<TextBox>> TextReader::lines_of(const cv::Mat& picture, const TextLook& look, Heat& heat) const
{
    std::vector<TextBox> all;
    for (const auto& sized : looks_at(picture.cols, picture.rows, look.scale, look.effort)) {
        const cv::Mat map = TRY(m_networks->seen(picture, sized));
        if (look.want_heat)
            heat.add(map);
        const double scale_x = static_cast<double>(map.cols) / picture.cols;
        const double scale_y = static_cast<double>(map.rows) / picture.rows;
        auto lines = TRY(lines_in(map, scale_x, scale_y));
        for (auto& box : lines) {
            if (box.detection < sized.least_detection || height_of(box) * scale_y < sized.least_height)
                continue;
            const bool anatomy = TRY(m_networks->is_anatomy(picture, box, look.scale));
            if (!anatomy)
                all.push_back(std::move(box));
        }
    }
    return read(picture, united(std::move(all)), look);
}

Result<std::vector<TextBox>> TextReader::read(const cv::Mat& picture, std::vector<TextBox> boxes, const TextLook& look) const
{
    if (boxes.size() > limits::kMaxTextBoxes)
        return too_many_lines();
    const bool fast = look.effort == Effort::Fast;
    for (std::size_t i = 0; i < std::min(boxes.size(), fast ? kMaxReadFast : kMaxRead); ++i) {
        const bool once = fast || i >= kMaxThorough;
        TRY(m_networks->recogniser.read(picture, boxes[i],
            once                                  ? Tries::Once
                : look.effort == Effort::Thorough ? Tries::All
                                                  : Tries::Turned));
    }
    return boxes;
}

}  // namespace imprimatur::jail
