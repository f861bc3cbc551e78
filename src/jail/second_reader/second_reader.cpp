#include "jail/second_reader/second_reader.h"

#include "base/limits.h"
#include "jail/second_reader/line_candidates.h"
#include "jail/second_reader/tesseract_engine.h"

#include <algorithm>
#include <cmath>
#include <new>
#include <opencv2/core/utility.hpp>
#include <opencv2/imgproc.hpp>

namespace imprimatur::jail {

namespace {

// A line takes Tesseract 1 to 4 ms.
struct Budget {
    std::size_t lines = 0;
    std::size_t turned = 0;  ///< lines that run up or down
    std::size_t upside_down = 0;  ///< lines in which nothing was read
};
constexpr Budget kFast { 15, 0, 0 };
constexpr Budget kStandard { 30, 12, 8 };
constexpr Budget kThorough { 120, 60, 60 };

// By the evenness of the candidate (line_candidates.h). Of 28 filled clinical pictures none of the readings of texture comes
// from a candidate above 8.5, and 9 in 10 from one below 6; of readings of writing it is the other way round.
constexpr double kEven = 8.5;
constexpr double kUneven = 6;
constexpr double kCertainLine = 16;

// Tesseract's network works on lines of 36 pixels with the letters some 20 high.
constexpr double kLetterHeight = 22;
constexpr int kMargin = 8;
constexpr int kThickStroke = 13;
constexpr double kMaxLineWidth = 1600;

constexpr int kLeastCharacters = 3;

Result<cv::Mat> grey_of(const Frame& frame)
{
    const std::uint64_t pixels = static_cast<std::uint64_t>(frame.width) * frame.height;
    if (pixels == 0 || (frame.channels != 1 && frame.channels != 3) || frame.samples.size() != pixels * frame.channels)
        return Error { ErrorCode::InvalidArgument, "a frame's samples do not fit its size", "", "" };
    if (frame.width > limits::kMaxSide || frame.height > limits::kMaxSide || pixels > limits::kMaxFramePixels)
        return Error { ErrorCode::LimitExceeded, "a frame is larger than a picture may be", "", "" };
    cv::Mat grey(static_cast<int>(frame.height), static_cast<int>(frame.width), CV_8UC1);
    for (std::size_t i = 0; i < pixels; ++i) {
        // The mean, not the luminance: blue writing on black has next to no luminance.
        grey.data[i] = frame.channels == 1
            ? frame.samples[i]
            : static_cast<unsigned char>((frame.samples[3 * i] + frame.samples[3 * i + 1] + frame.samples[3 * i + 2]) / 3);
    }
    return grey;
}

cv::Mat mask_of(const std::vector<Rect>& covered, const cv::Size& size)
{
    cv::Mat mask = cv::Mat::zeros(size, CV_8UC1);
    for (const auto& rect : covered) {
        const cv::Rect inside = cv::Rect(rect.x, rect.y, rect.width, rect.height) & cv::Rect({}, size);
        if (!inside.empty())
            mask(inside).setTo(255);
    }
    return mask;
}

/// The line alone, dark on light, its contrast stretched, its letters as high as the network was trained on.
cv::Mat prepared(const cv::Mat& picture, const LineCandidate& line, double& scale, cv::Point& origin)
{
    const int around = std::max(2, line.box.height / 4);
    const int beside = line.box.height;  // a faint first letter
    const cv::Rect area = cv::Rect(line.box.x - beside, line.box.y - around, line.box.width + 2 * beside, line.box.height + 2 * around)
        & cv::Rect({}, picture.size());
    scale = std::min(kLetterHeight / line.box.height, kMaxLineWidth / area.width);
    origin = area.tl();
    cv::Mat crop;
    cv::resize(picture(area), crop, {}, scale, scale, scale > 1 ? cv::INTER_CUBIC : cv::INTER_AREA);
    // Only what is thinner than a stroke: ground and shadows of anatomy fall away.
    cv::Mat thin;
    cv::morphologyEx(crop, thin, line.light ? cv::MORPH_TOPHAT : cv::MORPH_BLACKHAT,
        cv::getStructuringElement(cv::MORPH_RECT, { kThickStroke, kThickStroke }));
    std::vector<unsigned char> values(thin.begin<unsigned char>(), thin.end<unsigned char>());
    const auto strongest = values.begin() + static_cast<std::ptrdiff_t>(0.97 * static_cast<double>(values.size() - 1));
    std::nth_element(values.begin(), strongest, values.end());
    const double gain = 255 / std::max(8.0, static_cast<double>(*strongest));
    thin.convertTo(crop, CV_8U, -gain, 255);
    cv::Mat framed;
    cv::copyMakeBorder(crop, framed, kMargin, kMargin, kMargin, kMargin, cv::BORDER_CONSTANT, cv::Scalar(255));
    return framed;
}

int letters_and_digits(const std::string& text)
{
    return static_cast<int>(std::count_if(
        text.begin(), text.end(), [](char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }));
}

/// Short words, words in uneven lines and words that had to be turned to be read are what texture looks like.
bool is_sure(const EngineWord& word, const LineCandidate& line, bool turned)
{
    const int count = letters_and_digits(word.text);
    const double least = line.score >= kEven ? 0.4 : line.score >= kUneven ? 0.55 : 0.65;
    const double spare = count <= kLeastCharacters ? 0.25 : count == kLeastCharacters + 1 ? 0.2 : 0;
    return count >= kLeastCharacters && word.confidence >= least + spare + (turned ? 0.1 : 0);
}

/// The picture as it is or turned by a quarter, so that lines that run up or down lie.
struct View {
    cv::Mat picture;
    cv::Mat covered;
    bool turned = false;

    /// From this view into the picture; the view was turned against the clock.
    [[nodiscard]] Point back(double x, double y) const { return turned ? Point { picture.rows - y, x } : Point { x, y }; }
};

}  // namespace

std::vector<std::filesystem::path> second_reader_folders()
{
    return { "/usr/share/tesseract-ocr/5/tessdata", "/usr/share/tessdata", "/usr/local/share/tessdata" };
}

struct SecondReader::Parts {
    std::unique_ptr<TesseractEngine> engine;

    Result<bool> read(const View& view, const LineCandidate& line, bool upside_down, std::vector<TextBox>& words) const;
    Result<void> read_all(const View& view, const Budget& budget, std::vector<TextBox>& words) const;
};

/// Whether something was read.
Result<bool> SecondReader::Parts::read(const View& view, const LineCandidate& line, bool upside_down, std::vector<TextBox>& words) const
{
    double scale = 1;
    cv::Point origin;
    cv::Mat crop = prepared(view.picture, line, scale, origin);
    if (upside_down)
        cv::rotate(crop, crop, cv::ROTATE_180);
    bool found = false;
    for (const auto& word : TRY(engine->read_line(crop.data, crop.cols, crop.rows, static_cast<int>(crop.step)))) {
        if (!is_sure(word, line, upside_down || view.turned))
            continue;
        const auto corner = [&](int x, int y) {
            const double along = upside_down ? crop.cols - x : x;
            const double down = upside_down ? crop.rows - y : y;
            return view.back(origin.x + (along - kMargin) / scale, origin.y + (down - kMargin) / scale);
        };
        TextBox box;
        box.quad.corners = { corner(word.left, word.top), corner(word.right, word.top), corner(word.right, word.bottom),
            corner(word.left, word.bottom) };
        box.text = word.text;
        box.detection = std::min(1.0, line.score / kCertainLine);
        box.recognition = word.confidence;
        words.push_back(std::move(box));
        found = true;
    }
    return found;
}

Result<void> SecondReader::Parts::read_all(const View& view, const Budget& budget, std::vector<TextBox>& words) const
{
    std::size_t upside_down = budget.upside_down;
    for (const auto& line : line_candidates(view.picture, view.covered, view.turned ? budget.turned : budget.lines)) {
        // Anatomy has many upright "lines" among which writing may be faint; of turned ones only even rows are worth a look.
        if (view.turned && line.score < kUneven)
            break;
        const bool found = TRY(read(view, line, false, words));
        // A turned line may run either way; an upright one that could be read does not stand on its head.
        const bool again = view.turned || (!found && line.score >= kUneven && upside_down > 0);
        upside_down -= again && !view.turned ? 1 : 0;
        if (again)
            TRY(read(view, line, true, words));
    }
    return {};
}

SecondReader::SecondReader(std::unique_ptr<Parts> parts)
    : m_parts(std::move(parts))
{
}
SecondReader::~SecondReader() = default;

Result<std::unique_ptr<SecondReader>> SecondReader::load(const std::vector<std::filesystem::path>& folders)
{
    cv::setNumThreads(0);  // no pool of threads, neither here nor after the fork
    for (const auto& folder : folders) {
        std::error_code failed;
        if (!std::filesystem::is_regular_file(folder / "eng.traineddata", failed))
            continue;
        auto engine = TRY(TesseractEngine::open(folder / "eng.traineddata"));
        // What is opened or allocated lazily is opened now: in the jail nothing can be.
        cv::Mat blank(48, 200, CV_8UC1, cv::Scalar(255));
        cv::putText(blank, "READY 123", { 10, 34 }, cv::FONT_HERSHEY_SIMPLEX, 0.9, cv::Scalar(0), 2);
        TRY(engine->read_line(blank.data, blank.cols, blank.rows, static_cast<int>(blank.step)));
        return std::unique_ptr<SecondReader>(new SecondReader(std::make_unique<Parts>(Parts { std::move(engine) })));
    }
    return Error { ErrorCode::NotFound, "the second reader's language is not installed", "eng.traineddata",
        "install Debian's tesseract-ocr-eng" };
}

Result<std::vector<TextBox>> SecondReader::find(const Frame& frame, const std::vector<Rect>& covered, Effort effort) const
{
    try {
        return find_in(frame, covered, effort);
    } catch (const cv::Exception&) {
        return Error { ErrorCode::Internal, "the picture library refused a step of the second reading", "", "" };
    } catch (const std::bad_alloc&) {
        return Error { ErrorCode::LimitExceeded, "not enough memory for the second reading", "", "" };
    }
}

Result<std::vector<TextBox>> SecondReader::find_in(const Frame& frame, const std::vector<Rect>& covered, Effort effort) const
{
    View view { TRY(grey_of(frame)), {}, false };
    view.covered = mask_of(covered, view.picture.size());
    const Budget& budget = effort == Effort::Fast ? kFast : effort == Effort::Standard ? kStandard : kThorough;
    std::vector<TextBox> words;
    TRY(m_parts->read_all(view, budget, words));
    if (budget.turned > 0) {
        View turned { {}, {}, true };
        cv::rotate(view.picture, turned.picture, cv::ROTATE_90_COUNTERCLOCKWISE);
        cv::rotate(view.covered, turned.covered, cv::ROTATE_90_COUNTERCLOCKWISE);
        TRY(m_parts->read_all(turned, budget, words));
    }
    return words;
}

}  // namespace imprimatur::jail
